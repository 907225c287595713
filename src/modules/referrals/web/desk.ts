import type { Actor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { assert, type Result } from '#kernel/result.ts'
import { authorize, type Organisation, organisations } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { isKeeper, standing } from '#modules/caseload/index.ts'
import { type PersonView, personView } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import type { Deps } from '#platform/module.ts'
import type { Command } from '../actions/take-step.ts'
import { authorityOf, type Referral, type ReferralId } from '../domain/referral.ts'
import type { Authority } from '../domain/states.ts'
import { referral as load } from '../store/referrals.ts'
import { type Texts } from '../texts/da.ts'
import { texts } from '../texts/texts.ts'
import { isGone } from './refusal-words.ts'

/** What every page of a referral shows in its head. */
export type CaseHead = {
  call: Call
  say: Texts
  referral: Referral
  person: PersonView
  /** The person's name, or the words for a masked one. */
  name: string
  organisations: readonly Organisation[]
  /** The authority the reader acts for; null for the citizen and others. */
  authority: Authority | null
  /** Whether the reader looks after the case. */
  keeps: boolean
}

/** Whoever asks; a route with an action has one. */
export function actorOf(call: Call): Actor {
  assert(call.actor !== null, 'a route with an action has an actor')
  return call.actor
}

/** The organisation of an authority in a case, as it is called for short. */
export function shortName(head: CaseHead, authority: Authority): string {
  return organisationAt(head, authority)?.shortName ?? ''
}

/** The organisation of an authority in a case. */
export function organisationAt({ referral, organisations: all }: CaseHead, authority: Authority): Organisation | undefined {
  const id = authority === 'provider' ? referral.parties.provider : referral.parties.actingJobCentre
  return all.find((one) => one.id === id)
}

/** Reads a page about a referral: asks permission, logs the reading, and hands over the head with what the page needs. */
export async function readCase<Facts>(
  { db }: Deps,
  call: Call,
  action: ActionRef,
  read: (tx: Tx, referral: Referral) => Promise<Facts>,
): Promise<{ ok: true; head: CaseHead; facts: Facts } | { ok: false; response: Promise<Response> }> {
  const id = parseId<'referral'>(call.param('id'))
  const actor = actorOf(call)
  if (id === null) return { ok: false, response: call.notFound() }
  const found = await db.transaction(call.context, async (tx) => {
    const referral = await load(tx, id)
    if (referral === null) return null
    const permitted = authorize(actor, action, { parties: referral.parties, personId: referral.personId })
    if (!permitted.ok) return permitted.refusal
    const person = await personView(tx, referral.personId)
    if (person === null) return null
    await recordRead(tx, { actor, page: action.name, personId: referral.personId, at: call.now })
    const listed = await standing(tx, referral.id)
    const keeps = listed !== null && actor.kind === 'staff' && isKeeper(listed, actor.accountId)
    return { referral, person, organisations: await organisations(tx), keeps, facts: await read(tx, referral) }
  })
  if (found === null) return { ok: false, response: call.notFound() }
  if ('kind' in found) return { ok: false, response: call.refused(found) }
  const say = texts(call.lang)
  const { facts, referral, person } = found
  const authority = authorityOf(actor, referral.parties)
  return { ok: true, head: { call, say, ...found, name: person.name ?? say.masked, authority }, facts }
}

/** Does something to the referral of the address, in one transaction. */
export async function act<Value, Refusal extends { kind: string }>(
  { db }: Deps,
  call: Call,
  work: (tx: Tx, command: Command) => Promise<Result<Value, Refusal>>,
): Promise<
  | { done: true; value: Value }
  | { done: false; refusal: Exclude<Refusal, { kind: 'not_permitted' } | { kind: 'no_such_referral' }> }
  | { done: false; response: Promise<Response> }
> {
  const referralId: ReferralId | null = parseId<'referral'>(call.param('id'))
  if (referralId === null) return { done: false, response: call.notFound() }
  const command = { actor: actorOf(call), referralId, at: call.now }
  const answer = await db.transaction(call.context, (tx) => work(tx, command))
  if (answer.ok) return { done: true, value: answer.value }
  const { refusal } = answer
  if (isGone(refusal)) return { done: false, response: call.refused(refusal) }
  return { done: false, refusal: refusal as Exclude<Refusal, { kind: 'not_permitted' } | { kind: 'no_such_referral' }> }
}
