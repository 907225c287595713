import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Sql, type Tx, join, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { type Line, type Source, accounts } from '../domain/entry.ts'

const entryId = z.object({ id: z.bigint() })

/** An entry to write. */
export type NewEntry = {
  bookId: string
  on: Day
  at: Instant
  accountId: string | null
  reason: string
  requestId: string
  subjectId: string | null
  reversesId: bigint | null
  source: Source
  lines: readonly Line[]
}

/**
 * Writes entry and postings; null when the request id has been used. The database judges the sum when the transaction commits, and posts
 * the entry on its value day or, when that month is closed, on the first open day.
 */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<bigint | null> {
  const { source } = entry
  const row = await tx.maybe(
    entryId,
    sql`
    insert into ledger.entry (book_id, occurred_on, recorded_at, account_id, reason, lines, request_id, subject_id, reverses_id,
      purchaser_id, programme, fund)
    values (${entry.bookId}, ${entry.on}, ${entry.at}, ${entry.accountId}, ${entry.reason}, ${entry.lines.length}, ${entry.requestId},
            ${entry.subjectId}, ${entry.reversesId}, ${source.purchaserId}, ${source.programme}, ${source.fund})
    on conflict (request_id) do nothing
    returning id`,
  )
  if (row === null) return null
  const values = entry.lines.map((line, index) => sql`(${row.id}::bigint, ${index + 1}::int, ${line.account}, ${line.amount}::bigint)`)
  await tx.run(sql`insert into ledger.posting (entry_id, line, account, amount_ore) values ${join(values)}`)
  return row.id
}

const entryRow = z
  .object({
    id: z.bigint(),
    occurred_on: dayColumn,
    posted_on: dayColumn,
    recorded_at: instantColumn,
    account_id: idColumn<'account'>().nullable(),
    reason: z.string(),
    request_id: z.string(),
    subject_id: z.string().nullable(),
    reverses_id: z.bigint().nullable(),
    reversed_by: z.bigint().nullable(),
    purchaser_id: z.string().nullable(),
    programme: z.string().nullable(),
    fund: z.string(),
    lines: z.array(z.object({ account: z.enum(accounts), amount: z.string().transform((text) => BigInt(text) as Ore) })),
  })
  .transform((row) => ({
    id: row.id,
    on: row.occurred_on,
    postedOn: row.posted_on,
    at: row.recorded_at,
    accountId: row.account_id,
    reason: row.reason,
    requestId: row.request_id,
    subjectId: row.subject_id,
    reversesId: row.reverses_id,
    reversedBy: row.reversed_by,
    source: { purchaserId: row.purchaser_id, programme: row.programme, fund: row.fund },
    lines: row.lines,
  }))

/** An entry as it stands in the books; `on` is its value day. */
export type Entry = z.infer<typeof entryRow>

const entryColumns = sql`e.id, e.occurred_on, e.posted_on, e.recorded_at, e.account_id, e.reason, e.request_id, e.subject_id,
  e.reverses_id, (select r.id from ledger.entry r where r.reverses_id = e.id) as reversed_by, e.purchaser_id, e.programme, e.fund,
  (select json_agg(json_build_object('account', p.account, 'amount', p.amount_ore::text) order by p.line) from ledger.posting p
   where p.entry_id = e.id) as lines`

/** The entry a request made; null when it made none. */
export function entryByRequest(tx: Tx, requestId: string): Promise<Entry | null> {
  return tx.maybe(entryRow, sql`select ${entryColumns} from ledger.entry e where e.request_id = ${requestId}`)
}

/** The entries of a condition, in order. */
export function entriesWhere(tx: Tx, condition: Sql): Promise<Entry[]> {
  return tx.rows(entryRow, sql`select ${entryColumns} from ledger.entry e where ${condition} order by e.id`)
}

/** Entries about one subject in order of entry. */
export function entriesAbout(tx: Tx, subjectId: string): Promise<Entry[]> {
  return entriesWhere(tx, sql`e.subject_id = ${subjectId}`)
}

/** One entry of a book; null when the book has none of that number. */
export function entryOf(tx: Tx, bookId: string, id: bigint): Promise<Entry | null> {
  return tx.maybe(entryRow, sql`select ${entryColumns} from ledger.entry e where e.book_id = ${bookId} and e.id = ${id}`)
}
