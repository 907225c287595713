import type { Day, Instant } from '#kernel/days.ts'
import { dayText, longDayText, momentText } from './format.ts'
import type { Lang } from './lang.ts'

/** A day as a `time` element, `12.04.2016`; with `long` in words, which needs the language. */
export function DayTime(props: { day: Day; long?: Lang }) {
  return <time datetime={props.day.toString()}>{props.long === undefined ? dayText(props.day) : longDayText(props.day, props.long)}</time>
}

/** A moment as a `time` element by Danish clock. */
export function Moment(props: { at: Instant; lang: Lang }) {
  return <time datetime={props.at.toString()}>{momentText(props.at, props.lang)}</time>
}

/** From one day to another, both shown. */
export function DaySpan(props: { from: Day; until: Day }) {
  return (
    <span>
      <DayTime day={props.from} /> – <DayTime day={props.until} />
    </span>
  )
}
