import type { Call } from '#platform/http/call.ts'
import { dayText, timeText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import type { Conflict } from '../domain/conflicts.ts'
import { texts } from '../texts/texts.ts'

/** What is in the way: when, and whether a person, the teacher or the room is needed twice. Nothing when nothing is. */
export function Conflicts(props: { call: Call; conflicts: readonly Conflict[] }) {
  const { call, conflicts } = props
  const say = texts(call.lang)
  if (conflicts.length === 0) return null
  return (
    <Notice kind="warn" title={say.conflictsTitle(conflicts.length)}>
      <ul>
        {conflicts.map(({ booking, other, kinds, enrolmentIds }) => (
          <li>
            {dayText(booking.on)} {say.at} {timeText(booking.startsAt, call.lang)}:{' '}
            {kinds.map((kind) => (kind === 'person' ? say.personTwice(enrolmentIds.length) : say.twice[kind])).join(', ')} (
            <a href={`/sessions/${other.id}`}>
              {timeText(other.startsAt, call.lang)}, {other.place}
            </a>
            )
          </li>
        ))}
      </ul>
    </Notice>
  )
}
