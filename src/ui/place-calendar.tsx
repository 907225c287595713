import type { Child } from 'hono/jsx'
import { type Day, daysBetween } from '#kernel/days.ts'
import { dayText } from './format.ts'
import type { Lang } from './lang.ts'
import { type SlotUse, useClasses } from './slot-use.ts'
import { words } from './words.ts'

export { CalendarKey } from './calendar-key.tsx'

/** A stretch of days within one month, both days included. */
export type Slot = { from: Day; until: Day; use: SlotUse; label: string; href?: string }

/** A month: its first day, one row of slots per place (covering the whole month in order), and its two sums. */
export type CalendarMonth = { first: Day; places: readonly { number: number; slots: readonly Slot[] }[]; sums: readonly Child[] }

/** The year of an agreement as a real table: a row per month and place, a cell per stretch of days. */
export type PlaceCalendarProps = {
  lang: Lang
  caption: string
  months: readonly CalendarMonth[]
  sumHeadings: readonly string[]
  totals?: readonly Child[]
  today?: Day
}

const monthDays = Array.from({ length: 31 }, (_, index) => index + 1)

/** The places of an agreement, day by day. */
export function PlaceCalendar(props: PlaceCalendarProps) {
  return (
    <table class="g-cal">
      <caption class="sr-only">{props.caption}</caption>
      <colgroup>
        <col class="c-month" />
        <col class="c-place" />
        <col span={31} />
        {props.sumHeadings.map(() => (
          <col class="c-sum" />
        ))}
      </colgroup>
      <CalendarHead {...props} />
      {props.months.map((month) => (
        <MonthRows month={month} calendar={props} />
      ))}
      <CalendarFoot {...props} />
    </table>
  )
}

function CalendarHead(props: PlaceCalendarProps) {
  const say = words(props.lang)
  return (
    <thead>
      <tr>
        <th scope="col">
          <span class="sr-only">{say.month}</span>
        </th>
        <th scope="col">
          <span class="sr-only">{say.place}</span>
        </th>
        {monthDays.map((number) => (
          <th scope="col" class={number % 7 === 1 ? 'd k' : 'd'}>
            {number}
          </th>
        ))}
        {props.sumHeadings.map((heading) => (
          <th scope="col" class="num">
            {heading}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function MonthRows(props: { month: CalendarMonth; calendar: PlaceCalendarProps }) {
  const { month, calendar } = props
  const say = words(calendar.lang)
  const span = month.places.length
  return (
    <tbody>
      {month.places.map((place, index) => (
        <tr>
          {index > 0 ? null : (
            <th scope="rowgroup" rowspan={span}>
              <span aria-hidden="true">{say.monthsShort[month.first.month - 1]}</span>
              <span class="sr-only">{`${say.months[month.first.month - 1] ?? ''} ${month.first.year}`}</span>
              <span class="m-long" aria-hidden="true">
                {` ${month.first.year}`}
              </span>
            </th>
          )}
          <th scope="row" class="p">
            <span class="sr-only">{say.place} </span>
            {place.number}
          </th>
          {place.slots.flatMap((slot) => slotCells(slot, calendar))}
          {month.first.daysInMonth < 31 ? <td colspan={31 - month.first.daysInMonth}></td> : null}
          {index > 0
            ? null
            : month.sums.map((sum) => (
                <td rowspan={span} class="num">
                  {sum}
                </td>
              ))}
        </tr>
      ))}
    </tbody>
  )
}

/** One cell per stretch; today cuts a stretch so that its red edge stands on the right day. */
function slotCells(slot: Slot, calendar: PlaceCalendarProps) {
  const { today } = calendar
  const length = daysBetween(slot.from, slot.until) + 1
  const untilToday = today === undefined ? 0 : daysBetween(slot.from, today) + 1
  if (untilToday < 1 || untilToday > length) return [<SlotCell slot={slot} calendar={calendar} days={length} />]
  const first = <SlotCell slot={slot} calendar={calendar} days={untilToday} edge />
  return untilToday === length ? [first] : [first, <SlotCell slot={slot} calendar={calendar} days={length - untilToday} silent />]
}

function SlotCell(props: { slot: Slot; calendar: PlaceCalendarProps; days: number; edge?: boolean; silent?: boolean }) {
  const { slot, calendar } = props
  const say = words(calendar.lang)
  if (slot.use === 'outside') return <td colspan={props.days}></td>
  const spoken = `${slot.label}, ${dayText(slot.from)} ${say.until} ${dayText(slot.until)}${props.edge === true ? `. ${say.today}` : ''}`
  const inside = (
    <>
      {props.silent === true ? null : <span class="sr-only">{spoken}</span>}
      <span aria-hidden="true">{props.silent === true || props.days < 3 ? '\u00a0' : slot.label}</span>
    </>
  )
  const classes = `g-slot ${useClasses[slot.use]}`
  return (
    <td colspan={props.days} class={props.edge === true ? 'g-edge' : undefined}>
      {slot.href === undefined || props.silent === true ? (
        <span class={classes}>{inside}</span>
      ) : (
        <a class={classes} href={slot.href}>
          {inside}
        </a>
      )}
    </td>
  )
}

function CalendarFoot(props: PlaceCalendarProps) {
  if (props.totals === undefined) return null
  return (
    <tfoot>
      <tr>
        <th scope="row" colspan={33}>
          {words(props.lang).total}
        </th>
        {props.totals.map((total) => (
          <td class="num">{total}</td>
        ))}
      </tr>
    </tfoot>
  )
}
