import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { ActionRef, NotPermitted } from '#kernel/permit.ts'
import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { decide, type Facts, type MachineRefusal } from '../domain/guards.ts'
import { type Happening, type Progress, replay, rowOf } from '../domain/progress.ts'
import { authorityOf, type Referral, type ReferralId } from '../domain/referral.ts'
import type { Authority } from '../domain/states.ts'
import { happenings, saveEvent } from '../store/events.ts'
import { lockReferral, saveProgress } from '../store/referrals.ts'
import { stand } from './stand.ts'

/** Who does it, to which referral, when. Every action's command begins with these. */
export type Command = { actor: Actor; referralId: ReferralId; at: Instant }

/** The refusals of every action on a referral. */
export type CaseRefusal = NotPermitted | { kind: 'no_such_referral' }

/** A referral held for change: nobody else can take a step in it until the transaction ends. */
export type OpenCase = Command & { action: ActionRef; referral: Referral; progress: Progress; authority: Authority | null; today: Day }

/** Takes the referral for change if the actor may do the action to it. What the session does not see does not exist. */
export async function openCase(tx: Tx, command: Command, action: ActionRef): Promise<Result<OpenCase, CaseRefusal>> {
  const referral = await lockReferral(tx, command.referralId)
  if (referral === null) return refuse({ kind: 'no_such_referral' })
  const permitted = authorize(command.actor, action, { parties: referral.parties, personId: referral.personId })
  if (!permitted.ok) return permitted
  const progress = replay(await happenings(tx, referral.id))
  assert(progress.state === referral.state, `referral ${referral.id} stands in ${referral.state}, its events say ${progress.state}`)
  const authority = authorityOf(command.actor, referral.parties)
  return ok({ ...command, action, referral, progress, authority, today: dayOf(command.at) })
}

/** The facts a guard asks for, as far as they are the same for every step; an action adds its own. */
export function plainFacts(open: OpenCase): Facts {
  return {
    today: open.today,
    by: { humanId: open.actor.kind === 'system' ? '' : open.actor.humanId, authority: open.authority },
    missing: [],
    declined: [],
    questions: 0,
    unanswered: 0,
    lacks: [],
    unreconciled: [],
    lastTouchedOn: open.referral.touchedOn,
    closedOn: open.referral.stateSince,
    proposalSeen: null,
  }
}

/** What is kept with a step besides what the machine needs. */
export type StepNote = { reason?: string | null; text?: string; extra?: Record<string, unknown>; reviewOn?: Day | null }

/** Takes a step: asks the machine, then writes the event, the state it leads to and the audit line, or nothing. */
export async function takeStep(
  tx: Tx,
  open: OpenCase,
  happening: Happening,
  facts: Partial<Facts> = {},
  note: StepNote = {},
): Promise<Result<Progress, MachineRefusal | NotPermitted>> {
  const { actor, referral, action, at, today } = open
  const row = rowOf(open.progress, happening)
  // The action's permits are those of all rows together; here and now only this row's count.
  const permitted =
    row && authorize(actor, { name: action.name, permits: row.who }, { parties: referral.parties, personId: referral.personId })
  if (permitted && !permitted.ok) return permitted
  const decided = decide(open.progress, happening, { ...plainFacts(open), ...facts })
  if (!decided.ok) return decided
  const { name, ...payload } = happening
  const { state } = decided.value
  await saveEvent(tx, {
    referralId: referral.id,
    name,
    state,
    on: today,
    at,
    actor,
    reason: note.reason ?? null,
    payload: { ...payload, ...note.extra },
    text: note.text ?? '',
  })
  await saveProgress(tx, referral, decided.value, today, note.reviewOn ?? null)
  await stand(tx, referral.id, at, today)
  const codes = { event: name, state, reason: note.reason ?? null }
  await recordChange(tx, { actor, action, on: { noun: 'referral', id: referral.id }, personId: referral.personId, codes, at })
  return decided
}
