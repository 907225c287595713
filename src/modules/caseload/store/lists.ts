import { z } from 'zod'
import { type Sql, type Tx, empty, join, prepared, raw, sql } from '#platform/db/database.ts'
import type { ListName, ListWish } from '../domain/list.ts'
import type { Listed } from '../domain/standing.ts'
import { listedColumns, listedRow } from './standings.ts'

/** A count stops here: beyond it a list says "100+", and counting costs the same however long the list is. */
export const countedAtMost = 100

/** Rows of one page of the worklist. */
export const pageSize = 50

type Side = { organisation: Sql; account: Sql; others: readonly string[] }
// An organisation is the job centre in some cases and may be the provider in others: each side is a run along its own index.
const sides: readonly Side[] = [
  { organisation: sql`job_centre_id`, account: sql`job_centre_account_id`, others: ['provider', 'citizen'] },
  { organisation: sql`provider_id`, account: sql`provider_account_id`, others: ['acting_job_centre', 'citizen'] },
]

/** Each run along one index that together make up a list; each is in the list's own order. */
function runsOf(wish: ListWish): Sql[] {
  const { list, organisationId, accountId, today } = wish
  return sides.flatMap(({ organisation, account, others }) => {
    const ours = sql`${organisation} = ${organisationId} and ended_on is null`
    switch (list) {
      case 'mine':
        return [sql`${ours} and ${account} = ${accountId}`]
      case 'unassigned':
        return [sql`${ours} and ${account} is null`]
      case 'others':
        // What the citizen did not answer by its last day is no longer with the citizen.
        return others.map((ball) => sql`${ours} and ball = ${ball} and (ball <> 'citizen' or turns_on is null or turns_on >= ${today})`)
      case 'open':
        return [ours]
      case 'ended':
        return [sql`${organisation} = ${organisationId} and ended_on is not null`]
    }
  })
}

function filters({ list, phase, late, today, after }: ListWish): Sql {
  const ofPhase = phase === null ? empty : sql` and phase = ${phase}`
  const past = late ? sql` and due_on < ${today}` : empty
  if (after === null) return sql`${ofPhase}${past}`
  const beyond =
    list === 'ended' ? sql`(ended_on, case_id) < (${after.on}, ${after.caseId})` : sql`(due_on, case_id) > (${after.on}, ${after.caseId})`
  return sql`${ofPhase}${past} and ${beyond}`
}

// The statement's text differs by these and by nothing else.
const shapeOf = ({ list, phase, late, after }: ListWish) =>
  [list, phase === null ? '' : 'phase', late ? 'late' : '', after === null ? '' : 'after'].filter((word) => word !== '').join(', ')

const orders = { ended: sql`ended_on desc, case_id desc`, other: sql`due_on, case_id` }

/** One page of a list, what is most urgent first, and one row more when there is a next page; over cases are the latest first. */
export async function listPage(tx: Tx, wish: ListWish): Promise<{ rows: Listed[]; more: boolean }> {
  const order = wish.list === 'ended' ? orders.ended : orders.other
  const runs = runsOf(wish).map(
    (where) => sql`(select * from caseload.standing where ${where}${filters(wish)} order by ${order} limit ${pageSize + 1})`,
  )
  const page = sql`select ${listedColumns} from (${join(runs, ' union all ')}) as page
    order by ${wish.list === 'ended' ? orders.ended : sql`page.due_on, case_id`} limit ${pageSize + 1}`
  const found = await tx.rows(listedRow, prepared(`caseload page of ${shapeOf(wish)}`, page))
  return { rows: found.slice(0, pageSize), more: found.length > pageSize }
}

/** What stands above the worklist: how many cases each list has, and how many of mine are past their day or have one within a week. */
export type Counts = Record<ListName, number> & { late: number; soon: number }

const counts = z.object({
  mine: z.int(),
  unassigned: z.int(),
  others: z.int(),
  open: z.int(),
  ended: z.int(),
  late: z.int(),
  soon: z.int(),
})

/** The counts of the lists and of what presses in mine, in one statement; each stops at `countedAtMost`. The order holds each run to its index. */
export function listCounts(tx: Tx, wish: ListWish): Promise<Counts> {
  const { today } = wish
  const spans = { late: sql` and due_on < ${today}`, soon: sql` and due_on between ${today} and ${today.add({ days: 7 })}` }
  const ones = counts.keyof().options.map((name) => {
    const [list, span] = name === 'late' || name === 'soon' ? (['mine', spans[name]] as const) : ([name, empty] as const)
    const order = orders[list === 'ended' ? 'ended' : 'other']
    const runs = runsOf({ ...wish, list }).map(
      (where) => sql`(select from caseload.standing where ${where}${span} order by ${order} limit ${countedAtMost})`,
    )
    return sql`(select least(count(*), ${countedAtMost})::int from (${join(runs, ' union all ')}) as one) as ${raw(name)}`
  })
  return tx.one(counts, prepared('caseload counts', sql`select ${join(ones, ', ')}`))
}

/** The visible cases of an organisation whose number begins with the text, at most twenty, by number. */
export function byCaseNumber(tx: Tx, organisationId: string, beginning: string): Promise<Listed[]> {
  const pattern = `${beginning.toUpperCase().replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
  return tx.rows(
    listedRow,
    sql`select ${listedColumns} from caseload.standing
        where case_number like ${pattern} and ${organisationId}::uuid in (job_centre_id, provider_id)
        order by case_number limit 20`,
  )
}
