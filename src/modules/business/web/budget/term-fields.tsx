import type { Call } from '#platform/http/call.ts'
import { type FieldErrors, type RawForm, errorText } from '#ui/form-data.ts'
import { monthText } from '#ui/format.ts'
import { KronerField, PercentField } from '#ui/kroner-field.tsx'
import type { Lang } from '#ui/lang.ts'
import { Notice } from '#ui/notice.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Budget, calendarMonth, vatPeriods } from '../../domain/budget/budget.ts'
import { texts } from '../../texts/texts.ts'
import type { TermField } from './terms.ts'

/** The labels of the terms. */
export function termLabels(lang: Lang): Record<TermField, string> {
  const say = texts(lang).budget.terms
  return {
    start: say.start,
    months: say.months,
    opening: say.opening,
    customers_pay: say.customersPay,
    vat: say.vat,
    drawings: say.drawings,
    tax: say.tax,
    allowance: say.allowance,
    wish_amount: say.wishAmount,
    wish_terms: say.wishTerms,
    wish_pause: say.wishPause,
    wish_month: say.wishMonth,
  }
}

/** The terms of a budget: when it begins, how it is paid, VAT, tax and the loan. */
export function TermFields(props: {
  call: Call
  budget: Budget
  raw: RawForm<TermField>
  errors: FieldErrors<TermField>
  hasLoan: boolean
}) {
  const { call, raw, errors, budget } = props
  const { lang } = call
  const say = texts(lang).budget.terms
  const labels = termLabels(lang)
  const field = (name: TermField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  const months = Array.from({ length: budget.months }, (_, month) => ({
    value: String(month),
    label: monthText(calendarMonth(budget.start, month), lang),
  }))
  return (
    <div class="g-form">
      <TextField {...field('start')} width="xs" hint={say.startHint} />
      <TextField {...field('months')} width="xs" inputmode="numeric" hint={say.monthsHint} />
      <KronerField {...field('opening')} signed hint={say.openingHint} />
      <Select
        {...field('customers_pay')}
        noEmpty
        options={(['0', '1', '2', '3'] as const).map((value) => ({ value, label: say.customersPayOptions[value] }))}
      />
      <Select {...field('vat')} noEmpty options={vatPeriods.map((value) => ({ value, label: say.vatOptions[value] }))} />
      <KronerField {...field('drawings')} required={false} hint={say.drawingsHint} />
      <PercentField {...field('tax')} hint={say.taxHint} />
      <KronerField {...field('allowance')} required={false} hint={say.allowanceHint} />
      {props.hasLoan ? (
        <Notice kind="info" title={say.real}>
          {say.realText}
        </Notice>
      ) : (
        <fieldset class="g-form">
          <legend class="strong">{say.wish}</legend>
          <p class="form-hint">{say.wishHint}</p>
          <KronerField {...field('wish_amount')} required={false} />
          <TextField {...field('wish_terms')} width="xs" inputmode="numeric" required={false} />
          <TextField {...field('wish_pause')} width="xs" inputmode="numeric" required={false} />
          <Select {...field('wish_month')} required={false} noEmpty options={months} />
        </fieldset>
      )}
    </div>
  )
}
