import type { Day, Instant } from './days.ts'

/** One happening in a case, already in the reader's language, for the case's timeline. */
export type TimelineEntry = {
  on: Day
  at: Instant
  tone: 'done' | 'now' | 'wait' | 'due' | 'late' | 'none'
  /** Name of an icon of the sprite. */
  icon: string
  title: string
  text?: string
  href?: string
  kind: 'decision' | 'meeting' | 'letter' | 'change' | 'money' | 'note'
}
