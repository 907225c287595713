import { z } from 'zod'
import type { HumanId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, oreColumn } from '#platform/db/row.ts'
import type { Aid, AidDeclaration, OtherAid } from '../domain/aid.ts'
import type { LoanId } from '../domain/loan.ts'

const declarationRow = z.object({ event_id: z.string(), declared_on: dayColumn })
const otherRow = z
  .object({ amount_ore: oreColumn, granted_on: dayColumn, giver: z.string().nullable(), reference: z.string().nullable() })
  .transform((row): OtherAid => ({ amount: row.amount_ore, on: row.granted_on, giver: row.giver ?? '', reference: row.reference ?? '' }))

/** The newest declaration of a loan; null when none was made. */
export async function declarationOf(tx: Tx, loanId: LoanId): Promise<AidDeclaration | null> {
  const found = await tx.maybe(
    declarationRow,
    sql`
    select d.event_id, d.declared_on from loans.aid_declaration d join loans.event e on e.event_id = d.event_id
    where d.loan_id = ${loanId} order by e.id desc limit 1`,
  )
  if (found === null) return null
  const aids = await tx.rows(
    otherRow,
    sql`select amount_ore, granted_on, giver, reference from loans.other_aid where event_id = ${found.event_id} order by n`,
  )
  return { on: found.declared_on, aids }
}

/** Keeps a declaration with the event it came with. */
export async function saveDeclaration(
  tx: Tx,
  made: { eventId: string; loanId: LoanId; on: Day; by: HumanId; aids: readonly OtherAid[] },
): Promise<void> {
  const { eventId, loanId, on, by, aids } = made
  await tx.run(
    sql`insert into loans.aid_declaration (event_id, loan_id, declared_on, declared_by) values (${eventId}, ${loanId}, ${on}, ${by})`,
  )
  for (const [index, aid] of aids.entries())
    await tx.run(sql`
      insert into loans.other_aid (event_id, loan_id, n, amount_ore, granted_on, giver, reference)
      values (${eventId}, ${loanId}, ${index + 1}, ${aid.amount}, ${aid.on}, ${aid.giver}, ${aid.reference})`)
}

const ownRow = z.object({ amount: oreColumn, on: dayColumn })

/** The aid of the person's other loans that were offered and not given up. */
export function aidOfOtherLoans(tx: Tx, loan: { id: LoanId; personId: string }): Promise<{ amount: Ore; on: Day }[]> {
  return tx.rows(
    ownRow,
    sql`
    select distinct on (a.loan_id) a.aid_ore as amount, a.granted_on as "on"
    from loans.aid a join loans.loan l on l.id = a.loan_id
    where l.person_id = ${loan.personId} and l.id <> ${loan.id} and l.state not in ('withdrawn', 'declined')
    order by a.loan_id, a.granted_on desc`,
  )
}

const aidRow = z
  .object({
    aid_ore: oreColumn,
    other_ore: oreColumn,
    ceiling_ore: oreColumn,
    base_bp: z.int(),
    margin_bp: z.int(),
    discount_bp: z.int(),
    reference: z.string().nullable(),
  })
  .transform((row): GrantedAid => {
    const { aid_ore: aid, other_ore: other, ceiling_ore: ceiling, base_bp: baseBp, margin_bp: marginBp, discount_bp: discountBp } = row
    return { aid, other, ceiling, baseBp, marginBp, discountBp, reference: row.reference }
  })

/** The aid a loan was offered with, and the reference it is registered under; null once erased. */
export type GrantedAid = Aid & { reference: string | null }

/** The aid of a loan's newest offer; null before, and for an offer from before aid was reckoned. */
export function grantedAid(tx: Tx, loanId: LoanId): Promise<GrantedAid | null> {
  return tx.maybe(
    aidRow,
    sql`
    select a.aid_ore, a.other_ore, a.ceiling_ore, a.base_bp, a.margin_bp, a.discount_bp, a.reference
    from loans.aid a join loans.event e on e.event_id = a.event_id where a.loan_id = ${loanId} order by e.id desc limit 1`,
  )
}

/** Keeps the aid of an offer with the decision's event. */
export async function saveAid(tx: Tx, given: { eventId: string; loanId: LoanId; on: Day; aid: Aid; reference: string }): Promise<void> {
  const { aid, other, ceiling, baseBp, marginBp, discountBp } = given.aid
  await tx.run(sql`
    insert into loans.aid (event_id, loan_id, granted_on, aid_ore, other_ore, ceiling_ore, base_bp, margin_bp, discount_bp, reference)
    values (${given.eventId}, ${given.loanId}, ${given.on}, ${aid}, ${other}, ${ceiling}, ${baseBp}, ${marginBp}, ${discountBp},
            ${given.reference})`)
}
