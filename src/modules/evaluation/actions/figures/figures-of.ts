import { randomUUID } from 'node:crypto'
import { type Day, type Instant, zone } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { sha256Of } from '#platform/sha256.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type CaseRow, countsOf } from '../../domain/figures/cells.ts'
import { definitionVersion } from '../../domain/figures/definitions.ts'
import type { Assumptions } from '../../domain/figures/economy.ts'
import type { Facts, Words } from '../../domain/figures/facts.ts'
import type { Reading } from '../../domain/figures/reading.ts'
import { type ReimbursementRule, rulesFrom, savedFrom } from '../../domain/figures/reimbursement.ts'
import { type Readings, readings } from '../../domain/figures/readings.ts'
import { sumsWithheld } from '../../domain/open/open-sums.ts'
import { withheld } from '../../domain/open/suppression.ts'
import {
  type Comparison,
  type Dataset,
  type Figure,
  type FrozenRule,
  type PrintedComment,
  canonicalText,
} from '../../domain/report/dataset.ts'
import { gapsOf } from '../../domain/report/gaps.ts'
import type { Learning } from '../../domain/report/learning.ts'
import type { Report } from '../../domain/report/report.ts'
import type { SectionWords } from '../../domain/report/sections.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { gatherFacts } from '../../store/facts.ts'
import { learningFacts } from '../../store/learning.ts'
import { type AskedFigures, reckoned, sizeOf } from '../../store/reckonings.ts'
import { reimbursementKnown } from '../../store/reimbursement.ts'
import { stayFacts } from '../../store/stays.ts'
import { surveyFacts } from '../../store/surveys.ts'
import { texts, variants } from '../../texts/texts.ts'
import { besideEarlier, earlierReports } from './earlier.ts'

/** The moment whose knowledge a report shows: the end of the cut-off day, or now while that day lasts. */
export function knownAtOf(cutoffOn: Day, now: Instant): Instant {
  const end = cutoffOn.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ microseconds: 1 })
  return Temporal.Instant.compare(end, now) < 0 ? end : now
}

/** Figures that have to be reckoned by the worker first. */
export type NotReckoned = { kind: 'not_reckoned'; asked: AskedFigures }

/** Figures with the rows behind them, and the moment whose knowledge they show. */
export type Computed = Readings & { learning: Learning; knownAt: Instant }

const mostAtOnce = 5_000

/** The figures of an agreement on a cut-off as they were known at a moment: computed here, or fetched when they are of too many cases for that. */
export async function computeReadings(tx: Tx, ports: EvaluationPorts, asked: AskedFigures): Promise<Result<Computed, NotReckoned>> {
  if (!(await isLarge(tx, ports, asked.agreementId))) return ok(await reckonHere(tx, ports, asked))
  const kept = await reckoned(tx, asked)
  return kept === null ? refuse({ kind: 'not_reckoned', asked }) : ok({ ...kept, counts: countsOf(kept.rows) })
}

/** True for an agreement of more cases than are worked on while a reader waits. */
export async function isLarge(tx: Tx, ports: EvaluationPorts, agreementId: Agreement['id']): Promise<boolean> {
  return (await sizeOf(tx, agreementId)) > (ports.atOnce ?? mostAtOnce)
}

/** The figures a draft asks for now; those of a cut-off that is not over are of what is known at the moment. */
export function askedFor(
  { agreementId, cutoffOn }: Pick<Report, 'agreementId' | 'cutoffOn'>,
  assumptions: Assumptions,
  now: Instant,
): AskedFigures {
  const knownAt = knownAtOf(cutoffOn, now)
  return { agreementId, cutoffOn, knownAt, assumptions, live: knownAt === now }
}

/** Computes them whatever their size, in one transaction. */
export async function reckonHere(tx: Tx, ports: EvaluationPorts, asked: AskedFigures): Promise<Computed> {
  const standings = await ports.loanStandings(tx, asked)
  return { ...reckonFrom(await gatherAll(tx, asked), standings), knownAt: asked.knownAt }
}

/** All that figures are computed from but how the loans stand. */
export type Gathered = Omit<Facts, 'standings'>

/** Gathers it as known at the moment. */
export async function gatherAll(tx: Tx, asked: AskedFigures): Promise<Gathered> {
  const { assumptions, live: _, ...which } = asked
  const learned = await learningFacts(tx, which)
  const reimbursement = await reimbursementKnown(tx, asked.knownAt)
  return { ...(await gatherFacts(tx, which)), surveys: await surveyFacts(tx, which), assumptions, reimbursement, learned }
}

/** The figures, and what they lack, from what was gathered; pure. */
export function reckonFrom(gathered: Gathered, standings: Facts['standings']): Readings & { learning: Learning } {
  const found = readings({ ...gathered, standings })
  return { ...found, learning: { ...gathered.learned, gaps: gapsOf(found) } }
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
): Promise<Result<{ dataset: Dataset; rows: readonly SaltedRow[] }, NotReckoned>> {
  const { report, agreed, words, comparison, assumptions, comments, salt, now } = given
  const answer = await computeReadings(tx, ports, askedFor(report, assumptions, now))
  if (!answer.ok) return answer
  const { value: computed } = answer
  const { knownAt } = computed
  const earlier = await earlierReports(tx, report)
  const { profiles, fixed, before } = await besideEarlier(tx, earlier, computed.rows)
  const sums = sumsWithheld(computed.figures, computed.rows, before).map((code) => [code, 'hidden'] as const)
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
    withheld: Object.fromEntries([...withheld(profiles, fixed), ...sums]),
    rows: { count: rows.length, sha256: digestOf(rows) },
    assumptions,
    comparison,
    comments,
    targets: agreed.targets,
    learning: computed.learning,
    stays: await stayFacts(tx, { agreementId: agreed.id, cutoffOn: report.cutoffOn, knownAt }),
    reimbursement: frozenRules(await reimbursementKnown(tx, knownAt), report),
  }
  return ok({ dataset, rows })
}

// What the sums went by, and what a reader who tries another horizon would go by.
function frozenRules(rules: readonly ReimbursementRule[], { cutoffOn }: Report): FrozenRule[] {
  return rulesFrom(rules, savedFrom(cutoffOn)).map((rule) => ({ ...rule, from: rule.from.toString() }))
}

function saltRow(row: CaseRow): SaltedRow {
  const salt = randomUUID()
  return { ...row, salt, sha256: sha256Of(canonicalText({ salt, caseNumber: row.caseNumber, cells: row.cells })) }
}

/** One digest of all rows, from their own digests in the order of their case numbers: it holds when a row has been emptied. */
export function digestOf(rows: readonly { sha256: string }[]): string {
  return sha256Of(rows.map((row) => row.sha256).join('\n'))
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
  return sha256Of(canonicalText(dataset))
}
