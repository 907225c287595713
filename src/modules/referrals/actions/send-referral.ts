import { ok, refuse, type Result } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { openPart } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { Facts, MachineRefusal } from '../domain/guards.ts'
import { informationVersion } from '../domain/information.ts'
import { declinedNeeded, missing, type SharingItem } from '../domain/sections.ts'
import { saveSection } from '../store/sections.ts'
import { loadAnswers } from './load-answers.ts'
import { saveAgreements } from './save-section.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, type OpenCase, openCase, takeStep } from './take-step.ts'

/** Why a step of sending is refused. */
export type SendRefusal = CaseRefusal | MachineRefusal

async function completeness(tx: Tx, open: OpenCase): Promise<Pick<Facts, 'missing' | 'declined'>> {
  const { answers } = await loadAnswers(tx, open.referral, open.today)
  return { missing: missing(answers), declined: declinedNeeded(answers) }
}

async function handOver(tx: Tx, open: OpenCase): Promise<void> {
  const { personId, parties } = open.referral
  await openPart(tx, { personId, organisationId: parties.provider, from: open.today, why: 'referral' })
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, 'referral_submitted', { state: 'submitted' })
}

/** Sends a complete referral to the provider, who gets its part in the person in the same transaction. */
export async function submitReferral(tx: Tx, command: Command): Promise<Result<true, SendRefusal>> {
  const opened = await openCase(tx, command, actions.submit)
  if (!opened.ok) return opened
  const step = await takeStep(tx, opened.value, { name: 'submit' }, await completeness(tx, opened.value))
  if (!step.ok) return step
  await handOver(tx, opened.value)
  return ok(true)
}

/** Shows the draft to the citizen, who then approves or objects. */
export async function shareReferral(tx: Tx, command: Command): Promise<Result<true, SendRefusal>> {
  const opened = await openCase(tx, command, actions.share)
  if (!opened.ok) return opened
  const step = await takeStep(tx, opened.value, { name: 'share' }, await completeness(tx, opened.value))
  if (!step.ok) return step
  await tellCase(tx, opened.value, 'referral_shared')
  return ok(true)
}

/** Takes a shared draft back, to go on writing in it. */
export async function takeBackReferral(tx: Tx, command: Command): Promise<Result<true, SendRefusal>> {
  const opened = await openCase(tx, command, actions.take_back)
  if (!opened.ok) return opened
  const step = await takeStep(tx, opened.value, { name: 'take_back' })
  if (!step.ok) return step
  await closeReferralTasks(tx, opened.value, 'referral_shared')
  return ok(true)
}

/** The citizen's yes, item by item: the referral is sent as it was shown. Without the information it cannot be given. */
export async function approveSharing(
  tx: Tx,
  command: Command & { informed: boolean; agreed: Partial<Record<SharingItem, boolean>> },
): Promise<Result<true, SendRefusal | { kind: 'not_informed' }>> {
  const opened = await openCase(tx, command, actions.approve_sharing)
  if (!opened.ok) return opened
  if (!command.informed) return refuse({ kind: 'not_informed' })
  const open = opened.value
  // What has gone to someone else meanwhile is not approved in silence.
  if (open.referral.state === 'shared') await keepOwnAnswers(tx, open, command.agreed)
  const step = await takeStep(tx, open, { name: 'approve_sharing' }, await completeness(tx, open))
  if (!step.ok) return step
  await handOver(tx, open)
  return ok(true)
}

async function keepOwnAnswers(tx: Tx, open: OpenCase, agreed: Partial<Record<SharingItem, boolean>>): Promise<void> {
  await saveAgreements(tx, open, agreed)
  const by = { accountId: open.actor.kind === 'system' ? open.referral.createdBy : open.actor.accountId, at: open.at }
  await saveSection(tx, open.referral.id, 'sharing', { informationVersion, how: 'citizen' }, by)
}

/** The citizen's no to the draft as it is, with what should be different; it goes back to the caseworker. */
export async function objectToSharing(
  tx: Tx,
  command: Command & { text: string },
): Promise<Result<true, SendRefusal | { kind: 'text_missing' } | NotPermitted>> {
  const opened = await openCase(tx, command, actions.object_to_sharing)
  if (!opened.ok) return opened
  if (command.text.trim() === '') return refuse({ kind: 'text_missing' })
  const step = await takeStep(tx, opened.value, { name: 'object_to_sharing' }, {}, { text: command.text })
  if (!step.ok) return step
  await closeReferralTasks(tx, opened.value, 'referral_shared')
  await tellCase(tx, opened.value, 'referral_returned', { state: 'draft' })
  return ok(true)
}
