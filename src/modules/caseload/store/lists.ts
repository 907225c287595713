import { z } from 'zod'
import { type Sql, type Tx, empty, join, sql } from '#platform/db/database.ts'
import { type ListName, type ListWish, listNames } from '../domain/list.ts'
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

const orders = { ended: sql`ended_on desc, case_id desc`, other: sql`due_on, case_id` }

/** One page of a list, what is most urgent first, and one row more when there is a next page; over cases are the latest first. */
export async function listPage(tx: Tx, wish: ListWish): Promise<{ rows: Listed[]; more: boolean }> {
  const order = wish.list === 'ended' ? orders.ended : orders.other
  const runs = runsOf(wish).map(
    (where) => sql`(select * from caseload.standing where ${where}${filters(wish)} order by ${order} limit ${pageSize + 1})`,
  )
  const found = await tx.rows(
    listedRow,
    sql`select ${listedColumns} from (${join(runs, ' union all ')}) as page order by ${wish.list === 'ended' ? orders.ended : sql`page.due_on, case_id`} limit ${pageSize + 1}`,
  )
  return { rows: found.slice(0, pageSize), more: found.length > pageSize }
}

const counted = z.object({ list: z.enum(listNames), count: z.int() })

/** How many cases each list has, and how many of mine are past their day; a count stops at `countedAtMost`. */
export async function listCounts(tx: Tx, wish: ListWish): Promise<Record<ListName, number>> {
  const ones = listNames.map((list) => {
    const runs = runsOf({ ...wish, list }).map((where) => sql`(select from caseload.standing where ${where} limit ${countedAtMost})`)
    return sql`select ${list}::text as list, least(count(*), ${countedAtMost})::int as count from (${join(runs, ' union all ')}) as one`
  })
  const rows = await tx.rows(counted, sql`${join(ones, ' union all ')}`)
  const found = new Map(rows.map((one) => [one.list, one.count]))
  const of = (list: ListName) => found.get(list) ?? 0
  return { mine: of('mine'), unassigned: of('unassigned'), others: of('others'), open: of('open'), ended: of('ended') }
}

/** How many of what one looks after is past its day, and how many more have a day within a week; each stops at `countedAtMost`. */
export async function urgentCounts(tx: Tx, wish: ListWish): Promise<{ late: number; soon: number }> {
  const mine = runsOf({ ...wish, list: 'mine' })
  const count = (span: Sql) => {
    const runs = mine.map((where) => sql`(select from caseload.standing where ${where} and ${span} limit ${countedAtMost})`)
    return sql`(select least(count(*), ${countedAtMost})::int from (${join(runs, ' union all ')}) as one)`
  }
  const { today } = wish
  return tx.one(
    z.object({ late: z.int(), soon: z.int() }),
    sql`select ${count(sql`due_on < ${today}`)} as late, ${count(sql`due_on between ${today} and ${today.add({ days: 7 })}`)} as soon`,
  )
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
