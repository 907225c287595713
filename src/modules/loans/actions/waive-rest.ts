import { type Result, ok, refuse, assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { closeTasks } from '#modules/notices/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import { type EventRefusal, replayLoan } from '../domain/engine/index.ts'
import { settingsOf } from '../domain/loan.ts'
import { isLive } from '../domain/payment.ts'
import { moneyLog } from '../domain/recorded-event.ts'
import { type TrancheRefusal, waitingTranches } from '../domain/tranche.ts'
import { paymentsOfLoan } from '../store/payments.ts'
import { saveWaivedTranches, tranchesOf } from '../store/tranches.ts'
import { enter, logFor } from './enter.ts'
import { writeRestWaived } from './life-letters.ts'
import { tellOfLoan } from './tell.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** Why the rest was not let go. */
export type WaiveRestRefusal = TakeStepRefusal | TrancheRefusal | EventRefusal | { kind: 'payment_under_way' }

/**
 * Lets go what of a loan has not been paid out, all of it, for good; what was paid out is owed as before. A loan on which nothing is owed is
 * then settled. The borrower gets a letter with the reason and how to complain when it is staff who let it go. Refused while a part is on its way through the bank:
 * the database says so to those who do not see the lender's payments (`paymentConstraints`).
 */
export async function waiveRest(tx: Tx, command: StepCommand & { words: string }): Promise<Result<true, WaiveRestRefusal>> {
  const { actor, on, words, requestId, at } = command
  const locked = await lockedFor(tx, command, 'waive_rest')
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  const { loan, agreed } = locked.value
  const waiting = waitingTranches(await tranchesOf(tx, loan.id))
  if (waiting.length === 0) return refuse({ kind: 'no_tranche_left' })
  const payments = await paymentsOfLoan(tx, loan.id)
  if (payments.some((one) => one.purpose === 'pay_out' && isLive(one) && waiting.some(({ n }) => n === one.tranche)))
    return refuse({ kind: 'payment_under_way' })
  const standing = replayLoan(settingsOf(loan), moneyLog(recorded), on)
  assert(standing.ok, 'what stands in the log can be replayed')
  const amount = standing.value.toPayOut
  const payload = { amount: amount.toString() }
  const entered = await enter(tx, command, recorded, { loan, name: 'waive_rest', on, body: { kind: 'waive_rest', amount }, payload, words })
  if (!entered.ok) return entered
  await saveWaivedTranches(tx, loan.id, requestId)
  await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_accepted', at })
  await tellOfLoan(tx, loan, { kind: 'loan_rest_waived', at })
  // The borrower needs no letter of their own wish.
  if (actor.kind === 'staff') {
    const version = await programmeVersion(tx, agreed.programmeVersionId)
    await writeRestWaived(tx, { actor, loan, on, at, version, words, waived: amount, standing: standing.value })
  }
  return ok(true)
}
