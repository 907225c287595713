import type { Day } from '#kernel/days.ts'

/** What a registration in CVR does to a benefit, as dated reference data tells it. `withinWeeks` is the span the weeks are counted in. */
export type BenefitRule = {
  supportBasis: string
  weeks: number | null
  withinWeeks: number | null
  words: { da: string; en: string }
  source: string
}

/** The last day of benefit beside the business when every week from the registration counts; null where weeks are not counted. */
export function lastBenefitDay({ weeks }: Pick<BenefitRule, 'weeks'>, registeredOn: Day): Day | null {
  return weeks === null ? null : registeredOn.add({ weeks }).subtract({ days: 1 })
}
