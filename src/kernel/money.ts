import { type Result, ok, refuse } from './result.ts'

declare const brand: unique symbol

/** An amount of money in øre (1/100 krone). Always whole; there is no float near money. */
export type Ore = bigint & { readonly [brand]: 'Ore' }

/** Why a text is not an amount. */
export type AmountRefusal = { kind: 'amount_missing' } | { kind: 'amount_malformed'; text: string } | { kind: 'amount_too_large' }

const maxOre = 10n ** 15n

/** Brands a whole number of øre. */
export function ore(value: bigint): Ore {
  return value as Ore
}

/** A whole number of kroner as øre. */
export function kroner(whole: bigint | number): Ore {
  return ore(BigInt(whole) * 100n)
}

/** The sum of amounts; 0 for none. */
export function sumOre(amounts: Iterable<Ore>): Ore {
  let sum = 0n
  for (const amount of amounts) sum += amount
  return ore(sum)
}

/** The smaller of two amounts. */
export function minOre(a: Ore, b: Ore): Ore {
  return a < b ? a : b
}

/** Splits so that the parts add up to the whole; the first parts carry the odd øre. `parts` is at least 1. */
export function splitEvenly(whole: Ore, parts: number): Ore[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`parts must be a whole number from 1, was ${parts}`)
  const count = BigInt(parts)
  const share = whole / count
  const rest = whole % count
  const step = rest < 0n ? -1n : 1n
  const odd = rest < 0n ? -rest : rest
  return Array.from({ length: parts }, (_, index) => ore(BigInt(index) < odd ? share + step : share))
}

/**
 * Splits by shares in basis points that make 10,000, so that the parts add up to the whole to the øre; each is within an øre of its exact share, a
 * share of nothing is nothing, and what is split of a negative amount is the opposite of what is split of the positive.
 */
export function splitByShares(whole: Ore, shares: readonly number[]): Ore[] {
  let [sum, before] = [0n, 0n]
  const parts = shares.map((share) => {
    sum += BigInt(share)
    const until = (whole * sum) / 10_000n
    const part = ore(until - before)
    before = until
    return part
  })
  if (sum !== 10_000n) throw new RangeError(`shares must make 10000 basis points, made ${sum}`)
  return parts
}

/**
 * Reads an amount as a Dane types it: `1.389`, `1389,50`, `1 389,5 kr.` and the plain `1389.50`.
 * A point followed by exactly three digits separates thousands; any other point is a decimal sign.
 */
export function parseKroner(text: string): Result<Ore, AmountRefusal> {
  const bare = text.replace(/\s/g, '').replace(/kr\.?$/i, '')
  if (bare === '') return refuse({ kind: 'amount_missing' })
  const danish = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(bare)
  const plain = /^(-?)(\d+)\.(\d{1,2})$/.exec(bare)
  const found = danish ?? plain
  if (found === null) return refuse({ kind: 'amount_malformed', text })
  const whole = BigInt((found[2] ?? '0').replaceAll('.', ''))
  const cents = BigInt((found[3] ?? '').padEnd(2, '0') || '0')
  const amount = whole * 100n + cents
  if (amount > maxOre) return refuse({ kind: 'amount_too_large' })
  return ok(ore(found[1] === '-' ? -amount : amount))
}

/** An amount in words for a reader: `1.389,00`, `1.389` where øre are zero and `short` is asked for; English `1,389.00`. No unit. */
export function formatOre(amount: Ore, lang: 'da' | 'en', form: 'full' | 'short' = 'full'): string {
  const sign = amount < 0n ? '-' : ''
  const size: bigint = amount < 0n ? 0n - amount : amount
  const [thousands, decimal] = lang === 'da' ? ['.', ','] : [',', '.']
  const whole = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, thousands)
  const cents = (size % 100n).toString().padStart(2, '0')
  return form === 'short' && cents === '00' ? `${sign}${whole}` : `${sign}${whole}${decimal}${cents}`
}
