import type { PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, assert, ok } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { enrolment, enrolmentsByIds } from '#modules/enrolments/index.ts'
import { closeTasks } from '#modules/notices/index.ts'
import type { Loan, LoanId } from '../domain/loan.ts'
import { refusedStep } from '../domain/loan-machine.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { loansOfPerson } from '../store/loans.ts'
import { enter, logFor } from './enter.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'
import { tellOfLoan } from './tell.ts'

/** Asks the adviser to review what a run that ended before its time, or by a death, has borrowed: the loan goes on, but perhaps not as it is. */
export async function askForReview(tx: Tx, ended: { enrolmentId: Id<'enrolment'>; personId: PersonId; at: Instant }): Promise<void> {
  for (const loan of await loansOfPerson(tx, ended.personId))
    if (loan.enrolmentId === ended.enrolmentId && refusedStep('review', loan.state) === null)
      await tellOfLoan(tx, loan, { kind: 'loan_review', at: ended.at })
}

/** Why a loan waits for review: its run ended before its time, or the borrower died; the day of it. */
export type Review = { why: 'ended' | 'died'; on: Day }

/** The review that is owed on a loan; null when its run goes on, was completed, or the loan was reviewed since. */
export async function reviewOwed(tx: Tx, loan: Loan, events: readonly RecordedEvent[]): Promise<Review | null> {
  const found = await enrolment(tx, loan.enrolmentId)
  if (found === null || refusedStep('review', loan.state) !== null) return null
  const { diedOn, endedOn, outcome } = found.run
  const early = outcome === 'ended_early' || outcome === 'completed_first_phase'
  const on = diedOn ?? (early ? endedOn : null)
  if (on === null || events.some((event) => event.name === 'review' && Temporal.PlainDate.compare(event.on, on) >= 0)) return null
  return { why: diedOn === null ? 'ended' : 'died', on }
}

/** The adviser has reviewed the loan; what they decided to do is theirs to do, the words say it. */
export async function reviewLoan(tx: Tx, command: StepCommand & { words: string }): Promise<Result<true, TakeStepRefusal>> {
  const { on, at, words } = command
  const locked = await lockedFor(tx, command, 'review')
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  const { loan } = locked.value
  const entered = await enter(tx, command, recorded, { loan, name: 'review', on, body: null, words })
  assert(entered.ok, 'a review moves no money')
  await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_review', at })
  return ok(true)
}

/** The loans among these whose borrower is known from the run to have died: they get no reminder, also before anyone has noted it on the loan. */
export async function diedDuringRuns(tx: Tx, loans: readonly Loan[]): Promise<Set<LoanId>> {
  if (loans.length === 0) return new Set()
  const runs = await enrolmentsByIds(
    tx,
    loans.map(({ enrolmentId }) => enrolmentId),
  )
  const died = new Set(runs.filter(({ run }) => run.diedOn !== null).map(({ id }) => id))
  return new Set(loans.filter(({ enrolmentId }) => died.has(enrolmentId)).map(({ id }) => id))
}
