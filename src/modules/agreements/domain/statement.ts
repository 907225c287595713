import type { Day } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type PlaceFacts, type PlaceMonth, placeMonths, totalOf } from './place-months.ts'

/** A month as it is settled between purchaser and provider. `correctionOre` puts right what was settled before; both are null without a price. */
export type Statement = { month: Day; lines: PlaceMonth[]; amountOre: Ore | null; correctionOre: Ore | null }

/** What a statement asks for in all; null without a price. */
export function dueOre({ amountOre, correctionOre }: Pick<Statement, 'amountOre' | 'correctionOre'>): Ore | null {
  return amountOre === null || correctionOre === null ? null : ore(amountOre + correctionOre)
}

/** The months that have ended before today and have no statement, the oldest first. */
export function monthsToState(startsOn: Day, lastDay: Day, today: Day, stated: readonly Day[]): Day[] {
  const months: Day[] = []
  const until = Temporal.PlainDate.compare(lastDay, today) < 0 ? lastDay : today
  for (
    let month = startsOn.with({ day: 1 });
    isOver(month, today) && Temporal.PlainDate.compare(month, until) <= 0;
    month = month.add({ months: 1 })
  )
    if (!stated.some((one) => one.equals(month))) months.push(month)
  return months
}

function isOver(month: Day, today: Day): boolean {
  return Temporal.PlainDate.compare(month.add({ months: 1 }), today) <= 0
}

/**
 * The statement of a month. Days that were put right since the statements before it, as when an ending was recorded late, change
 * what those months cost: the difference to what was asked for then is this month's correction.
 */
export function statementOf(facts: PlaceFacts, startsOn: Day, month: Day, before: readonly Statement[]): Statement {
  const lines = placeMonths(facts, { from: month, until: month.with({ day: month.daysInMonth }) })
  const amountOre = lines.length === 0 ? ore(0n) : totalOf(lines).amountOre
  const earlier = placeMonths(facts, { from: startsOn, until: month.subtract({ days: 1 }) })
  const costNow = earlier.length === 0 ? ore(0n) : totalOf(earlier).amountOre
  const settled = before.map((one) => dueOre(one))
  if (amountOre === null || costNow === null || settled.includes(null)) return { month, lines, amountOre: null, correctionOre: null }
  const asked = settled.reduce((sum: bigint, amount) => sum + (amount ?? 0n), 0n)
  return { month, lines, amountOre, correctionOre: before.length === 0 ? ore(0n) : ore(costNow - asked) }
}
