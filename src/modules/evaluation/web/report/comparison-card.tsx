import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Facts } from '#ui/facts.tsx'
import type { Lang } from '#ui/lang.ts'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type Version, shownComparison, shownFigures } from '../../domain/open/open-version.ts'
import { type Measure, measures } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'
import { shownText } from './figure-text.ts'

/** The compared programme beside our own by the same measures, with its source and what cannot be compared. */
export function ComparisonCard({ read, version, lang }: { read: ReadReport; version: Version; lang: Lang }) {
  const say = texts(lang)
  const { comparison, dataset, report } = read
  const name = dataset.comparedName[lang]
  const enter = read.maySecretary && report.frozen === null
  const link = enter ? <ButtonLink href={`/evaluation/${report.id}/comparison`}>{say.comparisonEnter(name)}</ButtonLink> : null
  if (comparison === null)
    return (
      <Card title={say.comparison} id="comparison">
        <p>{say.comparisonMissing(name)}</p>
        {link}
      </Card>
    )
  const [theirs, ours] = [shownComparison(comparison.figures, version), shownFigures(dataset, version)]
  const rows = measures.map((measure) => ({ measure, other: theirs.get(measure), own: ours.find((one) => one.figure.code === measure) }))
  return (
    <Card title={say.comparison} id="comparison">
      <DataTable
        id="comparison-table"
        caption={say.comparisonOf(name)}
        hideCaption
        inCard
        rows={rows}
        columns={[
          { heading: say.measure, cell: (row) => measureName(row.measure, lang), wide: true },
          { heading: say.keyOwn, cell: (row) => (row.own === undefined ? '' : shownText(row.own.value, 'people', lang)), num: true },
          { heading: name, cell: (row) => (row.other === undefined ? say.notKnown : shownText(row.other, 'people', lang)), num: true },
        ]}
      />
      <Facts
        items={[
          { name: say.source, value: comparison.source },
          ...(comparison.caveat === '' ? [] : [{ name: say.caveat, value: comparison.caveat }]),
        ]}
      />
      {comparison.references.length === 0 ? null : (
        <Facts wide items={comparison.references.map((line) => ({ name: line.name, value: `${line.value} (${line.source})` }))} />
      )}
      <p class="soft">{say.noEffect}</p>
      {link}
    </Card>
  )
}

/** The name of a measure that both programmes are counted by. */
export function measureName(measure: Measure, lang: Lang): string {
  const say = texts(lang)
  return measure === 'self_end12' ? `${say.figures.self.name} ${say.variants.end12}` : say.figures[measure].name
}
