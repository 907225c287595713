import type { Day } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type FieldErrors, type FormBody, type RawForm, readForm } from '#ui/form-data.ts'
import { choice, kroner, optional, own, percent, whole } from '#ui/form-fields.ts'
import { type Budget, budgetMonths, vatPeriods } from '../../domain/budget/budget.ts'
import type { BudgetDocument } from '../../domain/budget/document.ts'
import { budgetDa } from '../../texts/da-budget.ts'
import { budgetEn } from '../../texts/en-budget.ts'

/** The fields of the terms. */
export const termFields = [
  'start',
  'months',
  'opening',
  'customers_pay',
  'vat',
  'drawings',
  'tax',
  'allowance',
  'wish_amount',
  'wish_terms',
  'wish_pause',
  'wish_month',
] as const
/** One of them. */
export type TermField = (typeof termFields)[number]

/** What the terms say of a budget; its lines are typed elsewhere. */
export type Terms = Omit<BudgetDocument, 'lines' | 'loans'>

/** The terms read, or what is wrong by field; what was typed in both cases. */
export type TermsReading = { raw: RawForm<TermField> } & Result<Terms, FieldErrors<TermField>>

const delays = ['0', '1', '2', '3'] as const
const amount = kroner()
// An overdraft in use is money one does not have.
const balance = kroner({ min: ore(-999_999_999_99n) })

/**
 * Reads the terms, on the server and in the page alike. Given `today`, as the server does before it saves, a first month that is a
 * slip of the pen is refused; the page's live figures know no day.
 */
export function readTerms(body: FormBody, today?: Day): TermsReading {
  const reading = readForm(
    {
      start: startMonth(today),
      months: whole({ min: budgetMonths.min, max: budgetMonths.max }),
      opening: balance,
      customers_pay: choice(delays),
      vat: choice(vatPeriods),
      drawings: optional(amount),
      tax: percent({ min: 0, max: 10_000 }),
      allowance: optional(amount),
      wish_amount: optional(amount),
      wish_terms: optional(whole({ min: 1, max: 600 })),
      wish_pause: optional(whole({ min: 0, max: 60 })),
      wish_month: optional(whole({ min: 0, max: budgetMonths.max - 1 })),
    },
    body,
  )
  const { raw } = reading
  const half = halfWish(raw)
  if (!reading.ok) return { ...refuse({ ...half, ...reading.refusal }), raw }
  if (Object.keys(half).length > 0) return { ...refuse(half), raw }
  const { start, months, opening, vat, drawings, wish_amount, wish_terms } = reading.value
  const rest = { startPauseMonths: reading.value.wish_pause ?? 0, month: Math.min(reading.value.wish_month ?? 0, months - 1) }
  const wish = wish_amount === null || wish_terms === null ? null : { amount: wish_amount, terms: wish_terms, ...rest }
  const terms = {
    start,
    months,
    opening,
    customersPay: Number(reading.value.customers_pay),
    vat,
    drawings,
    taxBp: reading.value.tax,
    allowanceYear: reading.value.allowance ?? ore(0n),
    wish,
  }
  return { ...ok(terms), raw }
}

/** What a loan wish lacks once a part of it is written: amount, instalments, or both; it is named with all else that is wrong. */
function halfWish(raw: RawForm<TermField>): FieldErrors<TermField> {
  const written = (field: TermField) => (raw[field] ?? '').trim() !== ''
  const pause = written('wish_pause') && raw.wish_pause?.trim() !== '0'
  if (!written('wish_amount') && !written('wish_terms') && !pause) return {}
  const problem = { kind: 'own', text: { da: budgetDa.terms.wishPart, en: budgetEn.terms.wishPart } } as const
  return Object.fromEntries((['wish_amount', 'wish_terms'] as const).filter((field) => !written(field)).map((field) => [field, problem]))
}

// A budget is begun for a business to come and changed while its run and after-care last.
const startReach = 5

function startMonth(today: Day | undefined) {
  return own((typed): Result<Budget['start'], { da: string; en: string }> => {
    const found = /^(\d{1,2})[./-](\d{4})$/.exec(typed)
    const [month, year] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)]
    const [min, max] = today === undefined ? [2013, 2100] : [Math.max(2013, today.year - startReach), today.year + startReach]
    if (month < 1 || month > 12) return refuse({ da: budgetDa.terms.startWrong, en: budgetEn.terms.startWrong })
    if (year < min || year > max) return refuse({ da: budgetDa.terms.startFar(min, max), en: budgetEn.terms.startFar(min, max) })
    return ok({ year, month })
  })
}

/** The terms of a budget as the form shows them. */
export function rawTerms(budget: BudgetDocument, amountText: (amount: Ore) => string): RawForm<TermField> {
  const { wish } = budget
  return {
    start: `${String(budget.start.month).padStart(2, '0')}.${budget.start.year}`,
    months: String(budget.months),
    opening: amountText(budget.opening),
    customers_pay: String(budget.customersPay),
    vat: budget.vat,
    drawings: budget.drawings === null ? '' : amountText(budget.drawings),
    tax: (budget.taxBp / 100).toString().replace('.', ','),
    allowance: budget.allowanceYear === 0n ? '' : amountText(budget.allowanceYear),
    wish_amount: wish === null ? '' : amountText(wish.amount),
    wish_terms: wish === null ? '' : String(wish.terms),
    wish_pause: wish === null || wish.startPauseMonths === 0 ? '' : String(wish.startPauseMonths),
    wish_month: wish === null ? '' : String(wish.month),
  }
}
