import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, laterOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { AgreementId } from '../domain/agreement.ts'
import { type AgreementEventName, type AgreementState, afterEvent } from '../domain/agreement-machine.ts'
import { givenUpAtEnd } from '../domain/given-up-at-end.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { saveEvent } from '../store/events.ts'
import { places, savePlaceUntil } from '../store/places.ts'
import { tellTerminated } from './tell-parties.ts'

/** Why an agreement is ended before its time. */
export const terminationReasons = ['by_purchaser', 'by_provider', 'by_agreement'] as const
/** One of them. */
export type TerminationReason = (typeof terminationReasons)[number]

/** Why it cannot be ended. */
export type TerminationRefusal =
  | NotPermitted
  | { kind: 'no_such_agreement' }
  | { kind: 'agreement_out_of_order'; state: AgreementState; event: AgreementEventName }

/**
 * Ends an agreement before its time: no new runs from now on, and no place is bought after the day it is ended; those that have started go on to
 * the end of the run-off. A day that lies back gives back nothing that was kept ready until today.
 */
export async function terminateAgreement(
  tx: Tx,
  { actor, agreementId: id, on, reason, at }: { actor: Actor; agreementId: AgreementId; on: Day; reason: TerminationReason; at: Instant },
): Promise<Result<true, TerminationRefusal>> {
  const seen = await agreement(tx, id)
  if (seen === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.terminate, { parties: seen.parties })
  if (!permitted.ok) return permitted
  await lockAgreement(tx, id)
  const agreed = await agreement(tx, id)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const state = afterEvent(agreed.state, 'terminate')
  if (!state.ok) return state
  await saveEvent(tx, id, { name: 'terminate', on, at, reason, state: state.value })
  await recordChange(tx, { actor, action: actions.terminate, on: { noun: 'agreement', id }, codes: { reason }, at })
  for (const place of givenUpAtEnd(await places(tx, id), laterOf(on, dayOf(at)))) await savePlaceUntil(tx, place.id, place.until, at)
  await tellTerminated(tx, agreed, at)
  return ok(true)
}
