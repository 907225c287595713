import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { CaseRow } from '../../domain/figures/cells.ts'
import type { Reading } from '../../domain/figures/reading.ts'
import type { Dataset, Figure } from '../../domain/report/dataset.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { type FrozenRow, frozenRows } from '../../store/frozen-rows.ts'
import { report } from '../../store/reports.ts'
import { type NotReckoned, computeReadings, digestOf, hashOf } from './figures-of.ts'

/** A figure that is another than in the report; `now` is null when there is none any more or it is too early to tell. */
export type Moved = { figure: Figure; was: bigint | null; now: bigint | null }

/**
 * A published report made again. `hashHolds`: the dataset and its rows are those that were published. `differs`: figures that come out
 * otherwise from the same knowledge; none but for persons `erased` since. `corrected`: figures that the knowledge of today would make
 * otherwise for the same cut-off, with the cases whose rows are others.
 */
export type Check = {
  report: Report
  dataset: Dataset
  hashHolds: boolean
  differs: readonly Moved[]
  erased: number
  corrected: readonly Moved[]
  correctedCases: readonly string[]
}

/** Makes a published report again from what was known then, and from what is known now. */
export async function checkReport(
  tx: Tx,
  ports: EvaluationPorts,
  given: { actor: Actor; id: ReportId; now: Instant },
): Promise<Result<Check, NotPermitted | NotReckoned | { kind: 'no_such_report' } | { kind: 'not_published' }>> {
  const found = await report(tx, given.id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_report' })
  const permit = authorize(given.actor, evaluationActions.see_closed, { parties: agreed.parties })
  if (!permit.ok) return permit
  if (found.frozen === null) return refuse({ kind: 'not_published' })
  const { dataset, sha256 } = found.frozen
  const rows = await frozenRows(tx, found.id)
  const asked = { agreementId: agreed.id, cutoffOn: found.cutoffOn, assumptions: dataset.assumptions }
  const then = await computeReadings(tx, ports, { ...asked, knownAt: Temporal.Instant.from(dataset.knownAt) })
  if (!then.ok) return then
  const today = await computeReadings(tx, ports, { ...asked, knownAt: given.now, live: true })
  if (!today.ok) return today
  return ok({
    report: found,
    dataset,
    hashHolds: hashOf(dataset) === sha256 && digestOf(rows) === dataset.rows.sha256 && rows.length === dataset.rows.count,
    differs: movedFigures(dataset.figures, then.value.figures),
    erased: rows.filter((row) => row.cells === null).length,
    corrected: movedFigures(dataset.figures, today.value.figures),
    correctedCases: movedCases(rows, today.value.rows),
  })
}

/** The figures that are others than they were. A figure is known by its part and its code. */
export function movedFigures(before: readonly Figure[], after: readonly Reading[]): Moved[] {
  const now = new Map(after.map((reading) => [`${reading.group} ${reading.code}`, reading.value]))
  return before.flatMap((figure) => {
    const value = now.get(`${figure.group} ${figure.code}`) ?? (figure.code.includes(':') ? 0n : null)
    return value === figure.value ? [] : [{ figure, was: figure.value, now: value }]
  })
}

function movedCases(frozen: readonly FrozenRow[], rows: readonly CaseRow[]): string[] {
  const now = new Map(rows.map((row) => [row.caseNumber, row.cells.join(' ')]))
  const then = new Map(frozen.map((row) => [row.caseNumber, row.cells?.join(' ')]))
  const all = [...new Set([...now.keys(), ...then.keys()])].toSorted()
  return all.filter((caseNumber) => {
    const emptied = then.has(caseNumber) && then.get(caseNumber) === undefined
    return !emptied && now.get(caseNumber) !== then.get(caseNumber)
  })
}
