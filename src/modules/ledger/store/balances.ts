import { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Sql, type Tx, empty, join, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, oreColumn } from '#platform/db/row.ts'
import { type Account, type Source, accounts } from '../domain/entry.ts'

/** Which entries of a book are looked at; what is left out is every one. */
export type Scope = { purchaserId?: string | undefined; programme?: string | undefined; fund?: string | undefined }

function within({ purchaserId, programme, fund }: Scope): Sql {
  const parts = [
    purchaserId === undefined ? empty : sql` and e.purchaser_id = ${purchaserId}`,
    programme === undefined ? empty : sql` and e.programme = ${programme}`,
    fund === undefined ? empty : sql` and e.fund = ${fund}`,
  ]
  return join(parts, '')
}

const balance = z.object({ account: z.enum(accounts), balance: oreColumn })

/** What each account stood at on a day, posting day included; only accounts with postings. */
export function balancesOn(tx: Tx, bookId: string, asOf: Day, scope: Scope = {}): Promise<{ account: Account; balance: Ore }[]> {
  return tx.rows(
    balance,
    sql`
    select p.account, sum(p.amount_ore) as balance
    from ledger.posting p join ledger.entry e on e.id = p.entry_id
    where e.book_id = ${bookId} and e.posted_on <= ${asOf}${within(scope)}
    group by p.account
    order by p.account`,
  )
}

const turnover = z.object({ account: z.enum(accounts), opening: oreColumn, debit: oreColumn, credit: oreColumn, closing: oreColumn })

/** An account over a stretch of posting days: what it began with, what was debited and credited (credit negative), what it ended with. */
export type Turnover = z.output<typeof turnover>

/** The trial balance of a stretch of posting days, both included; only accounts with postings up to its end. */
export function turnovers(tx: Tx, bookId: string, days: { from: Day; until: Day }, scope: Scope): Promise<Turnover[]> {
  const { from, until } = days
  return tx.rows(
    turnover,
    sql`
    select p.account,
      coalesce(sum(p.amount_ore) filter (where e.posted_on < ${from}), 0) as opening,
      coalesce(sum(p.amount_ore) filter (where e.posted_on >= ${from} and p.amount_ore > 0), 0) as debit,
      coalesce(sum(p.amount_ore) filter (where e.posted_on >= ${from} and p.amount_ore < 0), 0) as credit,
      coalesce(sum(p.amount_ore), 0) as closing
    from ledger.posting p join ledger.entry e on e.id = p.entry_id
    where e.book_id = ${bookId} and e.posted_on <= ${until}${within(scope)}
    group by p.account
    order by p.account`,
  )
}

const statementLine = z
  .object({
    id: z.bigint(),
    posted_on: dayColumn,
    occurred_on: dayColumn,
    reason: z.string(),
    reverses_id: z.bigint().nullable(),
    amount: oreColumn,
    balance: oreColumn,
  })
  .transform((row) => ({
    id: row.id,
    postedOn: row.posted_on,
    on: row.occurred_on,
    reason: row.reason,
    reversesId: row.reverses_id,
    amount: row.amount,
    balance: row.balance,
  }))

/** A line of an account: the entry, what it moved, and what the account stood at after it. */
export type StatementLine = z.output<typeof statementLine>

/** What of an account is asked for: posting days, both included, and which page. */
export type StatementWish = { account: Account; from: Day; until: Day; page: number; size: number }

/** A page of an account's lines in the order they were posted, each with the balance after it, and how many lines there are in all. */
export async function accountLines(
  tx: Tx,
  bookId: string,
  wish: StatementWish,
  scope: Scope,
): Promise<{ lines: StatementLine[]; count: number }> {
  const { account, from, until, page, size } = wish
  const ofAccount = sql`p.account = ${account} and e.book_id = ${bookId} and e.posted_on <= ${until}${within(scope)}`
  const lines = await tx.rows(
    statementLine,
    sql`
    select * from (
      select e.id, e.posted_on, e.occurred_on, e.reason, e.reverses_id, p.amount_ore as amount,
        sum(p.amount_ore) over (order by e.posted_on, e.id, p.line) as balance, p.line
      from ledger.posting p join ledger.entry e on e.id = p.entry_id where ${ofAccount}) as every
    where posted_on >= ${from}
    order by posted_on, id, line limit ${size} offset ${(page - 1) * size}`,
  )
  const { count } = await tx.one(
    z.object({ count: countColumn }),
    sql`select count(*) as count from ledger.posting p join ledger.entry e on e.id = p.entry_id where ${ofAccount} and e.posted_on >= ${from}`,
  )
  return { lines, count }
}

const sourceRow = z
  .object({ purchaser_id: z.string().nullable(), programme: z.string().nullable(), fund: z.string() })
  .transform((row): Source => ({ purchaserId: row.purchaser_id, programme: row.programme, fund: row.fund }))

/** Every purchaser, programme and source of money that the book's entries name together. */
export function sourcesIn(tx: Tx, bookId: string): Promise<Source[]> {
  return tx.rows(
    sourceRow,
    sql`select distinct purchaser_id, programme, fund from ledger.entry where book_id = ${bookId} order by purchaser_id, programme, fund`,
  )
}
