import { type Day, isBefore } from '#kernel/days.ts'
import type { Session } from '../store/sessions.ts'

/** How a session is doing on a day: the look of the state and which word says it. */
export function stateOf(
  session: Session,
  today: Day,
): { kind: 'late' | 'none' | 'done'; word: 'missing' | 'planned' | 'held' | 'cancelled' | 'calledOff' } {
  if (session.cancelledAt !== null) return { kind: 'none', word: 'calledOff' }
  if (session.tookPlace === null) return isBefore(session.on, today) ? { kind: 'late', word: 'missing' } : { kind: 'none', word: 'planned' }
  return { kind: 'done', word: session.tookPlace ? 'held' : 'cancelled' }
}
