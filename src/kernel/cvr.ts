import { type Result, ok, refuse } from './result.ts'

declare const brand: unique symbol

/** A Danish business registration number: eight digits. */
export type CvrNumber = string & { readonly [brand]: 'CvrNumber' }

/** Why a text is not a CVR number, in order of precedence. Unlike a CPR number, every CVR number keeps its check digit. */
export type CvrRefusal = { kind: 'cvr_missing' } | { kind: 'cvr_malformed'; text: string } | { kind: 'cvr_check_digit'; text: string }

const weights = [2, 7, 6, 5, 4, 3, 2, 1]

/** Reads a CVR number as typed: `27355021`, `27 35 50 21`, `DK-27355021`. Weights 2 7 6 5 4 3 2 1, sum divisible by 11, no leading zero. */
export function parseCvr(text: string): Result<CvrNumber, CvrRefusal> {
  const bare = text
    .trim()
    .replace(/^DK[- ]?/i, '')
    .replace(/[\s\u00a0]/g, '')
  if (bare === '') return refuse({ kind: 'cvr_missing' })
  if (!/^[1-9]\d{7}$/.test(bare)) return refuse({ kind: 'cvr_malformed', text })
  const sum = weights.reduce((total, weight, at) => total + weight * Number(bare[at]), 0)
  return sum % 11 === 0 ? ok(bare as CvrNumber) : refuse({ kind: 'cvr_check_digit', text })
}

/** The number as it stands on letterheads: `27 35 50 21`. */
export function formatCvr(number: CvrNumber): string {
  return number.replace(/(\d{2})(?=\d)/g, '$1 ')
}
