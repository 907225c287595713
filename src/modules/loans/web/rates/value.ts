import { countText } from '#ui/format.ts'
import type { RateKind } from '../../domain/reference-rate.ts'

/** Decimals between what is typed and shown (per cent, euro, kroner for one euro) and what is kept (basis points, cents, thousandths of an øre). */
const decimals: Partial<Record<RateKind, number>> = { eur_dkk: 5 }

const decimalsOf = (kind: RateKind) => decimals[kind] ?? 2

/** Reads a rate as it is typed, `-0,35` or `7.46038`; null when it is no number, has too many decimals, or is below zero where that cannot be. */
export function typedRate(kind: RateKind, typed: string): bigint | null {
  const found = /^([-\u2212]?)(\d{1,9})(?:[.,](\d+))?\s*%?$/.exec(ungrouped(kind, typed.replaceAll(/[\s\u00a0]/g, '')))
  const places = decimalsOf(kind)
  const [, sign = '', whole = '', part = ''] = found ?? []
  if (found === null || part.length > places) return null
  const size = BigInt(whole) * 10n ** BigInt(places) + BigInt(part.padEnd(places, '0'))
  const below = sign !== ''
  if (below && kind !== 'eu_base_dk' && kind !== 'national_bank_lending') return null
  return below ? 0n - size : size
}

// Only the ceiling has thousands: elsewhere a point may be a decimal one.
function ungrouped(kind: RateKind, typed: string): string {
  const grouped = kind === 'de_minimis_ceiling' && /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed)
  return grouped ? typed.replaceAll('.', '') : typed
}

/** A rate as it is shown: the decimals it is kept with, and none for a ceiling of whole euro; Danish or English marks. */
export function rateText(kind: RateKind, value: bigint, lang: 'da' | 'en'): string {
  const places = decimalsOf(kind)
  const size = value < 0n ? 0n - value : value
  const digits = size.toString().padStart(places + 1, '0')
  const [whole, part] = [countText(Number(digits.slice(0, -places)), lang), digits.slice(-places)]
  const isWhole = kind === 'de_minimis_ceiling' && /^0+$/.test(part)
  return `${value < 0n ? '−' : ''}${whole}${isWhole ? '' : `${lang === 'da' ? ',' : '.'}${part}`}`
}
