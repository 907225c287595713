import type { Day, Instant } from '#kernel/days.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { changeStay, releasePlace, reservePlace } from '#modules/agreements/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { EnrolmentFacts } from '../domain/enrolment.ts'
import { type Run, type Stay, stayOf } from '../domain/run.ts'

/**
 * Why the places of the agreement do not bear what the run would become. `place_taken` names both days: where the run would
 * end, and from when the place is promised to another; nothing is moved in silence (DESIGN §3).
 */
export type HoldRefusal =
  | { kind: 'no_free_place'; nextFreeOn: Day | null }
  | { kind: 'agreement_closed'; startsOn: Day; endsOn: Day }
  | { kind: 'past_run_off'; runOffUntil: Day; wouldEndOn: Day }
  | { kind: 'place_taken'; wouldEndOn: Day; takenFrom: Day }

/** Makes the place follow the run: reserves, changes or lets go what changed between the two. Answers the place's number. */
export async function holdPlace(
  tx: Tx,
  facts: EnrolmentFacts,
  change: { before: Run | null; after: Run; at: Instant },
): Promise<Result<number | null, HoldRefusal>> {
  const { before, after, at } = change
  const had = before === null ? null : stayOf(before)
  const wants = stayOf(after)
  if (had === null && wants === null) return ok(facts.placeNumber)
  if (had === null && wants !== null) return reserve(tx, facts, wants, at)
  if (wants === null) return release(tx, facts, after, at)
  if (had !== null && sameStay(had, wants)) return ok(facts.placeNumber)
  return move(tx, facts, wants, at)
}

function sameStay(a: Stay, b: Stay): boolean {
  return a.kind === b.kind && a.from.equals(b.from) && a.until.equals(b.until)
}

async function reserve(tx: Tx, facts: EnrolmentFacts, { from, until, kind }: Stay, at: Instant): Promise<Result<number, HoldRefusal>> {
  const { id: holderId, agreementId, caseNumber } = facts
  const reserved = await reservePlace(tx, { agreementId, holderId, caseNumber, from, until, at })
  if (!reserved.ok) {
    const { refusal } = reserved
    assert(refusal.kind !== 'no_such_agreement', 'an enrolment stands under an agreement its parties can see')
    return refuse(refusal.kind === 'past_run_off' ? { ...refusal, wouldEndOn: until } : refusal)
  }
  return kind === 'occupied' ? move(tx, facts, { from, until, kind }, at) : ok(reserved.value.number)
}

async function release(tx: Tx, { id: holderId }: EnrolmentFacts, { releasedOn }: Run, at: Instant): Promise<Result<number, HoldRefusal>> {
  assert(releasedOn !== null, 'a place is let go on a day')
  const released = await releasePlace(tx, { holderId, lastDay: releasedOn, at })
  assert(released.ok, 'a run that holds a place has a stay')
  return ok(released.value.number)
}

async function move(
  tx: Tx,
  { id: holderId }: EnrolmentFacts,
  { from, until, kind }: Stay,
  at: Instant,
): Promise<Result<number, HoldRefusal>> {
  const changed = await changeStay(tx, { holderId, from, until, kind, at })
  if (changed.ok) return ok(changed.value.number)
  const { refusal } = changed
  switch (refusal.kind) {
    case 'place_taken':
      return refuse({ kind: 'place_taken', wouldEndOn: until, takenFrom: refusal.from })
    case 'past_run_off':
      return refuse({ kind: 'past_run_off', runOffUntil: refusal.runOffUntil, wouldEndOn: until })
    case 'before_agreement':
      return refuse({ kind: 'agreement_closed', startsOn: refusal.startsOn, endsOn: until })
    case 'no_such_stay':
    case 'stay_ends_before_it_begins':
      throw new Error(`A run's stay could not be changed: ${refusal.kind}`)
  }
}
