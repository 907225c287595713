import { randomUUID } from 'node:crypto'
import { type Day, type Instant, zone } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import { sha256Of } from '#platform/sha256.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import type { CaseRow } from '../../domain/figures/cells.ts'
import { definitionVersion } from '../../domain/figures/definitions.ts'
import type { Assumptions } from '../../domain/figures/economy.ts'
import type { Words } from '../../domain/figures/facts.ts'
import type { Reading } from '../../domain/figures/reading.ts'
import { type Readings, readings } from '../../domain/figures/readings.ts'
import { withheld } from '../../domain/open/suppression.ts'
import { type Comparison, type Dataset, type Figure, type PrintedComment, canonicalText } from '../../domain/report/dataset.ts'
import { gapsOf } from '../../domain/report/gaps.ts'
import type { Learning } from '../../domain/report/learning.ts'
import type { Report } from '../../domain/report/report.ts'
import type { SectionWords } from '../../domain/report/sections.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { gatherFacts } from '../../store/facts.ts'
import { learningFacts } from '../../store/learning.ts'
import { stayFacts } from '../../store/stays.ts'
import { surveyFacts } from '../../store/surveys.ts'
import { texts, variants } from '../../texts/texts.ts'
import { besideEarlier, earlierReports } from './earlier.ts'

/** The moment whose knowledge a report shows: the end of the cut-off day, or now while that day lasts. */
export function knownAtOf(cutoffOn: Day, now: Instant): Instant {
  const end = cutoffOn.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ microseconds: 1 })
  return Temporal.Instant.compare(end, now) < 0 ? end : now
}

/** Computes the figures of an agreement on a cut-off as they were known at a moment, with the rows behind them. */
export async function computeReadings(
  tx: Tx,
  ports: EvaluationPorts,
  asked: { agreementId: Agreement['id']; cutoffOn: Day; knownAt: Instant; assumptions: Assumptions },
): Promise<Readings & { learning: Learning }> {
  const { assumptions, ...which } = asked
  const standings = await ports.loanStandings(tx, which)
  const learned = await learningFacts(tx, which)
  const found = readings({ ...(await gatherFacts(tx, which)), standings, surveys: await surveyFacts(tx, which), assumptions, learned })
  return { ...found, learning: { ...learned, gaps: gapsOf(found) } }
}

/** What people have put into a report: words, assumptions, the compared programme, the hearing. */
export type Content = {
  report: Report
  agreed: Agreement
  words: SectionWords
  comparison: Comparison | null
  assumptions: Assumptions
  comments: readonly PrintedComment[]
}

/** A frozen row with its salt, before it is kept. */
export type SaltedRow = CaseRow & { salt: string; sha256: string }

/**
 * Computes a report as it was known at the end of its cut-off day, with names and definitions in both languages, and with what its
 * open version withholds beside the reports published before it. `salt` is empty for a draft.
 */
export async function computeDataset(
  tx: Tx,
  ports: EvaluationPorts,
  given: Content & { salt: string; now: Instant },
): Promise<{ dataset: Dataset; rows: readonly SaltedRow[] }> {
  const { report, agreed, words, comparison, assumptions, comments, salt, now } = given
  const knownAt = knownAtOf(report.cutoffOn, now)
  const computed = await computeReadings(tx, ports, { agreementId: agreed.id, cutoffOn: report.cutoffOn, knownAt, assumptions })
  const earlier = await earlierReports(tx, report)
  const { profiles, fixed } = await besideEarlier(tx, earlier, computed.rows)
  const rows = salt === '' ? [] : computed.rows.map(saltRow)
  const dataset: Dataset = {
    schema: 3,
    salt,
    title: report.title,
    words,
    agreementId: agreed.id,
    agreementName: agreed.name,
    comparedName: agreed.comparedProgramme.name,
    cutoffOn: report.cutoffOn.toString(),
    knownAt: knownAt.toString(),
    figures: computed.figures.map(withWords),
    months: computed.months,
    withheld: Object.fromEntries(withheld(profiles, fixed)),
    rows: { count: rows.length, sha256: digestOf(rows) },
    assumptions,
    comparison,
    comments,
    targets: agreed.targets,
    learning: computed.learning,
    stays: await stayFacts(tx, { agreementId: agreed.id, cutoffOn: report.cutoffOn, knownAt }),
  }
  return { dataset, rows }
}

function saltRow(row: CaseRow): SaltedRow {
  const salt = randomUUID()
  return { ...row, salt, sha256: sha256(canonicalText({ salt, caseNumber: row.caseNumber, cells: row.cells })) }
}

/** One digest of all rows, from their own digests in the order of their case numbers: it holds when a row has been emptied. */
export function digestOf(rows: readonly { sha256: string }[]): string {
  return sha256(rows.map((row) => row.sha256).join('\n'))
}

function sha256(text: string): string {
  return sha256Of(text)
}

function withWords(reading: Reading): Figure {
  const [da, en] = [texts('da'), texts('en')]
  const name = reading.name ?? { da: da.figures[reading.key].name, en: en.figures[reading.key].name }
  const when = reading.name === null ? whenOf(reading.variant) : null
  return {
    ...reading,
    name: when === null ? name : { da: `${name.da} ${when.da}`, en: `${name.en} ${when.en}` },
    definition: { da: da.figures[reading.key].definition, en: en.figures[reading.key].definition },
    definitionVersion,
  }
}

function whenOf(variant: string | null): Words | null {
  const known = variants.find((one) => one === variant)
  return known === undefined ? null : { da: texts('da').variants[known], en: texts('en').variants[known] }
}

/** The hash a published report is known by: of its dataset in one fixed form, so that anyone who holds the dataset can check it. */
export function hashOf(dataset: Dataset): string {
  return sha256(canonicalText(dataset))
}
