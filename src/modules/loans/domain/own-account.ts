import type { HumanId, OrganisationId } from '#kernel/actor.ts'
import type { BankAccount } from '#kernel/bank-account.ts'
import type { Instant } from '#kernel/days.ts'
import type { FikCreditor } from '#kernel/fik.ts'
import type { Id } from '#kernel/ids.ts'
import type { BankFile } from './bank-line.ts'

/** The forms of payment orders that are written. */
export const paymentFormats = ['pain.001.001.03', 'pain.001.001.09'] as const
/** One of them. */
export type PaymentFormat = (typeof paymentFormats)[number]

/** Where a proposal about an account stands. */
export const accountStates = ['proposed', 'confirmed', 'dropped', 'replaced'] as const

/** A proposal's identity. */
export type OwnAccountId = Id<'own_account'>

/** What is told of a bank account of the lender's own. `bic` and `creditor` only where the bank gave one. */
export type AccountFacts = {
  account: BankAccount
  holder: string
  bic: string | null
  creditor: FikCreditor | null
  format: PaymentFormat
}

/** An account as it was proposed, and what became of it; `closes` takes it out of use. */
export type OwnAccount = AccountFacts & {
  id: OwnAccountId
  lenderId: OrganisationId
  closes: boolean
  state: (typeof accountStates)[number]
  proposedBy: HumanId
  proposedAt: Instant
  decidedBy: HumanId | null
}

/** Why an account is not confirmed: it was decided before, or by the human who proposed it (DESIGN §3: changing a bank account). */
export type ConfirmRefusal = { kind: 'account_decided_already' } | { kind: 'second_person_required'; because: 'proposed' }

/** Null when the human may confirm the proposal. */
export function refusedConfirmation(proposal: Pick<OwnAccount, 'state' | 'proposedBy'>, human: HumanId): ConfirmRefusal | null {
  if (proposal.state !== 'proposed') return { kind: 'account_decided_already' }
  return proposal.proposedBy === human ? { kind: 'second_person_required', because: 'proposed' } : null
}

/** A file's lines on the lender's own accounts, and how many lines were on others'. */
export type OwnLines = { lines: BankFile['lines']; foreign: number }

/** Why a file is not imported: none of its accounts is the lender's. */
export type ForeignFile = { kind: 'account_not_own'; accounts: readonly string[] }

/** Keeps what is on the lender's own accounts: what others' accounts hold is none of the lender's business. */
export function ownLines(file: BankFile, own: readonly Pick<OwnAccount, 'account'>[]): OwnLines | ForeignFile {
  const accounts = new Set<string>(own.map((one) => one.account))
  if (file.accounts.every((account) => !accounts.has(account))) return { kind: 'account_not_own', accounts: file.accounts }
  const lines = file.lines.filter((line) => accounts.has(line.account))
  return { lines, foreign: file.lines.length - lines.length }
}

/** True when a payment slip's creditor number, where the bank told one, is the account's. */
export function creditorFits(creditor: string | null, account: Pick<OwnAccount, 'creditor'> | undefined): boolean {
  return creditor === null || creditor === account?.creditor
}
