import type { OrganisationId, StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreementsOf } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { loanActions } from '../actions.ts'
import type { Loan } from '../domain/loan.ts'
import { type Grant, type Pot, type PotRefusal, fundFor, potsOn } from '../domain/pot.ts'
import { grantsOf, insertGrant, lockPots, saveFund, settleGrant, standingsWhole, takenOn } from '../store/pots.ts'

/** The pots of a lender on a day: grants less what its loans took, by how they stand. No person is read. */
export async function lenderPots(tx: Tx, asked: { lenderId: OrganisationId; asOf: Day }): Promise<Pot[]> {
  const { lenderId, asOf } = asked
  const lends = (await agreementsOf(tx, lenderId)).filter(({ parties }) => parties.lender === lenderId)
  const purchasers = new Map(lends.map(({ id, parties }) => [id, parties.purchaser]))
  const [grants, sums] = await Promise.all([grantsOf(tx, lenderId), takenOn(tx, [...purchasers.keys()], asOf)])
  const taken = sums.flatMap(({ agreement_id: id, ...sum }) => {
    const purchaserId = purchasers.get(id)
    return purchaserId === undefined ? [] : [{ ...sum, purchaserId }]
  })
  return potsOn(
    grants.filter((grant) => grant.confirmed === true),
    taken,
    asOf,
  )
}

/**
 * Takes an approved loan out of the purchaser's pot: gives it its source of money, or says that no pot holds the amount. A lender without
 * grants for the purchaser lends without a pot. Two approvals at once look one after the other.
 */
export async function takeFromPot(tx: Tx, loan: Loan, asked: { purchaserId: OrganisationId; on: Day }): Promise<PotRefusal | null> {
  const { lenderId } = loan
  await lockPots(tx, lenderId)
  // For a while after an upgrade it is not known how every loan stands: nothing is taken of a pot then.
  if (!(await standingsWhole(tx, lenderId))) return { kind: 'pots_being_counted' }
  const found = fundFor(await lenderPots(tx, { lenderId, asOf: asked.on }), asked.purchaserId, loan.amount)
  if (typeof found !== 'string') return found
  await saveFund(tx, loan.id, lenderId, found)
  return null
}

/** Why a grant was not entered, confirmed or dropped. */
export type GrantRefusal = NotPermitted | { kind: 'grant_not_waiting' } | { kind: 'grant_by_another' } | { kind: 'no_such_purchaser' }

type Command = { actor: StaffActor; at: Instant }

/** Enters what was granted for a purchaser of the lender's agreements; it counts once another human has confirmed it. */
export async function enterGrant(tx: Tx, command: Command & { requestId: string; grant: Grant }): Promise<Result<true, GrantRefusal>> {
  const { actor, at, requestId, grant } = command
  const lenderId = actor.organisationId
  const permit = authorize(actor, loanActions.grant_pot, { ownerId: lenderId })
  if (!permit.ok) return permit
  const agreements = await agreementsOf(tx, lenderId)
  if (!agreements.some(({ parties }) => parties.lender === lenderId && parties.purchaser === grant.purchaserId))
    return refuse({ kind: 'no_such_purchaser' })
  await insertGrant(tx, { ...grant, id: requestId, lenderId, by: actor.humanId, at })
  await recordChange(tx, {
    actor,
    action: loanActions.grant_pot,
    on: { noun: 'pot_grant', id: requestId },
    codes: { fund: grant.fund },
    at,
  })
  return ok(true)
}

/** Confirms a waiting grant, by another human than the one who entered it, or drops it. */
export async function answerGrant(tx: Tx, command: Command & { grantId: string; confirm: boolean }): Promise<Result<true, GrantRefusal>> {
  const { actor, at, grantId, confirm } = command
  const lenderId = actor.organisationId
  const permit = authorize(actor, loanActions.grant_pot, { ownerId: lenderId })
  if (!permit.ok) return permit
  const grant = (await grantsOf(tx, lenderId)).find((one) => one.id === grantId)
  if (grant === undefined || grant.confirmed !== null) return refuse({ kind: 'grant_not_waiting' })
  if (confirm && grant.madeBy === actor.humanId) return refuse({ kind: 'grant_by_another' })
  if (!(await settleGrant(tx, lenderId, grantId, actor.humanId, confirm))) return refuse({ kind: 'grant_not_waiting' })
  const codes = { answer: confirm ? 'confirmed' : 'dropped' }
  await recordChange(tx, { actor, action: loanActions.grant_pot, on: { noun: 'pot_grant', id: grantId }, codes, at })
  return ok(true)
}
