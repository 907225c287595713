import { type Day, isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { DayTime } from '#ui/day-time.tsx'
import { State } from '#ui/state.tsx'
import { texts } from '../texts/texts.ts'

/** The last day to decide an application, marked when it is past. */
export function DecideBy({ call, day }: { call: Call; day: Day }) {
  const say = texts(call.lang)
  const isLate = isBefore(day, call.today)
  return (
    <>
      <DayTime day={day} /> {isLate ? <State kind="late">{say.decisionDelayed}</State> : null}
    </>
  )
}
