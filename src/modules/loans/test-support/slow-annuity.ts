import { days, plusDays, stepDay } from './slow-days.ts'

/** A fraction of the second reckoning: numerator and denominator, never reduced. */
export type Part = readonly [bigint, bigint]
/** Their sum. */
export const plus = (a: Part, b: Part): Part => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]
/** Their product. */
export const times = (a: Part, b: Part): Part => [a[0] * b[0], a[1] * b[1]]
const one: Part = [1n, 1n]

/** To the nearest multiple, a tie to the even one. */
export function rounded([num, den]: Part, multiple = 1n): bigint {
  const whole = num / (den * multiple)
  const twice = 2n * (num - whole * den * multiple)
  return (twice > den * multiple || (twice === den * multiple && whole % 2n === 1n) ? whole + 1n : whole) * multiple
}

const names = ['30/360', 'act/360', 'act/365', 'act/act-year-split-dec31', 'nominal-period'] as const
const more = ['act/365-year-of-start', 'act/365-or-366-if-feb29-in-period'] as const
/** The day counts the second reckoning knows. */
export const dayCounts = [...names, ...more] as const

/** How days become interest: basis points a year, the rhythm, and the day the loan began. */
export type Counting = {
  rate: number
  dayCount: (typeof dayCounts)[number]
  every: number
  frequency: 'months' | 'weeks' | 'days'
  begun: string
}

const yearOf = (iso: string) => Number(iso.slice(0, 4))
const isLeap = (year: number) => new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29

/** The part of a year of [from, to) inside a period, a day at a time; the day before New Year belongs to the next year. */
export function yearPart(counting: Counting, period: readonly [string, string], from = period[0], to = period[1]): Part {
  const [length, whole] = [BigInt(days(from, to)), BigInt(days(...period))]
  const { dayCount, every, frequency, begun } = counting
  const named = (part: Part): Part => (whole === 0n ? part : times(part, [length, whole]))
  if (dayCount === '30/360') return frequency === 'months' ? named([BigInt(30 * every), 360n]) : [length, 360n]
  if (dayCount === 'nominal-period') return named([BigInt(every), { months: 12n, weeks: 52n, days: 365n }[frequency]])
  if (dayCount === 'act/360') return [length, 360n]
  if (dayCount === 'act/365') return [length, 365n]
  if (dayCount === 'act/365-year-of-start') return [length, isLeap(yearOf(begun)) ? 366n : 365n]
  if (dayCount === 'act/365-or-366-if-feb29-in-period') return [length, hasLeapDay(period) ? 366n : 365n]
  let [common, leap] = [0n, 0n]
  for (let at = from; at < to; at = plusDays(at, 1)) {
    if (isLeap(at.endsWith('-12-31') ? yearOf(at) + 1 : yearOf(at))) leap += 1n
    else common += 1n
  }
  return [common * 366n + leap * 365n, 365n * 366n]
}

function hasLeapDay([from, to]: readonly [string, string]): boolean {
  return Array.from({ length: days(from, to) }, (_, k) => plusDays(from, k + 1)).some((day) => day.endsWith('-02-29'))
}

/** What an annuity is asked for: cents, ISO days. */
export type Asked = Omit<Counting, 'begun'> & {
  principal: bigint
  start: string
  count: number
  grace: number
  multiple: bigint
  adjust: boolean
}

/** A row of an annuity. */
export type AnnuityRow = { due: string; principal: bigint; interest: bigint }

/** A level plan: what is owed when its first row begins, money paid out inside that row, and its due days, the first `grace` of which repay nothing. */
export type Level = {
  counting: Counting
  from: string
  dues: readonly string[]
  owed: bigint
  inflows: readonly { day: string; amount: bigint }[]
  grace: number
  multiple: bigint
  adjust: boolean
}

/** An annuity paid out at once. */
export function slowRows(asked: Asked): AnnuityRow[] {
  const { start, count, grace, multiple, adjust, principal } = asked
  const dues = Array.from({ length: count }, (_, k) => stepDay(start, k + 1, asked.every, asked.frequency, 'last-day-of-month'))
  return levelRows({ counting: { ...asked, begun: start }, from: start, dues, owed: principal, inflows: [], grace, multiple, adjust })
}

const rateOf = (counting: Counting, period: readonly [string, string], from?: string): Part =>
  times([BigInt(counting.rate), 10_000n], yearPart(counting, period, from))

/** What the instalment grows by: the period's own rate, but where days are counted by the year of the start, the nominal one. */
function growth(counting: Counting, period: readonly [string, string], from?: string): Part {
  if (counting.dayCount !== 'act/365-year-of-start') return rateOf(counting, period, from)
  return rateOf({ ...counting, dayCount: 'nominal-period' }, period)
}

/** Formula P of the conventions, word by word: P·Π(1+r)/F, then rows, then the shift that is kept if the last gap shrinks. */
export function levelRows(level: Level): AnnuityRow[] {
  const { counting, dues, from, grace, multiple, adjust, owed, inflows } = level
  const periods = dues.map((due, k): [string, string] => [dues[k - 1] ?? from, due])
  let [debt, ones]: [Part, Part] = [
    [owed, 1n],
    [0n, 1n],
  ]
  for (const [k, period] of periods.entries()) {
    const rate = plus(one, growth(counting, period))
    if (k >= grace) [debt, ones] = [times(debt, rate), plus(one, times(ones, rate))]
    for (const { day, amount } of k === 0 ? inflows : [])
      debt = plus(debt, k >= grace ? times([amount, 1n], plus(one, growth(counting, period, day))) : [amount, 1n])
  }
  const instalment = rounded([debt[0] * ones[1], debt[1] * ones[0]], multiple)
  const first = rowsFor(level, periods, instalment)
  const paying = BigInt(dues.length - grace)
  if (!adjust || size(gap(first)) <= paying / 2n) return first
  const shifted = rowsFor(level, periods, rounded([instalment * paying + gap(first), paying], multiple))
  return size(gap(shifted)) < size(gap(first)) ? shifted : first
}

function rowsFor({ counting, owed, inflows, grace }: Level, periods: readonly [string, string][], instalment: bigint): AnnuityRow[] {
  let [left, carried] = [owed, 0n]
  return periods.map((period, k) => {
    let run = times([left, 1n], rateOf(counting, period))
    for (const { day, amount } of k === 0 ? inflows : []) {
      run = plus(run, times([amount, 1n], rateOf(counting, period, day)))
      left += amount
    }
    const due = rounded(run) + carried
    const last = k === periods.length - 1
    const interest = last || k < grace || due < instalment ? due : instalment
    carried = due - interest
    const wanted = last ? left : k < grace ? 0n : instalment - interest
    const part = wanted < left ? wanted : left
    left -= part
    return { due: period[1], principal: part, interest }
  })
}

/** Principal and interest of a row; nothing of none. */
export const total = (row: AnnuityRow | undefined) => (row === undefined ? 0n : row.principal + row.interest)
const gap = (rows: readonly AnnuityRow[]) => (rows.length < 2 ? 0n : total(rows.at(-1)) - total(rows.at(-2)))
const size = (value: bigint) => (value < 0n ? -value : value)
