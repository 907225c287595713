import { z } from 'zod'
import { type Sql, type Tx, empty, join, raw, sql, statement } from '#platform/db/database.ts'
import type { ListName, ListWish, Pressing } from '../domain/list.ts'
import type { Listed } from '../domain/standing.ts'
import { listedColumns, listedRow } from './standings.ts'

/** A count stops here: beyond it a list says "100+", and counting costs the same however long the list is. */
export const countedAtMost = 100

/** Rows of one page of the worklist. */
export const pageSize = 50

/** Who has the ball until a day and no longer. */
const waitedFor = [sql`'citizen'`, sql`'appeal_board'`]

type Side = { organisation: Sql; account: Sql; others: readonly Sql[] }
// An organisation is the job centre in some cases and may be the provider in others: each side is a run along its own index.
const sides: readonly Side[] = [
  { organisation: sql`job_centre_id`, account: sql`job_centre_account_id`, others: [sql`'provider'`, ...waitedFor] },
  { organisation: sql`provider_id`, account: sql`provider_account_id`, others: [sql`'acting_job_centre'`, ...waitedFor] },
]

/** Each run along one index that together make up a list; each is in the list's own order. */
function runsOf(list: ListName): Sql[] {
  return sides.flatMap(({ organisation, account, others }) => {
    const ours = sql`${organisation} = ${'organisation'} and ended_on is null`
    switch (list) {
      case 'mine':
        return [sql`${ours} and ${account} = ${'account'}`]
      case 'unassigned':
        return [sql`${ours} and ${account} is null`]
      case 'others':
        // What the citizen or the board did not answer by its last day is no longer with them.
        return others.map(
          (ball) =>
            sql`${ours} and ball = ${ball} and (ball not in ('citizen', 'appeal_board') or turns_on is null or turns_on >= ${'today'})`,
        )
      case 'open':
        return [ours]
      case 'ended':
        return [sql`${organisation} = ${'organisation'} and ended_on is not null`]
    }
  })
}

const pressing: Readonly<Record<Pressing, Sql>> = {
  late: sql` and due_on < ${'today'}`,
  soon: sql` and due_on between ${'today'} and ${'inAWeek'}`,
}

type Shape = Pick<ListWish, 'list' | 'due'> & { phase: boolean; agreement: boolean; after: boolean }

function filters({ list, phase, agreement, due, after }: Shape): Sql {
  const ofPhase = phase ? sql` and phase = ${'phase'}` : empty
  const ofAgreement = agreement ? sql` and agreement_id = ${'agreement'}` : empty
  const past = due === null ? empty : pressing[due]
  const beyond = list === 'ended' ? sql` and (ended_on, case_id) <` : sql` and (due_on, case_id) >`
  return sql`${ofPhase}${ofAgreement}${past}${after ? sql`${beyond} (${'afterOn'}, ${'afterCase'})` : empty}`
}

const orders = { ended: sql`ended_on desc, case_id desc`, other: sql`due_on, case_id` }

function pageOf(shape: Shape): Sql {
  const { list } = shape
  const order = list === 'ended' ? orders.ended : orders.other
  const most = raw(String(pageSize + 1))
  const runs = runsOf(list).map(
    (where) => sql`(select * from caseload.standing where ${where}${filters(shape)} order by ${order} limit ${most})`,
  )
  return sql`select ${listedColumns} from (${join(runs, ' union all ')}) as page
    order by ${list === 'ended' ? orders.ended : sql`page.due_on, case_id`} limit ${most}`
}

const pages = new Map<string, ReturnType<typeof statement>>()

/** The statement of a page, by what its text differs by and by nothing else. */
function pageStatement(shape: Shape): ReturnType<typeof statement> {
  const { list, phase, agreement, due, after } = shape
  const name = [list, phase && 'phase', agreement && 'agreement', due ?? false, after && 'after']
    .filter((word) => word !== false)
    .join(', ')
  const known = pages.get(name) ?? statement(`caseload page of ${name}`, pageOf(shape))
  pages.set(name, known)
  return known
}

/** One page of a list, what is most urgent first, and one row more when there is a next page; over cases are the latest first. */
export async function listPage(tx: Tx, wish: ListWish): Promise<{ rows: Listed[]; more: boolean }> {
  const { list, due, phase, agreementId: agreement, after, organisationId: organisation, accountId: account, today } = wish
  const asked = pageStatement({ list, due, phase: phase !== null, agreement: agreement !== null, after: after !== null })
  const found = await tx.rows(
    listedRow,
    asked({ organisation, account, today, inAWeek: inAWeek(today), phase, agreement, afterOn: after?.on, afterCase: after?.caseId }),
  )
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

const countsOfAll = statement('caseload counts', countsSql(false))
const countsOfOne = statement('caseload counts of an agreement', countsSql(true))

// The order holds each run to its index.
function countsSql(agreement: boolean): Sql {
  const most = raw(String(countedAtMost))
  const ones = counts.keyof().options.map((name) => {
    const [list, span] = name === 'late' || name === 'soon' ? (['mine', pressing[name]] as const) : ([name, empty] as const)
    const order = orders[list === 'ended' ? 'ended' : 'other']
    const ofAgreement = agreement ? sql` and agreement_id = ${'agreement'}` : empty
    const runs = runsOf(list).map(
      (where) => sql`(select from caseload.standing where ${where}${ofAgreement}${span} order by ${order} limit ${most})`,
    )
    return sql`(select least(count(*), ${most})::int from (${join(runs, ' union all ')}) as one) as ${raw(name)}`
  })
  return sql`select ${join(ones, ', ')}`
}

const inAWeek = (today: ListWish['today']) => today.add({ days: 7 })

/** The counts of the lists and of what presses in mine, of one agreement where it is chosen, in one statement; each stops at `countedAtMost`. */
export function listCounts(tx: Tx, wish: Omit<ListWish, 'list' | 'phase' | 'due' | 'after'>): Promise<Counts> {
  const { organisationId: organisation, accountId: account, agreementId: agreement, today } = wish
  const values = { organisation, account, today, inAWeek: inAWeek(today) }
  return tx.one(counts, agreement === null ? countsOfAll(values) : countsOfOne({ ...values, agreement }))
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
