import { type Ore, sumOre } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** The accounts of a programme's books; which municipal account string each stands for is a setting of the export. */
export const accounts = [
  'loans_receivable',
  'fees_receivable',
  'bank',
  'overpayments',
  'loan_losses',
  'recoveries',
  'fee_income',
  'interest_income',
] as const
/** One of the accounts. */
export type Account = (typeof accounts)[number]

/** One side of an entry: debit positive, credit negative, never zero. */
export type Line = { account: Account; amount: Ore }

/** What an entry is made for: whose places, which programme (its key), and whose money (code; `own` is the lender's own). */
export type Source = { purchaserId: string | null; programme: string | null; fund: string }

/** The source when nothing is said. */
export const noSource: Source = { purchaserId: null, programme: null, fund: 'own' }

/** Why lines are no entry. */
export type LinesRefusal = { kind: 'fewer_than_two_lines' } | { kind: 'line_of_zero' } | { kind: 'does_not_balance'; difference: Ore }

/** Double entry: two or more lines, none of zero, together zero. */
export function checkLines(lines: readonly Line[]): Result<readonly Line[], LinesRefusal> {
  if (lines.length < 2) return refuse({ kind: 'fewer_than_two_lines' })
  if (lines.some((line) => line.amount === 0n)) return refuse({ kind: 'line_of_zero' })
  const difference = sumOre(lines.map((line) => line.amount))
  return difference === 0n ? ok(lines) : refuse({ kind: 'does_not_balance', difference })
}
