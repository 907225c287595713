import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { dayColumn, instantColumn, oreColumn } from '#platform/db/row.ts'
import type { AgreementId } from '../domain/agreement.ts'
import type { Statement } from '../domain/statement.ts'

const amount = z
  .string()
  .regex(/^-?\d+$/)
  .transform((text): Ore => ore(BigInt(text)))
  .nullable()

const line = z.object({
  month: dayColumn,
  number: z.int(),
  bought: z.int(),
  held: z.int(),
  unused: z.int(),
  runOff: z.int(),
  amountOre: amount,
  unusedOre: amount,
})

const row = z
  .object({
    month: dayColumn,
    lines: z.array(line),
    amount_ore: oreColumn.nullable(),
    correction_ore: oreColumn.nullable(),
    made_at: instantColumn,
  })
  .transform(({ month, lines, amount_ore, correction_ore, made_at }): Statement & { madeAt: Instant } => ({
    month,
    lines,
    amountOre: amount_ore,
    correctionOre: correction_ore,
    madeAt: made_at,
  }))

/** The statements of an agreement, the oldest first. */
export function statements(tx: Tx, id: AgreementId): Promise<(Statement & { madeAt: Instant })[]> {
  return tx.rows(
    row,
    sql`select month, lines, amount_ore, correction_ore, made_at from agreements.statement where agreement_id = ${id} order by month`,
  )
}

/** Keeps a statement; false when somebody else just made it. Amounts go as text, so that no number of JSON comes near them. */
export async function saveStatement(
  tx: Tx,
  id: AgreementId,
  { month, lines, amountOre, correctionOre }: Statement,
  at: Instant,
): Promise<boolean> {
  const kept = lines.map((one) => ({
    ...one,
    month: one.month.toString(),
    amountOre: one.amountOre?.toString() ?? null,
    unusedOre: one.unusedOre?.toString() ?? null,
  }))
  const rows = await tx.run(sql`
    insert into agreements.statement (agreement_id, month, lines, amount_ore, correction_ore, made_at)
    values (${id}, ${month}, ${json(kept)}::jsonb, ${amountOre}, ${correctionOre}, ${at}) on conflict do nothing`)
  return rows === 1
}
