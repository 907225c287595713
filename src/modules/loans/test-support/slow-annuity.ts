import { stepDay } from './slow-days.ts'

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

const dayNumber = (iso: string) => Date.parse(iso) / 86_400_000

/** What an annuity is asked for: cents, basis points a year, ISO days. */
export type Asked = {
  principal: bigint
  rate: number
  start: string
  count: number
  every: number
  frequency: 'months' | 'weeks' | 'days'
  dayCount: '30/360' | 'act/360' | 'act/365' | 'act/act-year-split-dec31' | 'nominal-period'
  grace: number
  multiple: bigint
  adjust: boolean
}

/** The part of a year between two days, a day at a time; the day before New Year belongs to the next year. */
export function yearPart({ dayCount, every, frequency }: Pick<Asked, 'dayCount' | 'every' | 'frequency'>, from: string, to: string): Part {
  const days = BigInt(dayNumber(to) - dayNumber(from))
  if (dayCount === '30/360') return frequency === 'months' ? [BigInt(30 * every), 360n] : [days, 360n]
  if (dayCount === 'act/360') return [days, 360n]
  if (dayCount === 'act/365') return [days, 365n]
  if (dayCount === 'nominal-period') return [BigInt(every), { months: 12n, weeks: 52n, days: 365n }[frequency]]
  let [common, leap] = [0n, 0n]
  for (let at = dayNumber(from); at < dayNumber(to); at += 1) {
    const day = new Date(at * 86_400_000)
    const year = day.getUTCMonth() === 11 && day.getUTCDate() === 31 ? day.getUTCFullYear() + 1 : day.getUTCFullYear()
    if (new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29) leap += 1n
    else common += 1n
  }
  return [common * 366n + leap * 365n, 365n * 366n]
}

type Row = { due: string; principal: bigint; interest: bigint }

/** Formula P of the conventions, word by word: P·Π(1+r)/F, then rows, then the shift that is kept if the last gap shrinks. */
export function slowRows(asked: Asked): Row[] {
  const { start, count, grace, multiple, adjust, principal } = asked
  const dues = Array.from({ length: count }, (_, k) => stepDay(start, k + 1, asked.every, asked.frequency, 'last-day-of-month'))
  const rates = dues.map((due, k) => times([BigInt(asked.rate), 10_000n], yearPart(asked, dues[k - 1] ?? start, due)))
  let [debt, ones]: [Part, Part] = [
    [principal, 1n],
    [0n, 1n],
  ]
  for (const rate of rates.slice(grace)) {
    debt = times(debt, plus(one, rate))
    ones = plus(one, times(ones, plus(one, rate)))
  }
  const instalment = rounded([debt[0] * ones[1], debt[1] * ones[0]], multiple)
  const first = rowsFor(asked, dues, rates, instalment)
  const paying = BigInt(count - grace)
  if (!adjust || size(gap(first)) <= paying / 2n) return first
  const shifted = rowsFor(asked, dues, rates, rounded([instalment * paying + gap(first), paying], multiple))
  return size(gap(shifted)) < size(gap(first)) ? shifted : first
}

function rowsFor({ principal, grace }: Asked, dues: readonly string[], rates: readonly Part[], instalment: bigint): Row[] {
  let [left, carried] = [principal, 0n]
  return dues.map((due, k) => {
    const owed = rounded(times([left, 1n], rates[k] ?? one)) + carried
    const last = k === dues.length - 1
    const interest = last || k < grace || owed < instalment ? owed : instalment
    carried = owed - interest
    const wanted = last ? left : k < grace ? 0n : instalment - interest
    const part = wanted < left ? wanted : left
    left -= part
    return { due, principal: part, interest }
  })
}

/** Principal and interest of a row; nothing of none. */
export const total = (row: Row | undefined) => (row === undefined ? 0n : row.principal + row.interest)
const gap = (rows: readonly Row[]) => (rows.length < 2 ? 0n : total(rows.at(-1)) - total(rows.at(-2)))
const size = (value: bigint) => (value < 0n ? -value : value)
