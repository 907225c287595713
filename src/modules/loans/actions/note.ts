import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { closeTasks } from '#modules/notices/index.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { enter, logFor } from './enter.ts'
import { tellOfLoan } from './tell.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** What is noted about a claim and holds reminders back or lets them go on: a dispute, its end, a death. */
export type Note = { kind: 'dispute' | 'end_dispute' | 'note_death'; words: string }

/** Notes it; from that day on `holdOf` says so. Moves no money. A dispute is the approver's task until it is ended. */
export async function noteOnLoan(tx: Tx, command: StepCommand & { note: Note }): Promise<Result<true, TakeStepRefusal>> {
  const { note, on } = command
  const locked = await lockedFor(tx, command, note.kind)
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  const { loan } = locked.value
  if (!says(note.kind, recorded)) return refuse({ kind: 'not_now', event: note.kind, state: loan.state })
  const entered = await enter(tx, command, recorded, { loan, name: note.kind, on, body: null, words: note.words })
  assert(entered.ok, 'a note moves no money')
  if (note.kind === 'dispute') await tellOfLoan(tx, loan, { kind: 'loan_disputed', at: command.at })
  if (note.kind === 'end_dispute') await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_disputed', at: command.at })
  return ok(true)
}

/** Whether a note says something new: a dispute ends while it stands, and a death is noted once. */
function says(kind: Note['kind'], events: readonly RecordedEvent[]): boolean {
  if (kind === 'note_death') return events.every((event) => event.name !== 'note_death')
  return kind === 'dispute' || events.findLast((event) => event.name === 'dispute' || event.name === 'end_dispute')?.name === 'dispute'
}
