import { ok, refuse, type Result } from '#kernel/result.ts'
import { openPart } from '#modules/people/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import { type Db, refusing, type Tx } from '#platform/db/database.ts'
import { dayOf } from '#kernel/days.ts'
import { contextOf } from '#platform/http/context.ts'
import { actions } from '../actions.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import { checkReason, mistakeReasons, type ReasonRefusal } from '../domain/reasons.ts'
import { saveDropped } from '../store/decisions.ts'
import { endParts } from './end-parts.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, openCase, takeStep } from './take-step.ts'

/** Why a referral cannot be left this way. */
export type LeaveRefusal = CaseRefusal | MachineRefusal | ReasonRefusal

/** Withdraws the referral, by the citizen or by the caseworker who heard it, with a reason of the programme's list. */
export async function withdrawReferral(tx: Tx, command: Command & { reason: string; text: string }): Promise<Result<true, LeaveRefusal>> {
  const opened = await openCase(tx, command, actions.withdraw)
  if (!opened.ok) return opened
  const open = opened.value
  const { reasons } = await programmeVersion(tx, open.referral.programmeVersionId)
  const wrong = checkReason(reasons.withdrawal, command.reason, command.text)
  if (wrong) return refuse(wrong)
  const step = await takeStep(tx, open, { name: 'withdraw' }, {}, { reason: command.reason, text: command.text })
  if (!step.ok) return step
  await saveDropped(tx, open.referral.id, open.at)
  await closeReferralTasks(tx, open)
  if (open.referral.submittedOn !== null) await tellCase(tx, open, 'referral_withdrawn')
  await endParts(tx, open)
  return ok(true)
}

/** Marks the referral as registered by mistake: it is locked and leaves every figure. */
export async function registerMistake(tx: Tx, command: Command & { reason: string; text: string }): Promise<Result<true, LeaveRefusal>> {
  const opened = await openCase(tx, command, actions.register_by_mistake)
  if (!opened.ok) return opened
  const open = opened.value
  const wrong = checkReason(mistakeReasons, command.reason, command.text)
  if (wrong) return refuse(wrong)
  const step = await takeStep(tx, open, { name: 'register_by_mistake' }, {}, { reason: command.reason, text: command.text })
  if (!step.ok) return step
  await saveDropped(tx, open.referral.id, open.at)
  await closeReferralTasks(tx, open)
  if (open.referral.submittedOn !== null) await tellCase(tx, open, 'referral_withdrawn', { only: ['provider'] })
  await endParts(tx, open, true)
  return ok(true)
}

/** Why a referral cannot be taken up again. */
export type ReopenRefusal = CaseRefusal | MachineRefusal | { kind: 'text_missing' } | { kind: 'already_referred' }

/** Takes a withdrawn referral up again as a draft, with a reason; refused when the person was referred anew meanwhile. */
export function reopenReferral(db: Db, command: Command & { text: string }): Promise<Result<true, ReopenRefusal>> {
  const context = contextOf(command.actor, dayOf(command.at))
  return refusing(
    () =>
      db.transaction(context, async (tx): Promise<Result<true, ReopenRefusal>> => {
        const opened = await openCase(tx, command, actions.reopen)
        if (!opened.ok) return opened
        const open = opened.value
        if (command.text.trim() === '') return refuse({ kind: 'text_missing' })
        const step = await takeStep(tx, open, { name: 'reopen' }, {}, { text: command.text })
        if (!step.ok) return step
        const { personId, parties, submittedOn } = open.referral
        await openPart(tx, { personId, organisationId: parties.actingJobCentre, from: open.today, why: 'referral' })
        if (submittedOn !== null) await openPart(tx, { personId, organisationId: parties.provider, from: open.today, why: 'referral' })
        return ok(true)
      }),
    { one_open_referral: { kind: 'already_referred' } as const },
  )
}

/** Looks at a "not now" again: a new round with fresh assessments. */
export async function reviewReferral(tx: Tx, command: Command): Promise<Result<true, CaseRefusal | MachineRefusal>> {
  const opened = await openCase(tx, command, actions.review)
  if (!opened.ok) return opened
  const step = await takeStep(tx, opened.value, { name: 'review' })
  if (!step.ok) return step
  await closeReferralTasks(tx, opened.value)
  await tellCase(tx, opened.value, 'assessment_due', { page: 'assessment', state: 'joint_assessment' })
  return ok(true)
}
