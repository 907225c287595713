import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Occupancy } from '../domain/agreement.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { ownStaysIn, places, saveStay, stayInTheWay, stayOf } from '../store/places.ts'

/** The stay as it shall be: first and last day, both included. `kind` is kept when left out. */
export type StayChange = { holderId: string; from: Day; until: Day; kind?: Occupancy['kind']; at: Instant }

/** Why a stay cannot be changed. `place_taken` carries the days of the stay in the way. */
export type StayRefusal =
  | { kind: 'no_such_stay' }
  | { kind: 'stay_ends_before_it_begins' }
  | { kind: 'before_agreement'; startsOn: Day }
  | { kind: 'past_run_off'; runOffUntil: Day }
  | { kind: 'place_taken'; from: Day; until: Day }

/** Changes the days a run holds its place. A stay never moves to another place in silence: what is in the way is told. */
export async function changeStay(tx: Tx, change: StayChange): Promise<Result<{ number: number }, StayRefusal>> {
  const seen = await stayOf(tx, change.holderId)
  if (seen === null || !(await lockAgreement(tx, seen.agreementId))) return refuse({ kind: 'no_such_stay' })
  const stay = await stayOf(tx, change.holderId)
  const agreed = await agreement(tx, seen.agreementId)
  if (stay === null || agreed === null) return refuse({ kind: 'no_such_stay' })
  if (isBefore(change.until, change.from)) return refuse({ kind: 'stay_ends_before_it_begins' })
  const place = (await places(tx, agreed.id)).find((each) => each.id === stay.placeId)
  if (place === undefined || isBefore(change.from, place.from)) return refuse({ kind: 'before_agreement', startsOn: agreed.startsOn })
  if (isBefore(agreed.runOffUntil, change.until)) return refuse({ kind: 'past_run_off', runOffUntil: agreed.runOffUntil })
  const other = await stayInTheWay(tx, stay.placeId, change.holderId, change)
  if (other !== null) return refuse({ kind: 'place_taken', from: other.from, until: other.until })
  // Let go and taken back on the same day, the day goes over to the new stay: a place has one holder a day, once.
  for (const own of await ownStaysIn(tx, stay.placeId, change.holderId, change))
    if (own.id !== stay.id) await saveStay(tx, { ...own, until: change.from.subtract({ days: 1 }) }, change.at)
  const { id, kind, releasedOn } = stay
  await saveStay(tx, { id, from: change.from, until: change.until, kind: change.kind ?? kind, releasedOn }, change.at)
  return ok({ number: stay.number })
}
