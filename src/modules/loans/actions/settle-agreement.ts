import type { StaffActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { type Agreement, dueOre, statements } from '#modules/agreements/index.ts'
import { loanActions } from '../actions.ts'
import { type SettledMonth, settledMonths } from '../domain/settlement.ts'
import { movedLosses, movedMonths } from '../store/pots.ts'

/** The settlement of an agreement over months, without a person: places by their statements, loans by how they stood, losses by who bears them. */
export async function settleAgreement(
  tx: Tx,
  asked: { actor: StaffActor; agreement: Agreement; from: Day; until: Day },
): Promise<Result<SettledMonth[], NotPermitted>> {
  const { actor, agreement, from, until } = asked
  const permit = authorize(actor, loanActions.see_settlement, { parties: agreement.parties })
  if (!permit.ok) return permit
  return ok(await reckonedMonths(tx, agreement, { from, until }))
}

/** The months of an agreement as they are reckoned now; whoever asks has been asked whether they may. */
export async function reckonedMonths(tx: Tx, agreement: Agreement, { from, until }: { from: Day; until: Day }): Promise<SettledMonth[]> {
  const stated = (await statements(tx, agreement.id)).map((one) => ({ month: one.month, due: dueOre(one) }))
  const [moved, losses] = await Promise.all([movedMonths(tx, agreement.id, { from, until }), movedLosses(tx, agreement.id, until)])
  return settledMonths({ from, until }, { stated, moved, losses, terms: agreement.lossTerms })
}
