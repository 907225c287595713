import type { Day } from '#kernel/days.ts'
import { type FikPaymentId, makeFikPaymentId } from '#kernel/fik.ts'
import type { Ore } from '#kernel/money.ts'
import { type Result, assert } from '#kernel/result.ts'

/** A movement on the lender's account as a bank file tells it. `amount` in øre, negative when money left the account. */
export type BankLine = {
  /** The same whenever and however often the movement is told: what makes a second import harmless. */
  readonly key: string
  /** As `sameAccount` writes it. */
  readonly account: string
  readonly bookedOn: Day
  readonly amount: Ore
  readonly paymentId: FikPaymentId | null
  readonly creditor: string | null
  /** What a payment is known by from end to end, as the bank tells it; null when it tells none. */
  readonly endToEnd: string | null
  readonly name: string
  readonly text: string
}

/** Why a movement of a file is no line: not booked yet, zero, another currency than kroner, parts of an øre, no day. */
export type LeftOut = 'not_booked' | 'zero' | 'other_currency' | 'parts_of_ore' | 'no_day'

/** A bank file as it was read: the accounts it tells of, its lines in order, and how many movements were left out and why. */
export type BankFile = {
  readonly accounts: readonly string[]
  readonly lines: readonly BankLine[]
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
}

/** Why a file was not read at all, in order of precedence. `row` counts from 1 and names a line of a CSV file. */
export type BankFileRefusal =
  | { kind: 'file_too_large' }
  | { kind: 'not_xml' }
  | { kind: 'not_a_bank_statement' }
  | { kind: 'unknown_version'; found: string }
  | { kind: 'columns_missing'; columns: string }
  | { kind: 'row_malformed'; row: number; column: string }
  | { kind: 'no_account' }

/** Reads a bank's file; the program hands the module its reader. */
export type ReadBankFile = (bytes: Uint8Array) => Promise<Result<BankFile, BankFileRefusal>>

/** The payment id that belongs to a loan, from its number: `L-2016-001` is 2016001 and a check digit. */
export function paymentIdOf(loanNumber: string): FikPaymentId {
  const made = makeFikPaymentId(loanNumber.replaceAll(/\D/g, ''))
  assert(made.ok, 'a loan number has at most fourteen digits')
  return made.value
}

/** The loan number that a payment id names; whether there is such a loan, only the books know. */
export function loanNumberOf(paymentId: FikPaymentId): string {
  const digits = paymentId.slice(0, 14).replace(/^0+/, '')
  return `L-${digits.slice(0, 4)}-${digits.slice(4)}`
}
