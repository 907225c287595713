import { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, instantColumn, nullable, oreColumn } from '#platform/db/row.ts'
import { type Entry, entriesWhere } from './entries.ts'

/** Lets one export of a book be made at a time. */
export async function lockExports(tx: Tx, bookId: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('ledger.export ' || ${bookId}::text, 0))`)
}

/** Entries posted up to a day that are in no export, in order. */
export function entriesToExport(tx: Tx, bookId: string, until: Day): Promise<Entry[]> {
  return entriesWhere(
    tx,
    sql`e.book_id = ${bookId} and e.posted_on <= ${until} and not exists (select from ledger.exported x where x.entry_id = e.id)`,
  )
}

const exportRow = z
  .object({
    number: z.int(),
    request_id: z.string(),
    format: z.string(),
    until_on: dayColumn,
    entries: z.int(),
    debit_ore: oreColumn,
    account_id: z.string(),
    made_at: instantColumn,
    sha256: z.string(),
  })
  .transform((row) => ({
    number: row.number,
    requestId: row.request_id,
    format: row.format,
    until: row.until_on,
    entries: row.entries,
    debit: row.debit_ore,
    accountId: row.account_id,
    madeAt: row.made_at,
    sha256: row.sha256,
  }))

/** An export that was made, without its file. */
export type KeptExport = z.output<typeof exportRow>

/** The exports of a book, the newest first. */
export function exportsOf(tx: Tx, bookId: string): Promise<KeptExport[]> {
  return tx.rows(
    exportRow,
    sql`select number, request_id, format, until_on, entries, debit_ore, account_id, made_at, sha256
        from ledger.export where book_id = ${bookId} order by number desc`,
  )
}

/** The file of an export as it was written; null when the book has none of that number. */
export async function exportFile(tx: Tx, bookId: string, number: number): Promise<{ format: string; content: Uint8Array } | null> {
  return tx.maybe(
    z.object({ format: z.string(), content: z.instanceof(Uint8Array) }),
    sql`select format, content from ledger.export where book_id = ${bookId} and number = ${number}`,
  )
}

/** An export to keep. */
export type NewExport = Omit<KeptExport, 'entries'> & { content: Uint8Array; entryIds: readonly bigint[] }

/** Keeps an export and which entries it holds; the database refuses an entry that was in another. */
export async function insertExport(tx: Tx, bookId: string, made: NewExport): Promise<void> {
  await tx.run(sql`
    insert into ledger.export (book_id, number, request_id, format, until_on, entries, debit_ore, account_id, made_at, content, sha256)
    values (${bookId}, ${made.number}, ${made.requestId}, ${made.format}, ${made.until}, ${made.entryIds.length}, ${made.debit},
      ${made.accountId}, ${made.madeAt}, ${made.content}, ${made.sha256})`)
  await tx.run(sql`
    insert into ledger.exported (entry_id, book_id, number)
    select id, ${bookId}::uuid, ${made.number}::int from unnest(${made.entryIds.map(String)}::bigint[]) as id`)
}

const waiting = z.object({ entries: countColumn, first: nullable(dayColumn), last: nullable(dayColumn) })

/** How many entries are in no export, and the posting days they lie between. */
export function waitingEntries(tx: Tx, bookId: string): Promise<z.output<typeof waiting>> {
  return tx.one(
    waiting,
    sql`select count(*) as entries, min(posted_on) as first, max(posted_on) as last
        from ledger.entry e where e.book_id = ${bookId} and not exists (select from ledger.exported x where x.entry_id = e.id)`,
  )
}

/** The export an entry was in; null when it waits. */
export async function exportOfEntry(tx: Tx, entryId: bigint): Promise<number | null> {
  return (
    (await tx.maybe(z.object({ number: z.int() }), sql`select number from ledger.exported where entry_id = ${entryId}`))?.number ?? null
  )
}

/** The export a request made; null when it made none. */
export async function exportOfRequest(tx: Tx, bookId: string, requestId: string): Promise<number | null> {
  const row = await tx.maybe(
    z.object({ number: z.int() }),
    sql`select number from ledger.export where book_id = ${bookId} and request_id = ${requestId}`,
  )
  return row?.number ?? null
}
