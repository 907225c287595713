import { z } from 'zod'
import type { HumanId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, oreColumn } from '#platform/db/row.ts'
import { accounts } from '../domain/entry.ts'
import type { Rule } from '../domain/rule.ts'

const ruleRow = z
  .object({
    id: idColumn<'rule'>(),
    account: z.enum(accounts),
    reason: z.string().nullable(),
    purchaser_id: z.string().nullable(),
    programme: z.string().nullable(),
    fund: z.string().nullable(),
    municipal_account: z.string(),
    valid_from: dayColumn,
    made_by: idColumn<'human'>(),
    confirmed: z.boolean().nullable(),
  })
  .transform(({ purchaser_id, municipal_account, valid_from, made_by, ...same }) => ({
    ...same,
    purchaserId: purchaser_id,
    municipalAccount: municipal_account,
    validFrom: valid_from,
    madeBy: made_by,
  }))

/** A rule as it is kept; `confirmed` is null until a second human has confirmed or dropped it. */
export type KeptRule = z.output<typeof ruleRow>

/** The rules of a book that were not dropped, the newest first. */
export function rulesOf(tx: Tx, bookId: string): Promise<KeptRule[]> {
  return tx.rows(
    ruleRow,
    sql`select id, account, reason, purchaser_id, programme, fund, municipal_account, valid_from, made_by, confirmed
        from ledger.rule where book_id = ${bookId} and confirmed is distinct from false order by made_at desc, id`,
  )
}

/** Keeps a rule that waits for its confirmation; a repeated request keeps nothing more. */
export async function insertRule(tx: Tx, made: Rule & { id: string; bookId: string; by: HumanId; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into ledger.rule (id, book_id, account, reason, purchaser_id, programme, fund, municipal_account, valid_from, made_by, made_at)
    values (${made.id}, ${made.bookId}, ${made.account}, ${made.reason}, ${made.purchaserId}, ${made.programme}, ${made.fund},
      ${made.municipalAccount}, ${made.validFrom}, ${made.by}, ${made.at})
    on conflict (id) do nothing`)
}

/** Confirms or drops a waiting rule; false when it no longer waits. */
export async function settleRule(tx: Tx, bookId: string, id: string, by: HumanId, confirmed: boolean): Promise<boolean> {
  const settled = await tx.run(sql`
    update ledger.rule set settled_by = ${by}, confirmed = ${confirmed} where id = ${id} and book_id = ${bookId} and confirmed is null`)
  return settled === 1
}

const waitingRow = z
  .object({
    account: z.enum(accounts),
    reason: z.string(),
    posted_on: dayColumn,
    purchaser_id: z.string().nullable(),
    programme: z.string().nullable(),
    fund: z.string(),
    count: countColumn,
    sum: oreColumn,
  })
  .transform(({ posted_on, purchaser_id, programme, fund, ...same }) => ({
    ...same,
    postedOn: posted_on,
    source: { purchaserId: purchaser_id, programme, fund },
  }))

/** Postings that are in no export yet, counted and summed by what decides their municipal account. */
export function waitingPostings(tx: Tx, bookId: string): Promise<z.output<typeof waitingRow>[]> {
  return tx.rows(
    waitingRow,
    sql`select p.account, e.reason, e.posted_on, e.purchaser_id, e.programme, e.fund, count(*) as count, sum(p.amount_ore) as sum
        from ledger.posting p join ledger.entry e on e.id = p.entry_id
        where e.book_id = ${bookId} and not exists (select from ledger.exported x where x.entry_id = e.id)
        group by 1, 2, 3, 4, 5, 6`,
  )
}
