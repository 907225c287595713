import { attendanceCells } from './attendance.ts'
import { attendanceFigures } from './attendance-figures.ts'
import { businessCells } from './business.ts'
import { type CaseRow, type Counts, countsOf, rowsOf } from './cells.ts'
import { businessFigures, caseFigures, supportFigures } from './case-figures.ts'
import { economyFigures } from './economy-figures.ts'
import { experienceCells, experienceFigures } from './experience.ts'
import type { Facts } from './facts.ts'
import { funnelCells } from './funnel.ts'
import { leadCells, leadFigures, waits } from './lead-times.ts'
import { learningFigures } from './learning-figures.ts'
import { loanFigures } from './loan-figures.ts'
import { loanBook, standingCells } from './loans.ts'
import { type MonthPoint, monthPoints } from './months.ts'
import { placeFigures } from './place-figures.ts'
import type { Reading } from './reading.ts'
import { supportCells } from './support.ts'

/** A report's figures with the rows behind them and the count of every code. */
export type Readings = { figures: readonly Reading[]; rows: readonly CaseRow[]; counts: Counts; months: readonly MonthPoint[] }

/** Computes every figure from what was known; pure, so that the same facts give the same report. */
export function readings(facts: Facts): Readings {
  const book = loanBook(facts.loans, facts.standings)
  const waited = waits(facts)
  const rows = rowsOf([
    funnelCells(facts),
    leadCells(waited),
    supportCells(facts),
    businessCells(facts),
    attendanceCells(facts.attendance),
    book.cells,
    standingCells(facts.standings),
    experienceCells(facts.surveys),
  ])
  const counts = countsOf(rows)
  return {
    rows,
    counts,
    months: monthPoints(facts),
    figures: [
      ...placeFigures(facts),
      ...caseFigures(facts, counts),
      ...leadFigures(waited),
      ...attendanceFigures(facts, counts),
      ...supportFigures(facts, counts),
      ...businessFigures(counts),
      ...loanFigures(book, counts, facts.standings),
      ...economyFigures(facts, counts, book.outstanding),
      ...experienceFigures(counts),
      ...learningFigures(facts),
    ],
  }
}
