import { type Day, daysBetween, earlierOf, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'
import { type Fraction, fraction, plus, roundHalfEven } from '#kernel/fraction.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { Occupancy, Period, Place, RunOff } from './agreement.ts'
import type { Stretch } from './places.ts'

/**
 * One place in one calendar month, in days and øre. `bought` are the days paid for, `held` those of them somebody held
 * (reserved days too: they were kept for somebody), `unused` the rest; `runOff` are held days after the place was bought for.
 * Amounts are null while no price is agreed.
 */
export type PlaceMonth = {
  month: Day
  number: number
  bought: number
  held: number
  unused: number
  runOff: number
  amountOre: Ore | null
  unusedOre: Ore | null
}

/** What an agreement's months are counted from. */
export type PlaceFacts = {
  periods: readonly Pick<Period, 'startsOn' | 'endsOn' | 'pricePerPlaceMonthOre'>[]
  runOff: Pick<RunOff, 'daysArePaid'> | null
  places: readonly Place[]
  held: readonly Occupancy[]
}

/**
 * Every place in every month of a stretch of days, places that were neither bought nor held left out. A day costs the
 * month's price divided by the days of that month, so a whole month costs its price exactly; each amount is rounded once.
 */
export function placeMonths(facts: PlaceFacts, stretch: Stretch): PlaceMonth[] {
  const months: PlaceMonth[] = []
  for (let month = stretch.from.with({ day: 1 }); isOnOrBefore(month, stretch.until); month = month.add({ months: 1 })) {
    const days = common({ from: month, until: month.with({ day: month.daysInMonth }) }, stretch)
    for (const place of facts.places) {
      const counted = placeMonth(facts, place, month, days)
      if (counted.bought + counted.runOff > 0) months.push(counted)
    }
  }
  return months
}

/** The sum of months: days, and amounts where every month with days has one. */
export function totalOf(months: readonly PlaceMonth[]): Omit<PlaceMonth, 'month' | 'number'> {
  const sum = (count: (month: PlaceMonth) => number) => months.reduce((all, month) => all + count(month), 0)
  const amount = (of: (month: PlaceMonth) => Ore | null) => {
    const amounts = months.flatMap((month) => of(month) ?? [])
    return amounts.length < months.length || months.length === 0 ? null : sumOre(amounts)
  }
  return {
    bought: sum((month) => month.bought),
    held: sum((month) => month.held),
    unused: sum((month) => month.unused),
    runOff: sum((month) => month.runOff),
    amountOre: amount((month) => month.amountOre),
    unusedOre: amount((month) => month.unusedOre),
  }
}

function placeMonth(facts: PlaceFacts, place: Place, month: Day, within: Stretch): PlaceMonth {
  const bought = common({ from: place.from, until: place.until }, within)
  const stays = facts.held.filter(({ placeId }) => placeId === place.id)
  const held = stays.reduce((sum, stay) => sum + length(common(stay, bought)), 0)
  const after = { from: place.until.add({ days: 1 }), until: within.until }
  const runOffDays = stays.reduce((sum, stay) => sum + length(common(stay, common(after, within))), 0)
  const counts = { bought: length(bought), held, unused: length(bought) - held, runOff: runOffDays }
  return { month, number: place.number, ...counts, ...amounts(facts, { bought, stays, runOffDays, month }) }
}

type Counted = { bought: Stretch; stays: readonly Stretch[]; runOffDays: number; month: Day }

function amounts({ periods, runOff }: PlaceFacts, counted: Counted): Pick<PlaceMonth, 'amountOre' | 'unusedOre'> {
  const { bought, stays, runOffDays, month } = counted
  let [all, used]: [Fraction, Fraction] = [fraction(0n), fraction(0n)]
  for (const period of periods) {
    const days = common({ from: period.startsOn, until: period.endsOn }, bought)
    if (length(days) === 0) continue
    if (period.pricePerPlaceMonthOre === null) return { amountOre: null, unusedOre: null }
    const held = stays.reduce((sum, stay) => sum + length(common(stay, days)), 0)
    all = plus(all, cost(period.pricePerPlaceMonthOre, length(days), month))
    used = plus(used, cost(period.pricePerPlaceMonthOre, held, month))
  }
  const unusedOre = ore(roundHalfEven({ num: all.num * used.den - used.num * all.den, den: all.den * used.den }))
  if (runOffDays > 0 && runOff?.daysArePaid === true) {
    const price = periods.findLast(({ startsOn }) => isOnOrBefore(startsOn, month.with({ day: month.daysInMonth })))?.pricePerPlaceMonthOre
    if (price === null || price === undefined) return { amountOre: null, unusedOre }
    all = plus(all, cost(price, runOffDays, month))
  }
  return { amountOre: ore(roundHalfEven(all)), unusedOre }
}

function cost(price: Ore, days: number, month: Day): Fraction {
  return fraction(price * BigInt(days), BigInt(month.daysInMonth))
}

function common(a: Stretch, b: Stretch): Stretch {
  return { from: laterOf(a.from, b.from), until: earlierOf(a.until, b.until) }
}

function length({ from, until }: Stretch): number {
  return isBefore(until, from) ? 0 : daysBetween(from, until) + 1
}
