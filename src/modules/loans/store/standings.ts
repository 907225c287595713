import type { Day } from '#kernel/days.ts'
import { type Tx, join, sql } from '#platform/db/database.ts'
import { z } from 'zod'
import { dayColumn, idColumn, nullable, oreColumn } from '#platform/db/row.ts'
import type { Loan, LoanId } from '../domain/loan.ts'
import { loanStates } from '../domain/loan-machine.ts'
import type { Stretch } from '../domain/stretch.ts'

/** Writes the stretches of a loan from `since` on anew, and ends the one before there. They lie end to end, the last of them open. */
export async function saveStretches(
  tx: Tx,
  of: Pick<Loan, 'id' | 'personId' | 'agreementId'>,
  since: Day,
  made: readonly Stretch[],
): Promise<void> {
  await tx.run(sql`delete from loans.standing where loan_id = ${of.id} and from_on >= ${since}`)
  await tx.run(sql`update loans.standing set until_on = ${since} where loan_id = ${of.id} and (until_on is null or until_on > ${since})`)
  const rows = made.map((each) => {
    const days = (list: readonly Day[]) => list.map((day) => day.toString())
    const due = days(each.open.map((row) => row.due))
    const payable = days(each.open.map((row) => row.payableBy))
    const left = each.open.map((row) => row.left.toString())
    return sql`(${of.id}::uuid, ${of.personId}::uuid, ${of.agreementId}::uuid, ${each.from}::date, ${each.until}::date, ${each.state},
      ${each.waiting}, ${each.balance}::bigint, ${each.restructured}::boolean, ${each.clockStops?.from ?? null}::date,
      ${each.clockStops?.until ?? null}::date, ${each.open[0]?.movedFrom ?? null}::date, ${due}::date[], ${payable}::date[], ${left}::bigint[])`
  })
  await tx.run(sql`
    insert into loans.standing (loan_id, person_id, agreement_id, from_on, until_on, state, waiting, balance_ore, restructured,
      clock_stops_on, clock_runs_on, moved_from, due_on, payable_by, left_ore)
    values ${join(rows)}`)
}

/** Whether a loan's standing is written, so that only what a new event bears on needs to be. */
export async function hasStanding(tx: Tx, id: LoanId): Promise<boolean> {
  return (await tx.run(sql`select from loans.standing where loan_id = ${id} and until_on is null`)) > 0
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
    waiting: z.enum(['advice', 'decision', 'deferral', 'closing']).nullable(),
    balance_ore: oreColumn,
    restructured: z.boolean(),
    clock_stops_on: nullable(dayColumn),
    clock_runs_on: nullable(dayColumn),
    moved_from: nullable(dayColumn),
    open: z.array(z.object({ due: dayColumn, payable_by: dayColumn, left: oreColumn })),
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
    }),
  )

/** The stretches of a loan as they are kept, the oldest first. Only the first open instalment tells from when it was moved. */
export function stretchesOf(tx: Tx, id: LoanId): Promise<Stretch[]> {
  return tx.rows(
    stretchRow,
    sql`
    select from_on, until_on, state, waiting, balance_ore, restructured, clock_stops_on, clock_runs_on, moved_from,
      (select coalesce(jsonb_agg(jsonb_build_object('due', u.due, 'payable_by', u.payable, 'left', u.left_ore::text) order by u.n), '[]')
       from unnest(due_on, payable_by, left_ore) with ordinality u (due, payable, left_ore, n)) as open
    from loans.standing where loan_id = ${id} order by from_on`,
  )
}
