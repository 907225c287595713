import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { Figure } from '../../domain/report/dataset.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { frozenRows } from '../../store/frozen-rows.ts'
import { report } from '../../store/reports.ts'
import { contentOf } from '../report/content.ts'
import { type NotReckoned, computeDataset, computeReadings } from './figures-of.ts'

/** The cases behind a figure, by case number; `times` is how often a case counts, as with two loans. `erased` rows tell no more. */
export type FigureRows = { report: Report; figure: Figure; rows: readonly { caseNumber: string; times: number }[]; erased: number }

/** Reads the cases behind a figure, for those who handle them; the reading is logged before it is shown. */
export async function readRows(
  tx: Tx,
  ports: EvaluationPorts,
  given: { actor: StaffActor; id: ReportId; code: string; now: Instant },
): Promise<Result<FigureRows, NotPermitted | NotReckoned | { kind: 'no_such_report' }>> {
  const { actor, id, code, now } = given
  const found = await report(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_report' })
  const permit = authorize(actor, evaluationActions.see_rows, { parties: agreed.parties })
  if (!permit.ok) return permit
  await recordChange(tx, {
    actor,
    action: evaluationActions.see_rows,
    on: { noun: 'report', id },
    codes: { figure: code.slice(0, 120) },
    at: now,
  })
  const drafted = found.frozen === null ? await computeDataset(tx, ports, { ...(await contentOf(tx, found, agreed)), salt: '', now }) : null
  if (drafted?.ok === false) return drafted
  const dataset = found.frozen?.dataset ?? drafted?.value.dataset
  const figure = dataset?.figures.find((one) => one.code === code)
  if (dataset === undefined || figure === undefined) return refuse({ kind: 'no_such_report' })
  const asked = {
    agreementId: agreed.id,
    cutoffOn: found.cutoffOn,
    knownAt: Temporal.Instant.from(dataset.knownAt),
    assumptions: dataset.assumptions,
  }
  const computed = found.frozen === null ? await computeReadings(tx, ports, asked) : null
  if (computed?.ok === false) return computed
  const rows = computed?.value.rows ?? (await frozenRows(tx, id))
  const counted = figure.restsOn ?? code
  return ok({
    report: found,
    figure,
    erased: rows.filter((row) => row.cells === null).length,
    rows: rows.flatMap(({ caseNumber, cells }) => {
      const times = (cells ?? []).filter((one) => one === counted).length
      return times === 0 ? [] : [{ caseNumber, times }]
    }),
  })
}
