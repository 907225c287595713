import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, addMonths, dayOf, isBefore } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { Agreement, AgreementId, Beyond, Period } from '../domain/agreement.ts'
import { type AgreementEventName, type AgreementState, afterEvent, extendableUntil } from '../domain/agreement-machine.ts'
import { beyondOptions, nextOption } from '../domain/options.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { saveEvent } from '../store/events.ts'
import { savePeriod } from '../store/places.ts'
import { tellExtended } from './tell-parties.ts'

/**
 * The next period, from the day after the last one. `runOffUntil` left out: room for one whole run, the gate and a month.
 * The price left out: as before.
 */
export type Extension = {
  actor: Actor
  agreementId: AgreementId
  decidedOn: Day
  endsOn: Day
  runOffUntil?: Day
  places: number
  pricePerPlaceMonthOre?: Ore | null
  evaluationDueOn: Day | null
  /** Why it is extended though it goes beyond the agreement's options; empty when it does not. */
  beyondReason?: string
  at: Instant
}

/** Why an agreement cannot be extended, in order of precedence. */
export type ExtensionRefusal =
  | NotPermitted
  | { kind: 'no_such_agreement' }
  | { kind: 'agreement_out_of_order'; state: AgreementState; event: AgreementEventName }
  | { kind: 'expired_too_long'; until: Day }
  | { kind: 'ends_before_it_begins'; startsOn: Day }
  | { kind: 'run_off_before_end'; endsOn: Day }
  | { kind: 'places_out_of_bounds'; min: number; max: number }
  | { kind: 'beyond_options'; why: Beyond; decideBy: Day | null; reachesTo: Day | null }

/**
 * Makes the agreement's next period as the purchaser's committee decided it; its places can be taken from its first day. It uses the
 * agreement's next option; one that goes beyond it needs a reason, for then both parties agree anew.
 */
export async function extendAgreement(tx: Tx, extension: Extension): Promise<Result<Period, ExtensionRefusal>> {
  const { actor, agreementId: id, at } = extension
  const seen = await agreement(tx, id)
  if (seen === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.extend, { parties: seen.parties })
  if (!permitted.ok) return permitted
  await lockAgreement(tx, id)
  const agreed = await agreement(tx, id)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const state = afterEvent(agreed.state, 'use_option')
  if (!state.ok) return state
  const until = extendableUntil(agreed.endsOn)
  if (isBefore(until, dayOf(at))) return refuse({ kind: 'expired_too_long', until })
  const period = await nextPeriod(tx, agreed, extension)
  if (!period.ok) return period
  await savePeriod(tx, id, period.value, at)
  const { number, places, option, beyond } = period.value
  const payload = { period: number, places, ...(option === null ? {} : { option }), ...(beyond === null ? {} : { beyond }) }
  await saveEvent(tx, id, { name: 'use_option', on: extension.decidedOn, at, reason: null, state: state.value, payload })
  await recordChange(tx, { actor, action: actions.extend, on: { noun: 'agreement', id }, codes: payload, at })
  await tellExtended(tx, { ...agreed, endsOn: period.value.endsOn }, at)
  return period
}

async function nextPeriod(tx: Tx, agreed: Agreement, wanted: Extension): Promise<Result<Period, ExtensionRefusal>> {
  const { endsOn, places, evaluationDueOn } = wanted
  const startsOn = agreed.endsOn.add({ days: 1 })
  if (isBefore(endsOn, startsOn)) return refuse({ kind: 'ends_before_it_begins', startsOn })
  const runOffUntil = wanted.runOffUntil ?? (await usualRunOff(tx, agreed, endsOn))
  if (isBefore(runOffUntil, endsOn)) return refuse({ kind: 'run_off_before_end', endsOn })
  if (!Number.isInteger(places) || places < 1 || places > 500) return refuse({ kind: 'places_out_of_bounds', min: 1, max: 500 })
  const price =
    wanted.pricePerPlaceMonthOre === undefined ? (agreed.periods.at(-1)?.pricePerPlaceMonthOre ?? null) : wanted.pricePerPlaceMonthOre
  const within = optionUsed(agreed, wanted)
  if (!within.ok) return within
  const terms = { places, pricePerPlaceMonthOre: price, evaluationDueOn, ...within.value }
  return ok({ number: agreed.periods.length + 1, startsOn, endsOn, runOffUntil, ...terms })
}

function optionUsed(agreed: Agreement, wanted: Extension): Result<Pick<Period, 'option' | 'beyond' | 'beyondReason'>, ExtensionRefusal> {
  const next = nextOption(agreed)
  const why = beyondOptions(agreed, wanted)
  const reason = wanted.beyondReason?.trim() ?? ''
  if (why !== null && reason === '')
    return refuse({ kind: 'beyond_options', why, decideBy: next?.decideBy ?? null, reachesTo: next?.reachesTo ?? null })
  return ok({ option: next?.number ?? null, beyond: why, beyondReason: why === null ? null : reason.slice(0, 500) })
}

async function usualRunOff(tx: Tx, agreed: Agreement, endsOn: Day): Promise<Day> {
  const { phases, gateDaysMax } = await programmeVersion(tx, agreed.programmeVersionId)
  const months = phases.reduce((sum, phase) => sum + phase.months, 0)
  return addMonths(endsOn, months + 1).add({ days: gateDaysMax })
}
