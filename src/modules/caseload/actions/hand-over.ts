import type { AccountId, StaffActor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize, leads, mayEver, staff, standsInFor } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { closeTasks, tellCitizen, tellNamed } from '#modules/notices/index.ts'
import { hasConflict } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { caseloadActions } from '../actions.ts'
import {
  type AnswerRefusal,
  type HandOver,
  type HandOverAnswer,
  type HandOverCode,
  type HandOverId,
  type HandOverLine,
  type OfferRefusal,
  mayAnswer,
  mayOffer,
} from '../domain/hand-over.ts'
import { type CaseId, type Listed, authorityIn } from '../domain/standing.ts'
import { handOversOfCase, lockHandOver, saveHandOver, saveHandOverAnswer } from '../store/hand-overs.ts'
import { keeperNamed } from './new-keeper.ts'
import { lockStanding, saveResponsible, standing } from '../store/standings.ts'

/** A case offered to a colleague: the checklist as it stood, which lines were gone through, and what is written to them. */
export type OfferCommand = {
  actor: StaffActor
  id: HandOverId
  caseId: CaseId
  to: AccountId
  lines: readonly HandOverLine[]
  gone: readonly HandOverCode[]
  words: string
  at: Instant
}

type NoCase = { kind: 'no_such_case' }

/** Offers a case to a colleague of the same authority, who is told. It stays where it is until they accept. */
export async function offerHandOver(tx: Tx, command: OfferCommand): Promise<Result<true, NotPermitted | NoCase | OfferRefusal>> {
  const { actor, id, caseId, to, at } = command
  await lockStanding(tx, caseId)
  const found = await standing(tx, caseId)
  const authority = found && authorityIn(found, actor.organisationId)
  if (found === null || authority === null) return refuse({ kind: 'no_such_case' })
  const permitted = authorize(actor, caseloadActions.hand_over, { ownerId: found.parties[authority], personId: found.personId })
  if (!permitted.ok) return permitted
  const known = await handOversOfCase(tx, caseId)
  if (known.some((one) => one.id === id)) return ok(true)
  const receiver = (await staff(tx, { organisationId: actor.organisationId })).find((one) => one.accountId === to)
  const from = found.responsible[authority]
  const may = mayOffer({
    from,
    to,
    actorId: actor.accountId,
    actorLeads: leads(actor.roles),
    actorStandsIn: from !== null && (await standsInFor(tx, { ...actor, today: dayOf(at) })).includes(from),
    receiverFits: receiver !== undefined && mayEver({ ...actor, roles: receiver.roles }, caseloadActions.assign),
    receiverHasConflict: receiver !== undefined && (await hasConflict(tx, found.personId, receiver.humanId)),
    open: known.some((one) => one.organisationId === actor.organisationId && one.answer === null),
    lines: command.lines,
    gone: command.gone,
  })
  if (!may.ok) return may
  const { organisationId, accountId: offeredBy } = actor
  const made = { id, caseId, personId: found.personId, organisationId, from: may.value, to, offeredBy, offeredAt: at }
  await saveHandOver(tx, made, command)
  await tellOf(tx, made, found, { kind: 'hand_over_offered', accounts: [to], at })
  await recordChange(tx, {
    actor,
    action: caseloadActions.hand_over,
    on: { noun: 'hand_over', id },
    personId: found.personId,
    codes: { to },
    at,
  })
  return ok(true)
}

/**
 * Answers a hand-over. Accepted, the case is the receiver's from now on, and who had it, who offered it and the citizen are told; declined or
 * withdrawn, it stays where it was.
 */
export async function answerHandOver(
  tx: Tx,
  command: { actor: StaffActor; id: HandOverId; answer: HandOverAnswer; words: string; at: Instant },
): Promise<Result<HandOver, NotPermitted | NoCase | AnswerRefusal>> {
  const { actor, id, answer, words, at } = command
  const handOver = await lockHandOver(tx, id)
  const found = handOver && (await standing(tx, handOver.caseId))
  const authority = found && authorityIn(found, actor.organisationId)
  if (handOver === null || found === null || authority === null || handOver.organisationId !== actor.organisationId)
    return refuse({ kind: 'no_such_case' })
  const permitted = authorize(actor, caseloadActions.hand_over, { ownerId: handOver.organisationId, personId: found.personId })
  if (!permitted.ok) return permitted
  const { accountId } = actor
  const may = mayAnswer(handOver, answer, { actorId: accountId, actorLeads: leads(actor.roles), responsible: found.responsible[authority] })
  if (!may.ok) return may
  await saveHandOverAnswer(tx, id, { answer, by: accountId, words, at })
  await closeTasks(tx, { subject: { noun: 'hand_over', id }, at })
  if (answer === 'accepted') {
    await saveResponsible(tx, handOver.caseId, authority, handOver.to)
    await keeperNamed(tx, handOver.caseId, authority, at)
  }
  const others = [...new Set([handOver.from, handOver.offeredBy, ...(answer === 'withdrawn' ? [handOver.to] : [])])].filter(
    (one) => one !== accountId,
  )
  const kind = answer === 'accepted' ? 'hand_over_accepted' : 'hand_over_declined'
  await tellOf(tx, handOver, found, { kind, accounts: others, at })
  const codes = { answer }
  await recordChange(tx, { actor, action: caseloadActions.hand_over, on: { noun: 'hand_over', id }, personId: found.personId, codes, at })
  return ok(handOver)
}

type Told = {
  kind: 'hand_over_offered' | 'hand_over_accepted' | 'hand_over_declined'
  accounts: readonly AccountId[]
  at: Instant
}

async function tellOf(tx: Tx, handOver: Pick<HandOver, 'id' | 'caseId' | 'personId'>, found: Listed, told: Told): Promise<void> {
  const { kind, accounts, at } = told
  const { personId } = handOver
  const common = { kind, subject: { noun: 'hand_over', id: handOver.id }, caseNumber: found.caseNumber, at }
  const href = `/cases/${handOver.caseId}/hand-over`
  await tellNamed(tx, { ...common, accounts, href, personId })
  if (kind === 'hand_over_accepted') await tellCitizen(tx, { ...common, href: '/me', personId })
}
