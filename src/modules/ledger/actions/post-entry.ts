import type { Actor, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Line, type LinesRefusal, type Source, checkLines, noSource } from '../domain/entry.ts'
import { type Entry, entryByRequest, insertEntry } from '../store/entries.ts'

/** An entry as a caller asks for it. The caller has asked `authorize()`: the ledger is never reached by itself. */
export type Posting = {
  actor: Actor
  bookId: OrganisationId
  on: Day
  at: Instant
  reason: string
  /** Made before sending, so that a repeated request is the same entry. */
  requestId: string
  subjectId: string | null
  lines: readonly Line[]
  /** Whose places, which programme and whose money; a reversal takes that of its original. */
  source?: Source
}

/** Why nothing was entered. */
export type PostRefusal = LinesRefusal | { kind: 'request_id_used_for_another_entry' }

/** Enters lines that sum to zero. The same request again, with the same contents, answers the same entry. */
export async function postEntry(tx: Tx, posting: Posting): Promise<Result<{ entryId: bigint; already: boolean }, PostRefusal>> {
  const lines = checkLines(posting.lines)
  if (!lines.ok) return lines
  const accountId = posting.actor.kind === 'system' ? null : posting.actor.accountId
  const entryId = await insertEntry(tx, { source: noSource, ...posting, accountId, reversesId: null, lines: lines.value })
  if (entryId !== null) return ok({ entryId, already: false })
  const earlier = await entryByRequest(tx, posting.requestId)
  if (earlier === null || !isSame(earlier, posting)) return refuse({ kind: 'request_id_used_for_another_entry' })
  return ok({ entryId: earlier.id, already: true })
}

function isSame(earlier: Entry, posting: Posting): boolean {
  const text = (lines: readonly Line[]) => lines.map((line) => `${line.account} ${line.amount}`).join('; ')
  return earlier.reason === posting.reason && earlier.on.equals(posting.on) && text(earlier.lines) === text(posting.lines)
}

/** Enters the exact opposite of an entry, linked to it; the database lets an entry be reversed once only. */
export async function reverseEntry(
  tx: Tx,
  original: Entry,
  by: Omit<Posting, 'lines' | 'bookId' | 'subjectId' | 'source'> & { bookId: OrganisationId },
): Promise<bigint> {
  const lines = original.lines.map((line) => ({ account: line.account, amount: opposite(line.amount) }))
  const accountId = by.actor.kind === 'system' ? null : by.actor.accountId
  const { subjectId, source } = original
  const entryId = await insertEntry(tx, { ...by, accountId, subjectId, source, reversesId: original.id, lines })
  assert(entryId !== null, 'a reversal has a request id of its own')
  return entryId
}

function opposite(amount: Ore): Ore {
  return ore(0n - amount)
}
