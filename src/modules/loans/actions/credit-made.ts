import type { Day } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { tryEvent } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'

/** A payment is above what is owed, and whoever enters it has not said that the rest is to stand as the borrower's credit. Øre. */
export type MakesCredit = { kind: 'makes_credit'; credit: Ore }

/** How much credit a payment would make, as the loan stands on `today`: what it is above all that is owed. 0 where the log forbids the payment. */
export function creditMade(loan: Loan, recorded: readonly RecordedEvent[], payment: { amount: Ore; on: Day }, today: Day): Ore {
  const { amount, on } = payment
  const tried = tryEvent(settingsOf(loan), moneyLog(recorded), { id: 'credit', on, kind: 'pay', amount }, today)
  if (!tried.ok) return ore(0n)
  const made = tried.value.after.overpaid - tried.value.before.overpaid
  return ore(made > 0n ? made : 0n)
}
