import { type Result, ok, refuse } from './result.ts'

declare const brand: unique symbol

/** A bank account in one form however it was written: a Danish one as fourteen digits (4 of the bank, 10 of the account), any other as its IBAN. */
export type BankAccount = string & { readonly [brand]: 'BankAccount' }

/** Why a text is no bank account, in order of precedence. */
export type BankAccountRefusal = { kind: 'account_missing' } | { kind: 'account_malformed' } | { kind: 'iban_check_digits' }

/** Reads an IBAN of any country (ISO 13616) or a Danish bank number and account: `0040 0440116243`, `0040-440116243`. */
export function parseBankAccount(text: string): Result<BankAccount, BankAccountRefusal> {
  const bare = bareOf(text)
  if (bare === '') return refuse({ kind: 'account_missing' })
  if (/^\d{5,14}$/.test(bare)) return ok(danish(bare))
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(bare) || (bare.startsWith('DK') && !/^DK\d{16}$/.test(bare)))
    return refuse({ kind: 'account_malformed' })
  if (remainder(bare) !== 1) return refuse({ kind: 'iban_check_digits' })
  return ok((bare.startsWith('DK') ? bare.slice(4) : bare) as BankAccount)
}

/** An account as a bank's file writes it, in the form accounts are compared in; what is no account stays as it is. */
export function sameAccount(text: string): string {
  const read = parseBankAccount(text)
  return read.ok ? read.value : bareOf(text)
}

/** The IBAN of an account. */
export function ibanOf(account: BankAccount): string {
  if (!/^\d/.test(account)) return account
  const check = String(98 - remainder(`DK00${account}`)).padStart(2, '0')
  return `DK${check}${account}`
}

/** An account as a Dane reads it: `0040 0440116243`; any other as its IBAN in fours. */
export function formatBankAccount(account: string): string {
  if (/^\d{14}$/.test(account)) return `${account.slice(0, 4)} ${account.slice(4)}`
  return account.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

function bareOf(text: string): string {
  return text.replaceAll(/[\s.-]/g, '').toUpperCase()
}

function danish(digits: string): BankAccount {
  return `${digits.slice(0, 4)}${digits.slice(4).padStart(10, '0')}` as BankAccount
}

// Modulus 97 with letters as 10 to 35 and the first four signs moved to the end.
function remainder(iban: string): number {
  const turned = `${iban.slice(4)}${iban.slice(0, 4)}`
  const digits = turned.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return Number(BigInt(digits) % 97n)
}
