import type { OrganisationId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import type { Parties } from '#kernel/permit.ts'
import type { AgreementState } from './agreement-machine.ts'
import type { LossTerm } from './loss-term.ts'

/** An agreement's identity. */
export type AgreementId = Id<'agreement'>
/** A numbered place's identity. */
export type PlaceId = Id<'place'>

/** A text in both languages. */
export type Words = { da: string; en: string }
/** Where a term comes from: the memo says it, or somebody assumed it until it is decided. */
export type Mark = 'memo' | 'assumption'

export type { Parties } from '#kernel/permit.ts'

/** The decisions whose authority an agreement names. */
export const decisions = ['intake', 'place', 'gate', 'early_end', 'loan', 'payout', 'write_off', 'extension'] as const
/** One of them. */
export type Decision = (typeof decisions)[number]

/** Who decides: the organisations whose key is needed (all of them), and who within them in words. */
export type DecidingAuthority = { organisationIds: OrganisationId[]; by: Words }

/**
 * A stretch of an agreement with the places bought in it; `endsOn` and `runOffUntil` are last days. An extension is the next
 * period. The price is of one place for a calendar month; null while none is agreed.
 */
export type Period = {
  number: number
  startsOn: Day
  endsOn: Day
  runOffUntil: Day
  places: number
  pricePerPlaceMonthOre: Ore | null
  evaluationDueOn: Day | null
  /** The option the extension used, from 1; null for the first period and where none was left. */
  option: number | null
  /** In what the extension went beyond it, with the reason; both null when it did not. */
  beyond: Beyond | null
  beyondReason: string | null
}

/** In what an extension goes beyond the options of the agreement. */
export const beyonds = ['no_option_left', 'later_than_option', 'longer_than_option'] as const
/** One of them. */
export type Beyond = (typeof beyonds)[number]

/** A right to extend: by how many months, and how many months before the end it must be said. Used in order, each once. */
export type Option = { months: number; noticeMonths: number }

/** What holds when the agreement has ended and runs go on: whether their days are paid at the same price, and the clause's words. */
export type RunOff = { daysArePaid: boolean; clause: Words }

/** What the parties aim at. `place_use` (per cent of bought days in use) and `started` (runs begun) are counted here, others elsewhere. */
export type Target = { code: string; name: Words; atLeast: number; unit: 'percent' | 'count' }

/** A body the agreement speaks of, as the purchaser's Business Director or committee. */
export type Body = { code: 'business_director' | 'employment_committee'; organisationId: OrganisationId; title: Words }

/**
 * A cooperation agreement. `endsOn` is the last day a run may start, `runOffUntil` the last day a started run may go on;
 * `places` is how many are bought today (or on the nearest day of the agreement). `marks` and `markReasons` share their paths: `places`, `refillAllowed`,
 * `parties.lender`, `decidingAuthority.intake` …
 */
export type Agreement = {
  id: AgreementId
  key: string
  name: Words
  programmeVersionId: Id<'programme_version'>
  parties: Parties
  approverOrganisationId: OrganisationId
  startsOn: Day
  endsOn: Day
  runOffUntil: Day
  places: number
  /** Runs in all, where a freed place may not be filled again: the places of all periods and their changes. */
  runsBought: number
  refillAllowed: boolean
  options: Option[]
  runOff: RunOff | null
  targets: Target[]
  state: AgreementState
  decidingAuthority: Record<Decision, DecidingAuthority>
  bodies: Body[]
  comparedProgramme: { name: Words; note: Words }
  evaluationDueOn: Day | null
  periods: Period[]
  /** Who bears what is lost on its loans, by date; empty while nothing is agreed. */
  lossTerms: LossTerm[]
  marks: Record<string, Mark>
  markReasons: Record<string, Words>
}

/** A numbered place, bought from `from` to `until`, both included: the days on which a run may start in it. */
export type Place = { id: PlaceId; number: number; from: Day; until: Day }

/** A place held: `from` and `until` are its first and last day. `holderId` is the run (enrolment). */
export type Occupancy = {
  id: Id<'occupancy'>
  placeId: PlaceId
  number: number
  holderId: string
  caseNumber: string
  from: Day
  until: Day
  kind: 'reserved' | 'occupied'
  releasedOn: Day | null
}
