import { type Day, daysBetween, earlierOf, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'
import { divideHalfEven } from '#kernel/fraction.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { runningPause } from './arrears-clock.ts'
import { type LoanEvent, type LoanSettings, replayLoan } from './engine/index.ts'
import type { DayCount } from './loan.ts'
import { type RecordedEvent, moneyLog } from './recorded-event.ts'
import { type RateKind, type ReferenceRate, halfYearOf, rateOn } from './reference-rate.ts'

/** Why interest cannot be reckoned: no rate is known for a half-year. */
export type InterestRefusal = { kind: 'no_reference_rate'; rate: RateKind }

/** Principal that is late for a stretch of days; from-day counts, to-day does not. Øre. */
type Stretch = { from: Day; to: Day; principal: bigint }

/**
 * The whole default interest of a loan up to a day, øre: what is unpaid of each instalment from its last timely day until it is paid, at the
 * National Bank's lending rate of each half-year and the supplement (renteloven § 5), simple, never on fees or interest. While the
 * arrears clock stands still it does not run. Exact until the one rounding, half-even.
 */
export function lateInterest(given: {
  settings: LoanSettings
  events: readonly RecordedEvent[]
  rates: readonly ReferenceRate[]
  dayCount: DayCount
  to: Day
}): Result<Ore, InterestRefusal> {
  const { settings, events, rates, dayCount, to } = given
  let sum = 0n
  const changes = rates
    .filter(({ kind }) => kind === 'national_bank_lending' || kind === 'late_interest_supplement')
    .map((rate) => rate.validFrom)
  for (const stretch of stretchesOf(settings, { events, changes }, to)) {
    const rate = yearlyBp(rates, stretch.from)
    if (!rate.ok) return rate
    sum += stretch.principal * rate.value * daysOf(stretch, dayCount)
  }
  return ok(ore(divideHalfEven(sum, 10_000n * (dayCount === 'act/365' ? 365n : 360n))))
}

function yearlyBp(rates: readonly ReferenceRate[], on: Day): Result<bigint, InterestRefusal> {
  const lending = rateOn(rates, 'national_bank_lending', on)
  const supplement = rateOn(rates, 'late_interest_supplement', on)
  if (lending === null) return refuse({ kind: 'no_reference_rate', rate: 'national_bank_lending' })
  if (supplement === null) return refuse({ kind: 'no_reference_rate', rate: 'late_interest_supplement' })
  const bp = lending.value + supplement.value
  return ok(bp > 0n ? bp : 0n)
}

/** Days of a stretch; by 30/360 every month has thirty. */
function daysOf({ from, to }: Stretch, dayCount: DayCount): bigint {
  if (dayCount === 'act/365') return BigInt(daysBetween(from, to))
  const day = (value: Day) => Math.min(value.day, 30)
  return BigInt((to.year - from.year) * 360 + (to.month - from.month) * 30 + day(to) - day(from))
}

/** What was late and for how long, cut where an event, a rate, a half-year or a pause of the arrears clock changes something. */
function stretchesOf(settings: LoanSettings, { events, changes }: Omit<Logs, 'log'>, to: Day): Stretch[] {
  const log = moneyLog(events)
  const days = [...new Set(log.map((event) => event.on.toString()))].map((text) => Temporal.PlainDate.from(text))
  const starts = days.filter((on) => isBefore(on, to)).sort((a, b) => Temporal.PlainDate.compare(a, b))
  return starts.flatMap((from, index) => lateWithin(settings, { log, events, changes }, from, starts[index + 1] ?? to))
}

/** The log, as the engine takes it and as recorded, and the days on which a rate changed. */
type Logs = { log: readonly LoanEvent[]; events: readonly RecordedEvent[]; changes: readonly Day[] }

function lateWithin(settings: LoanSettings, { log, ...cuts }: Logs, from: Day, to: Day): Stretch[] {
  const standing = replayLoan(settings, log, from)
  assert(standing.ok, 'what stands in the log can be replayed')
  if (standing.value.status === 'written_off' || standing.value.status === 'remitted') return []
  return standing.value.plan.flatMap((row) => {
    const since = laterOf(from, row.payableBy)
    if (row.principalLeft === 0n || !isBefore(since, to)) return []
    return cut(since, to, cuts).map((part) => ({ ...part, principal: row.principalLeft }))
  })
}

function cut(from: Day, to: Day, { events, changes }: Omit<Logs, 'log'>): { from: Day; to: Day }[] {
  const parts: { from: Day; to: Day }[] = []
  let at = from
  while (isBefore(at, to)) {
    const pause = runningPause(events, at)
    const pauses = events.filter((event) => event.name === 'arrears_pause').map((event) => event.on)
    const end = firstAfter(at, [to, halfYearOf(at).add({ months: 6 }), ...pauses, ...changes]) ?? to
    const until = pause === null ? end : earlierOf(to, pause.until ?? to)
    if (pause === null) parts.push({ from: at, to: until })
    at = until
  }
  return parts
}

function firstAfter(at: Day, days: readonly Day[]): Day | null {
  const later = days.filter((day) => isBefore(at, day))
  return later.reduce<Day | null>((first, day) => (first === null ? day : earlierOf(first, day)), null)
}

/** Interest claimed so far and not taken back, in order of entry. */
export function claimedInterest(events: readonly RecordedEvent[]): RecordedEvent[] {
  const undone = new Set(events.map((event) => event.undoes))
  return events.filter((event) => event.name === 'claim_interest' && !undone.has(event.id))
}

/** Less than one krone is not claimed; it waits for more. Øre. */
export const leastClaimed = 100n

/** What the job does about interest: claim more, take the last claim back because too much was claimed, or nothing. */
export type InterestStep = { kind: 'claim'; amount: Ore } | { kind: 'take_back'; eventId: string } | null

/**
 * What is due to be done when a loan's interest comes to `total`: once a month at the most while something is late, and at once when
 * nothing is any more. A backdated payment that makes claims too large takes the last one back; the next look claims what is right.
 */
export function interestStep(given: { events: readonly RecordedEvent[]; total: Ore; late: boolean; today: Day }): InterestStep {
  const { events, total, late, today } = given
  const claims = claimedInterest(events)
  const claimed = claims.reduce((sum, event) => sum + (event.amount ?? 0n), 0n)
  const last = claims.at(-1)
  const waived = new Set(events.flatMap((event) => (event.name === 'waive' ? [event.payload.event] : [])))
  const wrong = claims.findLast((event) => !waived.has(event.id))
  if (claimed > total && wrong !== undefined) return { kind: 'take_back', eventId: wrong.id }
  const amount = ore(total - claimed)
  const thisMonth = last !== undefined && isOnOrBefore(today.with({ day: 1 }), last.on)
  return amount < leastClaimed || (late && thisMonth) ? null : { kind: 'claim', amount }
}
