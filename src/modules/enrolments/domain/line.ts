import { type Day, isOnOrBefore } from '#kernel/days.ts'
import type { Enrolment } from './enrolment.ts'

/** What decides the place in line. */
export type InLine = { priority: 1 | 2; acceptedOn: Day; caseNumber: string }

/** The order of the waiting list: priority class, then the day of acceptance, then the case number, so that no two are equal. */
export function beforeInLine(a: InLine, b: InLine): number {
  if (a.priority !== b.priority) return a.priority - b.priority
  return Temporal.PlainDate.compare(a.acceptedOn, b.acceptedOn) || a.caseNumber.localeCompare(b.caseNumber, 'en', { numeric: true })
}

/** True for a paused run that let its place go: it has a right of return, and goes before everybody who waits. */
export function mayReturn({ pause }: Pick<Enrolment, 'pause'>): boolean {
  return pause?.keepsPlace === false
}

/** How many would be passed over if this one were offered a place from `startOn`: who returns by then, and who waits before it. */
export function aheadOf(one: Enrolment, all: readonly Enrolment[], startOn: Day): number {
  const own = { ...one.run, caseNumber: one.caseNumber }
  return all.filter((other) => {
    if (other.id === one.id) return false
    if (mayReturn(other)) return other.pause !== null && isOnOrBefore(other.pause.until, startOn)
    return other.state === 'waiting' && beforeInLine({ ...other.run, caseNumber: other.caseNumber }, own) < 0
  }).length
}
