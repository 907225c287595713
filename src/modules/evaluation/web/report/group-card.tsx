import { Bar, HiddenBar } from '#ui/bar.tsx'
import { Card } from '#ui/card.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Keys } from '#ui/figure.tsx'
import { countText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { State } from '#ui/state.tsx'
import type { Group } from '../../domain/figures/definitions.ts'
import type { ShownFigure, Version } from '../../domain/open/open-version.ts'
import type { Dataset, Target } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'
import { AssumptionList } from './assumption-list.tsx'
import { PlaceMonths, Repayments, SupportFlow } from './charts.tsx'
import { certaintyText, noteText, shareOf, shareText, shownText, stateOf } from './figure-text.ts'
import { StayCalendar } from './stay-calendar.tsx'
import { supportTable } from './support-table.ts'

type RowsHref = ((code: string) => string) | null
type Props = {
  group: Group
  figures: readonly ShownFigure[]
  version: Version
  lang: Lang
  rowsHref: RowsHref
  dataset: Dataset
  targets: readonly Target[]
}

/** A part of the report: its figures as a table, and what must be said of them. */
export function GroupCard(props: Props) {
  const { group, figures, version, lang } = props
  const say = texts(lang)
  const notes = [...new Set(figures.flatMap((shown) => noteText(shown, version, lang) ?? []))]
  return (
    <Card title={say.groups[group]} id={group} {...(group === 'funnel' ? { aside: <FunnelKeys lang={lang} /> } : {})}>
      {group === 'support' ? <SupportFigures {...props} /> : <FigureTable {...props} />}
      {group === 'places' ? <PlaceMonths dataset={props.dataset} targets={props.targets} lang={lang} /> : null}
      {group === 'economy' ? <AssumptionList dataset={props.dataset} lang={lang} /> : null}
      {group === 'places' ? <StayCalendar dataset={props.dataset} version={version} lang={lang} /> : null}
      {group === 'loans' ? <Repayments dataset={props.dataset} figures={figures} version={version} lang={lang} /> : null}
      {group === 'support' ? <SupportFlow figures={figures} lang={lang} /> : null}
      {notes.map((note) => (
        <p class="soft">{note}</p>
      ))}
    </Card>
  )
}

function FunnelKeys({ lang }: { lang: Lang }) {
  const say = texts(lang)
  const items = [
    { series: 'own', label: say.keyOwn },
    { series: 'hidden', label: say.keyHidden },
  ] as const
  return <Keys label={say.keys} items={items} />
}

function FigureTable({ group, figures, lang, rowsHref }: Omit<Props, 'version' | 'dataset' | 'targets'>) {
  const say = texts(lang)
  return (
    <DataTable
      id={`${group}-table`}
      caption={say.groups[group]}
      hideCaption
      columns={figureColumns(lang, rowsHref)}
      rows={figures}
      inCard
      phone="funnel"
    />
  )
}

function SupportFigures({ figures, lang, rowsHref }: Props) {
  const say = texts(lang)
  const table = supportTable(figures, lang)
  const flows = figures.filter(({ figure }) => figure.key === 'flow')
  type Row = (typeof table.rows)[number]
  return (
    <>
      <DataTable<Row>
        id="support-table"
        caption={say.groups.support}
        hideCaption
        columns={[
          { heading: say.supportBasis, cell: (row) => row.name, wide: true },
          ...table.headings.map((heading, at): Column<Row> => ({ heading, cell: (row) => row.cells[at] ?? '', num: true })),
        ]}
        rows={table.rows}
        inCard
      />
      {flows.length === 0 ? null : (
        <DataTable id="flow-table" caption={say.flows} columns={figureColumns(lang, rowsHref)} rows={flows} inCard phone="funnel" />
      )}
    </>
  )
}

function figureColumns(lang: Lang, rowsHref: RowsHref): Column<ShownFigure>[] {
  const say = texts(lang)
  const value = (shown: ShownFigure) => {
    const text = shownText(shown.value, shown.figure.unit, lang)
    const kind = stateOf(shown.value)
    return kind === null ? text : <State kind={kind}>{text}</State>
  }
  return [
    { heading: say.measure, cell: (shown) => <FigureName shown={shown} lang={lang} rowsHref={rowsHref} />, wide: true },
    { heading: say.value, cell: value, num: true },
    { heading: say.basis, cell: ({ n }) => (n === null ? say.hidden : countText(n, lang)), num: true },
    { heading: say.share, cell: (shown) => shareText(shown, lang), num: true },
    { heading: say.bar, hiddenHeading: true, cell: barOf, bar: true },
  ]
}

// The rows behind a figure are cases; places have none.
function FigureName({ shown, lang, rowsHref }: { shown: ShownFigure; lang: Lang; rowsHref: RowsHref }) {
  const { figure } = shown
  const certainty = certaintyText(shown, lang)
  const name =
    rowsHref === null || figure.group === 'places' || figure.value === null ? (
      figure.name[lang]
    ) : (
      <a href={rowsHref(figure.code)}>{figure.name[lang]}</a>
    )
  return (
    <>
      {name}
      {certainty === null ? null : <span class="soft"> {certainty}</span>}
    </>
  )
}

function barOf(shown: ShownFigure) {
  if (shown.value.kind !== 'known' && shown.value.kind !== 'too_early') return <HiddenBar />
  const share = shareOf(shown)
  return share === null ? '' : <Bar {...share} square />
}
