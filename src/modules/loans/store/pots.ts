import { z } from 'zod'
import type { HumanId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, oreColumn } from '#platform/db/row.ts'
import type { LoanId } from '../domain/loan.ts'
import type { Grant } from '../domain/pot.ts'
import type { MovedLoss, MovedMonth } from '../domain/settlement.ts'

const grantRow = z
  .object({
    id: z.string(),
    purchaser_id: z.string(),
    fund: z.string(),
    amount_ore: oreColumn,
    valid_from: dayColumn,
    made_by: idColumn<'human'>(),
    confirmed: z.boolean().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    purchaserId: row.purchaser_id,
    fund: row.fund,
    amount: row.amount_ore,
    validFrom: row.valid_from,
    madeBy: row.made_by,
    confirmed: row.confirmed,
  }))

/** A grant as it is kept; `confirmed` is null until a second human has confirmed or dropped it. */
export type KeptGrant = z.output<typeof grantRow>

/** The grants of a lender that were not dropped, the oldest first. */
export function grantsOf(tx: Tx, lenderId: OrganisationId): Promise<KeptGrant[]> {
  return tx.rows(
    grantRow,
    sql`select id, purchaser_id, fund, amount_ore, valid_from, made_by, confirmed from loans.pot_grant
        where lender_id = ${lenderId} and confirmed is distinct from false order by valid_from, made_at, id`,
  )
}

/** Keeps a grant that waits for its confirmation; a repeated request keeps nothing more. */
export async function insertGrant(tx: Tx, made: Grant & { id: string; lenderId: OrganisationId; by: HumanId; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into loans.pot_grant (id, lender_id, purchaser_id, fund, amount_ore, valid_from, made_by, made_at)
    values (${made.id}, ${made.lenderId}, ${made.purchaserId}, ${made.fund}, ${made.amount}, ${made.validFrom}, ${made.by}, ${made.at})
    on conflict (id) do nothing`)
}

/** Confirms or drops a waiting grant; false when it no longer waits. */
export async function settleGrant(tx: Tx, lenderId: OrganisationId, id: string, by: HumanId, confirmed: boolean): Promise<boolean> {
  const settled = await tx.run(sql`
    update loans.pot_grant set settled_by = ${by}, confirmed = ${confirmed} where id = ${id} and lender_id = ${lenderId} and confirmed is null`)
  return settled === 1
}

/** Lets one decision at a time look into a lender's pots. */
export async function lockPots(tx: Tx, lenderId: OrganisationId): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('loans.pot ' || ${lenderId}::text, 0))`)
}

const shareColumns = { lent: oreColumn, repaid: oreColumn, lost: oreColumn, recovered: oreColumn }
const takenRow = z.object({
  agreement_id: idColumn<'agreement'>(),
  fund: z.string(),
  offered: oreColumn,
  accepted: oreColumn,
  ...shareColumns,
})

/** What the loans of agreements take of their pots on a day, by agreement and source of money: sums of how they stand, øre. */
export function takenOn(tx: Tx, agreementIds: readonly Id<'agreement'>[], on: Day): Promise<z.output<typeof takenRow>[]> {
  return tx.rows(takenRow, sql`select * from loans.taken(${[...agreementIds]}::uuid[], ${on}::date)`)
}

/** What each month changed, from one to another, both their first days; a month that changed nothing is left out. Øre. */
export function movedMonths(tx: Tx, agreementId: Id<'agreement'>, span: { from: Day; until: Day }): Promise<MovedMonth[]> {
  return tx.rows(
    z.object({ month: dayColumn, ...shareColumns }),
    sql`select * from loans.moved_months(${agreementId}, ${span.from}::date, ${span.until}::date)`,
  )
}

/**
 * What each month up to one changed in the losses less what came in on them, by the day the loan was lost; both are first days of months but the
 * day of the loss. Øre.
 */
export function movedLosses(tx: Tx, agreementId: Id<'agreement'>, lastMonth: Day): Promise<MovedLoss[]> {
  return tx.rows(
    z.object({ loss_on: dayColumn, month: dayColumn, net: oreColumn }).transform(({ loss_on: lossOn, ...same }) => ({ lossOn, ...same })),
    sql`select * from loans.moved_losses(${agreementId}, ${lastMonth}::date)`,
  )
}

/** Whether how each loan of a lender stands is written, so that the sums are whole. Not so for a while after an upgrade. */
export async function standingsWhole(tx: Tx, lenderId: OrganisationId): Promise<boolean> {
  return (await tx.one(z.object({ whole: z.boolean() }), sql`select loans.standings_whole(${lenderId}) as whole`)).whole
}

/** With whose money a loan is given; `own` where nothing is said. */
export async function fundOf(tx: Tx, loanId: LoanId): Promise<string> {
  const row = await tx.maybe(z.object({ fund: z.string() }), sql`select fund from loans.loan_fund where loan_id = ${loanId}`)
  return row?.fund ?? 'own'
}

/** Keeps with whose money a loan is given. */
export async function saveFund(tx: Tx, loanId: LoanId, lenderId: OrganisationId, fund: string): Promise<void> {
  await tx.run(sql`
    insert into loans.loan_fund (loan_id, lender_id, fund) values (${loanId}, ${lenderId}, ${fund})
    on conflict (loan_id) do update set fund = excluded.fund`)
}
