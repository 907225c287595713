import { type Day, addMonths, isBefore } from '#kernel/days.ts'
import { divideHalfEven } from '#kernel/fraction.ts'
import { type Ore, kroner, minOre, ore } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** What the plan of a product loan rests on. Copied onto the loan when it is granted. */
export type PlanTerms = {
  /** Principal, øre. */
  readonly amount: Ore
  /** Number of monthly instalments, 1–600. */
  readonly terms: number
  /** Whole months without any instalment before the first one; they lengthen the loan and take no instalment away. 0–60. */
  readonly startPauseMonths: number
  /** Day of the month on which instalments fall due, 1–31; short months clamp to their last day. */
  readonly anchorDay: number
  /** Every instalment but the last is a multiple of this, øre; the preset is one krone. */
  readonly step?: Ore
}

/** One instalment of a plan. `total` = principal + interest; `balanceAfter` = principal left when this row is paid. All øre. */
export type PlanRow = {
  readonly n: number
  readonly due: Day
  readonly principal: Ore
  readonly interest: Ore
  readonly total: Ore
  readonly balanceAfter: Ore
}

/** Why no plan can be made, in order of precedence. */
export type PlanRefusal =
  | { kind: 'amount_not_positive' }
  | { kind: 'terms_out_of_range'; from: 1; to: 600 }
  | { kind: 'start_pause_out_of_range'; from: 0; to: 60 }
  | { kind: 'anchor_day_out_of_range'; from: 1; to: 31 }

const oneKrone = kroner(1)

/**
 * The plan of a product loan by the preset: 0 %, equal principal, instalments in whole kroner (half-even), the last row
 * takes the rest. Where rounding up would use the amount before the last row, the empty rows are left out: no row is
 * ever zero or negative, and `rows.length` may then be lower than `terms`.
 */
export function makePlan(terms: PlanTerms, payoutOn: Day): Result<PlanRow[], PlanRefusal> {
  const refusal = checkTerms(terms)
  if (refusal !== null) return refuse(refusal)
  const dues = planDues(firstDueOf(terms, payoutOn), terms.anchorDay, terms.terms)
  let left = terms.amount
  const rows = spreadPrincipal(terms.amount, terms.terms, terms.step ?? oneKrone).map((principal, index) => {
    left = ore(left - principal)
    const due = dues[index] ?? payoutOn
    return { n: index + 1, due, principal, interest: ore(0n), total: principal, balanceAfter: left }
  })
  return ok(rows)
}

function checkTerms(terms: PlanTerms): PlanRefusal | null {
  const within = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to
  if (terms.amount <= 0n) return { kind: 'amount_not_positive' }
  if (!within(terms.terms, 1, 600)) return { kind: 'terms_out_of_range', from: 1, to: 600 }
  if (!within(terms.startPauseMonths, 0, 60)) return { kind: 'start_pause_out_of_range', from: 0, to: 60 }
  if (!within(terms.anchorDay, 1, 31)) return { kind: 'anchor_day_out_of_range', from: 1, to: 31 }
  return null
}

/** The first due day: the first anchor day that lies at least one month plus the start pause after the payout. */
export function firstDueOf(terms: Pick<PlanTerms, 'startPauseMonths' | 'anchorDay'>, payoutOn: Day): Day {
  const earliest = addMonths(payoutOn, 1 + terms.startPauseMonths)
  const sameMonth = onAnchor(earliest, terms.anchorDay)
  return isBefore(sameMonth, earliest) ? onAnchor(addMonths(earliest.with({ day: 1 }), 1), terms.anchorDay) : sameMonth
}

/** `count` monthly due days from `first` on, each counted from the anchor day and clamped to its month's end. */
export function planDues(first: Day, anchorDay: number, count: number): Day[] {
  const month = first.with({ day: 1 })
  return Array.from({ length: count }, (_, k) => onAnchor(addMonths(month, k), anchorDay))
}

function onAnchor(month: Day, anchorDay: number): Day {
  return month.with({ day: Math.min(anchorDay, month.daysInMonth) })
}

/** Splits an amount over at most `count` rows in multiples of `step`, the last row taking the rest; every part is above zero. */
export function spreadPrincipal(amount: Ore, count: number, step: Ore): Ore[] {
  if (amount <= 0n) return []
  const rounded = divideHalfEven(amount, BigInt(count) * step) * step
  const part = ore(rounded > 0n ? rounded : step)
  const parts: Ore[] = []
  let left = amount
  while (left > 0n && parts.length < count - 1) {
    parts.push(minOre(part, left))
    left = ore(left - (parts.at(-1) ?? left))
  }
  if (left > 0n) parts.push(left)
  return parts
}
