import type { Day } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { PlanRow, LoanState as Standing } from '../domain/engine/index.ts'
import type { RateKind } from '../domain/reference-rate.ts'
import { aidTexts } from '../texts/aid/texts.ts'
import { bankTexts } from '../texts/bank/texts.ts'
import { delayTexts } from '../texts/delay/texts.ts'
import { paymentTexts } from '../texts/payments/texts.ts'
import { potTexts } from '../texts/pot/texts.ts'
import { lifeTexts, texts } from '../texts/texts.ts'

/** What a refusal of the loan's actions may carry for its sentence. */
export type LoanRefusal = {
  kind: string
  because?: 'applied' | 'advised' | 'decided' | 'borrower'
  min?: bigint
  max?: bigint | number
  left?: bigint
  credit?: bigint
  until?: Day
  legalBasis?: { text: string; validFrom: Day; validUntil: Day | null }
} & Partial<AidFigures>

type AidFigures = { rate: RateKind; aid: Ore; other: Ore; ceiling: Ore }

/** Why something about a loan was refused, in plain words. */
export function refusalText(refusal: LoanRefusal, lang: Lang): string {
  const say = texts(lang).refusals
  const kroner = (value: bigint | number | undefined) => kronerText(ore(BigInt(value ?? 0)), lang)
  switch (refusal.kind) {
    case 'second_person_required':
      return say.second_person_required[refusal.because ?? 'decided']
    case 'amount_out_of_bounds':
      return say.amount_out_of_bounds(kroner(refusal.min), kroner(refusal.max))
    case 'over_written_off':
      return say.over_written_off(kroner(refusal.left))
    case 'terms_out_of_bounds':
      return say.terms_out_of_bounds(Number(refusal.max ?? 0))
    case 'start_pause_out_of_bounds':
      return say.start_pause_out_of_bounds(Number(refusal.max ?? 0))
    case 'no_legal_basis_on_the_day':
      return noBasisText(refusal.legalBasis, lang)
    case 'no_acting_consent':
    case 'not_now':
    case 'no_such_reason':
    case 'not_in_gate_or_main_phase':
    case 'under_age':
    case 'open_loan_already':
    case 'day_in_the_future':
    case 'already_undone':
      return say[refusal.kind]
    case 'no_aid_declaration':
    case 'no_register_reference':
      return aidTexts(lang).refusals[refusal.kind]
    case 'no_reference_rate':
      return aidTexts(lang).refusals.no_reference_rate(refusal.rate === undefined ? '' : aidTexts(lang).rates.kinds[refusal.rate])
    case 'aid_over_ceiling':
      return aidTexts(lang).refusals.aid_over_ceiling(kroner(refusal.aid), kroner(refusal.other), kroner(refusal.ceiling))
    case 'expected_not_ahead':
    case 'expected_too_far':
    case 'borrower_died':
      return delayTexts(lang).refusals[refusal.kind]
    case 'told_meanwhile':
      return delayTexts(lang).refusals.told_meanwhile(refusal.until === undefined ? '' : dayText(refusal.until))
    case 'makes_credit':
      return bankTexts(lang).makesCredit(kroner(refusal.credit))
    case 'payment_under_way':
      return paymentTexts(lang).out.refusals.payment_under_way
    case 'pot_too_small':
      return potTexts(lang).tooSmall(kroner(refusal.left))
    case 'pots_being_counted':
      return potTexts(lang).beingCounted
    default:
      return moreRefusal(refusal.kind, lang) ?? say.other
  }
}

/** What the programme lends by, when it holds, and whose a new one is to load. */
function noBasisText(basis: LoanRefusal['legalBasis'], lang: Lang): string {
  const say = texts(lang).refusals
  if (basis === undefined) return say.no_legal_basis_now
  const until = basis.validUntil === null ? null : dayText(basis.validUntil)
  return say.no_legal_basis_on_the_day(basis.text, dayText(basis.validFrom), until)
}

function moreRefusal(kind: string, lang: Lang): string | null {
  const say: Partial<Record<string, string>> = lifeTexts(lang).moreRefusals
  return say[kind] ?? null
}

/** The plan in the borrower's own words: what each month, and the last time. */
export function planSentence(rows: readonly PlanRow[], anchorDay: number, lang: Lang): string {
  const [first] = rows
  const last = rows.at(-1)
  if (first === undefined || last === undefined) return ''
  const say = texts(lang)
  if (rows.length === 1) return say.sentenceOne(kronerText(first.total, lang), dayText(first.due))
  return rowSentence({ count: rows.length, each: first.total, last: last.total, on: anchorDay }, lang)
}

function rowSentence({ count, each, last, on }: { count: number; each: Ore; last: Ore; on: number }, lang: Lang): string {
  const say = texts(lang)
  const [part, day] = [kronerText(each, lang), say.onDay(on)]
  return each === last ? say.sentenceEven(part, day, count) : say.sentence(part, day, count - 1, kronerText(last, lang))
}

/**
 * What is still to be paid in the borrower's own words; null when nothing is, or when the rest is not one even row of months with an odd
 * last one (something is late, an instalment bears a fee), for which the table speaks.
 */
export function restSentence(standing: Pick<Standing, 'plan' | 'asOf' | 'status'>, lang: Lang): string | null {
  const open = standing.status === 'written_off' || standing.status === 'remitted' ? [] : standing.plan.filter((row) => row.left > 0n)
  const [first] = open
  const last = open.at(-1)
  if (first === undefined || last === undefined || Temporal.PlainDate.compare(first.payableBy, standing.asOf) < 0) return null
  const say = texts(lang)
  if (open.length === 1) return say.sentenceOne(kronerText(last.left, lang), dayText(last.payableBy))
  const on = Math.max(...open.map((row) => row.due.day))
  const even = open.slice(0, -1).every((row) => row.left === first.left) && monthByMonth(open, on)
  return even ? rowSentence({ count: open.length, each: first.left, last: last.left, on }, lang) : null
}

/** Whether rows fall due month after month on the same day, or on the last day of a month that is too short for it. */
function monthByMonth(rows: readonly Pick<PlanRow, 'due'>[], on: number): boolean {
  const month = (day: Day) => day.year * 12 + day.month
  return rows.every(({ due }, index) => {
    const before = rows[index - 1]
    return due.day === Math.min(on, due.daysInMonth) && (before === undefined || month(due) === month(before.due) + 1)
  })
}
