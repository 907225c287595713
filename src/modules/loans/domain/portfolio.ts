import { type Ore, sumOre } from '#kernel/money.ts'

/** The ages of arrears: days since the oldest open instalment could last be paid in time. The last has no end. */
export const buckets = [
  { code: 'late_1', from: 1, to: 30 },
  { code: 'late_31', from: 31, to: 60 },
  { code: 'late_61', from: 61, to: 90 },
  { code: 'late_91', from: 91, to: null },
] as const
/** One of them. */
export type BucketCode = (typeof buckets)[number]['code']

/** The lists behind the figures of the portfolio: every figure counts what its list shows. */
export const portfolioLists = [
  'lent',
  'due',
  'late',
  'late_1',
  'late_31',
  'late_61',
  'late_91',
  'par30',
  'par90',
  'restructured',
  'paused',
  'waiting',
] as const
/** One of them. */
export type PortfolioList = (typeof portfolioLists)[number]

/** How many loans, their unpaid principal, and what of them is due or late. Øre. */
export type Sum = { readonly loans: number; readonly balance: Ore; readonly amount: Ore }

/** The figures of an agreement's loans on a day. `amount` is what is due in the week of `due`, what is late of the others. */
export type Figures = Readonly<Record<PortfolioList, Sum>>

/** The figures of several agreements together. */
export function together(all: readonly Figures[]): Figures {
  const one = (list: PortfolioList): Sum => ({
    loans: all.reduce((sum, each) => sum + each[list].loans, 0),
    balance: sumOre(all.map((each) => each[list].balance)),
    amount: sumOre(all.map((each) => each[list].amount)),
  })
  return {
    lent: one('lent'),
    due: one('due'),
    late: one('late'),
    late_1: one('late_1'),
    late_31: one('late_31'),
    late_61: one('late_61'),
    late_91: one('late_91'),
    par30: one('par30'),
    par90: one('par90'),
    restructured: one('restructured'),
    paused: one('paused'),
    waiting: one('waiting'),
  }
}

/**
 * A part of a whole in basis points, to the nearest tenth of a per cent; 0 of nothing. PAR 30 is the share of the principal that lies in
 * loans more than 30 days late.
 */
export function shareOf(part: Ore, whole: Ore): number {
  return whole === 0n ? 0 : Number((part * 2000n + whole) / (whole * 2n)) * 10
}
