import { type Day, daysBetween, isBefore } from '#kernel/days.ts'

/** What the state repays of a benefit through a week on it, in whole per cent; the last step has no last week. */
export type ReimbursementStep = { untilWeek: number | null; percent: number }

/** What the law says from a day on: the steps and the act. `confirmed` is false where the words of the act have not been looked up. */
export type ReimbursementRule = { from: Day; steps: readonly ReimbursementStep[]; legalSource: string; confirmed: boolean }

/** The same counted from the day a saving begins: the steps hold from `fromWeek` of it, 1 for the first. */
export type WeekRule = { fromWeek: number; steps: readonly ReimbursementStep[] }

/** The first day of the saving in a report: the day after its cut-off. */
export function savedFrom(cutoffOn: Day): Day {
  return cutoffOn.add({ days: 1 })
}

/** Why steps are no rule; `step` counts from 1. */
export type StepProblem = { kind: 'weeks_do_not_rise' | 'step_after_the_last' | 'last_step_ends' | 'no_percent'; step: number }

/** How many steps a rule may have. */
export const mostSteps = 5

/** The first thing wrong with typed steps, the empty ones left out of the end; null when they are a rule. */
export function checkSteps(typed: readonly { untilWeek: number | null; percent: number | null }[]): StepProblem | null {
  const used = typed.findLastIndex((one) => one.percent !== null || one.untilWeek !== null)
  if (used < 0) return { kind: 'no_percent', step: 1 }
  let week = 0
  for (const [at, { untilWeek, percent }] of typed.slice(0, used + 1).entries()) {
    const step = at + 1
    if (percent === null) return { kind: 'no_percent', step }
    if (at === used) return untilWeek === null ? null : { kind: 'last_step_ends', step }
    if (untilWeek === null) return { kind: 'step_after_the_last', step: step + 1 }
    if (untilWeek <= week) return { kind: 'weeks_do_not_rise', step }
    week = untilWeek
  }
  return null
}

/**
 * The rules week by week of a saving that begins on a day; a week goes by the rule of its first day. Days before the first rule go
 * by that one: no saving is counted without reimbursement because history was not typed in.
 */
export function weekRules(rules: readonly ReimbursementRule[], start: Day): WeekRule[] {
  const ordered = rules.toSorted((a, b) => (isBefore(a.from, b.from) ? -1 : 1))
  const weeks = ordered.map(({ from, steps }) => ({
    fromWeek: isBefore(start, from) ? Math.ceil(daysBetween(start, from) / 7) + 1 : 1,
    steps,
  }))
  const inForce = weeks.filter(({ fromWeek }, at) => weeks[at + 1]?.fromWeek !== fromWeek)
  return inForce.map((rule, at) => (at === 0 ? { ...rule, fromWeek: 1 } : rule))
}

/** The rules that can bear on a saving that begins on a day: the one in force then, and those to come. */
export function rulesFrom(rules: readonly ReimbursementRule[], start: Day): ReimbursementRule[] {
  const ordered = rules.toSorted((a, b) => (isBefore(a.from, b.from) ? -1 : 1))
  return ordered.filter((_, at) => {
    const next = ordered[at + 1]
    return next === undefined || isBefore(start, next.from)
  })
}

/** The municipality's own share of a benefit in a week of the saving, for somebody in that week on the benefit, in per cent; both count from 1. */
export function municipalPercent(rules: readonly WeekRule[], { week, onBenefit }: { week: number; onBenefit: number }): bigint {
  const rule = rules.findLast(({ fromWeek }) => fromWeek <= week)
  const step = rule?.steps.find(({ untilWeek }) => untilWeek === null || onBenefit <= untilWeek)
  return 100n - BigInt(step?.percent ?? 0)
}

/** The reform of 2016 from the first day: what reports frozen before the rules were dated were counted by. */
export const undatedSteps: readonly ReimbursementStep[] = [
  { untilWeek: 4, percent: 80 },
  { untilWeek: 26, percent: 40 },
  { untilWeek: 52, percent: 30 },
  { untilWeek: null, percent: 20 },
]
