import type { HumanId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** Something that must be shown before a tranche is paid out: an order, a receipt, a permit. `voucher` names the paper that showed it. */
export type Condition = { n: number; words: string; metOn: Day | null; metBy: HumanId | null; voucher: string | null }
/** A part of the loan that is paid out at once; `waived`: it was let go and is never paid out. */
export type Tranche = { n: number; amount: Ore; paidOut: boolean; waived: boolean; conditions: Condition[] }
/** A tranche as it is agreed on: an amount and what must be shown before. */
export type TrancheWish = { amount: Ore; condition: string | null }

/** Why a tranche is not paid out, in order of precedence. */
export type TrancheRefusal =
  | { kind: 'no_tranche_left' }
  | { kind: 'another_tranche_first'; tranche: number }
  | { kind: 'condition_not_met'; tranche: number; condition: string }

/** Why tranches are not those of a loan. */
export type SplitRefusal = { kind: 'too_many_tranches'; max: number } | { kind: 'tranches_do_not_sum'; sum: Ore; amount: Ore }

/** The most tranches of one loan (issue: up to three). */
export const maxTranches = 3

/** The tranches of a loan whose later parts are agreed on: the first is what they leave and has no condition. */
export function tranchesFor(amount: Ore, laterParts: readonly TrancheWish[]): TrancheWish[] {
  const first = ore(amount - sumOre(laterParts.map((part) => part.amount)))
  return [{ amount: first, condition: null }, ...laterParts]
}

/** Tranches sum to the loan and are at most three. */
export function checkSplit(amount: Ore, wishes: readonly TrancheWish[]): SplitRefusal | null {
  if (wishes.length > maxTranches) return { kind: 'too_many_tranches', max: maxTranches }
  const sum = sumOre(wishes.map((wish) => wish.amount))
  return sum === amount && wishes.every((wish) => wish.amount > 0n) ? null : { kind: 'tranches_do_not_sum', sum, amount }
}

/** The tranches that are still to be paid out, in order. */
export function waitingTranches(tranches: readonly Tranche[]): Tranche[] {
  return tranches.filter((tranche) => !tranche.paidOut && !tranche.waived)
}

/** The tranche to pay out now: the first one not paid, with every condition met. Asked for another, it says which comes first. */
export function dueTranche(tranches: readonly Tranche[], wanted: number | null): Result<Tranche, TrancheRefusal> {
  const next = waitingTranches(tranches)[0]
  if (next === undefined) return refuse({ kind: 'no_tranche_left' })
  if (wanted !== null && wanted !== next.n) return refuse({ kind: 'another_tranche_first', tranche: next.n })
  const unmet = next.conditions.find((condition) => condition.metOn === null)
  return unmet === undefined ? ok(next) : refuse({ kind: 'condition_not_met', tranche: next.n, condition: unmet.words })
}
