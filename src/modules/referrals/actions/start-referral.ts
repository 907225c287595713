import type { Actor } from '#kernel/actor.ts'
import { dayOf, type Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { type Parties, agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type Listed, assign, standingsOfPerson } from '#modules/caseload/index.ts'
import { openPart, registerPerson, type RegistrationRefusal } from '#modules/people/index.ts'
import { type Db, refusing, type Tx } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { actions } from '../actions.ts'
import type { ReferralId } from '../domain/referral.ts'
import { saveEvent } from '../store/events.ts'
import { nextCaseNumber, openReferralOf, saveStarted } from '../store/referrals.ts'
import { saveSection } from '../store/sections.ts'
import { stand } from './stand.ts'

/** Why a referral cannot be started. `already_referred`: the person has an open one, `in_a_run`: waits for a place or is in a run; its number when the actor may see it. */
export type StartRefusal =
  | NotPermitted
  | RegistrationRefusal
  | { kind: 'no_such_agreement' }
  | { kind: 'agreement_closed' }
  | { kind: 'already_referred' | 'in_a_run'; caseNumber: string | null; referralId: ReferralId | null }

/** Who is referred, and to which agreement. */
export type StartCommand = {
  actor: Actor
  agreementId: Id<'agreement'>
  cpr: string
  name: string
  protectedAddress: boolean
  at: Instant
}

/** A draft was started. */
export type Started = { referralId: ReferralId; caseNumber: string }

const openAgreements: readonly string[] = ['signed', 'active', 'option_used', 'expiring']

// Waiting for a place or in a run of the same job centre; after-care keeps nobody from beginning anew. Of others' the database alone knows.
function isRunningUnder({ source, phase, endedOn, parties }: Listed, { actingJobCentre }: Parties): boolean {
  return source === 'run' && endedOn === null && phase !== 'after_care' && parties.acting_job_centre === actingJobCentre
}

/** Starts a draft in the transaction given: the person is registered or found, and the job centre gets its part in them. */
export async function startReferralIn(tx: Tx, command: StartCommand): Promise<Result<Started, StartRefusal>> {
  const { actor, at } = command
  const under = await agreement(tx, command.agreementId)
  if (under === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.start, { parties: under.parties })
  if (!permitted.ok) return permitted
  if (!openAgreements.includes(under.state)) return refuse({ kind: 'agreement_closed' })
  const person = await registerPerson(tx, { actor, cpr: command.cpr, name: command.name, protectedAddress: command.protectedAddress, at })
  if (!person.ok) return person
  const personId = person.value
  const existing = await openReferralOf(tx, personId)
  if (existing) return refuse({ kind: 'already_referred', caseNumber: existing.caseNumber, referralId: existing.id })
  const run = (await standingsOfPerson(tx, personId)).find((one) => isRunningUnder(one, under.parties))
  if (run) return refuse({ kind: 'in_a_run', caseNumber: run.caseNumber, referralId: run.caseId })
  const on = dayOf(at)
  await openPart(tx, { personId, organisationId: under.parties.actingJobCentre, from: on, why: 'referral' })
  const purchaser = (await organisations(tx)).find((one) => one.id === under.parties.purchaser)
  assert(purchaser, 'an agreement has a purchaser')
  assert(actor.kind === 'staff', 'only staff are permitted to start')
  const caseNumber = await nextCaseNumber(tx, purchaser.letter, on)
  const id = newId<'referral'>()
  const { programmeVersionId, parties } = under
  await saveStarted(tx, { id, caseNumber, personId, agreementId: under.id, programmeVersionId, parties, on, by: actor.accountId })
  await saveEvent(tx, { referralId: id, name: 'start', state: 'draft', on, at, actor, reason: null, payload: {}, text: '' })
  await saveSection(tx, id, 'identity', {}, { accountId: actor.accountId, at })
  await stand(tx, id, at, on)
  // Whoever starts a referral looks after it until somebody else does.
  const assigned = await assign(tx, { actor, caseId: id, accountId: actor.accountId, at })
  assert(assigned.ok, 'whoever may start a referral may look after it')
  await recordChange(tx, { actor, action: actions.start, on: { noun: 'referral', id }, personId, codes: { event: 'start' }, at })
  return ok({ referralId: id, caseNumber })
}

/** The same in a transaction of its own. Two clerks who refer one person at the same moment: the second is told. */
export function startReferral(db: Db, command: StartCommand): Promise<Result<Started, StartRefusal>> {
  const context = contextOf(command.actor, dayOf(command.at))
  return refusing(() => db.transaction(context, (tx) => startReferralIn(tx, command)), {
    one_open_referral: { kind: 'already_referred', caseNumber: null, referralId: null } as const,
    no_referral_in_a_run: { kind: 'in_a_run', caseNumber: null, referralId: null } as const,
  })
}
