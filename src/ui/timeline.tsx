import type { Child } from 'hono/jsx'
import type { Day } from '#kernel/days.ts'
import { DayTime } from './day-time.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

/** Something that happened: the day, what, and the rest folded away. */
export type TimelineEvent = {
  day: Day
  icon: IconName
  tone?: 'done' | 'wait' | 'due'
  title: Child
  text?: Child
  more?: { summary: string; text: Child }
}

/** What happened, newest first. */
export function Timeline(props: { items: readonly TimelineEvent[] }) {
  return (
    <ol class="g-timeline">
      {props.items.map((event) => (
        <li>
          <DayTime day={event.day} />
          <span class={`g-dot${event.tone === undefined ? '' : ` g-dot-${event.tone}`}`}>
            <Icon name={event.icon} />
          </span>
          <div class="g-event">
            <h3>{event.title}</h3>
            {event.text === undefined ? null : <p>{event.text}</p>}
            {event.more === undefined ? null : (
              <details>
                <summary>{event.more.summary}</summary>
                <p>{event.more.text}</p>
              </details>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
