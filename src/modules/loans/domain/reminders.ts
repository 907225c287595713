import { type Day, daysBetween } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { LoanState as Standing } from './engine/index.ts'
import type { RecordedEvent } from './recorded-event.ts'

/** A rung of the ladder: what is sent when the arrears are so many days old, and what it costs. */
export type Rung = { n: number; kind: 'friendly' | 'coach' | 'reminder'; afterDays: number; fee: Ore }

/** The rungs of a product's ladder, numbered from 1. */
export function ladderOf(steps: readonly { kind: Rung['kind']; afterDays: number; feeOre: Ore }[]): Rung[] {
  return steps.map(({ kind, afterDays, feeOre }, index) => ({ n: index + 1, kind, afterDays, fee: feeOre }))
}

/** Why no reminder is sent although something is late. */
export type Hold = 'death' | 'dispute' | 'deferral_asked'

/** What holds reminders back, from its own day on: a death, a dispute that is not settled, a request for deferral that is not answered. */
export function holdOf(events: readonly RecordedEvent[]): Hold | null {
  const last = (...names: RecordedEvent['name'][]) => events.findLast((event) => names.includes(event.name))?.name
  if (last('note_death') !== undefined) return 'death'
  if (last('dispute', 'end_dispute') === 'dispute') return 'dispute'
  return last('ask_deferral', 'defer', 'refuse_deferral') === 'ask_deferral' ? 'deferral_asked' : null
}

/** The reminders sent of the claim that is late now. The counter follows the first due day, so that moving a date does not start it again (renteloven § 9 b). */
export function remindersOf(events: readonly RecordedEvent[], claimDue: Day): RecordedEvent[] {
  const renewed = events.some((event) => event.name === 'defer' && event.payload.deferral?.kind === 'new_plan')
  return events.filter((event) => event.name === 'remind' && (renewed || event.payload.due?.equals(claimDue) === true))
}

/** The first due day of the oldest instalment that is late; null when nothing is. */
export function lateSince(standing: Standing): Day | null {
  const row = standing.plan.find((each) => each.left > 0n && Temporal.PlainDate.compare(each.payableBy, standing.asOf) < 0)
  return row === undefined || standing.arrears.amount === 0n ? null : (row.movedFrom ?? row.due)
}

/**
 * The rung that is due on a day: null when nothing is late, something holds it back, the ladder is at its end, or it is too early. Two
 * reminders are `daysApart` days apart, also when the job was late (renteloven § 9 b).
 */
export function rungDue(
  events: readonly RecordedEvent[],
  standing: Standing,
  ladder: readonly Rung[],
  daysApart: number,
): { rung: Rung; claimDue: Day } | null {
  const claimDue = lateSince(standing)
  if (claimDue === null || holdOf(events) !== null) return null
  const sent = remindersOf(events, claimDue)
  const rung = ladder[sent.length]
  if (rung === undefined || standing.arrears.daysLate < rung.afterDays) return null
  const last = sent.at(-1)
  const wait = rung.kind === 'reminder' && ladder[sent.length - 1]?.kind === 'reminder' ? daysApart : 1
  return last !== undefined && daysBetween(last.on, standing.asOf) < wait ? null : { rung, claimDue }
}
