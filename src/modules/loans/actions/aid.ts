import type { Day } from '#kernel/days.ts'
import { type Result, assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Aid, type AidDeclaration, type AidRefusal, reckonAid } from '../domain/aid.ts'
import { makePlan } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import { type GrantedAid, aidOfOtherLoans, declarationOf, grantedAid } from '../store/aid.ts'
import { ratesOf } from '../store/reference-rates.ts'

/** What a page shows of the aid of a loan: what was declared, what it comes to on a day, what it was offered with. */
export type AidView = { declared: AidDeclaration | null; reckoned: Result<Aid, AidRefusal>; granted: GrantedAid | null }

/** The aid of a loan if it were offered on a day, as if it were paid out that day. */
export async function reckonedAid(
  tx: Tx,
  loan: Loan,
  on: Day,
): Promise<{ declared: AidDeclaration | null; reckoned: Result<Aid, AidRefusal> }> {
  const plan = makePlan(settingsOf(loan), on)
  assert(plan.ok, 'what the product allows has a plan')
  const declared = await declarationOf(tx, loan.id)
  const ours = await aidOfOtherLoans(tx, loan)
  return { declared, reckoned: reckonAid({ plan: plan.value, on, declared, ours, rates: await ratesOf(tx, loan.lenderId) }) }
}

/** The aid of a loan for its pages. */
export async function aidView(tx: Tx, loan: Loan, on: Day): Promise<AidView> {
  return { ...(await reckonedAid(tx, loan, on)), granted: await grantedAid(tx, loan.id) }
}
