import { z } from 'zod'
import { type Tx, sql } from '#platform/db/database.ts'

const row = z.object({
  id: z.bigint().transform(String),
  lines: z.int(),
  found: z.int(),
  sum: z.string(),
  reverses: z.boolean(),
  opposite: z.boolean(),
})

/** An entry as it must hold: how many lines it says and has, their sum in øre, and whether a reversal is the opposite of its original. */
export type CheckedEntry = z.output<typeof row>

/** Entries of every book in order, at most `most`, the first after `after`; for the owner, who sees every book. */
export function entriesToCheck(tx: Tx, after: string | null, most: number): Promise<CheckedEntry[]> {
  return tx.rows(
    row,
    sql`
    with page as (select * from ledger.entry where id > coalesce(${after}::bigint, 0) order by id limit ${most})
    select e.id, e.lines, count(p.line)::int as found, coalesce(sum(p.amount_ore), 0)::text as sum, e.reverses_id is not null as reverses,
      e.reverses_id is null or not exists (
        (select r.account, r.amount_ore from ledger.posting r where r.entry_id = e.id
         except all select o.account, -o.amount_ore from ledger.posting o where o.entry_id = e.reverses_id)
        union all
        (select o.account, -o.amount_ore from ledger.posting o where o.entry_id = e.reverses_id
         except all select r.account, r.amount_ore from ledger.posting r where r.entry_id = e.id)) as opposite
    from page e left join ledger.posting p on p.entry_id = e.id
    group by e.id, e.lines, e.reverses_id
    order by e.id`,
  )
}
