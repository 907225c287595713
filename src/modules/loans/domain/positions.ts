import type { Day } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { type LoanEvent, type LoanSettings, type LoanState, replayLoan } from './engine/index.ts'

const accounts = [
  'bank',
  'loans_receivable',
  'fees_receivable',
  'overpayments',
  'loan_losses',
  'recoveries',
  'fee_income',
  'interest_income',
] as const
type Account = (typeof accounts)[number]

/** What a loan makes each account say; debit positive, øre. Together always zero. */
export type Positions = ReadonlyMap<Account, Ore>

/** The accounts as a loan's standing makes them: money out and in, what is owed, what was lost and came back. */
export function positionsOf(standing: LoanState): Positions {
  const { paidOut, received, refunded, recovered, balance, outstanding, overpaid, lost } = standing
  const charged = sumOre(standing.plan.map((row) => row.charges))
  const interest = sumOre(standing.plan.map((row) => row.interest))
  const amounts: Record<Account, bigint> = {
    bank: received + recovered - paidOut - refunded,
    loans_receivable: balance,
    fees_receivable: outstanding - balance,
    overpayments: 0n - overpaid,
    loan_losses: lost,
    recoveries: 0n - recovered,
    fee_income: 0n - charged,
    interest_income: 0n - interest,
  }
  return new Map(accounts.map((account) => [account, ore(amounts[account])]))
}

/** The positions on a day, from the replay of a log that has been tried. */
export function positionsOn(settings: LoanSettings, log: readonly LoanEvent[], on: Day): Positions {
  const standing = replayLoan(settings, log, on)
  assert(standing.ok, 'the log was tried before')
  return positionsOf(standing.value)
}

/** One set of positions less another. */
export function minus(a: Positions, b: Positions): Positions {
  return new Map(accounts.map((account) => [account, ore((a.get(account) ?? 0n) - (b.get(account) ?? 0n))]))
}

/** Positions with lines added. */
export function plus(a: Positions, lines: readonly { account: string; amount: Ore }[]): Positions {
  const sum = (account: Account) => lines.reduce((total, line) => (line.account === account ? total + line.amount : total), 0n)
  return new Map(accounts.map((account) => [account, ore((a.get(account) ?? 0n) + sum(account))]))
}

/** The days of a log from one on, in order: in between two of them nothing moves. */
export function movedDays(log: readonly { on: Day }[], first: Day): Day[] {
  const days = new Map(log.map((event) => [event.on.toString(), event.on]))
  return [...days.values()].filter((on) => Temporal.PlainDate.compare(on, first) >= 0).sort((a, b) => Temporal.PlainDate.compare(a, b))
}
