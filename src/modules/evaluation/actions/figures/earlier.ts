import type { Tx } from '#platform/db/database.ts'
import { type Fixed, type Profile, profilesOf } from '../../domain/open/suppression.ts'
import type { Before } from '../../domain/open/open-sums.ts'
import { shownFigures } from '../../domain/open/open-version.ts'
import type { CaseRow } from '../../domain/figures/cells.ts'
import type { Dataset } from '../../domain/report/dataset.ts'
import type { Report } from '../../domain/report/report.ts'
import { frozenRows } from '../../store/frozen-rows.ts'
import { reports } from '../../store/reports.ts'

/** A published report with its dataset. */
export type Earlier = { report: Report; dataset: Dataset; sha256: string }

/** The reports on the same agreement that were published before, the newest first. */
export async function earlierReports(
  tx: Tx,
  than: Pick<Report, 'id' | 'agreementId'> & { frozen: { at: Temporal.Instant } | null },
): Promise<Earlier[]> {
  const found = (await reports(tx)).flatMap((report): Earlier[] => {
    const { frozen } = report
    if (report.agreementId !== than.agreementId || report.id === than.id || frozen === null) return []
    if (than.frozen !== null && Temporal.Instant.compare(frozen.at, than.frozen.at) >= 0) return []
    return [{ report, dataset: frozen.dataset, sha256: frozen.sha256 }]
  })
  return found.toSorted((a, b) => Temporal.Instant.compare(b.report.frozen?.at ?? b.report.madeAt, a.report.frozen?.at ?? a.report.madeAt))
}

/** The people behind a new report and the earlier ones together, with what the earlier ones have printed or withheld, and their rows. */
export async function besideEarlier(
  tx: Tx,
  earlier: readonly Earlier[],
  rows: readonly CaseRow[],
): Promise<{ profiles: Profile[]; fixed: ReadonlyMap<string, Fixed>; before: Before[] }> {
  const cells = new Map(rows.map((row) => [row.caseNumber, [...row.cells]]))
  const fixed = new Map<string, Fixed>()
  const before: Before[] = []
  for (const [at, { report, dataset }] of earlier.entries()) {
    const printed = new Set(dataset.figures.flatMap(({ code, of, restsOn }) => [code, of, restsOn]))
    const frozen = await frozenRows(tx, report.id)
    const shown = shownFigures(dataset, 'open').filter(({ value }) => value.kind === 'known')
    before.push({ shown: new Set(shown.map(({ figure }) => figure.code)), rows: frozen })
    for (const row of frozen) {
      const own = cells.get(row.caseNumber) ?? []
      for (const code of row.cells ?? []) {
        if (!printed.has(code)) continue
        own.push(`${at}/${code}`)
        fixed.set(`${at}/${code}`, dataset.withheld[code] ?? 'shown')
      }
      cells.set(row.caseNumber, own)
    }
  }
  return { profiles: profilesOf([...cells.values()].map((own) => ({ cells: own }))), fixed, before }
}
