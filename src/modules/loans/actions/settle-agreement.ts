import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { type Agreement, dueOre, statements } from '#modules/agreements/index.ts'
import { loanActions } from '../actions.ts'
import { type SettledMonth, settledMonths } from '../domain/settlement.ts'
import { bookedLoans } from '../store/booked-loans.ts'

/** The settlement of an agreement over months, without a person: places by their statements, loans by their events as known at a moment. */
export async function settleAgreement(
  tx: Tx,
  asked: { actor: StaffActor; agreement: Agreement; from: Day; until: Day; at: Instant },
): Promise<Result<SettledMonth[], NotPermitted>> {
  const { actor, agreement, from, until, at } = asked
  const permit = authorize(actor, loanActions.see_settlement, { parties: agreement.parties })
  if (!permit.ok) return permit
  const stated = (await statements(tx, agreement.id)).map((one) => ({ month: one.month, due: dueOre(one) }))
  return ok(settledMonths({ from, until }, stated, await bookedLoans(tx, { agreementId: agreement.id, knownAt: at })))
}
