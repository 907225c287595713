import type { Day } from '#kernel/days.ts'
import type { Deferral, LoanEvent } from './engine/index.ts'

/** How far a deferral may go before the lender's approver must decide it: months without instalments over the loan's life, and added rows. */
export const deferralLimits = { months: 6, extraTerms: 12 } as const

/** Why the adviser may not grant a deferral alone. */
export type LimitRefusal = { kind: 'over_deferral_limit'; used: number; months: number }

/** The whole months a deferral moves instalments by, rounded up; 0 when it moves none. */
export function monthsMoved(deferral: Deferral): number {
  if (deferral.kind === 'pause') return deferral.months
  if (deferral.kind !== 'move') return 0
  const { years, months, days } = deferral.fromDue.until(deferral.newDue, { largestUnit: 'years' })
  return Math.max(0, years * 12 + months + (days > 0 ? 1 : 0))
}

/** The months used by the deferrals that stand in a log. */
export function monthsUsed(log: readonly LoanEvent[]): number {
  const undone = new Set(log.flatMap((event) => (event.kind === 'undo' ? [event.eventId] : [])))
  return log.reduce((sum, event) => (event.kind === 'defer' && !undone.has(event.id) ? sum + monthsMoved(event.deferral) : sum), 0)
}

/** Whether the adviser may grant it alone: null when so. A new plan is always the approver's, for it changes the instalments agreed on. */
export function overLimit(deferral: Deferral, log: readonly LoanEvent[]): LimitRefusal | null {
  const used = monthsUsed(log)
  const within =
    deferral.kind === 'new_plan'
      ? false
      : deferral.kind === 'extend'
        ? deferral.extraTerms <= deferralLimits.extraTerms
        : used + monthsMoved(deferral) <= deferralLimits.months
  return within ? null : { kind: 'over_deferral_limit', used, months: deferralLimits.months }
}

/** A request for deferral is answered within eight days (the lender's own rule); the last day for it. */
export function answerBy(askedOn: Day): Day {
  return askedOn.add({ days: 8 })
}
