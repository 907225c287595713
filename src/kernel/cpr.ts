import type { Day } from './days.ts'
import { type Result, ok, refuse } from './result.ts'

declare const brand: unique symbol

/** A Danish personal identification number: ten digits, without the hyphen. */
export type CprNumber = string & { readonly [brand]: 'CprNumber' }

/**
 * What a CPR number tells by itself. A `replacement` number has 60 added to the day of birth: the CPR office recommends
 * the form for people who cannot be given a number of their own, and it can belong to nobody in the register.
 */
export type Cpr = {
  readonly number: CprNumber
  readonly birthDay: Day
  readonly kind: 'ordinary' | 'replacement'
  /** `check_digit`: modulus 11 fails. Ask whether it was typed right, never refuse: such numbers are issued since October 2007. */
  readonly warning: 'check_digit' | null
}

/** Why a text is not a CPR number, in order of precedence. Carries no digits: a refusal may be logged, the number may not. */
export type CprRefusal = { kind: 'cpr_missing' } | { kind: 'cpr_malformed' } | { kind: 'cpr_date_unreal' }

const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

function passesModulus11(digits: string): boolean {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0
}

/** The century follows from the seventh digit and the two-digit year (the CPR office's table of personnumre). */
function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900
  return year <= 57 ? 2000 : 1800
}

/**
 * Reads a CPR number as typed: `010190-1234`, `010190 1234` or ten digits. The form and the date decide; a failed
 * check digit is a warning only (the CPR office asks every system to take such numbers).
 */
export function parseCpr(text: string): Result<Cpr, CprRefusal> {
  const bare = text.trim()
  if (bare === '') return refuse({ kind: 'cpr_missing' })
  const found = /^(\d{2})(\d{2})(\d{2})[- ]?(\d)\d{3}$/.exec(bare)
  if (found === null) return refuse({ kind: 'cpr_malformed' })
  const [typedDay = 0, month = 0, shortYear = 0, seventh = 0] = found.slice(1).map(Number)
  const isReplacement = typedDay > 60
  const year = centuryOf(seventh, shortYear) + shortYear
  const digits = bare.replace(/[- ]/, '')
  try {
    const birthDay = Temporal.PlainDate.from({ year, month, day: isReplacement ? typedDay - 60 : typedDay }, { overflow: 'reject' })
    const warning = isReplacement || passesModulus11(digits) ? null : 'check_digit'
    return ok({ number: digits as CprNumber, birthDay, kind: isReplacement ? 'replacement' : 'ordinary', warning })
  } catch {
    return refuse({ kind: 'cpr_date_unreal' })
  }
}

/** The number as people write it: `010190-1234`. */
export function formatCpr(number: CprNumber): string {
  return `${number.slice(0, 6)}-${number.slice(6)}`
}

/** The number for a reader who need not know it: `010190-xxxx`. It still tells the birthday, so a restricted person's is not shown at all. */
export function maskCpr(number: CprNumber): string {
  return `${number.slice(0, 6)}-xxxx`
}

const seventhDigits: readonly { readonly digit: number; readonly from: number; readonly to: number }[] = [
  { digit: 5, from: 1858, to: 1899 },
  { digit: 0, from: 1900, to: 1999 },
  { digit: 4, from: 2000, to: 2036 },
  { digit: 5, from: 2037, to: 2057 },
]

/**
 * A number for an invented person of the demo or a test: always a replacement number (day + 60), so that it can never be
 * a living person's. `serial` is 0–999 and tells people born on one day apart. Throws outside that range and for a birthday
 * outside 1858–2057.
 */
export function inventedCpr(birthDay: Day, serial: number): CprNumber {
  const row = seventhDigits.find(({ from, to }) => birthDay.year >= from && birthDay.year <= to)
  if (row === undefined) throw new RangeError(`no CPR number exists for the year ${birthDay.year}`)
  if (!Number.isInteger(serial) || serial < 0 || serial > 999) throw new RangeError(`serial must be 0-999, was ${serial}`)
  const two = (part: number) => String(part % 100).padStart(2, '0')
  return `${birthDay.day + 60}${two(birthDay.month)}${two(birthDay.year)}${row.digit}${String(serial).padStart(3, '0')}` as CprNumber
}

/** True for a number that can stand for an invented person: one with 60 added to the day. */
export function isInventedCpr(number: CprNumber): boolean {
  return Number(number.slice(0, 2)) > 60
}
