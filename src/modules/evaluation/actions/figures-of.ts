import { createHash } from 'node:crypto'
import { type Day, type Instant, zone } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type Comparison, type Dataset, type Figure, canonicalText } from '../domain/report/dataset.ts'
import { definitionVersion } from '../domain/figures/definitions.ts'
import type { Assumptions } from '../domain/figures/economy.ts'
import type { Words } from '../domain/figures/facts.ts'
import type { Reading } from '../domain/figures/reading.ts'
import { readings } from '../domain/figures/readings.ts'
import { profilesOf, withheld } from '../domain/open/suppression.ts'
import type { Report } from '../domain/report/report.ts'
import type { EvaluationPorts } from '../ports.ts'
import { gatherFacts } from '../store/facts.ts'
import { texts, variants } from '../texts/texts.ts'

/** The moment whose knowledge a report shows: the end of the cut-off day, or now while that day lasts. */
export function knownAtOf(cutoffOn: Day, now: Instant): Instant {
  const end = cutoffOn.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ microseconds: 1 })
  return Temporal.Instant.compare(end, now) < 0 ? end : now
}

/** Computes a report's figures as they were known at the end of its cut-off day, with names and definitions in both languages. */
export async function computeDataset(
  tx: Tx,
  ports: EvaluationPorts,
  given: {
    report: Pick<Report, 'title' | 'assessment' | 'cutoffOn'>
    agreed: Agreement
    comparison: Comparison | null
    assumptions: Assumptions
    salt: string
    now: Instant
  },
): Promise<Dataset> {
  const { report, agreed, comparison, assumptions, salt, now } = given
  const knownAt = knownAtOf(report.cutoffOn, now)
  const asked = { agreementId: agreed.id, cutoffOn: report.cutoffOn, knownAt }
  const standings = await ports.loanStandings(tx, asked)
  const computed = readings({ ...(await gatherFacts(tx, asked)), standings, assumptions })
  return {
    schema: 2,
    salt,
    title: report.title,
    assessment: report.assessment,
    agreementId: agreed.id,
    agreementName: agreed.name,
    comparedName: agreed.comparedProgramme.name,
    cutoffOn: report.cutoffOn.toString(),
    knownAt: knownAt.toString(),
    figures: computed.figures.map(withWords),
    withheld: Object.fromEntries(withheld(profilesOf(computed.rows))),
    assumptions,
    comparison,
  }
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
  return createHash('sha256').update(canonicalText(dataset)).digest('hex')
}
