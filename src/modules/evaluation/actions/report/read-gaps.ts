import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, earlierOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { evaluationActions } from '../../actions.ts'
import { firstAssumptions } from '../../domain/figures/economy.ts'
import type { Gap } from '../../domain/report/gaps.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { type NotReckoned, computeReadings } from '../figures/figures-of.ts'

/** What is missing before an agreement's evaluation can be made, from what is known now, for a cut-off no later than today. */
export async function readGaps(
  tx: Tx,
  ports: EvaluationPorts,
  asked: { actor: Actor; agreementId: Id<'agreement'>; on: Day; today: Day; now: Instant },
): Promise<Result<{ agreed: Agreement; on: Day; gaps: readonly Gap[] }, NotPermitted | NotReckoned | { kind: 'no_such_agreement' }>> {
  const agreed = await agreement(tx, asked.agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permit = authorize(asked.actor, evaluationActions.see_closed, { parties: agreed.parties })
  if (!permit.ok) return permit
  const on = earlierOf(asked.on, asked.today)
  const given = { agreementId: agreed.id, cutoffOn: on, knownAt: asked.now, assumptions: firstAssumptions, live: true }
  const computed = await computeReadings(tx, ports, given)
  return computed.ok ? ok({ agreed, on, gaps: computed.value.learning.gaps }) : computed
}
