import { type Result, ok, refuse } from './result.ts'

declare const brand: unique symbol

/** The 15-digit payment id of a payment slip of card type 71: 14 digits of our own and a check digit. */
export type FikPaymentId = string & { readonly [brand]: 'FikPaymentId' }

/** The 8-digit number of the creditor that a payment slip pays to. */
export type FikCreditor = string & { readonly [brand]: 'FikCreditor' }

/** Both halves of a payment slip's line. */
export type FikLine = { readonly paymentId: FikPaymentId; readonly creditor: FikCreditor }

/** Why a text is not a payment id, a creditor number or a payment slip's line, in order of precedence. */
export type FikRefusal =
  | { kind: 'fik_missing' }
  | { kind: 'fik_malformed'; text: string }
  | { kind: 'fik_check_digit'; text: string }
  | { kind: 'fik_creditor_malformed'; text: string }

/**
 * Modulus 10 with the weights 1 2 1 2 … from the left, a product's own digits added. The last "mod 10" is what makes
 * a sum that ends in 0 give 0: published programs answer 10 there and print a slip of sixteen digits.
 */
function checkDigit(fourteen: string): number {
  const sum = fourteen.split('').reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** Makes the payment id that belongs to a number of 1–14 digits, filled with zeros from the left. */
export function makeFikPaymentId(number: string): Result<FikPaymentId, FikRefusal> {
  if (number === '') return refuse({ kind: 'fik_missing' })
  if (!/^\d{1,14}$/.test(number)) return refuse({ kind: 'fik_malformed', text: number })
  const fourteen = number.padStart(14, '0')
  return ok(`${fourteen}${checkDigit(fourteen)}` as FikPaymentId)
}

/** Reads a payment id of exactly 15 digits (spaces allowed) and judges its check digit. */
export function parseFikPaymentId(text: string): Result<FikPaymentId, FikRefusal> {
  const bare = text.replace(/\s/g, '')
  if (bare === '') return refuse({ kind: 'fik_missing' })
  if (!/^\d{15}$/.test(bare)) return refuse({ kind: 'fik_malformed', text })
  return checkDigit(bare.slice(0, 14)) === Number(bare[14]) ? ok(bare as FikPaymentId) : refuse({ kind: 'fik_check_digit', text })
}

/** Reads a creditor number: eight digits, spaces allowed. It has no check digit known to us. */
export function parseFikCreditor(text: string): Result<FikCreditor, FikRefusal> {
  const bare = text.replace(/\s/g, '')
  if (bare === '') return refuse({ kind: 'fik_missing' })
  return /^\d{8}$/.test(bare) ? ok(bare as FikCreditor) : refuse({ kind: 'fik_creditor_malformed', text })
}

/** The line of a payment slip as a net bank takes it: `+71<026840149965328+12345678<`. */
export function formatFikLine({ paymentId, creditor }: FikLine): string {
  return `+71<${paymentId}+${creditor}<`
}

/** Reads the line of a payment slip of card type 71; spaces may stand anywhere. */
export function parseFikLine(text: string): Result<FikLine, FikRefusal> {
  const bare = text.replace(/\s/g, '')
  if (bare === '') return refuse({ kind: 'fik_missing' })
  const found = /^\+71<(\d+)\+(\d+)<$/.exec(bare)
  if (found === null) return refuse({ kind: 'fik_malformed', text })
  const paymentId = parseFikPaymentId(found[1] ?? '')
  if (!paymentId.ok) return paymentId
  const creditor = parseFikCreditor(found[2] ?? '')
  return creditor.ok ? ok({ paymentId: paymentId.value, creditor: creditor.value }) : creditor
}
