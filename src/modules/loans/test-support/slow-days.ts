/** A text amount in cents. */
export const cents = (text: unknown): bigint => BigInt(String(text).replace('.', ''))
/** A text of a body, or another when it is left out or null. */
export const textIn = (value: unknown, other: string): string => (typeof value === 'string' ? value : other)
/** Cents as a text amount. */
export const textOf = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
/** Days from one day to another. */
export const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
/** The day so many days later. */
export const plusDays = (from: string, count: number): string => new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10)

/** amount / count to the nearest multiple, a tie to the even one: by trying the two neighbours. */
export function nearest(amount: bigint, count: bigint, multiple: bigint): bigint {
  const low = (amount / (count * multiple)) * multiple
  const [below, above] = [amount - low * count, (low + multiple) * count - amount]
  if (below !== above) return below < above ? low : low + multiple
  return (low / multiple) % 2n === 0n ? low : low + multiple
}

/** The day `count` steps after an anchor: months by the anchor's own day, clamped or rolled on. */
export function stepDay(anchor: string, count: number, every: number, unit: string, monthEnd: string): string {
  if (unit !== 'months') return plusDays(anchor, count * every * (unit === 'weeks' ? 7 : 1))
  const [year = 0, month = 1, dayOfMonth = 1] = anchor.split('-').map(Number)
  const months = month - 1 + count * every
  const length = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  const fits = dayOfMonth <= length
  const at = fits
    ? Date.UTC(year, months, dayOfMonth)
    : monthEnd === 'first-day-of-next-month'
      ? Date.UTC(year, months + 1, 1)
      : Date.UTC(year, months, length)
  return new Date(at).toISOString().slice(0, 10)
}

/** The unit of a rhythm, from its text. */
export const frequencyOf = (unit: string): 'months' | 'weeks' | 'days' => (unit === 'months' || unit === 'weeks' ? unit : 'days')
