/**
 * The loan engine: pure functions from terms and events to plans, balances and arrears. Exact; no clock, no input or output.
 *
 * - `makePlan(terms, payoutOn)` – the plan of a product loan.
 * - `replayLoan(settings, log, asOf)` – what follows from a loan's log on a day.
 * - `inEffect(log)` – the events of a log that count, in the order they take effect.
 * - `tryEvent(settings, log, event, asOf)` – before and after of one more event: the preview is the posting.
 */
export { type PlanRefusal, type PlanRow, type PlanTerms, firstDueOf, makePlan } from './plan.ts'
export type { Deferral, EventRefusal, LoanEvent, LoanEventBody, LoanSettings } from './events.ts'
export { type Arrears, type LoanState, type StateRow, inEffect, replayLoan, tryEvent } from './replay.ts'
