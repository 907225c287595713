import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { AgreementId } from '../domain/agreement.ts'
import { type AgreementEventName, type AgreementState, afterEvent } from '../domain/agreement-machine.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { saveEvent } from '../store/events.ts'

/** Why a signature is not recorded, in order of precedence. */
export type SignRefusal =
  | NotPermitted
  | { kind: 'no_such_agreement' }
  | { kind: 'agreement_out_of_order'; state: AgreementState; event: AgreementEventName }
  | { kind: 'signed_in_future'; today: Day }

/** Records that the parties have signed a draft: its places can be used from its first day. */
export async function signAgreement(
  tx: Tx,
  { actor, agreementId: id, on, at }: { actor: StaffActor; agreementId: AgreementId; on: Day; at: Instant },
): Promise<Result<true, SignRefusal>> {
  const seen = await agreement(tx, id)
  if (seen === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.sign, { parties: seen.parties })
  if (!permitted.ok) return permitted
  await lockAgreement(tx, id)
  const agreed = await agreement(tx, id)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const state = afterEvent(agreed.state, 'sign')
  if (!state.ok) return state
  if (isBefore(dayOf(at), on)) return refuse({ kind: 'signed_in_future', today: dayOf(at) })
  await saveEvent(tx, id, { name: 'sign', on, at, reason: null, state: state.value })
  await recordChange(tx, { actor, action: actions.sign, on: { noun: 'agreement', id }, at })
  return ok(true)
}
