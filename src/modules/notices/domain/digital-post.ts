import type { Day, Instant } from '#kernel/days.ts'
import type { Result } from '#kernel/result.ts'
import type { LetterId } from './letter.ts'

/** Where a letter by Digital Post stands; `failed` goes on paper instead, `withdrawn` not at all. */
export const digitalPostStates = ['queued', 'sending', 'sent', 'received', 'delivered', 'failed', 'withdrawn'] as const
/** One of them. */
export type DigitalPostState = (typeof digitalPostStates)[number]

/** A letter as it is handed over. `cpr` is the address; it stands in no file's name and in no log. */
export type DigitalPostMessage = {
  letterId: LetterId
  /** A version 4 UUID, as the format demands; a message is known by it for ever. */
  messageUuid: string
  sender: { cvr: string; name: string }
  cpr: string
  caseNumber: string
  title: string
  lang: 'da' | 'en'
  pdf: Uint8Array
  sha256: string
  writtenAt: Instant
  /** Where and until when the citizen can answer; null when the letter asks nothing that can be answered by signing in. */
  answer: { url: string; by: Day } | null
}

/** What became of a message, as Digital Post tells it. */
export type DigitalPostReceipt = {
  messageUuid: string
  outcome: 'received' | 'delivered' | 'failed'
  at: Instant
  /** Code of the failure; null otherwise. */
  problem: string | null
}

/** A file that lies in the inbox: what it says, or why it cannot be read. */
export type ReceiptFile = { name: string; receipt: Result<DigitalPostReceipt, { kind: 'not_understood' } | { kind: 'still_written' }> }

/**
 * The way to Digital Post. `send` hands a message over whole or not at all, rejects with an error that has a `code`, and may be called again with
 * the same message: it is then the same file. `receipts` reads what has come, at most 500; `settle` takes a file away when it has been acted upon.
 */
export type DigitalPost = {
  send: (message: DigitalPostMessage) => Promise<void>
  receipts: () => Promise<ReceiptFile[]>
  settle: (name: string, how: 'read' | 'not_understood') => Promise<void>
}

/** How often a file is tried before the letter goes on paper: with the waits of mail, about a day. */
export const digitalPostAttemptsMax = 11
/** Days without any receipt after which a letter goes on paper as well: twice is better than never. */
export const daysWithoutReceiptMax = 5

/**
 * Where a receipt brings a letter. Receipts come late, twice and in any order: what is delivered stays so, and what went on paper is
 * changed by a delivery only, and so is what was drawn back. Null when nothing changes.
 */
export function afterReceipt(from: DigitalPostState, outcome: DigitalPostReceipt['outcome']): DigitalPostState | null {
  if (from === 'delivered' || from === outcome) return null
  if (from === 'failed' || from === 'withdrawn') return outcome === 'delivered' ? 'delivered' : null
  return outcome
}
