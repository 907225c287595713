import { type Day, type Instant, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Agreement, AgreementId, PlaceId } from '../domain/agreement.ts'
import { type AgreementState, openStates } from '../domain/agreement-machine.ts'
import { nextFreeOn } from '../domain/places.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { freePlace, hasStayed, occupancies, places, runsUsed, saveReservation } from '../store/places.ts'

/** Which run wants a place, from its first to its last day, both included. */
export type Reservation = { agreementId: AgreementId; holderId: string; caseNumber: string; from: Day; until: Day; at: Instant }

/** Why no place can be reserved, in order of precedence. `nextFreeOn` is null when none comes free under this agreement. */
export type ReservationRefusal =
  | { kind: 'no_such_agreement' }
  | { kind: 'agreement_closed'; state: AgreementState; startsOn: Day; endsOn: Day }
  | { kind: 'past_run_off'; runOffUntil: Day }
  | { kind: 'no_free_place'; nextFreeOn: Day | null }

/**
 * Reserves the free place with the lowest number. Two who want the last one at the same instant queue on the agreement's
 * row; were the queue ever left out, the constraints `place_held_once` and `runs_within_places` would still say no.
 * The caller asks for permission: what a reservation means is the caller's trade.
 */
export async function reservePlace(tx: Tx, wanted: Reservation): Promise<Result<{ placeId: PlaceId; number: number }, ReservationRefusal>> {
  if (!(await lockAgreement(tx, wanted.agreementId))) return refuse({ kind: 'no_such_agreement' })
  const agreed = await agreement(tx, wanted.agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const returns = await hasStayed(tx, agreed.id, wanted.holderId)
  const outside = outsideOf(agreed, wanted, returns)
  if (outside !== null) return refuse(outside)
  const runs = await runsUsed(tx, agreed.id, wanted.holderId)
  if (!agreed.refillAllowed && runs.used >= runs.bought) return refuse({ kind: 'no_free_place', nextFreeOn: null })
  const place = await freePlace(tx, agreed.id, wanted, returns)
  if (place === null) {
    const free = nextFreeOn(await places(tx, agreed.id), await occupancies(tx, agreed.id), wanted)
    return refuse({ kind: 'no_free_place', nextFreeOn: free })
  }
  await saveReservation(tx, { ...wanted, placeId: place.id })
  return ok({ placeId: place.id, number: place.number })
}

// Who has begun may come back after the agreement's end, within its run-off: after a pause, or when an ending is put right.
function outsideOf(agreed: Agreement, { from, until }: Reservation, returns: boolean): ReservationRefusal | null {
  const { state, startsOn, endsOn, runOffUntil } = agreed
  const isOpen = openStates.includes(state) && isOnOrBefore(startsOn, from) && isOnOrBefore(from, endsOn)
  if (!isOpen && !returns) return { kind: 'agreement_closed', state, startsOn, endsOn }
  return isBefore(runOffUntil, until) ? { kind: 'past_run_off', runOffUntil } : null
}
