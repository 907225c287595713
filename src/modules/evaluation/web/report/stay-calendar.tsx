import { CalendarChart } from '#ui/charts/calendar-chart.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { Version } from '../../domain/open/open-version.ts'
import type { Dataset } from '../../domain/report/dataset.ts'
import { type Stay, type StayPicture, layStays } from '../../domain/report/stays.ts'
import { texts } from '../../texts/texts.ts'
import { monthName } from './charts.tsx'

/** The places day by day, in the closed version only: the day a place is taken is the day somebody began. */
export function closedStays({ stays, cutoffOn }: Dataset, version: Version): { stays: readonly Stay[]; picture: StayPicture } | null {
  if (version === 'open' || stays === undefined) return null
  const picture = layStays(stays, cutoffOn)
  return picture === null ? null : { stays, picture }
}

/** A stay's row of the table: place, days, and how it was held. */
export function stayCells(stay: Stay, lang: Lang): [place: string, from: string, until: string, kind: string] {
  const say = texts(lang).charts
  const dayOf = (iso: string) => dayText(Temporal.PlainDate.from(iso))
  return [say.placeNumber(stay.place), dayOf(stay.from), dayOf(stay.until), say.stayKinds[stay.kind]]
}

/** The picture with its table. */
export function StayCalendar({ dataset, version, lang }: { dataset: Dataset; version: Version; lang: Lang }) {
  const closed = closedStays(dataset, version)
  if (closed === null) return null
  const say = texts(lang).charts
  const { days, months, places } = closed.picture
  const cell = (at: 0 | 1 | 2 | 3) => (stay: Stay) => stayCells(stay, lang)[at]
  return (
    <CalendarChart
      caption={say.calendar}
      label={say.calendarLabel}
      days={days}
      rows={places.map(({ place, stretches }) => ({
        name: say.placeNumber(place),
        stretches: stretches.map((stretch) => ({ ...stretch, full: stretch.kind === 'occupied' })),
      }))}
      marks={months.map(({ month, start }, at) => ({ name: monthName(month, at === 0, lang), start }))}
      tableSummary={say.asTable}
      table={
        <DataTable<Stay>
          id="stays"
          caption={say.calendar}
          hideCaption
          rows={closed.stays}
          columns={[
            { heading: say.place, cell: cell(0), wide: true },
            { heading: say.stayFrom, cell: cell(1) },
            { heading: say.stayUntil, cell: cell(2) },
            { heading: say.stayHow, cell: cell(3) },
          ]}
        />
      }
    />
  )
}
