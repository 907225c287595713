import { expect } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { noon } from '../../../../test/support/enrolment-scene.ts'
import { stepArrears } from '../actions/arrears.ts'
import { stepClosing } from '../actions/closing.ts'
import { stepDeferral } from '../actions/defer.ts'
import { enter } from '../actions/enter.ts'
import { moveMoney } from '../actions/money.ts'
import { type Note, noteOnLoan } from '../actions/note.ts'
import { type Step, takeLoanStep } from '../actions/take-step.ts'
import type { LoanId } from '../domain/loan.ts'
import { eventsOf } from '../store/events.ts'
import { loan as loanById } from '../store/loans.ts'
import { run, scene, staff } from './loan-scene.ts'

/** The day of the races. */
export const today = '2016-08-10'
/** The debtor is told ten days before a claim is handed over. */
export const notified = '2016-07-25'
/** Who presses. */
export type Clerk = typeof staff.gitte | typeof run.citizen
/** What is pressed, on a loan, with the request of its form. */
export type Deed = (tx: Parameters<typeof moveMoney>[0], clerk: Clerk, loanId: LoanId, requestId: string) => Promise<{ ok: boolean }>
/** Who asks, for which loan, when. */
export const base = (actor: Clerk, loanId: LoanId, requestId: string, on = today) => ({
  actor,
  loanId,
  requestId,
  on: day(on),
  at: noon(on),
})
/** Two months without instalments. */
export const pause = { kind: 'pause', fromDue: day('2016-09-01'), months: 2 } as const

/** Enters an event before the race, by somebody, and answers its identity. */
export async function before(actor: Clerk, id: LoanId, deed: Deed): Promise<string> {
  const requestId = newId()
  const answer = await scene.as(actor, noon(today), (tx) => deed(tx, actor, id, requestId))
  expect(answer.ok).toBe(true)
  return requestId
}

/** Registers the payment that settles the loan. */
export const pay: Deed = (tx, clerk, id, requestId) =>
  moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'pay', amount: kroner(1000), on: day(today) } })
/** Proposes to close the claim. */
export const propose =
  (closing: 'write_off' | 'remit' | 'hand_over', on = today): Deed =>
  (tx, clerk, id, requestId) =>
    stepClosing(tx, { ...base(clerk, id, requestId, on), step: { kind: 'propose_closing', closing, reason: 'other', words: 'Lukket' } })
/** Decides or takes back what was proposed. */
export const close =
  (kind: 'drop_closing' | 'hand_over' | 'recall'): Deed =>
  (tx, clerk, id, requestId) =>
    stepClosing(tx, { ...base(clerk, id, requestId), step: { kind, words: 'Ja' } })
/** Does something to the lateness of a claim. */
export const arrears =
  (step: Parameters<typeof stepArrears>[1]['step']): Deed =>
  (tx, clerk, id, requestId) =>
    stepArrears(tx, { ...base(clerk, id, requestId), step })
/** Stops the arrears clock. */
export const calm = arrears({ kind: 'arrears_pause', from: day(today), until: null, words: 'Ro' })
/** Charges a reminder’s fee. */
export const fee: Deed = async (tx, clerk, id, requestId) => {
  const one = await loanById(tx, id)
  if (one === null) throw new Error('no loan')
  const payload = { rung: 3, due: '2016-06-01', amount: '10000' }
  const body = { kind: 'charge', amount: kroner(100), due: day('2016-06-01') } as const
  const entry = { loan: one, name: 'remind', on: day(today), body, payload } as const
  return enter(tx, base(clerk, id, requestId), await eventsOf(tx, id), entry)
}
/** Takes a step before the payout. */
export const step =
  (taken: Step, on = today): Deed =>
  (tx, clerk, id, requestId) =>
    takeLoanStep(tx, { ...base(clerk, id, requestId, on), step: taken })
/** Notes something on the claim. */
export const note =
  (kind: Note['kind']): Deed =>
  (tx, clerk, id, requestId) =>
    noteOnLoan(tx, { ...base(clerk, id, requestId), note: { kind, words: 'Som sagt' } })
/** Puts instalments off. */
export const defer: Deed = (tx, clerk, id, requestId) =>
  stepDeferral(tx, {
    ...base(clerk, id, requestId),
    step: { kind: 'defer', answers: null, wish: 'borrower', deferral: pause, reason: 'other', words: 'Ja' },
  })

/** Pays the loan out. */
export const payOut: Deed = (tx, clerk, id, requestId) => moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'pay_out' } })
/** Pays back what was paid too much. */
export const refundOf =
  (amount: number): Deed =>
  (tx, clerk, id, requestId) =>
    moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'refund', amount: kroner(amount) } })
/** Registers 300 kr. more than is owed. */
export const payMore: Deed = (tx, clerk, id, requestId) =>
  moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'pay', amount: kroner(1300), on: day(today) } })
