import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Sql, type Tx, join, sql } from '#platform/db/database.ts'
import { z } from 'zod'
import { dayColumn, idColumn, nullable, oreColumn } from '#platform/db/row.ts'
import type { Loan, LoanId } from '../domain/loan.ts'
import { loanStates } from '../domain/loan-machine.ts'
import type { Stretch } from '../domain/stretch.ts'

/** How a loan stands from a day on, to be written. */
export type Standing = { loan: Pick<Loan, 'id' | 'personId' | 'agreementId'>; since: Day; made: readonly Stretch[] }

/** Writes the stretches of each loan from its day on anew, and ends the one before there. They lie end to end, the last of them open. */
export async function saveStretches(tx: Tx, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return
  const since = sql`unnest(${standings.map(({ loan }) => loan.id)}::uuid[], ${standings.map((one) => one.since.toString())}::date[]) f (loan_id, since)`
  await tx.run(sql`delete from loans.standing s using ${since} where s.loan_id = f.loan_id and s.from_on >= f.since`)
  await tx.run(sql`
    update loans.standing s set until_on = f.since from ${since}
    where s.loan_id = f.loan_id and (s.until_on is null or s.until_on > f.since)`)
  const rows = standings.flatMap(({ loan, made }) => made.map((each) => rowOf(loan, each)))
  await tx.run(sql`
    insert into loans.standing (loan_id, person_id, agreement_id, from_on, until_on, state, waiting, balance_ore, restructured,
      clock_stops_on, clock_runs_on, moved_from, due_on, payable_by, left_ore, offered_ore, offer_ends_on, accepted_ore, repaid_ore, lost_ore, recovered_ore)
    values ${join(rows)}`)
}

function rowOf(of: Standing['loan'], each: Stretch): Sql {
  const days = (list: readonly Day[]) => list.map((day) => day.toString())
  const due = days(each.open.map((row) => row.due))
  const payable = days(each.open.map((row) => row.payableBy))
  const left = each.open.map((row) => row.left.toString())
  return sql`(${of.id}::uuid, ${of.personId}::uuid, ${of.agreementId}::uuid, ${each.from}::date, ${each.until}::date, ${each.state},
      ${each.waiting}, ${each.balance}::bigint, ${each.restructured}::boolean, ${each.clockStops?.from ?? null}::date,
      ${each.clockStops?.until ?? null}::date, ${each.open[0]?.movedFrom ?? null}::date, ${due}::date[], ${payable}::date[], ${left}::bigint[],
      ${each.share.offered}::bigint, ${each.offerEnds}::date, ${each.share.accepted}::bigint, ${each.share.repaid}::bigint, ${each.share.lost}::bigint,
      ${each.share.recovered}::bigint)`
}

/** The loans among these whose standing is written, so that only what a new event bears on needs to be. */
export async function withStanding(tx: Tx, ids: readonly LoanId[]): Promise<Set<LoanId>> {
  const row = z.object({ loan_id: idColumn<'loan'>() })
  const rows = await tx.rows(row, sql`select loan_id from loans.standing where loan_id = any(${[...ids]}::uuid[]) and until_on is null`)
  return new Set(rows.map(({ loan_id }) => loan_id))
}

const missingRow = z
  .object({ loan_id: idColumn<'loan'>(), lender_id: idColumn<'organisation'>() })
  .transform((row) => ({ id: row.loan_id, lenderId: row.lender_id }))

/** Loans whose standing is not written, at most `most`, from `after` on, with the organisation that lends. */
export function loansWithoutStanding(tx: Tx, after: LoanId | null, most: number): Promise<z.output<typeof missingRow>[]> {
  return tx.rows(missingRow, sql`select loan_id, lender_id from loans.without_standing(${after}::uuid, ${most}::int)`)
}

const stretchRow = z
  .object({
    from_on: dayColumn,
    until_on: nullable(dayColumn),
    state: z.enum(loanStates),
    waiting: z.enum(['advice', 'decision', 'deferral', 'closing', 'dispute']).nullable(),
    balance_ore: oreColumn,
    restructured: z.boolean(),
    clock_stops_on: nullable(dayColumn),
    clock_runs_on: nullable(dayColumn),
    moved_from: nullable(dayColumn),
    open: z.array(z.object({ due: dayColumn, payable_by: dayColumn, left: oreColumn })),
    offered_ore: oreColumn,
    offer_ends_on: nullable(dayColumn),
    accepted_ore: oreColumn,
    repaid_ore: oreColumn,
    lost_ore: oreColumn,
    recovered_ore: oreColumn,
  })
  .transform(
    (row): Stretch => ({
      from: row.from_on,
      until: row.until_on,
      state: row.state,
      waiting: row.waiting,
      balance: row.balance_ore,
      restructured: row.restructured,
      clockStops: row.clock_stops_on === null ? null : { from: row.clock_stops_on, until: row.clock_runs_on },
      open: row.open.map(({ due, payable_by, left }, index) => ({
        due,
        payableBy: payable_by,
        movedFrom: index === 0 ? row.moved_from : null,
        left,
      })),
      share: {
        offered: row.offered_ore,
        accepted: row.accepted_ore,
        repaid: row.repaid_ore,
        lost: row.lost_ore,
        recovered: row.recovered_ore,
      },
      offerEnds: row.offer_ends_on,
    }),
  )

/** The stretches of a loan as they are kept, the oldest first. Only the first open instalment tells from when it was moved. */
export function stretchesOf(tx: Tx, id: LoanId): Promise<Stretch[]> {
  return tx.rows(
    stretchRow,
    sql`
    select from_on, until_on, state, waiting, balance_ore, restructured, clock_stops_on, clock_runs_on, moved_from, offered_ore, offer_ends_on,
      accepted_ore, repaid_ore, lost_ore, recovered_ore,
      (select coalesce(jsonb_agg(jsonb_build_object('due', u.due, 'payable_by', u.payable, 'left', u.left_ore::text) order by u.n), '[]')
       from unnest(due_on, payable_by, left_ore) with ordinality u (due, payable, left_ore, n)) as open
    from loans.standing where loan_id = ${id} order by from_on`,
  )
}

const owedRow = z.object({ loan_id: idColumn<'loan'>(), owed: oreColumn, late: oreColumn })

/** What each of these loans still owes and what of it is late on a day that no event comes after, øre. A loan without a standing is left out. */
export async function owedOn(tx: Tx, ids: readonly LoanId[], today: Day): Promise<Map<LoanId, { owed: Ore; late: Ore }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows(
    owedRow,
    sql`
    select s.loan_id, coalesce(sum(u.left_ore), 0)::bigint as owed, coalesce(sum(u.left_ore) filter (where u.payable_by < ${today}::date), 0)::bigint as late
    from loans.standing s left join lateral unnest(s.payable_by, s.left_ore) u (payable_by, left_ore) on true
    where s.until_on is null and s.loan_id = any(${[...ids]}::uuid[]) group by s.loan_id`,
  )
  return new Map(rows.map(({ loan_id, owed, late }) => [loan_id, { owed, late }]))
}
