import { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Sql, type Tx, join, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, nullable, oreColumn } from '#platform/db/row.ts'
import { type Figures, type PortfolioList, type Sum, portfolioLists } from '../domain/portfolio.ts'
import { loanStates } from '../domain/loan-machine.ts'

/**
 * The standings the session may see on a day, each with what is late of it and how long. `due_ore` falls due in the seven days from it. The
 * rows of a loan are summed only where one of them is late or due, so that the cost follows the loans and not their instalments.
 */
const standingsOn = (on: Day): Sql => sql`
  select s.*, coalesce(greatest(${on}::date - s.payable_by[1], 0), 0) as days_late,
    case when s.payable_by[1] < ${on}::date
      then (select sum(u.left_ore) from unnest(s.payable_by, s.left_ore) u (payable_by, left_ore) where u.payable_by < ${on}::date) else 0 end as late_ore,
    case when s.due_on[1] < ${on}::date + 7
      then (select coalesce(sum(u.left_ore), 0) from unnest(s.due_on, s.left_ore) u (due_on, left_ore) where u.due_on between ${on}::date and ${on}::date + 6) else 0 end as due_ore
  from loans.standing s
  where ${inForce(on)}`

// Two halves, each with its own index: what stands until further notice, and what stood until a later day.
const inForce = (on: Day): Sql =>
  sql`s.from_on <= ${on}::date and (s.until_on is null or s.until_on > ${on}::date) and (s.balance_ore > 0 or s.waiting is not null or cardinality(s.left_ore) > 0)`

const conditions = (on: Day): Record<PortfolioList, Sql> => ({
  lent: sql`t.balance_ore > 0`,
  due: sql`t.due_ore > 0`,
  late: sql`t.days_late > 0`,
  late_1: sql`t.days_late between 1 and 30`,
  late_31: sql`t.days_late between 31 and 60`,
  late_61: sql`t.days_late between 61 and 90`,
  late_91: sql`t.days_late > 90`,
  par30: sql`t.days_late > 30`,
  par90: sql`t.days_late > 90`,
  restructured: sql`t.restructured and t.balance_ore > 0`,
  paused: sql`((t.moved_from <= ${on}::date and t.due_on[1] >= ${on}::date)
    or (t.clock_stops_on <= ${on}::date and (t.clock_runs_on is null or t.clock_runs_on > ${on}::date)))`,
  waiting: sql`t.waiting is not null`,
})

const sumColumns = { loans: countColumn, balance: oreColumn, amount: oreColumn }
const figuresRow = z.object({ agreement_id: idColumn<'agreement'>(), list: z.enum(portfolioLists), ...sumColumns })

/** The figures of the loans the session may see on a day, by agreement: one pass over the standings. */
export async function figuresOn(tx: Tx, on: Day): Promise<Map<Id<'agreement'>, Figures>> {
  const where = conditions(on)
  const counted = portfolioLists.map(
    (list) => sql`count(*) filter (where ${where[list]}), sum(t.balance_ore) filter (where ${where[list]}),
      sum(${list === 'due' ? sql`t.due_ore` : sql`t.late_ore`}) filter (where ${where[list]})`,
  )
  const names = portfolioLists.map(
    (_, index) => sql`(${portfolioLists[index]}, f.n[${index * 3 + 1}::int], f.n[${index * 3 + 2}::int], f.n[${index * 3 + 3}::int])`,
  )
  const rows = await tx.rows(
    figuresRow,
    sql`
    with t as (${standingsOn(on)}),
    f as (select t.agreement_id, array[${join(counted)}]::numeric[] as n from t group by t.agreement_id)
    select f.agreement_id, v.list, coalesce(v.loans, 0)::bigint as loans, coalesce(v.balance, 0)::bigint as balance, coalesce(v.amount, 0)::bigint as amount
    from f, lateral (values ${join(names)}) v (list, loans, balance, amount)`,
  )
  const found = new Map<Id<'agreement'>, Partial<Record<PortfolioList, Sum>>>()
  for (const { agreement_id, list, loans, balance, amount } of rows)
    found.set(agreement_id, { ...found.get(agreement_id), [list]: { loans, balance, amount } })
  return new Map([...found].flatMap(([id, sums]) => (isWhole(sums) ? [[id, sums] as const] : [])))
}

function isWhole(sums: Partial<Record<PortfolioList, Sum>>): sums is Figures {
  return portfolioLists.every((list) => sums[list] !== undefined)
}

const listedRow = z
  .object({
    loan_id: idColumn<'loan'>(),
    number: z.string(),
    case_number: z.string(),
    person_id: idColumn<'person'>(),
    agreement_id: idColumn<'agreement'>(),
    state: z.enum(loanStates),
    waiting: z.enum(['advice', 'decision', 'deferral', 'closing', 'dispute']).nullable(),
    balance_ore: oreColumn,
    late_ore: oreColumn,
    due_ore: oreColumn,
    days_late: z.int(),
    next_due: nullable(dayColumn),
    next_ore: oreColumn,
  })
  .transform((row) => ({
    id: row.loan_id,
    number: row.number,
    caseNumber: row.case_number,
    personId: row.person_id,
    agreementId: row.agreement_id,
    state: row.state,
    waiting: row.waiting,
    balance: row.balance_ore,
    late: row.late_ore,
    due: row.due_ore,
    daysLate: row.days_late,
    nextDue: row.next_due,
    next: row.next_ore,
  }))

/** A loan in a list of the portfolio, as it stood on the day. Øre. */
export type Listed = z.output<typeof listedRow>

/** A page of the loans behind a figure under these agreements, the longest late first. Only the loans of the page are looked up. */
export function listedOn(
  tx: Tx,
  asked: { on: Day; list: PortfolioList; agreementIds: readonly Id<'agreement'>[]; page: number; size: number },
): Promise<Listed[]> {
  const { on, list, agreementIds, page, size } = asked
  return tx.rows(
    listedRow,
    sql`
    with t as (${standingsOn(on)}),
    p as (
      select * from t
      where ${conditions(on)[list]} and t.agreement_id = any(${[...agreementIds]}::uuid[])
      order by t.days_late desc, t.loan_id limit ${size}::int offset ${(page - 1) * size}::int)
    select p.loan_id, l.number, l.case_number, p.person_id, p.agreement_id, p.state, p.waiting, p.balance_ore, p.late_ore::bigint, p.due_ore::bigint, p.days_late,
      p.due_on[1] as next_due, coalesce(p.left_ore[1], 0) as next_ore
    from p join loans.loan l on l.id = p.loan_id order by p.days_late desc, p.loan_id`,
  )
}
