import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type LossSharing, type SettledMonth, type SettlementTotal, bearers, settlementTotal } from './settlement.ts'

/** The amounts of a settlement, øre. */
export type SettlementAmounts = Omit<SettlementTotal, 'missing'>

/** A settlement as it was sent: its months as they stood, what it puts right of those sent before, and the terms losses were shared by. */
export type SentSettlement<Term extends LossSharing = LossSharing> = {
  from: Day
  until: Day
  months: readonly SettledMonth[]
  correction: SettlementAmounts
  terms: readonly Term[]
}

/** Why a settlement is not sent, in order of precedence. */
export type SendRefusal = { kind: 'months_sent_already'; next: Day } | { kind: 'month_not_over'; last: Day }

/**
 * The months that are sent next, both their first days: from the month after the last that was sent (or the agreement's first) to the one
 * asked for, which must be over. So no month is left out and none is sent twice.
 */
export function refusedSpan({ next, until, today }: { next: Day; until: Day; today: Day }): SendRefusal | null {
  if (isBefore(until, next)) return { kind: 'months_sent_already', next }
  const last = today.with({ day: 1 }).subtract({ months: 1 })
  return isOnOrBefore(until, last) ? null : { kind: 'month_not_over', last }
}

/** The month to send next: the one after the last sent, else the agreement's first. */
export function nextMonth(sent: readonly Pick<SentSettlement, 'until'>[], startsOn: Day): Day {
  return sent.reduce((next, { until }) => (isBefore(until, next) ? next : until.add({ months: 1 })), startsOn.with({ day: 1 }))
}

/** What puts right the settlements that were sent: their months as they are reckoned now, less all that was asked for them, with their own corrections. */
export function correctionOf(now: readonly SettledMonth[], sent: readonly SentSettlement[]): SettlementAmounts {
  return sent.reduce((left, one) => combined(left, amountsOf(one), -1n), combined(settlementTotal(now), nothing, 1n))
}

/** The amounts of a sent settlement in all: its months and its correction. */
export function amountsOf({ months, correction }: Pick<SentSettlement, 'months' | 'correction'>): SettlementAmounts {
  return combined(settlementTotal(months), correction, 1n)
}

/** True when an amount is not zero: there is something to put right. */
export function isSomething(amounts: SettlementAmounts): boolean {
  const { borne, ...flows } = amounts
  return [...Object.values(flows), ...Object.values(borne)].some((amount) => amount !== 0n)
}

const none = ore(0n)

/** Amounts that are all zero. */
export const nothing: SettlementAmounts = {
  places: none,
  paidOut: none,
  repaid: none,
  lost: none,
  recovered: none,
  borne: { purchaser: none, provider: none, lender: none, actingJobCentre: none },
  unshared: none,
}

function combined(a: SettlementAmounts, b: SettlementAmounts, sign: 1n | -1n): SettlementAmounts {
  const sum = (of: (one: SettlementAmounts) => Ore) => ore(of(a) + sign * of(b))
  const borne = { ...nothing.borne }
  for (const bearer of bearers) borne[bearer] = sum((one) => one.borne[bearer])
  return {
    places: sum(({ places }) => places),
    paidOut: sum(({ paidOut }) => paidOut),
    repaid: sum(({ repaid }) => repaid),
    lost: sum(({ lost }) => lost),
    recovered: sum(({ recovered }) => recovered),
    borne,
    unshared: sum(({ unshared }) => unshared),
  }
}
