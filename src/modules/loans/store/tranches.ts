import { z } from 'zod'
import type { HumanId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, nullable, oreColumn } from '#platform/db/row.ts'
import type { LoanId } from '../domain/loan.ts'
import type { Condition, Tranche, TrancheWish } from '../domain/tranche.ts'

const trancheRow = z.object({ n: z.int(), amount_ore: oreColumn, paid_out: z.boolean(), waived: z.boolean() })
const conditionRow = z.object({
  tranche: z.int(),
  n: z.int(),
  words: z.string().nullable(),
  met_on: nullable(dayColumn),
  met_by: nullable(idColumn<'human'>()),
  voucher: z.string().nullable(),
})

/** A loan's tranches with their conditions, in order. */
export async function tranchesOf(tx: Tx, loanId: LoanId): Promise<Tranche[]> {
  const tranches = await tx.rows(
    trancheRow,
    sql`select n, amount_ore, paid_by_event is not null as paid_out, waived_by_event is not null as waived from loans.tranche where loan_id = ${loanId} order by n`,
  )
  const conditions = await tx.rows(
    conditionRow,
    sql`select tranche, n, words, met_on, met_by, voucher from loans.condition where loan_id = ${loanId} order by tranche, n`,
  )
  return tranches.map((row) => ({
    n: row.n,
    amount: row.amount_ore,
    paidOut: row.paid_out,
    waived: row.waived,
    conditions: conditions.flatMap((each): Condition[] => {
      const { n, words, met_on: metOn, met_by: metBy, voucher } = each
      return each.tranche === row.n ? [{ n, words: words ?? '', metOn, metBy, voucher }] : []
    }),
  }))
}

/** Writes the tranches a loan is offered in, in place of any before. */
export async function saveTranches(tx: Tx, loanId: LoanId, wishes: readonly TrancheWish[]): Promise<void> {
  await tx.run(sql`delete from loans.condition where loan_id = ${loanId}`)
  await tx.run(sql`delete from loans.tranche where loan_id = ${loanId}`)
  for (const [index, { amount, condition }] of wishes.entries()) {
    await tx.run(sql`insert into loans.tranche (loan_id, n, amount_ore) values (${loanId}, ${index + 1}, ${amount})`)
    if (condition !== null)
      await tx.run(sql`insert into loans.condition (loan_id, tranche, n, words) values (${loanId}, ${index + 1}, 1, ${condition})`)
  }
}

/** Marks a tranche as paid out by an event, or with null as not paid after all; the database lets a tranche be paid out once only. */
export async function savePaidTranche(tx: Tx, loanId: LoanId, n: number, eventId: string | null): Promise<void> {
  await tx.run(sql`update loans.tranche set paid_by_event = ${eventId} where loan_id = ${loanId} and n = ${n}`)
}

/** Marks every tranche that is not paid out as let go by an event. */
export async function saveWaivedTranches(tx: Tx, loanId: LoanId, eventId: string): Promise<void> {
  await tx.run(sql`
    update loans.tranche set waived_by_event = ${eventId} where loan_id = ${loanId} and paid_by_event is null and waived_by_event is null`)
}

/** Marks a condition as met; answers false when there is no such open condition. */
export async function saveMetCondition(
  tx: Tx,
  loanId: LoanId,
  met: { tranche: number; n: number; on: Day; by: HumanId; voucher: string },
): Promise<boolean> {
  const rows = await tx.run(sql`
    update loans.condition set met_on = ${met.on}, met_by = ${met.by}, voucher = ${met.voucher}
    where loan_id = ${loanId} and tranche = ${met.tranche} and n = ${met.n} and met_on is null`)
  return rows === 1
}
