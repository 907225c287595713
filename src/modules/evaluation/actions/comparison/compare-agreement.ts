import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { evaluationActions } from '../../actions.ts'
import { firstAssumptions } from '../../domain/figures/economy.ts'
import { type ComparedFigures, measures } from '../../domain/report/dataset.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { comparisonOf, report } from '../../store/reports.ts'
import { type NotReckoned, computeReadings, knownAtOf } from '../figures/figures-of.ts'
import { type ComparisonRefusal, enterComparison } from './enter-comparison.ts'

/** Enters another agreement's figures by the same measures, on the report's cut-off and as known then; both are counted alike. */
export async function compareAgreement(
  tx: Tx,
  ports: EvaluationPorts,
  command: { actor: StaffActor; reportId: ReportId; agreementId: Id<'agreement'>; at: Instant },
): Promise<Result<true, ComparisonRefusal | NotReckoned>> {
  const { actor, reportId, agreementId, at } = command
  const [found, other] = [await report(tx, reportId), await agreement(tx, agreementId)]
  if (found === null || other === null || other.id === found.agreementId) return refuse({ kind: 'no_such_report' })
  const permit = authorize(actor, evaluationActions.see_closed, { parties: other.parties })
  if (!permit.ok) return permit
  const { cutoffOn } = found
  const knownAt = knownAtOf(cutoffOn, at)
  const asked = { agreementId: other.id, cutoffOn, knownAt, assumptions: firstAssumptions, live: knownAt === at }
  const computed = await computeReadings(tx, ports, asked)
  if (!computed.ok) return computed
  const { figures } = computed.value
  const counts: ComparedFigures = Object.fromEntries(
    measures.flatMap((measure) => {
      const value = figures.find((figure) => figure.code === measure)?.value ?? null
      return value === null ? [] : [[measure, Number(value)]]
    }),
  )
  const { references = [], caveat = '' } = (await comparisonOf(tx, reportId)) ?? {}
  const source = `Grobund: ${other.name.da}, ${cutoffOn.toString()}`
  return enterComparison(tx, { actor, reportId, comparison: { figures: counts, source, caveat, references }, at })
}
