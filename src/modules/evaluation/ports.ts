import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Deps } from '#platform/module.ts'
import type { LoanStanding } from './domain/figures/facts.ts'

/** What the evaluation asks of modules that it may not know: how the paid-out loans of an agreement stand on a day, as known at a moment. */
export type EvaluationPorts = {
  /** Up to how many cases figures are reckoned while the reader waits; larger ones are reckoned by the worker. 5,000 when not said. */
  atOnce?: number
  loanStandings: (tx: Tx, asked: { agreementId: Id<'agreement'>; knownAt: Instant; cutoffOn: Day }) => Promise<readonly LoanStanding[]>
}

/** What the evaluation's pages need. */
export type EvaluationDeps = Deps & { ports: EvaluationPorts }
