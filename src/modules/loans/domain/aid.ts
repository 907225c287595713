import { type Day, daysBetween, isBefore } from '#kernel/days.ts'
import { divideHalfEven } from '#kernel/fraction.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { PlanRow } from './engine/index.ts'
import { type RateKind, type ReferenceRate, rateOn } from './reference-rate.ts'

/** De minimis aid from others: its aid element in øre, the day it was granted, who gave it, and its reference in the register when it has one. */
export type OtherAid = { amount: Ore; on: Day; giver: string; reference: string }

/** What the borrower has declared, and when; null for an application from before declarations were asked for. */
export type AidDeclaration = { on: Day; aids: readonly OtherAid[] }

/** The aid element of a loan and what it was reckoned by. Amounts in øre, rates in basis points a year. */
export type Aid = { aid: Ore; other: Ore; ceiling: Ore; baseBp: number; marginBp: number; discountBp: number }

/** The rates a reckoning of aid needs. */
export const aidRates = [
  'eu_base_dk',
  'eu_margin_start_up',
  'eu_margin_discount',
  'de_minimis_ceiling',
  'eur_dkk',
] as const satisfies readonly RateKind[]

/** Why a loan may not be granted as de minimis aid, in order of precedence. */
export type AidRefusal =
  | { kind: 'no_aid_declaration' }
  | { kind: 'no_reference_rate'; rate: RateKind }
  | { kind: 'aid_over_ceiling'; aid: Ore; other: Ore; ceiling: Ore }
  | { kind: 'no_register_reference' }

/**
 * The gross grant equivalent of a loan, øre: what the plan saves against the Commission's reference rate (2008/C 14/02: base rate and the
 * margin for a start-up without credit history), each row discounted to the day of the decision at the discount rate. Actual days over
 * 365; whole years compound, the rest of a year is simple. Exact until the one rounding, half-even; never below zero.
 */
export function aidElement(plan: readonly PlanRow[], from: Day, rates: Pick<Aid, 'baseBp' | 'marginBp' | 'discountBp'>): Ore {
  const market = BigInt(rates.baseBp + rates.marginBp)
  const discount = BigInt(rates.baseBp + rates.discountBp)
  let sum = { num: 0n, den: 1n }
  let since = from
  let owed: bigint = sumOre(plan.map((row) => row.principal))
  for (const row of plan) {
    const days = BigInt(daysBetween(since, row.due))
    const saved = { num: owed * market * days - row.interest * bp * year, den: bp * year }
    const factor = discountFactor(from, row.due, discount)
    const [num, den] = [saved.num * factor.num, saved.den * factor.den]
    sum = { num: sum.num * den + num * sum.den, den: sum.den * den }
    owed -= row.principal
    since = row.due
  }
  const value = divideHalfEven(sum.num, sum.den)
  return ore(value > 0n ? value : 0n)
}

const bp = 10_000n
const year = 365n

function discountFactor(from: Day, to: Day, discountBp: bigint): { num: bigint; den: bigint } {
  const years = from.until(to, { largestUnit: 'years' }).years
  const rest = BigInt(daysBetween(from.add({ years }), to))
  return { num: bp ** BigInt(years) * bp * year, den: (bp + discountBp) ** BigInt(years) * (bp * year + discountBp * rest) }
}

/** The ceiling in øre, rounded down: euro cents by thousandths of an øre for one euro. */
export function ceilingOre(euroCents: bigint, eurDkk: bigint): Ore {
  return ore((euroCents * eurDkk) / 100_000n)
}

/**
 * True when aid counts beside a loan granted on a day: aid of 2 January 2024 counts up to and including 1 January 2027 (2023/2831 article 3).
 * Under 1407/2013 the fiscal year decided; three whole years are never fewer days than that.
 */
export function countsOn(grantedOn: Day, on: Day): boolean {
  return isBefore(on, grantedOn.add({ years: 3 }))
}

/** The number of the regulation that de minimis aid of a day is given under. */
export function aidRule(on: Day): string {
  return on.year < 2024 ? '1407/2013' : '2023/2831'
}

/** Reckons the aid of a loan offered on a day and checks it against the ceiling; `ours` are the lender's own loans to the same person. */
export function reckonAid(given: {
  plan: readonly PlanRow[]
  on: Day
  declared: AidDeclaration | null
  ours: readonly { amount: Ore; on: Day }[]
  rates: readonly ReferenceRate[]
}): Result<Aid, AidRefusal> {
  const { plan, on, declared, ours, rates } = given
  if (declared === null) return refuse({ kind: 'no_aid_declaration' })
  const found = new Map<RateKind, bigint | undefined>(aidRates.map((kind) => [kind, rateOn(rates, kind, on)?.value]))
  const value = (kind: RateKind) => found.get(kind) ?? 0n
  for (const kind of aidRates) if (found.get(kind) === undefined) return refuse({ kind: 'no_reference_rate', rate: kind })
  const by = {
    baseBp: Number(value('eu_base_dk')),
    marginBp: Number(value('eu_margin_start_up')),
    discountBp: Number(value('eu_margin_discount')),
  }
  const aid = aidElement(plan, on, by)
  const other = sumOre([...declared.aids, ...ours].filter((each) => countsOn(each.on, on)).map((each) => each.amount))
  const ceiling = ceilingOre(value('de_minimis_ceiling'), value('eur_dkk'))
  return aid + other > ceiling ? refuse({ kind: 'aid_over_ceiling', aid, other, ceiling }) : ok({ aid, other, ceiling, ...by })
}
