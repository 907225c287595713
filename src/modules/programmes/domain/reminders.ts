import { z } from 'zod'
import { type Ore, ore } from '#kernel/money.ts'

/** Which law a claim is reminded by: renteloven for a civil claim, gebyrloven for a public one. */
export type ClaimRegime = 'civil' | 'public'

/**
 * What the law allows: the fee of one reminder in øre, reminders that cost a fee per claim, days between two reminders. Civil: renteloven § 9 b
 * (100 kr., three, ten days). Public: gebyrloven (250 kr., no number, no days).
 */
export const reminderLaw: Record<ClaimRegime, { feeMost: Ore; feesMost: number | null; daysApart: number }> = {
  civil: { feeMost: ore(10_000n), feesMost: 3, daysApart: 10 },
  public: { feeMost: ore(25_000n), feesMost: null, daysApart: 1 },
}

/** A step of the ladder as the file has it: `afterDays` days after the last timely day, fee in øre. */
export const reminderStep = z.strictObject({
  afterDays: z.int().min(1).max(365),
  kind: z.enum(['friendly', 'coach', 'reminder']),
  feeOre: z
    .int()
    .min(0)
    .transform((value): Ore => ore(BigInt(value))),
})
/** A step of the ladder. */
export type ReminderStep = z.output<typeof reminderStep>

/** Interest on what is late, by renteloven § 5; the days are counted so. A product without it takes none. */
export const lateInterest = z.strictObject({ dayCount: z.enum(['act/365', '30/360']) })

const free = ore(0n)
/** The ladder of a product that says nothing: a friendly word, the coach, then at most three reminders; no fee. */
export const presetReminders: readonly ReminderStep[] = [
  { kind: 'friendly', afterDays: 3, feeOre: free },
  { kind: 'coach', afterDays: 7, feeOre: free },
  { kind: 'reminder', afterDays: 14, feeOre: free },
  { kind: 'reminder', afterDays: 24, feeOre: free },
  { kind: 'reminder', afterDays: 34, feeOre: free },
]

/** What is wrong with a ladder under its law, each with the place of the step; empty when nothing is. */
export function reminderFaults(steps: readonly ReminderStep[], regime: ClaimRegime): { path: (string | number)[]; message: string }[] {
  const law = reminderLaw[regime]
  const fees = steps.filter((step) => step.feeOre > 0n).length
  const tooMany =
    law.feesMost !== null && fees > law.feesMost ? [{ path: [], message: `has more than ${law.feesMost} fees for one claim` }] : []
  return [...tooMany, ...steps.flatMap((step, index) => stepFaults(steps, step, index, regime))]
}

function stepFaults(steps: readonly ReminderStep[], step: ReminderStep, index: number, regime: ClaimRegime) {
  const law = reminderLaw[regime]
  const fault = (field: string, message: string) => ({ path: [index, field], message })
  const before = steps[index - 1]
  const apart = before?.kind === 'reminder' && step.kind === 'reminder' ? law.daysApart : 1
  const spoken = steps.slice(0, index).some((each) => each.kind === 'coach')
  return [
    ...(step.feeOre > law.feeMost ? [fault('feeOre', `is above what the law allows, ${law.feeMost} øre`)] : []),
    ...(step.feeOre > 0n && step.kind !== 'reminder' ? [fault('feeOre', 'only a reminder can cost a fee')] : []),
    ...(before !== undefined && step.afterDays - before.afterDays < apart
      ? [fault('afterDays', `must be at least ${apart} days after the step before`)]
      : []),
    ...(step.kind === 'reminder' && !spoken ? [fault('kind', 'a reminder is sent only after the coach was asked')] : []),
    ...(step.kind !== 'reminder' && before?.kind === 'reminder' ? [fault('kind', 'must come before the reminders')] : []),
  ]
}
