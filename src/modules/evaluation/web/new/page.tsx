import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { type Option, Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'

/** The fields of a new report. */
export type NewField = 'agreement' | 'title' | 'cutoff_on'

/** The form that makes a report; comes back filled when something is wrong. */
export function NewReportPage(props: {
  call: Call
  agreements: readonly Option[]
  errors?: FieldErrors<NewField>
  raw?: RawForm<NewField>
}) {
  const { call, agreements, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang)
  const labels = { agreement: say.agreement, title: say.title, cutoff_on: say.cutoff }
  const summary = summaryOf(errors, labels, lang)
  const field = (name: NewField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={say.make} hasErrors={summary.length > 0}>
      <PageHead title={say.make} intro={say.makeIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Form action="/evaluation/new" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.make}</Button>}>
        <Select {...field('agreement')} options={agreements} noEmpty={agreements.length === 1} />
        <TextField {...field('title')} hint={say.titleHint} width="full" />
        <DayField {...field('cutoff_on')} hint={say.cutoffHint} />
      </Form>
    </Page>
  )
}
