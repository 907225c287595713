import { type Result, ok, refuse } from './result.ts'

declare const brand: unique symbol

/** A municipality's code in the public registers: four digits with the leading zero. */
export type MunicipalityCode = string & { readonly [brand]: 'MunicipalityCode' }

/** Why a text is not a municipality code. */
export type MunicipalityCodeRefusal = { kind: 'municipality_code_missing' } | { kind: 'municipality_code_malformed'; text: string }

/** The municipalities of the pilot (memo). Others are rows that an administrator adds with code and name. */
const pilotNames: ReadonlyMap<string, string> = new Map([
  ['0183', 'Ishøj'],
  ['0187', 'Vallensbæk'],
  ['0370', 'Næstved'],
])

/**
 * Reads a municipality code: four digits, or three when the leading zero was dropped on the way (spreadsheets do).
 * Danish codes lie in 0101–0999; whether one is in use is a question for the register, not for this function.
 */
export function parseMunicipalityCode(text: string): Result<MunicipalityCode, MunicipalityCodeRefusal> {
  const bare = text.trim()
  if (bare === '') return refuse({ kind: 'municipality_code_missing' })
  if (!/^0?\d{3}$/.test(bare) || Number(bare) < 101) return refuse({ kind: 'municipality_code_malformed', text })
  return ok(bare.padStart(4, '0') as MunicipalityCode)
}

/** The name of a municipality of the pilot, without "Kommune"; null for any other. */
export function pilotMunicipalityName(code: MunicipalityCode): string | null {
  return pilotNames.get(code) ?? null
}
