import { type Result, ok, refuse } from '#kernel/result.ts'
import { type Day, addMonths, isBefore, isOnOrBefore } from '#kernel/days.ts'

/** Where an agreement stands. */
export type AgreementState = 'draft' | 'signed' | 'active' | 'option_used' | 'expiring' | 'expired' | 'terminated'

/** What can happen to an agreement. */
export type AgreementEventName = 'sign' | 'start' | 'use_option' | 'begin_expiry' | 'expire' | 'terminate'

/** A row of the machine. `calendar`: the day itself does it; otherwise a person with the action of the same name. */
export type AgreementStep = {
  from: readonly AgreementState[]
  to: AgreementState
  by: 'calendar' | 'person'
  needsReason: boolean
}

/** The one table of what may follow what; pages, actions, the calendar and the tests read it. Texts: texts/da.ts, `events`. */
export const agreementSteps = {
  sign: { from: ['draft'], to: 'signed', by: 'person', needsReason: false },
  start: { from: ['signed'], to: 'active', by: 'calendar', needsReason: false },
  use_option: { from: ['active', 'option_used', 'expiring', 'expired'], to: 'option_used', by: 'person', needsReason: false },
  begin_expiry: { from: ['active', 'option_used'], to: 'expiring', by: 'calendar', needsReason: false },
  expire: { from: ['expiring'], to: 'expired', by: 'calendar', needsReason: false },
  terminate: { from: ['draft', 'signed', 'active', 'option_used', 'expiring'], to: 'terminated', by: 'person', needsReason: true },
} as const satisfies Record<AgreementEventName, AgreementStep>

/** The events in the order of the table. */
export const agreementEventNames = Object.keys(agreementSteps) as AgreementEventName[]

/** The one step the system suggests in each state; null where only time passes or all is over. */
export const suggestedStep: Record<AgreementState, AgreementEventName | null> = {
  draft: 'sign',
  signed: null,
  active: null,
  option_used: null,
  expiring: 'use_option',
  expired: 'use_option',
  terminated: null,
}

/** New runs are taken in these states only (the database holds the same: `agreement_open_for_places`). */
export const openStates: readonly AgreementState[] = ['signed', 'active', 'option_used', 'expiring']

/** How long before its end an agreement counts as expiring, in months: time for a committee to decide on the next period. */
export const expiringMonths = 3

/** How long after its end an agreement can still be extended without a gap, in months; later a new agreement is made. */
export const extensionGraceMonths = 3

/** The last day on which an agreement that ends on `endsOn` can be extended. */
export function extendableUntil(endsOn: Day): Day {
  return addMonths(endsOn, extensionGraceMonths)
}

/** The state after an event, or a refusal that says where the agreement stands. */
export function afterEvent(
  state: AgreementState,
  event: AgreementEventName,
): Result<AgreementState, { kind: 'agreement_out_of_order'; state: AgreementState; event: AgreementEventName }> {
  const step: AgreementStep = agreementSteps[event]
  return step.from.includes(state) ? ok(step.to) : refuse({ kind: 'agreement_out_of_order', state, event })
}

/** What the calendar does to an agreement next, on or before today; null when nothing is due. */
export function dueEvent(
  agreement: { state: AgreementState; startsOn: Day; endsOn: Day },
  today: Day,
): { event: AgreementEventName; on: Day } | null {
  const { state, startsOn, endsOn } = agreement
  const expiringFrom = addMonths(endsOn, -expiringMonths)
  if (state === 'signed' && isOnOrBefore(startsOn, today)) return { event: 'start', on: startsOn }
  if ((state === 'active' || state === 'option_used') && isOnOrBefore(expiringFrom, today))
    return { event: 'begin_expiry', on: expiringFrom }
  if (state === 'expiring' && isBefore(endsOn, today)) return { event: 'expire', on: endsOn.add({ days: 1 }) }
  return null
}
