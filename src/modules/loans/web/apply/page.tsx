import type { Call } from '#platform/http/call.ts'
import type { LoanProduct } from '#modules/programmes/index.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'

/** The fields of an application. */
export type ApplyField = 'amount' | 'purpose' | 'terms' | 'start_pause' | 'anchor_day' | 'consent'

/** The application; comes back filled when something is wrong. `onBehalf`: the adviser applies on the citizen's recorded consent. */
export function ApplyPage(props: {
  call: Call
  action: string
  product: LoanProduct
  onBehalf: boolean
  errors?: FieldErrors<ApplyField>
  problem?: string
  raw?: RawForm<ApplyField>
}) {
  const { call, product, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang)
  const labels = {
    amount: say.applyAmount,
    purpose: say.purpose,
    terms: say.terms,
    start_pause: say.startPause,
    anchor_day: say.anchorDay,
    consent: say.consent,
  }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const field = (name: keyof typeof labels) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={say.applyTitle} hasErrors={summary.length > 0}>
      <PageHead title={say.applyTitle} intro={say.applyIntro(kronerText(product.minOre, lang), kronerText(product.maxOre, lang))} />
      <ErrorSummary lang={lang} errors={summary} />
      <Form action={props.action} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.apply}</Button>}>
        <KronerField {...field('amount')} />
        <TextArea {...field('purpose')} hint={say.purposeHint} max={2000} />
        <TextField {...field('terms')} value={raw.terms ?? String(Math.min(36, product.maxTerms))} width="xs" inputmode="numeric" />
        <TextField {...field('start_pause')} value={raw.start_pause ?? '0'} width="xs" inputmode="numeric" />
        <TextField {...field('anchor_day')} value={raw.anchor_day ?? '1'} width="xs" inputmode="numeric" />
        {props.onBehalf ? <Checkbox {...field('consent')} /> : null}
      </Form>
    </Page>
  )
}
