import { type Ore, ore } from '#kernel/money.ts'
import { ColumnsChart } from '#ui/charts/columns-chart.tsx'
import { FlowChart } from '#ui/charts/flow-chart.tsx'
import type { Flow } from '#ui/charts/flow-layout.ts'
import { DataTable } from '#ui/data-table.tsx'
import { countText, kronerText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { MonthPoint } from '../../domain/figures/months.ts'
import { type ShownFigure, type Version, shownRepayments } from '../../domain/open/open-version.ts'
import type { Dataset, Target } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'

/** A month's short name with its year where a year begins. */
export function monthName(month: string, first: boolean, lang: Lang): string {
  const day = Temporal.PlainDate.from(month)
  const name = day.toLocaleString(lang === 'da' ? 'da-DK' : 'en-GB', { month: 'short' }).replace('.', '')
  return first || day.month === 1 ? `${name} ${String(day.year).slice(2)}` : name
}

/** The share of the places the agreement aims at, in whole per cent; null when it names none. */
export function placeAim(targets: readonly Target[]): number | null {
  return targets.find(({ code, unit }) => code === 'place_use' && unit === 'percent')?.atLeast ?? null
}

/** Place days used of those bought, month by month, with a line where the agreement's target is. */
export function PlaceMonths({ dataset, targets, lang }: { dataset: Dataset; targets: readonly Target[]; lang: Lang }) {
  const say = texts(lang).charts
  const aim = placeAim(targets)
  const aimed = (point: MonthPoint) => (aim === null ? undefined : (point.bought * aim) / 100)
  const months = dataset.months.filter((point) => point.bought > 0)
  if (months.length === 0) return null
  const name = (point: MonthPoint) => monthName(point.month, point === months[0], lang)
  return (
    <ColumnsChart
      caption={aim === null ? say.places : say.placesAim(percentText(aim * 100, lang))}
      label={aim === null ? say.placesLabel : `${say.placesLabel}. ${say.placesAimLabel(percentText(aim * 100, lang))}`}
      columns={months.map((point) => ({
        name: name(point),
        filled: point.occupied,
        rest: Math.max(0, point.bought - point.occupied),
        line: aimed(point),
      }))}
      text={(value) => countText(value, lang)}
      tableSummary={say.asTable}
      table={
        <DataTable
          id="place-months"
          caption={say.places}
          hideCaption
          rows={months}
          columns={[
            { heading: say.month, cell: name, wide: true },
            { heading: say.used, cell: (point) => countText(point.occupied, lang), num: true },
            { heading: say.bought, cell: (point) => countText(point.bought, lang), num: true },
            { heading: texts(lang).share, cell: (point) => usedShare(point, lang), num: true },
          ]}
        />
      }
    />
  )
}

/** How much of a month's place days was used, in per cent. */
export function usedShare({ occupied, bought }: MonthPoint, lang: Lang): string {
  return bought === 0 ? '–' : percentText(Math.floor((occupied * 100) / bought) * 100, lang)
}

/** What was repaid month by month; none where the sums are withheld or nothing has been. */
export function Repayments(props: { dataset: Dataset; figures: readonly ShownFigure[]; version: Version; lang: Lang }) {
  const { dataset, figures, version, lang } = props
  const say = texts(lang).charts
  const months = shownRepayments(dataset, figures, version)
  if (months.length === 0) return null
  const amount = (point: MonthPoint): Ore => ore(point.repaidOre)
  const name = (point: MonthPoint) => monthName(point.month, point === months[0], lang)
  return (
    <ColumnsChart
      caption={say.repaid}
      label={say.repaidLabel}
      columns={months.map((point) => ({ name: name(point), filled: Math.round(Number(amount(point)) / 100), rest: 0 }))}
      text={(value) => countText(value, lang)}
      tableSummary={say.asTable}
      table={
        <DataTable
          id="repaid-months"
          caption={say.repaid}
          hideCaption
          rows={months}
          columns={[
            { heading: say.month, cell: name, wide: true },
            { heading: say.amount, cell: (point) => kronerText(amount(point), lang), num: true },
          ]}
        />
      }
    />
  )
}

/** The ways from support basis at the start to that at discharge; null where there are none, or where one may not be shown. */
export function supportFlows(figures: readonly ShownFigure[], lang: Lang): Flow[] | null {
  const found = figures.filter((shown) => shown.figure.key === 'flow')
  const flows = found.flatMap((shown): Flow[] => {
    const [from = '', to = ''] = shown.figure.name[lang].split(' → ')
    return shown.value.kind === 'known' ? [{ from, to, count: Number(shown.value.value) }] : []
  })
  return found.length === 0 || flows.length < found.length ? null : flows
}

/** From support basis at the start to that at discharge; the picture only where every number in it may be shown. */
export function SupportFlow({ figures, lang }: { figures: readonly ShownFigure[]; lang: Lang }) {
  const say = texts(lang).charts
  const flows = supportFlows(figures, lang)
  if (flows === null) return null
  return (
    <FlowChart
      caption={say.flow}
      label={say.flowLabel}
      flows={flows}
      text={(count) => countText(count, lang)}
      tableSummary={say.asTable}
      table={
        <DataTable
          id="flow-picture-table"
          caption={say.flow}
          hideCaption
          rows={flows}
          columns={[
            { heading: say.from, cell: (flow) => flow.from, wide: true },
            { heading: say.to, cell: (flow) => flow.to },
            { heading: say.people, cell: (flow) => countText(flow.count, lang), num: true },
          ]}
        />
      }
    />
  )
}
