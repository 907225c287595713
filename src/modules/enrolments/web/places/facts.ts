import type { Actor } from '#kernel/actor.ts'
import { type Day, daysBetween } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import {
  type Agreement,
  type AgreementId,
  type Occupancy,
  type Place,
  agreement,
  agreementsFor,
  occupancies,
  places,
} from '#modules/agreements/index.ts'
import { type PersonName, personNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../../actions.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import { type Claim, forecast } from '../../domain/forecast.ts'
import { beforeInLine } from '../../domain/line.ts'
import type { Pause } from '../../domain/pauses.ts'
import { enrolmentsOf, lineLength } from '../../store/enrolments.ts'
import { keptPauses } from '../../store/pauses.ts'
import { freeFrom } from './calendar.ts'

/** One who waits, considers an offer, or has a right of return; `expectedOn` is null where no place comes in the agreement's time. */
export type InLineRow = { enrolment: Enrolment; name: string | null; expectedOn: Day | null }

/** Everything the page of places shows. `line` is null for those who see numbers and no persons. */
export type PlacesFacts = {
  agreement: Agreement
  places: readonly Place[]
  held: readonly Occupancy[]
  runs: ReadonlyMap<string, Enrolment>
  names: ReadonlyMap<string, PersonName>
  /** Pauses by who holds a place, also for those who see no persons. */
  pauses: ReadonlyMap<string, readonly Pause[]>
  waiting: number
  line: readonly InLineRow[] | null
  /** The reader's other agreements, the newest first. */
  others: readonly Agreement[]
  mayOffer: boolean
  mayPause: boolean
}

/** Gathers the page of an agreement's places. The purchaser sees case numbers, since row-level security shows it no persons. */
export async function placesFacts(
  tx: Tx,
  { actor, id, today }: { actor: Actor; id: AgreementId; today: Day },
): Promise<Result<PlacesFacts, NotPermitted | { kind: 'no_such_agreement' }>> {
  const agreed = await agreement(tx, id)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.see_places, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  const seesPersons = authorize(actor, actions.see, { parties: agreed.parties }).ok
  const all = seesPersons ? await enrolmentsOf(tx, id) : []
  const names = await personNames(
    tx,
    all.map(({ personId }) => personId),
  )
  const facts = { agreement: agreed, places: await places(tx, id), held: await occupancies(tx, id) }
  return ok({
    ...facts,
    runs: new Map(all.map((run) => [run.id, run])),
    names,
    pauses: await keptPauses(tx, id),
    waiting: await lineLength(tx, id),
    line: seesPersons ? lineOf(all, names, { ...facts, today }) : null,
    others: await othersOf(tx, actor, id),
    mayOffer: authorize(actor, actions.offer, { parties: agreed.parties }).ok,
    mayPause: authorize(actor, actions.pause, { parties: agreed.parties }).ok,
  })
}

async function othersOf(tx: Tx, actor: Actor, id: AgreementId): Promise<Agreement[]> {
  if (actor.kind !== 'staff') return []
  return (await agreementsFor(tx, actor, actions.see_places)).filter((other) => other.id !== id)
}

type Ground = { agreement: Agreement; places: readonly Place[]; held: readonly Occupancy[]; today: Day }

/** The line in order: those with a right of return first, then those with an offer, then who waits, each with a forecast. */
function lineOf(all: readonly Enrolment[], names: ReadonlyMap<string, PersonName>, ground: Ground): InLineRow[] {
  const name = (run: Enrolment) => names.get(run.personId)?.name ?? null
  const returning = all.filter(({ pause }) => pause?.keepsPlace === false)
  const offered = all.filter(({ state }) => state === 'offered')
  const waiting = all.filter(({ state }) => state === 'waiting').toSorted((a, b) => beforeInLine(inLine(a), inLine(b)))
  const days = forecastOf(ground, all, [...returning.map(claimOf), ...waiting.map(() => null)])
  return [
    ...returning.map((enrolment, index) => ({ enrolment, name: name(enrolment), expectedOn: days[index] ?? null })),
    ...offered.map((enrolment) => ({ enrolment, name: name(enrolment), expectedOn: enrolment.run.offer?.startOn ?? null })),
    ...waiting.map((enrolment, index) => ({ enrolment, name: name(enrolment), expectedOn: days[returning.length + index] ?? null })),
  ]
}

function inLine({ run, caseNumber }: Enrolment) {
  return { ...run, caseNumber }
}

/** Who let a place go comes back the day after the pause, for what is left of the run. */
function claimOf({ pause, phases }: Enrolment): Claim {
  const end = phases.at(-1)?.endsOn
  return pause === null || end === undefined ? null : { from: pause.until.add({ days: 1 }), days: daysBetween(pause.until, end) }
}

function forecastOf(
  { agreement: agreed, places: spots, held, today }: Ground,
  all: readonly Enrolment[],
  line: readonly Claim[],
): (Day | null)[] {
  const months = all[0]?.run.months
  const taken = new Set(held.filter(({ kind, releasedOn }) => kind === 'occupied' || releasedOn === null).map(({ holderId }) => holderId))
  return forecast(
    {
      free: freeFrom({ places: spots, held, today, endsOn: agreed.endsOn }).map(({ on, boughtUntil }) => {
        return { on, until: boughtUntil ?? agreed.endsOn }
      }),
      runMonths: months === undefined ? 12 : months.qualifying + months.main,
      lastStartOn: agreed.endsOn,
      runsLeft: agreed.refillAllowed ? null : agreed.runsBought - taken.size,
    },
    line,
  )
}
