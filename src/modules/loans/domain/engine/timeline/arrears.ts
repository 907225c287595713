import { type Ledger, rowLeft } from './ledger.ts'
import type { DayNumber, TimelineLoan } from './types.ts'

/** A pause of the arrears clock: `start` included, `end` not; `resumed` when it was ended before its time. */
export type ArrearsPause = { readonly start: DayNumber; end: DayNumber; resumed: boolean }

/** How late a loan is on a day. */
export type ArrearsState = {
  readonly bucket: string
  readonly amount: bigint
  readonly delinquentFrom: DayNumber | null
  readonly delinquentDays: number
  readonly pastDueDays: number
}

/** What is late by how long. */
export type ArrearsBucket = { readonly bucket: string; readonly amount: bigint }

const lastDays = [3, 30, 60, 90, 120, 150, 180, 240] as const
const names = ['RANGE_1', 'RANGE_3', 'RANGE_30', 'RANGE_60', 'RANGE_90', 'RANGE_120', 'RANGE_150', 'RANGE_180', 'RANGE_240'] as const

/** The bucket of a number of late days: none, 1–3, 4–30, 31–60 and so on. */
export function bucketOf(days: number): string {
  if (days <= 0) return 'NO_DELINQUENCY'
  const at = lastDays.findIndex((last) => days <= last)
  return names[at < 0 ? names.length - 1 : at] ?? 'RANGE_240'
}

/**
 * The arrears on `on`: counted from the earliest unpaid due day, less grace and paused days. While a pause runs (its last day too) the
 * bucket stays where it was the day before the pause, so that it does not step up on the first paused day.
 */
export function arrearsOn(loan: TimelineLoan, ledger: Ledger, pauses: readonly ArrearsPause[], on: DayNumber): ArrearsState {
  const late = lateRows(ledger, on)
  const first = late[0]
  if (first === undefined) return { bucket: bucketOf(0), amount: 0n, delinquentFrom: null, delinquentDays: 0, pastDueDays: 0 }
  const daysOn = (day: DayNumber) => Math.max(0, day - first.due - loan.graceOnArrearsDays - pausedDays(pauses, first.due, day))
  const running = pauses.find((pause) => pause.start <= on && on <= pause.end)
  const delinquentDays = daysOn(on)
  return {
    bucket: bucketOf(running === undefined ? delinquentDays : Math.min(delinquentDays, daysOn(running.start - 1))),
    amount: late.reduce((sum, row) => sum + rowLeft(row), 0n),
    delinquentFrom: first.due + loan.graceOnArrearsDays,
    delinquentDays,
    pastDueDays: on - first.due,
  }
}

/**
 * What is late by bucket, ascending, each row by its own days without grace; empty while the loan itself is not late. For single rows the
 * day of a resume still counts as paused (so the peers' figures), for the loan it does not.
 */
export function arrearsByInstalment(ledger: Ledger, pauses: readonly ArrearsPause[], on: DayNumber, whole: ArrearsState): ArrearsBucket[] {
  if (whole.delinquentDays === 0 || whole.bucket === 'NO_DELINQUENCY') return []
  const amounts = new Map<string, bigint>()
  const rowPauses = pauses.map((pause) => ({ ...pause, end: pause.resumed ? pause.end + 1 : pause.end }))
  for (const row of lateRows(ledger, on)) {
    const bucket = bucketOf(on - row.due - pausedDays(rowPauses, row.due, on))
    amounts.set(bucket, (amounts.get(bucket) ?? 0n) + rowLeft(row))
  }
  return names.flatMap((bucket) => {
    const amount = amounts.get(bucket)
    return amount === undefined ? [] : [{ bucket, amount }]
  })
}

function lateRows(ledger: Ledger, on: DayNumber): Ledger['rows'] {
  if (ledger.writtenOff) return []
  return ledger.rows.filter((row) => row.due < on && rowLeft(row) > 0n)
}

function pausedDays(pauses: readonly ArrearsPause[], from: DayNumber, to: DayNumber): number {
  return pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(pause.end, to) - Math.max(pause.start, from)), 0)
}
