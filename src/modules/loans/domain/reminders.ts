import { type Day, daysBetween } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { LoanState as Standing } from './engine/index.ts'
import type { RecordedEvent } from './recorded-event.ts'

/** Which law the claim is reminded by (DOMAIN 2.5): renteloven for a civil claim, gebyrloven for a public one. */
export type Regime = 'civil' | 'public'

/** A rung of the ladder: what is sent when the arrears are so many days old, and what it costs. */
export type Rung = { n: number; kind: 'friendly' | 'coach' | 'reminder'; afterDays: number; fee: Ore }

/** What the law allows: fee of one reminder in øre, reminders with a fee per claim, days between them. */
export const reminderLaw: Record<Regime, { feeMost: Ore; remindersMost: number; daysBetween: number }> = {
  civil: { feeMost: ore(10_000n), remindersMost: 3, daysBetween: 10 },
  public: { feeMost: ore(25_000n), remindersMost: 3, daysBetween: 10 },
}

const free = ore(0n)
const rungs: readonly Rung[] = [
  { n: 1, kind: 'friendly', afterDays: 3, fee: free },
  { n: 2, kind: 'coach', afterDays: 7, fee: free },
  { n: 3, kind: 'reminder', afterDays: 14, fee: free },
  { n: 4, kind: 'reminder', afterDays: 24, fee: free },
  { n: 5, kind: 'reminder', afterDays: 34, fee: free },
]

/** The ladder of a regime. A friendly word first, then the coach, then at most three reminders; every fee is 0 until a programme decides otherwise. */
export function ladderOf(_regime: Regime): readonly Rung[] {
  return rungs
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

/** The rung that is due on a day: null when nothing is late, something holds it back, the ladder is at its end, or it is too early. */
export function rungDue(events: readonly RecordedEvent[], standing: Standing, regime: Regime): { rung: Rung; claimDue: Day } | null {
  const claimDue = lateSince(standing)
  if (claimDue === null || holdOf(events) !== null) return null
  const sent = remindersOf(events, claimDue)
  const rung = ladderOf(regime)[sent.length]
  if (rung === undefined || standing.arrears.daysLate < rung.afterDays) return null
  const last = sent.at(-1)
  const wait = rung.kind === 'reminder' && sent.length > 2 ? reminderLaw[regime].daysBetween : 1
  return last !== undefined && daysBetween(last.on, standing.asOf) < wait ? null : { rung, claimDue }
}
