import { type Day, type Instant, earlierOf } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { lockAgreement } from '../store/agreements.ts'
import { saveStay, stayOf } from '../store/places.ts'

/**
 * Ends a run's stay: `lastDay` is its last day, the place is free the day after. Given back before it began, the stay is
 * emptied. Where refill is not allowed a stay that was accepted still counts; a reservation given back does not.
 */
export async function releasePlace(
  tx: Tx,
  { holderId, lastDay, at }: { holderId: string; lastDay: Day; at: Instant },
): Promise<Result<{ number: number }, { kind: 'no_such_stay' }>> {
  const seen = await stayOf(tx, holderId)
  if (seen === null || !(await lockAgreement(tx, seen.agreementId))) return refuse({ kind: 'no_such_stay' })
  const stay = await stayOf(tx, holderId)
  if (stay === null) return refuse({ kind: 'no_such_stay' })
  await saveStay(tx, { ...stay, until: earlierOf(lastDay, stay.until), releasedOn: lastDay }, at)
  return ok({ number: stay.number })
}
