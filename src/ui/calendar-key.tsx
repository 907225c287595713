import type { Lang } from './lang.ts'
import { type SlotUse, useClasses } from './slot-use.ts'
import { words } from './words.ts'

/** What the calendar's patterns mean. */
export function CalendarKey(props: { lang: Lang; items: readonly { use: SlotUse | 'today'; label: string }[] }) {
  return (
    <ul class="g-key-list" aria-label={words(props.lang).legend}>
      {props.items.map((item) => (
        <li>
          <span class={`g-slot ${item.use === 'today' ? 'g-edge g-edge-key' : useClasses[item.use]}`} aria-hidden="true"></span>
          {item.label}
        </li>
      ))}
    </ul>
  )
}
