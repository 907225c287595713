import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { letter } from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { toldUntil } from '../domain/recorded-event.ts'
import { type Loan, type LoanId, daysToDecide } from '../domain/loan.ts'
import { eventsOf } from '../store/events.ts'
import { undecidedLoans } from '../store/late-loans.ts'
import { texts } from '../texts/texts.ts'
import { decideBys } from './decide-by.ts'
import { enter } from './enter.ts'
import { type Progress, overLoans } from './night.ts'
import { diedDuringRun } from './review.ts'
import { lockedFor } from './take-step.ts'
import { tellOfLoan } from './tell.ts'

/**
 * Writes to every applicant whose loan was not decided by the published deadline, with a new day, and again when that is not kept (retssikkerhedsloven
 * § 3, stk. 2). Adviser and approver are told. Running twice sends nothing twice. Answers how many letters it sent.
 */
export function tellDelaysDue(db: Db, today: Day, at: Instant, say?: (progress: Progress) => void): Promise<number> {
  const one = (tx: Tx, actor: SystemActor, id: LoanId) => tellOne(tx, { actor, id, today, at })
  return overLoans(db, today, { job: 'loans.delay', next: undecidedLoans, one, say })
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
  if ((told !== null && !isBefore(told, today)) || (await diedDuringRun(tx, loan))) return false
  const expectedOn = today.add({ days: daysToDecide(loan.state) })
  const entered = await enter(tx, command, recorded, {
    loan,
    name: 'tell_delay',
    on: today,
    body: null,
    payload: { until: expectedOn.toString() },
  })
  assert(entered.ok, 'a letter moves no money')
  const cameOn = recorded.findLast(({ name }) => name === 'apply' || name === 'apply_again')?.on
  assert(cameOn !== undefined, 'a loan was applied for')
  await sendLetter(tx, { actor, at, loan, cameOn, decideBy, expectedOn })
  await tellOfLoan(tx, loan, { kind: 'loan_decision_delayed', at })
  return true
}

type Delayed = { actor: SystemActor; at: Instant; loan: Loan; cameOn: Day; decideBy: Day; expectedOn: Day }

async function sendLetter(tx: Tx, { actor, at, loan, cameOn, decideBy, expectedOn }: Delayed): Promise<void> {
  const { personId, caseNumber, state } = loan
  const lang = (await addressee(tx, personId))?.lang ?? 'da'
  const { delay } = texts(lang)
  const why = state === 'advised' ? delay.advised : delay.applied
  const fields = { matter: 'loan', cameOn, decideBy, expectedOn, why } as const
  await letter(tx, { actor, personId, caseNumber, template: 'decision_delayed', fields, lang, at })
}
