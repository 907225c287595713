import { Card } from '#ui/card.tsx'
import { LinesChart, type LineKey, type LineStyle, type LinedBar } from '#ui/charts/lines-chart.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { countText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type Shown, type ShownFigure, type Version, shownComparison } from '../../domain/open/open-version.ts'
import type { Dataset, Measure, Target } from '../../domain/report/dataset.ts'
import { type Line, type LineKind, type LinedFigure, lineKinds, linedFigures } from '../../domain/report/reference-lines.ts'
import { texts } from '../../texts/texts.ts'
import { shareText, shownText } from './figure-text.ts'

/** How each kind of line is drawn, on the page and on paper. */
export const styleOf: Readonly<Record<LineKind, LineStyle>> = { target: 'whole', compared: 'dashed', published: 'dotted' }

/** A row of the table: a figure, ours, and one line with its source. */
export type LineRow = { figure: string; own: string; line: string; at: string; source: string }

/** The chart of a version in words: its bars, the key to the lines that are there, a text for who cannot see it, and the rows of its table. */
export type LinesTold = {
  bars: readonly LinedBar[]
  keys: readonly LineKey[]
  label: string
  rows: readonly LineRow[]
}

type Given = { dataset: Dataset; targets: readonly Target[]; figures: readonly ShownFigure[]; version: Version; lang: Lang }

/** What stands beside targets, the compared programme and published figures; null when nothing does. */
export function linesTold(given: Given): LinesTold | null {
  const { dataset, targets, figures, version, lang } = given
  const say = texts(lang).report.lines
  const { comparison } = dataset
  const compared: ReadonlyMap<Measure, Shown> = comparison === null ? new Map() : shownComparison(comparison.figures, version)
  const lined = linedFigures({ figures, targets, compared, published: comparison?.references ?? [] })
  if (lined.length === 0) return null
  const bars = lined.map((one) => barOf(one, dataset, lang))
  const used = new Set(lined.flatMap(({ lines }) => lines.map(({ kind }) => kind)))
  const nameOf = (kind: LineKind) => (kind === 'compared' ? dataset.comparedName[lang] : say.kinds[kind])
  return {
    bars,
    keys: lineKinds.filter((kind) => used.has(kind)).map((kind) => ({ style: styleOf[kind], name: nameOf(kind) })),
    label: say.label(bars.map(({ name, text, note }) => say.told(name, text, note)).join('. ')),
    rows: lined.flatMap((one) =>
      one.lines.map((line): LineRow => {
        const name = line.published?.name ?? nameOf(line.kind)
        const source = line.published?.source ?? (line.kind === 'target' ? say.agreement : (comparison?.source ?? ''))
        return { figure: nameOfRow(one, lang), own: ownText(one, lang), line: name, at: atText(one, line, lang), source }
      }),
    ),
  }
}

function barOf(one: LinedFigure, { comparedName }: Dataset, lang: Lang): LinedBar {
  const say = texts(lang).report.lines.short
  const { kind } = one.shown.value
  const nameOf = (line: Line) => (line.kind === 'compared' ? comparedName[lang] : say[line.kind])
  return {
    name: nameOfRow(one, lang),
    text: ownText(one, lang),
    part: one.value,
    whole: one.scale,
    hidden: one.value === null && kind !== 'known' && kind !== 'too_early',
    lines: one.lines.map((line) => ({ style: styleOf[line.kind], at: line.at })),
    note: one.lines.map((line) => `${nameOf(line)} ${atText(one, line, lang)}`).join(' · '),
  }
}

function nameOfRow({ shown, unit }: LinedFigure, lang: Lang): string {
  const name = shown.figure.name[lang]
  return unit === 'count' ? texts(lang).report.lines.counted(name) : name
}

// Where the share is not told though the count is, it is withheld for its denominator's sake, or there is nobody to share among.
function ownText({ shown, unit, value }: LinedFigure, lang: Lang): string {
  if (value !== null) return unit === 'count' ? countText(value, lang) : shareText(shown, lang)
  if (shown.value.kind !== 'known') return shownText(shown.value, shown.figure.unit, lang)
  return shown.denominator === 0 ? '–' : texts(lang).hidden
}

function atText({ unit }: LinedFigure, { at }: Line, lang: Lang): string {
  return unit === 'count' ? countText(at, lang) : wholePercent(at, lang)
}

function wholePercent(bp: number, lang: Lang): string {
  return percentText(Math.round(bp / 100) * 100, lang)
}

/** The figures that something can be read beside, with a line for each. */
export function LinesCard(given: Given) {
  const told = linesTold(given)
  if (told === null) return null
  const { lang } = given
  const all = texts(lang)
  const say = all.report.lines
  return (
    <Card title={say.title} id="lines">
      <p>{say.intro}</p>
      <LinesChart
        caption={say.caption}
        label={told.label}
        bars={told.bars}
        keys={told.keys}
        keysLabel={say.keys}
        tableSummary={all.charts.asTable}
        table={
          <DataTable<LineRow>
            id="lines-table"
            caption={say.title}
            hideCaption
            rows={told.rows}
            columns={[
              { heading: all.measure, cell: (row) => row.figure, wide: true },
              { heading: say.own, cell: (row) => row.own, num: true },
              { heading: say.line, cell: (row) => row.line },
              { heading: say.at, cell: (row) => row.at, num: true },
              { heading: say.source, cell: (row) => row.source },
            ]}
          />
        }
      />
    </Card>
  )
}
