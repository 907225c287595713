import type { Day } from '#kernel/days.ts'
import { type Tx, join, sql } from '#platform/db/database.ts'
import { z } from 'zod'
import { idColumn } from '#platform/db/row.ts'
import type { Loan, LoanId } from '../domain/loan.ts'
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
