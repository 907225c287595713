import { z } from 'zod'
import { type Ore, ore } from '#kernel/money.ts'
import { type Budget, budgetMonths, lineKinds, rhythms, vatPeriods } from './budget.ts'

/** The microloan the citizen means to apply for, while there is no loan yet. `month` is the month of the budget it is paid out in. */
export type LoanWish = { amount: Ore; terms: number; startPauseMonths: number; month: number }

/** A budget as it is kept: what is reckoned with, and the loan that is wished for. */
export type BudgetDocument = Budget & { wish: LoanWish | null }

const amount = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform((text): Ore => ore(BigInt(text)))
const month = z.int().min(0).max(budgetMonths.max)

const line = z
  .object({
    kind: z.enum(lineKinds),
    name: z.string(),
    amount,
    rhythm: z.enum(rhythms),
    from: month,
    until: month.nullable(),
    vat: z.boolean(),
    depreciation: z
      .union([
        z.object({ method: z.enum(['pool', 'at_once']) }),
        z.object({ method: z.literal('straight'), years: z.int().min(1).max(50) }),
      ])
      .optional(),
  })
  .transform(({ depreciation, ...same }) => (depreciation === undefined ? same : { ...same, depreciation }))

const loan = z.object({
  name: z.string(),
  amount,
  payoutMonth: z.int(),
  instalments: z.array(z.object({ month: z.int(), principal: amount, cost: amount })),
})

const document = z.object({
  start: z.object({ year: z.int(), month: z.int().min(1).max(12) }),
  months: z.int().min(budgetMonths.min).max(budgetMonths.max),
  opening: amount,
  lines: z.array(line),
  vat: z.enum(vatPeriods),
  customersPay: z.int().min(0).max(6),
  drawings: amount.nullable(),
  taxBp: z.int().min(0).max(10_000),
  allowanceYear: amount,
  loans: z.array(loan),
  wish: z.object({ amount, terms: z.int(), startPauseMonths: z.int(), month: z.int() }).nullable(),
})

/** Parses a budget as it was kept. Throws on anything else: only the program writes it. */
export function parseBudget(content: unknown): BudgetDocument {
  return document.parse(content)
}

/** A budget as it is kept: amounts are texts of øre, so that no float comes near them. */
export function keepBudget(budget: BudgetDocument): unknown {
  return JSON.parse(budgetJson(budget))
}

/** Whether two budgets say the same, however they came about. */
export function sameBudget(a: BudgetDocument, b: BudgetDocument): boolean {
  const normal = (budget: BudgetDocument) => budgetJson(parseBudget(keepBudget(budget)))
  return normal(a) === normal(b)
}

function budgetJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
}

/** The budget a run begins with: twelve months from a month, with nothing in it yet. */
export function emptyBudget(start: Budget['start']): BudgetDocument {
  const nothing = ore(0n)
  return {
    start,
    months: budgetMonths.min,
    opening: nothing,
    lines: [],
    vat: 'none',
    customersPay: 0,
    drawings: null,
    taxBp: 3700,
    allowanceYear: nothing,
    loans: [],
    wish: null,
  }
}
