import type { SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { type NoticeKind, letter } from '#modules/notices/index.ts'
import { programmeVersion, reminderLaw, remindersOf } from '#modules/programmes/index.ts'
import { replayLoan } from '../domain/engine/index.ts'
import { type Loan, type LoanId, settingsOf } from '../domain/loan.ts'
import { moneyLog } from '../domain/recorded-event.ts'
import { type Rung, ladderOf, rungDue } from '../domain/reminders.ts'
import { eventsOf } from '../store/events.ts'
import { lateLoans, saveLooked } from '../store/late-loans.ts'
import { enter } from './enter.ts'
import { type Night, type Progress, overLoans } from './night.ts'
import { diedDuringRun } from './review.ts'
import { lockedFor } from './take-step.ts'
import { tellOfLoan } from './tell.ts'

/**
 * Sends every reminder that is due on or before today, each loan in a transaction of its own, and answers how many. A loan is looked
 * at once a day at the most, so that a run that was broken off goes on where it stopped, and running twice sends nothing twice.
 */
export function remindDue(db: Db, today: Day, at: Instant, say?: (progress: Progress) => void): Promise<number> {
  const next: Night['next'] = (tx, after, most) => lateLoans(tx, after, today, most)
  return overLoans(db, today, { job: 'loans.remind', next, one: (tx, actor, id) => remindOne(tx, { actor, id, today, at }), say })
}

async function remindOne(tx: Tx, given: { actor: SystemActor; id: LoanId; today: Day; at: Instant }): Promise<boolean> {
  const { actor, id, today, at } = given
  const command = { actor, loanId: id, requestId: newId(), on: today, at }
  const locked = await lockedFor(tx, command, 'remind')
  await saveLooked(tx, id, today)
  if (!locked.ok) return false
  const { loan, agreed } = locked.value
  const recorded = await eventsOf(tx, id)
  const standing = replayLoan(settingsOf(loan), moneyLog(recorded), today)
  assert(standing.ok, 'what stands in the log can be replayed')
  const product = (await programmeVersion(tx, agreed.programmeVersionId)).loanProduct
  const due = rungDue(recorded, standing.value, ladderOf(remindersOf(product)), reminderLaw[product.claimRegime].daysApart)
  if (due === null || (await diedDuringRun(tx, loan))) return false
  const { rung, claimDue } = due
  const fee = rung.fee > 0n ? { amount: rung.fee.toString() } : {}
  const body = rung.fee > 0n ? ({ kind: 'charge', amount: rung.fee, due: claimDue } as const) : null
  const payload = { rung: rung.n, due: claimDue.toString(), ...fee }
  const entered = await enter(tx, command, recorded, { loan, name: 'remind', on: today, body, payload })
  assert(entered.ok, 'a late loan takes a charge')
  await tellOfLoan(tx, loan, { kind: kinds[rung.kind], at })
  const { amount, daysLate } = standing.value.arrears
  if (rung.kind === 'reminder') await sendLetter(tx, { ...given, loan, rung, amount, daysLate })
  return true
}

const kinds: Record<Rung['kind'], NoticeKind> = { friendly: 'loan_friendly_reminder', coach: 'loan_late_coach', reminder: 'loan_arrears' }

async function sendLetter(
  tx: Tx,
  given: { actor: SystemActor; today: Day; at: Instant; loan: Loan; rung: Rung; amount: Loan['amount']; daysLate: number },
): Promise<void> {
  const { actor, at, loan, rung, today } = given
  const { number, personId, caseNumber } = loan
  const fields = { loanNumber: number, amountOre: given.amount, daysLate: given.daysLate, feeOre: rung.fee, payBy: today.add({ days: 10 }) }
  await letter(tx, { actor, personId, caseNumber, template: 'loan_reminder', fields, at })
}
