import { z } from 'zod'
import { isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Result, ok } from '#kernel/result.ts'
import { dueDates } from '../domain/engine/duedates.ts'
import type { Rhythm, ScheduleTerms } from '../domain/engine/terms.ts'
import { amountField, dayField, optional } from './fields.ts'
import { reckoningFields, rhythmFields, rhythmOf, termsOf } from './loanfields.ts'
import { type BodyRefusal, parseBody, unprocessable } from './problems.ts'

const disbursement = z.strictObject({ date: dayField, amount: amountField }, 'must be an object with date and amount')

const scheduleBody = z.strictObject({
  ...reckoningFields,
  ...rhythmFields,
  scheduleStart: dayField,
  disbursements: optional(
    z.array(disbursement, 'must be a list').min(1, 'must hold at least one payout').max(50, 'must hold at most 50 payouts'),
  ),
  asOf: optional(dayField),
})

const dueDatesBody = z.strictObject({ ...rhythmFields, scheduleStart: dayField })

/** Reads the body of a schedule: the `loan` object itself, or wrapped as `{ "loan": … }`. */
export function readSchedule(body: unknown): Result<ScheduleTerms, BodyRefusal> {
  const wrapped = asWrapped(body, scheduleBody)
  const parsed = parseBody(wrapped.schema, wrapped.body)
  if (!parsed.ok) return wrapped.named(parsed)
  const loan = parsed.value.loan
  const terms = termsOf(loan, loan.rounding?.installmentMultiple ?? null)
  if (!terms.ok) return wrapped.named(terms)
  const given = loan.disbursements ?? [{ date: loan.scheduleStart, amount: loan.principal }]
  const disbursements = [...given].sort((a, b) => (isBefore(a.date, b.date) ? -1 : isBefore(b.date, a.date) ? 1 : 0))
  const value: ScheduleTerms = { ...terms.value, start: loan.scheduleStart, disbursements, asOf: loan.asOf }
  const refusal = checkDates(value) ?? checkAmounts(value, loan.principal)
  return refusal === null ? ok(value) : wrapped.named(refusal)
}

function checkDates(terms: ScheduleTerms): { readonly ok: false; readonly refusal: BodyRefusal } | null {
  if (terms.firstDue !== null && isOnOrBefore(terms.firstDue, terms.start)) {
    return unprocessable('loan.firstDue', 'must lie after loan.scheduleStart')
  }
  const last = dueDates(terms).at(-1)
  const late = terms.disbursements.findIndex((each) => last !== undefined && isOnOrBefore(last, each.date))
  if (late >= 0) return unprocessable(`loan.disbursements[${late}].date`, 'must lie before the last due date')
  const early = terms.disbursements.findIndex((each) => isBefore(each.date, terms.start))
  return early < 0 ? null : unprocessable(`loan.disbursements[${early}].date`, 'must not lie before loan.scheduleStart')
}

function checkAmounts(terms: ScheduleTerms, principal: bigint): { readonly ok: false; readonly refusal: BodyRefusal } | null {
  const paidOut = terms.disbursements.reduce((sum, each) => sum + each.amount, 0n)
  return paidOut > principal ? unprocessable('loan.disbursements', 'must not sum to more than loan.principal') : null
}

/** Reads the body of a due-date question: the `loan` object itself, or wrapped as `{ "loan": … }`. */
export function readDueDates(body: unknown): Result<Rhythm, BodyRefusal> {
  const wrapped = asWrapped(body, dueDatesBody)
  const parsed = parseBody(wrapped.schema, wrapped.body)
  if (!parsed.ok) return wrapped.named(parsed)
  const { loan } = parsed.value
  const rhythm = rhythmOf(loan)
  if (!rhythm.ok) return wrapped.named(rhythm)
  if (loan.firstDue !== null && isBefore(loan.firstDue, loan.scheduleStart)) {
    return wrapped.named(unprocessable('loan.firstDue', 'must not lie before loan.scheduleStart'))
  }
  return ok({ ...rhythm.value, start: loan.scheduleStart })
}

/** Both forms are read alike; the field names in a refusal follow the form that was sent. */
function asWrapped<Schema extends z.ZodType>(body: unknown, loan: Schema) {
  const schema = z.strictObject({ loan })
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const bare = isObject && !Object.hasOwn(body, 'loan')
  const named = <Refused extends { readonly ok: false; readonly refusal: BodyRefusal }>(refused: Refused) => {
    if (!bare) return refused
    const { status, field, reason } = refused.refusal
    return { ok: false as const, refusal: { status, field: field.replace(/^loan\./, ''), reason: reason.replaceAll('loan.', '') } }
  }
  return { schema, body: bare ? { loan: body } : body, named }
}
