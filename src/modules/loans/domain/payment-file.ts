import type { BankAccount } from '#kernel/bank-account.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import type { PaymentFormat } from './own-account.ts'

/** Payments as they are written for the bank: one debit account, one day, each to a NemKonto by CPR or CVR number. */
export type PaymentFile = {
  format: PaymentFormat
  messageId: string
  /** When the batch was approved: the same file each time it is written. */
  at: Instant
  executeOn: Day
  debtor: { name: string; account: BankAccount; bic: string | null }
  payments: readonly { endToEnd: string; amount: Ore; name: string; payee: { kind: 'cpr' | 'cvr'; number: string }; text: string }[]
}

/** Writes a payment file; the program hands the module its writer. */
export type WritePaymentFile = (file: PaymentFile) => Promise<Uint8Array>

/** What the bank says of a payment: under way, executed, or rejected with its reason. */
export type PaymentStatus = { endToEnd: string | null; status: 'under_way' | 'paid' | 'rejected'; reason: string }

/** A status report as it was read. A status without `endToEnd` is of the whole file. */
export type StatusReport = { messageId: string; statuses: readonly PaymentStatus[] }

/** Why a file is no status report. */
export type StatusRefusal = { kind: 'not_xml' } | { kind: 'not_a_status_report' } | { kind: 'file_too_large' }

/** Reads a status report (pain.002); the program hands the module its reader. */
export type ReadPaymentStatus = (bytes: Uint8Array) => Promise<Result<StatusReport, StatusRefusal>>
