import { ore } from '#kernel/money.ts'
import { choice, kroner, optional, whole } from '#ui/form-fields.ts'
import type { Assumptions } from '../../domain/figures/economy.ts'

/** The fields of the sum. */
export type AssumptionField = 'benefit' | 'weeks' | 'horizon' | 'loss' | 'other_cost' | 'self'

/** Bounds of the sliders; the loss in whole per cent. */
export const bounds = {
  weeks: { min: 0, max: 260 },
  horizon: { min: 1, max: 120 },
  loss: { min: 0, max: 100 },
  self: { min: 0, max: 100 },
} as const

/** How each field is read, on the server and by the page's script. */
export const fields = {
  benefit: kroner({ max: ore(10_000_000n) }),
  weeks: whole(bounds.weeks),
  horizon: whole(bounds.horizon),
  loss: whole(bounds.loss),
  other_cost: kroner({ max: ore(100_000_000_000n) }),
  self: whole(bounds.self),
  act: optional(choice(['reckon', 'keep'])),
}

/** What is tried out: the assumptions, and how many are thought to become self-supporting. */
export type Trial = { assumptions: Assumptions; selfSupporting: number }

/** What the fields say. */
export function trialOf(typed: {
  benefit: Assumptions['benefitOre']
  weeks: number
  horizon: number
  loss: number
  other_cost: Assumptions['otherCostOre']
  self: number
}): Trial {
  const { benefit: benefitOre, weeks: weeksOnBenefit, horizon: horizonMonths, loss, other_cost: otherCostOre, self: selfSupporting } = typed
  return { assumptions: { benefitOre, weeksOnBenefit, horizonMonths, lossBp: loss * 100, otherCostOre }, selfSupporting }
}
