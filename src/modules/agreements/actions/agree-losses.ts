import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { AgreementId } from '../domain/agreement.ts'
import { type LossShares, type LossTerm, type LossTermRefusal, nextLossTerm } from '../domain/loss-term.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { hasLossTerm, saveLossTerm } from '../store/loss-terms.ts'
import { tellLossesAgreed } from './tell-parties.ts'

/** Who bears the losses from a day on, as the parties agreed it; `reason` names no person. */
export type LossesCommand = {
  actor: StaffActor
  agreementId: AgreementId
  from: Day
  shares: LossShares
  reason: string
  requestId: string
  at: Instant
}

/** Why it is refused. A draft takes its term from its file. */
export type AgreeLossesRefusal = NotPermitted | { kind: 'no_such_agreement' } | { kind: 'agreement_is_draft' } | LossTermRefusal

/** Agrees on who bears the losses, also after the agreement ended: its loans go on. The same request twice is one version. */
export async function agreeLosses(tx: Tx, command: LossesCommand): Promise<Result<LossTerm, AgreeLossesRefusal>> {
  const { actor, agreementId: id, from, shares, reason, requestId, at } = command
  const seen = await agreement(tx, id)
  if (seen === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.agree_losses, { parties: seen.parties })
  if (!permitted.ok) return permitted
  await lockAgreement(tx, id)
  const agreed = await agreement(tx, id)
  assert(agreed !== null, 'an agreement that was locked is there')
  const last = agreed.lossTerms.at(-1)
  if (last !== undefined && (await hasLossTerm(tx, id, requestId))) return ok(last)
  if (agreed.state === 'draft') return refuse({ kind: 'agreement_is_draft' })
  const next = nextLossTerm({ from, shares, words: { da: reason, en: reason } }, { terms: agreed.lossTerms, startsOn: agreed.startsOn })
  if (!next.ok) return next
  await saveLossTerm(tx, id, next.value, { accountId: actor.accountId, requestId, at })
  const codes = { version: next.value.version, from: from.toString(), ...shares }
  await recordChange(tx, { actor, action: actions.agree_losses, on: { noun: 'agreement', id }, codes, at })
  await tellLossesAgreed(tx, agreed, at)
  return next
}
