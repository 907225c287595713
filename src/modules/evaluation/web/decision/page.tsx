import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { nextOption } from '#modules/agreements/index.ts'
import { type Report, decisionKinds } from '../../domain/report/report.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of a decision. */
export type DecisionField =
  | 'kind'
  | 'decided_on'
  | 'case_number'
  | 'words'
  | 'ends_on'
  | 'places'
  | 'evaluation_due_on'
  | 'from_on'
  | 'beyond_reason'

/** The form in which the committee's decision is recorded; the number of places to an extension or a change, the last fields to one of them. */
export function DecisionPage(props: {
  call: Call
  report: Report
  places: number
  option: ReturnType<typeof nextOption>
  errors?: FieldErrors<DecisionField>
  problem?: string
  raw?: RawForm<DecisionField>
  /** Why nothing can be recorded now, when the page is opened; null while it can. */
  shut: string | null
}) {
  const { call, report, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang)
  const labels = {
    kind: say.kind,
    decided_on: say.decidedOn,
    case_number: say.caseNumber,
    words: say.words,
    ends_on: say.endsOn,
    places: say.placesWanted,
    evaluation_due_on: say.evaluationDueOn,
    from_on: say.fromOn,
    beyond_reason: say.beyondReason,
  }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const field = (name: DecisionField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  const ofExtension = { hint: say.onlyExtend, required: false }
  const path = `/evaluation/${report.id}`
  // Pressed when it was possible no more: what was typed stays.
  const shut = props.raw === undefined ? props.shut : null
  return (
    <Page {...call.frame} title={say.decide} hasErrors={summary.length > 0}>
      <Crumbs lang={lang} items={[{ label: say.list, href: '/evaluation' }, { label: report.title, href: path }, { label: say.decide }]} />
      <PageHead title={say.decide} {...(shut === null ? { intro: say.decisionIntro } : {})} />
      <ErrorSummary lang={lang} errors={summary} />
      {shut === null ? (
        <Form action={`${path}/decision`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.decide}</Button>}>
          <Radios
            {...field('kind')}
            options={decisionKinds.map((kind) => ({ value: kind, label: say.kinds[kind], hint: say.kindHints[kind] }))}
          />
          <DayField {...field('decided_on')} />
          <TextField {...field('case_number')} />
          <TextArea {...field('words')} max={4000} />
          <TextField
            {...field('places')}
            value={raw.places ?? String(props.places)}
            width="xs"
            inputmode="numeric"
            hint={say.placesHint}
            required={false}
          />
          <DayField {...field('from_on')} hint={say.onlyChange} required={false} />
          <DayField {...field('ends_on')} required={false} hint={optionHint(props.option, lang)} />
          <TextArea {...field('beyond_reason')} hint={say.beyondHint} max={500} required={false} />
          <DayField {...field('evaluation_due_on')} {...ofExtension} />
        </Form>
      ) : (
        <Notice kind="info">
          <p>
            {shut} <a href={path}>{report.title}</a>
          </p>
        </Notice>
      )}
    </Page>
  )
}

// What the agreement gives a right to, beside the day it is measured against.
function optionHint(option: ReturnType<typeof nextOption>, lang: Call['lang']): string {
  const say = texts(lang)
  return option === null ? say.noOptionHint : say.optionHint(dayText(option.reachesTo), dayText(option.decideBy))
}
