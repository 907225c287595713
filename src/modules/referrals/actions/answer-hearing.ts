import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import { saveDropped } from '../store/decisions.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, openCase, takeStep } from './take-step.ts'

/** Records the citizen's answer to the hearing: by the citizen, or by the caseworker who was told. Both authorities then decide. */
export async function answerHearing(
  tx: Tx,
  command: Command & { text: string },
): Promise<Result<true, CaseRefusal | MachineRefusal | { kind: 'text_missing' }>> {
  const opened = await openCase(tx, command, actions.answer_hearing)
  if (!opened.ok) return opened
  const open = opened.value
  if (command.text.trim() === '') return refuse({ kind: 'text_missing' })
  const step = await takeStep(tx, open, { name: 'answer_hearing' }, {}, { text: command.text })
  if (!step.ok) return step
  // A refusal proposed before the answer was read is proposed anew, or not.
  await saveDropped(tx, open.referral.id, open.at)
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, 'hearing_answered', { page: 'decision', state: 'conciliation' })
  return ok(true)
}
