import type { Call } from '#platform/http/call.ts'
import { dayText, timeText, weekdayText } from '#ui/format.ts'
import type { Session } from '../store/sessions.ts'
import { texts } from '../texts/texts.ts'

/** When and where a session is: `Tirsdag 12.04.2016 kl. 9.00–12.00 · Erhvervshuset`. */
export function whenText(call: Pick<Call, 'lang'>, session: Pick<Session, 'on' | 'startsAt' | 'minutes' | 'place'>): string {
  const { lang } = call
  const weekday = weekdayText(session.on, lang)
  const until = session.startsAt.add({ minutes: session.minutes })
  const times = `${timeText(session.startsAt, lang)}–${timeText(until, lang)}`
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${dayText(session.on)} ${texts(lang).at} ${times} · ${session.place}`
}

/** Where a session starts, in a line of a table: `tirsdag 12.04.2016 kl. 9.00, Erhvervshuset`. */
export function startText({ lang }: Pick<Call, 'lang'>, { on, startsAt, place }: Pick<Session, 'on' | 'startsAt' | 'place'>): string {
  return `${weekdayText(on, lang)} ${dayText(on)} ${texts(lang).at} ${timeText(startsAt, lang)}, ${place}`
}
