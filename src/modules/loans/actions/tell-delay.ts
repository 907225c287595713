import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import {
  type Delay,
  type DelayRefusal,
  type LetterContent,
  type LetterFields,
  checkExpected,
  expectedAgain,
  letter,
  letterContent,
} from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { type Loan, type LoanId, daysToDecide } from '../domain/loan.ts'
import { refusedStep } from '../domain/loan-machine.ts'
import { type RecordedEvent, lastDelay, toldUntil } from '../domain/recorded-event.ts'
import { eventsOf } from '../store/events.ts'
import { undecidedLoans } from '../store/late-loans.ts'
import { texts } from '../texts/texts.ts'
import { decideBys } from './decide-by.ts'
import { enter, logFor } from './enter.ts'
import { type Progress, oneByOne, overLoans } from './night.ts'
import { diedDuringRuns } from './review.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'
import { tellOfLoan } from './tell.ts'

/** Why a delay is not told. `told_meanwhile`: a letter went out that the teller had not seen. `borrower_died`: nobody is left to read it. */
export type TellDelayRefusal = TakeStepRefusal | DelayRefusal | { kind: 'told_meanwhile'; until?: Day } | { kind: 'borrower_died' }
/** The new day and why, and the letter sent last that the teller knows of (an event's identity; null: none). */
export type DelayCommand = StepCommand & Delay & { seen: string | null }

/**
 * Tells the applicant by letter from the lender that the decision on a loan is late and when to expect it (retssikkerhedsloven § 3, stk. 2).
 * Adviser and approver are told as well. It may be told before the deadline passes, and again with another day by who has seen the first.
 */
export async function tellDelay(tx: Tx, command: DelayCommand): Promise<Result<true, TellDelayRefusal>> {
  const { on, at, why, expectedOn } = command
  const locked = await lockedFor(tx, command, 'tell_delay')
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  const { loan } = locked.value
  const wrong = checkExpected(expectedOn, on)
  if (wrong !== null) return refuse(wrong)
  const last = lastDelay(recorded)
  if ((last?.id ?? null) !== command.seen)
    return refuse({ kind: 'told_meanwhile', ...(last?.payload.until ? { until: last.payload.until } : {}) })
  if ((await diedDuringRuns(tx, [loan])).has(loan.id)) return refuse({ kind: 'borrower_died' })
  const payload = { until: expectedOn.toString() }
  const entered = await enter(tx, command, recorded, { loan, name: 'tell_delay', on, body: null, payload, words: why })
  assert(entered.ok, 'a letter moves no money')
  await sendLetter(tx, command, loan, recorded)
  await tellOfLoan(tx, loan, { kind: 'loan_decision_delayed', at })
  return ok(true)
}

async function sendLetter(tx: Tx, command: StepCommand & Delay, loan: Loan, recorded: readonly RecordedEvent[]): Promise<void> {
  const { actor, at } = command
  const { personId, caseNumber, lenderId } = loan
  const fields = await delayFields(tx, loan, recorded, command)
  await letter(tx, { actor, personId, caseNumber, template: 'decision_delayed', fields, organisationId: lenderId, at })
}

async function delayFields(
  tx: Tx,
  loan: Loan,
  recorded: readonly RecordedEvent[],
  { expectedOn, why }: Delay,
): Promise<LetterFields['decision_delayed']> {
  const cameOn = recorded.findLast(({ name }) => name === 'apply' || name === 'apply_again')?.on
  assert(cameOn !== undefined, 'a loan was applied for')
  const decideBy = (await decideBys(tx, [loan])).get(loan.id) ?? null
  return { matter: 'loan', cameOn, decideBy, expectedOn, why }
}

/** What the letter would say, in the applicant's language. */
export async function previewDelay(
  tx: Tx,
  { loan, events }: { loan: Loan; events: readonly RecordedEvent[] },
  delay: Delay,
): Promise<LetterContent & { lang: 'da' | 'en' }> {
  const lang = await langOf(tx, loan)
  return { ...letterContent('decision_delayed', await delayFields(tx, loan, events, delay), lang), lang }
}

/** A first proposal: the day that the working rhythm gives, and the reason that lies in where the loan stands; null when nothing is owed. */
export async function delayProposal(tx: Tx, loan: Loan, today: Day): Promise<Delay | null> {
  if (refusedStep('tell_delay', loan.state) !== null) return null
  const { delay } = texts(await langOf(tx, loan))
  return { expectedOn: today.add({ days: daysToDecide(loan.state) }), why: loan.state === 'advised' ? delay.advised : delay.applied }
}

const langOf = async (tx: Tx, { personId }: Loan) => (await addressee(tx, personId))?.lang ?? 'da'

/**
 * Writes to every applicant whose loan was not decided by the published deadline, with a new day, and again when that is not kept. Running
 * twice sends nothing twice. Answers how many letters it sent.
 */
export function tellDelaysDue(db: Db, today: Day, at: Instant, say?: (progress: Progress) => void): Promise<number> {
  const one = (tx: Tx, actor: SystemActor, id: LoanId) => tellOne(tx, { actor, id, today, at })
  return overLoans(db, today, { job: 'loans.delay', next: undecidedLoans, some: oneByOne(one), say })
}

async function tellOne(tx: Tx, given: { actor: SystemActor; id: LoanId; today: Day; at: Instant }): Promise<boolean> {
  const { actor, id, today, at } = given
  const command = { actor, loanId: id, requestId: newId(), on: today, at }
  const locked = await lockedFor(tx, command, 'tell_delay')
  if (!locked.ok) return false
  const { loan } = locked.value
  const decideBy = (await decideBys(tx, [loan])).get(id)
  if (decideBy === undefined || !isBefore(decideBy, today)) return false
  const recorded = await eventsOf(tx, id)
  const told = toldUntil(recorded)
  if (told !== null && !isBefore(told, today)) return false
  const proposal = await delayProposal(tx, loan, today)
  assert(proposal !== null, 'an undecided loan is owed a day')
  const expectedOn = expectedAgain(proposal.expectedOn, told, today)
  return (await tellDelay(tx, { ...command, ...proposal, expectedOn, seen: lastDelay(recorded)?.id ?? null })).ok
}
