import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Instant } from '#kernel/days.ts'
import { momentsOf } from '../../domain/feed.ts'
import type { Session } from '../../store/sessions.ts'

/** A session as a calendar shows it: what it is called, never who takes part. */
export type FeedEntry = { session: Session; title: string; changes: number; url: string | null }

/** A calendar file in UTC, which every calendar turns into the reader's own time, right across daylight saving. */
export function calendarFile(name: string, entries: readonly FeedEntry[], at: Instant): string {
  const stamp = new Date(at.epochMilliseconds)
  const calendar = ical({ name, prodId: { company: 'Grobund', product: 'Grobund' }, method: ICalCalendarMethod.PUBLISH })
  for (const { session, title, changes, url } of entries) {
    const { start, end } = momentsOf(session)
    calendar.createEvent({
      id: `${session.id}@grobund`,
      sequence: changes,
      stamp,
      start: new Date(start.epochMilliseconds),
      end: new Date(end.epochMilliseconds),
      summary: title,
      location: session.place,
      status: session.cancelledAt === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
      ...(url === null ? {} : { url }),
    })
  }
  return calendar.toString()
}
