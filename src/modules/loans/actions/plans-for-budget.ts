import { type Day, dayOf, laterOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { LoanPlan } from '#modules/business/index.ts'
import { makePlan, replayLoan } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import { moneyLog } from '../domain/recorded-event.ts'
import { eventsOf } from '../store/events.ts'
import { loansOfPerson } from '../store/loans.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { outsideProduct, productOf } from './apply.ts'

const gone: readonly string[] = ['declined', 'withdrawn']

/** The loans of a run with their own plans, as the budget of the business reckons with them; `from` is the day the budget begins. */
export async function loanPlans(tx: Tx, enrolmentId: Id<'enrolment'>, from: Day): Promise<LoanPlan[]> {
  const run = await enrolment(tx, enrolmentId)
  if (run === null) return []
  const loans = (await loansOfPerson(tx, run.personId)).filter((loan) => loan.enrolmentId === enrolmentId && !gone.includes(loan.state))
  const plans: LoanPlan[] = []
  for (const loan of loans) plans.push(await planOf(tx, loan, from))
  return plans
}

/** The plan of a loan as it stands after everything in its log; before the payout as if paid out on the day it was last changed, and never before the budget begins. */
async function planOf(tx: Tx, loan: Loan, from: Day): Promise<LoanPlan> {
  const changedOn = dayOf(loan.changedAt)
  const events = moneyLog(await eventsOf(tx, loan.id))
  const payout = events.find((event) => event.kind === 'pay_out')
  const named = { name: loan.number, amount: loan.amount }
  if (payout === undefined) {
    const payoutOn = laterOf(from, changedOn)
    return { ...named, payoutOn, rows: wishedRows(loan, payoutOn) }
  }
  const standing = replayLoan(
    settingsOf(loan),
    events,
    lastDayOf(
      events.map((event) => event.on),
      changedOn,
    ),
  )
  assert(standing.ok, 'what stands in the log can be replayed')
  return {
    ...named,
    payoutOn: payout.on,
    rows: standing.value.plan.map(({ due, principal, total }) => ({ due, principal, cost: ore(total - principal) })),
  }
}

function lastDayOf(days: readonly Day[], otherwise: Day): Day {
  return days.toSorted((a, b) => Temporal.PlainDate.compare(a, b)).at(-1) ?? otherwise
}

function wishedRows(terms: Parameters<typeof settingsOf>[0], payoutOn: Day): LoanPlan['rows'] {
  const plan = makePlan(settingsOf(terms), payoutOn)
  assert(plan.ok, 'a loan within its product has a plan')
  return plan.value.map(({ due, principal, interest }) => ({ due, principal, cost: interest }))
}

/** The plan a loan would have that is only wished for; null when the programme's product does not allow it. */
export async function wishedLoan(
  tx: Tx,
  enrolmentId: Id<'enrolment'>,
  wish: { amount: Ore; terms: number; startPauseMonths: number; payoutOn: Day },
): Promise<LoanPlan | null> {
  const known = await productOf(tx, enrolmentId)
  if (known === null) return null
  const { amount, terms, startPauseMonths, payoutOn } = wish
  const application = { amount, terms, startPauseMonths, anchorDay: 1, purpose: '', requestId: '' }
  if (outsideProduct(known.product, application, payoutOn) !== null) return null
  const rows = wishedRows({ amount, terms, startPauseMonths, anchorDay: 1, step: known.product.installmentMultipleOre }, payoutOn)
  return { name: '', amount, payoutOn, rows }
}
