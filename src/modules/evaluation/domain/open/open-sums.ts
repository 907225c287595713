import type { CaseRow } from '../figures/cells.ts'
import type { Reading } from '../figures/reading.ts'
import { isSmall } from './suppression.ts'

/** A report published before: the codes of the figures its open version shows, and its rows; a row of somebody erased has no cells. */
export type Before = { shown: ReadonlySet<string>; rows: readonly { caseNumber: string; cells: readonly string[] | null }[] }

/**
 * The sums, medians and averages that the open version withholds because of an earlier report: where 1 to 4 cases have come into a sum or
 * left it since the earlier one showed it, the difference of the two would be somebody's loan, wait or attendance. What the sums of the
 * economy rest on is public besides the counts themselves.
 */
export function sumsWithheld(
  figures: readonly Pick<Reading, 'code' | 'group' | 'restsOn'>[],
  rows: readonly CaseRow[],
  before: readonly Before[],
): string[] {
  const sums = figures.filter(({ group, restsOn }) => restsOn !== null && group !== 'economy')
  const now = timesOf(rows)
  const then = before.map((report) => ({ shown: report.shown, times: timesOf(report.rows), erased: erasedOf(report.rows) }))
  return sums.flatMap(({ code, restsOn }) =>
    then.some(({ shown, times, erased }) => shown.has(code) && isSmall(moved(now, times, { code: restsOn ?? '', erased }))) ? [code] : [],
  )
}

type Times = ReadonlyMap<string, ReadonlyMap<string, number>>

// How often each case counts under each code.
function timesOf(rows: Before['rows']): Times {
  const found = new Map<string, Map<string, number>>()
  for (const { caseNumber, cells } of rows)
    for (const code of cells ?? []) {
      const own = found.get(code) ?? new Map<string, number>()
      own.set(caseNumber, (own.get(caseNumber) ?? 0) + 1)
      found.set(code, own)
    }
  return found
}

function erasedOf(rows: Before['rows']): ReadonlySet<string> {
  return new Set(rows.flatMap(({ caseNumber, cells }) => (cells === null ? [caseNumber] : [])))
}

// Nobody can tell any more whether one who was erased counted then.
function moved(now: Times, then: Times, { code, erased }: { code: string; erased: ReadonlySet<string> }): number {
  const [a, b] = [now.get(code) ?? new Map<string, number>(), then.get(code) ?? new Map<string, number>()]
  return [...new Set([...a.keys(), ...b.keys()])].filter((one) => !erased.has(one) && a.get(one) !== b.get(one)).length
}
