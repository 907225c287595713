import { type Day, isBefore } from '#kernel/days.ts'
import type { RecordedEvent } from './recorded-event.ts'

/** Days a citizen has to answer an offer; the letter's day is the offer's. */
const daysToAnswer = 30

/** The last day an offer of a day can be accepted. */
export function answerOfferBy(offeredOn: Day): Day {
  return offeredOn.add({ days: daysToAnswer })
}

/** The last day the loan's newest offer can be accepted; null when none was made. */
export function offerEnds(events: readonly Pick<RecordedEvent, 'name' | 'on'>[]): Day | null {
  const offered = events.findLast((event) => event.name === 'approve')
  return offered === undefined ? null : answerOfferBy(offered.on)
}

/** Why an offer is not accepted any more: its last day has passed. */
export type OfferRefusal = { kind: 'offer_expired'; answerBy: Day }

/** Null while the offer stands; its last day is included. */
export function refusedAcceptance(events: readonly Pick<RecordedEvent, 'name' | 'on'>[], on: Day): OfferRefusal | null {
  const ends = offerEnds(events)
  return ends !== null && isBefore(ends, on) ? { kind: 'offer_expired', answerBy: ends } : null
}
