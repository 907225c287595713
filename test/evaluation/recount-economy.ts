import { type Stay, numberOf, origin } from './histories.ts'

// The pilot's two places, bought from 1 October 2015 to 30 September 2016 for 12.500 kr. a month each; a day at a time.
const [first, last] = ['2015-10-01', '2016-09-30'].map((text) => numberOf(Temporal.PlainDate.from(text)))
const priceOre = 1_250_000
// social assistance of 11.000 kr. a month to people a year on it: the state repays a fifth of a week from 4 January 2016 on, and before that
// three tenths
const reform = numberOf(Temporal.PlainDate.from('2016-01-04'))
function savedOre(cutoff: number, people: number): bigint {
  let percentWeeks = 0n
  for (let week = 0; week < 260; week += 1) percentWeeks += cutoff + 1 + 7 * week < reform ? 70n : 80n
  return halfEven(1_100_000n * 12n * percentWeeks * BigInt(people), 52n * 100n)
}

/** What places and sums must be; `counts` are those already counted of people. */
export function recountEconomy(
  stays: readonly Stay[],
  cutoff: number,
  counts: Record<string, number | null>,
): Record<string, number | null> {
  let [bought, used, reserved, costOre] = [0, 0, 0, 0]
  let usedMonths = 0 // in parts of 1 / (29 · 30 · 31) of a month
  const heldAs = (place: number, at: number) =>
    stays
      .flatMap((stay) => (stay.place === place ? (stay.writings.findLast((one) => one.known <= cutoff) ?? []) : []))
      .find((one) => one.from <= at && at <= one.until)?.kind ?? null
  for (const place of [1, 2])
    for (let at = first ?? 0; at <= cutoff; at += 1) {
      const inMonth = origin.add({ days: at }).daysInMonth
      const kind = heldAs(place, at)
      if (kind === 'occupied') used += 1
      if (kind === 'reserved') reserved += 1
      if (at > (last ?? 0)) continue
      bought += 1
      costOre += priceOre / inMonth
      if (kind === 'occupied') usedMonths += (29 * 30 * 31) / inMonth
    }
  const cost = Math.round(costOre)
  const [self, completed] = [counts['self_now'] ?? 0, counts['completed'] ?? 0]
  const each = Number(savedOre(cutoff, 1))
  return {
    places: 2,
    place_days_bought: bought,
    place_days_used: used,
    place_days_reserved: reserved,
    cost_ore: cost,
    cost_per_used_month_ore: usedMonths === 0 ? null : Number(halfEven(BigInt(cost) * 29n * 30n * 31n, BigInt(usedMonths))),
    cost_per_completed_ore: completed === 0 ? null : Number(halfEven(BigInt(cost), BigInt(completed))),
    cost_per_self_ore: self === 0 ? null : Number(halfEven(BigInt(cost), BigInt(self))),
    net_ore: self === 0 ? null : Number(savedOre(cutoff, self)) - cost,
    break_even: Math.ceil(cost / each),
  }
}

function halfEven(part: bigint, whole: bigint): bigint {
  const [down, left] = [part / whole, part % whole]
  if (left * 2n === whole) return down % 2n === 0n ? down : down + 1n
  return left * 2n > whole ? down + 1n : down
}
