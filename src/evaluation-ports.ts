import type { EvaluationPorts } from '#modules/evaluation/index.ts'
import { loanStandings } from '#modules/loans/index.ts'

/** What the evaluation asks of the loans: how each stands on the cut-off, replayed by the loans' own engine. */
export const evaluationPorts: EvaluationPorts = { loanStandings }
