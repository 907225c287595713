import { type Booking, conflictsOf } from './conflicts.ts'

/** A session one could join to make up for what was missed. */
export type Offer = Booking & { activity: string }

/** What a run lacks of one activity, and how much of it is already planned. */
export type Lack = { code: string; missing: number; planned: number }

/**
 * A plan to catch up: for each activity the earliest coming sessions that are still needed, none of which is in the way of what
 * the run already has or of another proposal. `short` is how many must still be planned anew. `offers` and `own` by time.
 */
export function catchUp(
  lacks: readonly Lack[],
  offers: readonly Offer[],
  own: readonly Booking[],
): { code: string; proposals: Offer[]; short: number }[] {
  const taken: Booking[] = own.map((booking) => ({ ...booking, teacherId: '', place: booking.id, enrolmentIds: ['self'] }))
  return lacks.map(({ code, missing, planned }) => {
    const needed = Math.max(missing - planned, 0)
    const proposals: Offer[] = []
    for (const offer of offers) {
      if (offer.activity !== code || proposals.length === needed) continue
      const asOwn = { ...offer, teacherId: offer.id, enrolmentIds: ['self'] }
      if (taken.some((one) => one.id === offer.id) || conflictsOf([asOwn], taken).length > 0) continue
      taken.push(asOwn)
      proposals.push(offer)
    }
    return { code, proposals, short: needed - proposals.length }
  })
}
