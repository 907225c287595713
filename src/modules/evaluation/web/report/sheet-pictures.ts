import { ore } from '#kernel/money.ts'
import { countText, kronerText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { Group } from '../../domain/figures/definitions.ts'
import { type ShownFigure, type Version, shownRepayments } from '../../domain/open/open-version.ts'
import type { Dataset, Target } from '../../domain/report/dataset.ts'
import type { PaperBar } from '../../pdf/draw-bars.ts'
import type { SheetPart } from '../../pdf/render-report.ts'
import { texts } from '../../texts/texts.ts'
import { monthName, placeAim, supportFlows, usedShare } from './charts.tsx'
import { shownText } from './figure-text.ts'
import { closedStays, stayCells } from './stay-calendar.tsx'

type Given = { dataset: Dataset; targets: readonly Target[]; figures: readonly ShownFigure[]; version: Version; lang: Lang }

/** The pictures of a part of the paper, each with what it shows in words; the tables stand with them. */
export function pictureParts(group: Group, given: Given): SheetPart[] {
  return pictures[group]?.(given) ?? []
}

const pictures: Readonly<Partial<Record<Group, (given: Given) => SheetPart[]>>> = {
  places: (given) => [...placeParts(given), ...stayParts(given)],
  funnel: ({ figures, lang }) => barParts(texts(lang).charts.funnelLabel, figures, lang),
  attendance: ({ figures, lang }) => {
    const times = figures.filter(({ figure }) => figure.key === 'attendance')
    return barParts(texts(lang).charts.attendanceLabel, times, lang)
  },
  support: flowParts,
  loans: repaidParts,
}

// What is withheld stands dashed as long as it could be; what is too early to tell has no bar.
function barParts(label: string, figures: readonly ShownFigure[], lang: Lang): SheetPart[] {
  const partOf = ({ value }: ShownFigure) => (value.kind === 'known' ? Number(value.value) : 0)
  const most = Math.max(0, ...figures.flatMap((shown) => [shown.denominator ?? 0, partOf(shown)]))
  const bars = figures.map((shown): PaperBar => {
    const { figure, value, denominator } = shown
    const hidden = value.kind !== 'known' && value.kind !== 'too_early'
    const whole = figure.unit === 'people' ? most : (denominator ?? 0)
    return { name: figure.name[lang], part: partOf(shown), whole, hidden, text: shownText(value, figure.unit, lang) }
  })
  if (bars.every(({ hidden, part }) => hidden || part === 0)) return []
  return [{ kind: 'bars', alt: `${label}: ${bars.map(({ name, text }) => `${name} ${text}`).join('; ')}`, bars }]
}

function flowParts({ figures, lang }: Given): SheetPart[] {
  const say = texts(lang).charts
  const flows = supportFlows(figures, lang)
  if (flows === null) return []
  const told = flows.map(({ from, to, count }) => `${from} → ${to} ${countText(count, lang)}`)
  return [
    { kind: 'subheading', text: say.flow },
    { kind: 'flow', alt: `${say.flowLabel}: ${told.join('; ')}`, flows },
  ]
}

function placeParts({ dataset, targets, lang }: Given): SheetPart[] {
  const say = texts(lang).charts
  const aim = placeAim(targets)
  const aimText = percentText((aim ?? 0) * 100, lang)
  const bought = dataset.months.filter((point) => point.bought > 0)
  if (bought.length === 0) return []
  const name = (at: number) => monthName(bought[at]?.month ?? '', at === 0, lang)
  const columns = bought.map((point, at) => ({
    name: name(at),
    filled: point.occupied,
    rest: Math.max(0, point.bought - point.occupied),
    ...(aim === null ? {} : { line: (point.bought * aim) / 100 }),
  }))
  return [
    { kind: 'subheading', text: aim === null ? say.places : say.placesAim(aimText) },
    { kind: 'columns', alt: aim === null ? say.placesLabel : `${say.placesLabel}. ${say.placesAimLabel(aimText)}`, columns },
    {
      kind: 'table',
      headings: [say.month, say.used, say.bought, texts(lang).share],
      rows: bought.map((point, at) => [name(at), countText(point.occupied, lang), countText(point.bought, lang), usedShare(point, lang)]),
    },
  ]
}

function stayParts({ dataset, version, lang }: Given): SheetPart[] {
  const closed = closedStays(dataset, version)
  if (closed === null) return []
  const say = texts(lang).charts
  const { picture, stays } = closed
  return [
    { kind: 'subheading', text: say.calendar },
    {
      kind: 'calendar',
      alt: say.calendarLabel,
      picture,
      rowNames: picture.places.map(({ place }) => say.placeNumber(place)),
      monthNames: picture.months.map(({ month }, at) => monthName(month, at === 0, lang)),
    },
    { kind: 'table', headings: [say.place, say.stayFrom, say.stayUntil, say.stayHow], rows: stays.map((stay) => stayCells(stay, lang)) },
  ]
}

// Sums that are withheld are withheld by month too.
function repaidParts({ dataset, figures, version, lang }: Given): SheetPart[] {
  const say = texts(lang).charts
  const months = shownRepayments(dataset, figures, version)
  if (months.length === 0) return []
  const name = (at: number) => monthName(months[at]?.month ?? '', at === 0, lang)
  return [
    { kind: 'subheading', text: say.repaid },
    {
      kind: 'columns',
      alt: say.repaidLabel,
      columns: months.map((point, at) => ({ name: name(at), filled: Math.round(Number(point.repaidOre) / 100), rest: 0 })),
    },
    {
      kind: 'table',
      headings: [say.month, say.amount],
      rows: months.map((point, at) => [name(at), kronerText(ore(point.repaidOre), lang)]),
    },
  ]
}
