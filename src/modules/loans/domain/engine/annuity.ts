import { type Fraction, divideHalfEven, fraction } from '#kernel/fraction.ts'

/** One period of an annuity: what is owed at its start, money paid out inside it (with its own shorter rate), and its rate. */
export type AnnuityPeriod = {
  readonly rate: Fraction
  readonly inflows: readonly { amount: bigint; rate: Fraction }[]
  readonly pays: boolean
}

/**
 * The level instalment that brings the balance to 0 at the end of the periods, rounded half-even to `multiple`:
 * what the debt would grow to, unpaid, divided by what instalments of 1 would grow to. Periods that do not pay (grace) pay their own
 * interest instead, so that the debt neither grows nor falls in them.
 */
export function levelInstalment(balance: bigint, periods: readonly AnnuityPeriod[], multiple: bigint): bigint {
  let debt = fraction(balance)
  let ones = fraction(0n)
  for (const period of periods) {
    debt = inflow(period.pays ? grown(debt, period.rate) : debt, period)
    if (period.pays) {
      const earlier = grown(ones, period.rate)
      ones = { num: earlier.num + earlier.den, den: earlier.den }
    }
  }
  if (ones.num === 0n) return 0n
  return divideHalfEven(debt.num * ones.den, debt.den * ones.num * multiple) * multiple
}

/** amount × (1 + rate), without reducing: the numbers grow by a few digits a period, and reducing them would cost more. */
function grown(amount: Fraction, rate: Fraction): Fraction {
  return { num: amount.num * (rate.den + rate.num), den: amount.den * rate.den }
}

function inflow(debt: Fraction, period: AnnuityPeriod): Fraction {
  return period.inflows.reduce((sum, each) => {
    const added = period.pays ? grown(fraction(each.amount), each.rate) : fraction(each.amount)
    return { num: sum.num * added.den + added.num * sum.den, den: sum.den * added.den }
  }, debt)
}
