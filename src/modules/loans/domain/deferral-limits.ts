import type { Day } from '#kernel/days.ts'
import { type Deferral, type LoanEvent, inEffect } from './engine/index.ts'

/** How far a deferral may go before the lender's approver must decide it: months without instalments, and added rows, both over the loan's life. */
export const deferralLimits = { months: 6, extraTerms: 12 } as const

/** Why the adviser may not grant a deferral alone: what was used before of months or of added rows, and how many there are. */
export type LimitRefusal = { kind: 'over_deferral_limit'; used: number; most: number }

/** The whole months a deferral moves instalments by, rounded up; 0 when it moves none. */
export function monthsMoved(deferral: Deferral): number {
  if (deferral.kind === 'pause') return deferral.months
  if (deferral.kind !== 'move') return 0
  const { years, months, days } = deferral.fromDue.until(deferral.newDue, { largestUnit: 'years' })
  return Math.max(0, years * 12 + months + (days > 0 ? 1 : 0))
}

/** What a deferral uses of which limit; a new plan uses none, for it is never within one. */
export function useOf(deferral: Deferral): { of: keyof typeof deferralLimits; count: number } {
  return deferral.kind === 'extend' ? { of: 'extraTerms', count: deferral.extraTerms } : { of: 'months', count: monthsMoved(deferral) }
}

/** The months, or the added rows, used by the deferrals that stand in a log. */
export function usedOf(limit: keyof typeof deferralLimits, log: readonly LoanEvent[]): number {
  const uses = inEffect(log).flatMap((event) => (event.kind === 'defer' ? [useOf(event.deferral)] : []))
  return uses.reduce((sum, { of, count }) => (of === limit ? sum + count : sum), 0)
}

/** Whether the adviser may grant it alone: null when so. A new plan is always the approver's, for it changes the instalments agreed on. */
export function overLimit(deferral: Deferral, log: readonly LoanEvent[]): LimitRefusal | null {
  const { of, count } = useOf(deferral)
  const [used, most] = [usedOf(of, log), deferralLimits[of]]
  return deferral.kind !== 'new_plan' && used + count <= most ? null : { kind: 'over_deferral_limit', used, most }
}

/** A request for deferral is answered within eight days (the lender's own rule); the last day for it. */
export function answerBy(askedOn: Day): Day {
  return askedOn.add({ days: 8 })
}
