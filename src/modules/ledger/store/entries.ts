import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Tx, join, sql } from '#platform/db/database.ts'
import { dayColumn, instantColumn, oreColumn } from '#platform/db/row.ts'
import { type Account, type Line, accounts } from '../domain/entry.ts'

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
  lines: readonly Line[]
}

/** Writes entry and postings; null when the request id has been used. The database judges the sum when the transaction commits. */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<bigint | null> {
  const row = await tx.maybe(
    entryId,
    sql`
    insert into ledger.entry (book_id, occurred_on, recorded_at, account_id, reason, lines, request_id, subject_id, reverses_id)
    values (${entry.bookId}, ${entry.on}, ${entry.at}, ${entry.accountId}, ${entry.reason}, ${entry.lines.length}, ${entry.requestId},
            ${entry.subjectId}, ${entry.reversesId})
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
    recorded_at: instantColumn,
    reason: z.string(),
    request_id: z.string(),
    subject_id: z.string().nullable(),
    reverses_id: z.bigint().nullable(),
    lines: z.array(z.object({ account: z.enum(accounts), amount: z.string().transform((text) => BigInt(text) as Ore) })),
  })
  .transform((row) => ({
    id: row.id,
    on: row.occurred_on,
    at: row.recorded_at,
    reason: row.reason,
    requestId: row.request_id,
    subjectId: row.subject_id,
    reversesId: row.reverses_id,
    lines: row.lines,
  }))

/** An entry as it stands in the books. */
export type Entry = z.infer<typeof entryRow>

const entryColumns = sql`e.id, e.occurred_on, e.recorded_at, e.reason, e.request_id, e.subject_id, e.reverses_id,
  (select json_agg(json_build_object('account', p.account, 'amount', p.amount_ore::text) order by p.line) from ledger.posting p
   where p.entry_id = e.id) as lines`

/** The entry a request made; null when it made none. */
export function entryByRequest(tx: Tx, requestId: string): Promise<Entry | null> {
  return tx.maybe(entryRow, sql`select ${entryColumns} from ledger.entry e where e.request_id = ${requestId}`)
}

/** Entries about one subject in order of entry. */
export function entriesAbout(tx: Tx, subjectId: string): Promise<Entry[]> {
  return tx.rows(entryRow, sql`select ${entryColumns} from ledger.entry e where e.subject_id = ${subjectId} order by e.id`)
}

/** The newest entries of a book, at most `limit`. */
export function latestEntries(tx: Tx, bookId: string, limit: number): Promise<Entry[]> {
  return tx.rows(entryRow, sql`select ${entryColumns} from ledger.entry e where e.book_id = ${bookId} order by e.id desc limit ${limit}`)
}

const balance = z.object({ account: z.enum(accounts), balance: oreColumn })

/** What each account stood at on a day, effective day included; only accounts with postings. */
export function balancesOn(tx: Tx, bookId: string, asOf: Day): Promise<{ account: Account; balance: Ore }[]> {
  return tx.rows(
    balance,
    sql`
    select p.account, sum(p.amount_ore) as balance
    from ledger.posting p join ledger.entry e on e.id = p.entry_id
    where e.book_id = ${bookId} and e.occurred_on <= ${asOf}
    group by p.account
    order by p.account`,
  )
}
