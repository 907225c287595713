import { fraction, roundHalfEven } from '#kernel/fraction.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { kronerText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { savedPerPerson, sumUp } from '../../domain/figures/economy.ts'
import type { WeekRule } from '../../domain/figures/reimbursement.ts'
import { reportTexts } from '../../texts/report-texts.ts'
import type { Trial } from './fields.ts'

/** The lines of the outcome, in their order. */
export const outcomeLines = ['savedEach', 'saved', 'cost', 'expectedLoss', 'net', 'needed', 'neededOf'] as const
/** One of them. */
export type OutcomeLine = (typeof outcomeLines)[number]

/**
 * What the sum is reckoned on and nobody turns: the price of the places, what is outstanding (null where withheld), how many began, and the
 * state's reimbursement from the first week of the saving.
 */
export type Ground = { places: Ore; outstanding: Ore | null; started: bigint | null; rules: readonly WeekRule[] }

/** The outcome of a trial, each line as text: the same on the server and in the page's script. */
export function outcomeTexts({ places, outstanding, started, rules }: Ground, trial: Trial, lang: Lang): Record<OutcomeLine, string> {
  const { assumptions, selfSupporting } = trial
  const sum = sumUp({ places, outstanding: outstanding ?? ore(0n), selfSupporting: BigInt(selfSupporting), assumptions, rules })
  const share =
    sum.breakEven === null || started === null || started === 0n
      ? null
      : percentText(Number(roundHalfEven(fraction(sum.breakEven * 100n, started))) * 100, lang)
  return {
    savedEach: kronerText(ore(roundHalfEven(savedPerPerson(assumptions, rules))), lang),
    saved: kronerText(sum.saved, lang),
    cost: kronerText(sum.cost, lang),
    expectedLoss: kronerText(sum.loss, lang),
    net: kronerText(sum.net, lang),
    needed: sum.breakEven === null ? '–' : String(sum.breakEven),
    neededOf: share === null ? '–' : reportTexts(lang).neededShare(share, assumptions.horizonMonths),
  }
}

/** The ground as text for the page's script, and back. */
export function packGround({ places, outstanding, started, rules }: Ground): string {
  const digits = (amount: bigint | null) => (amount === null ? null : amount.toString())
  const steps = rules.map((rule) => [rule.fromWeek, ...rule.steps.flatMap(({ untilWeek, percent }) => [untilWeek, percent])])
  return JSON.stringify([places.toString(), digits(outstanding), digits(started), steps])
}

/** The ground from the page's text; null when it is not one that `packGround` wrote. */
export function unpackGround(text: string): Ground | null {
  const parts: unknown = JSON.parse(text)
  if (!Array.isArray(parts)) return null
  const [places, outstanding, started] = parts.map((part: unknown) => (typeof part === 'string' ? BigInt(part) : null))
  const steps: unknown = parts[3]
  if (places === undefined || places === null || !Array.isArray(steps)) return null
  return {
    places: ore(places),
    outstanding: outstanding == null ? null : ore(outstanding),
    started: started ?? null,
    rules: steps.map(unpackRule),
  }
}

function unpackRule(packed: unknown): WeekRule {
  const [fromWeek, ...steps] = Array.isArray(packed) ? packed.map((one: unknown) => (typeof one === 'number' ? one : null)) : []
  return {
    fromWeek: fromWeek ?? 1,
    steps: steps.flatMap((untilWeek, at) => (at % 2 === 0 ? [{ untilWeek, percent: steps[at + 1] ?? 0 }] : [])),
  }
}
