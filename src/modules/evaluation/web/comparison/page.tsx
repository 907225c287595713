import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type Measure, measures } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the compared programme's figures. */
export type ComparisonField = Measure | 'source' | 'caveat'

/** The form for the compared programme's figures by the same measures. */
export function ComparisonPage(props: {
  call: Call
  read: ReadReport
  errors?: FieldErrors<ComparisonField>
  raw?: RawForm<ComparisonField>
}) {
  const { call, read, errors = {} } = props
  const { lang } = call
  const say = texts(lang)
  const raw = props.raw ?? savedOf(read)
  const names = say.figures
  const labels = {
    referred: names.referred.name,
    accepted: names.accepted.name,
    started: names.started.name,
    main_reached: names.main_reached.name,
    completed: names.completed.name,
    source: say.source,
    caveat: say.caveat,
  }
  const summary = summaryOf(errors, labels, lang)
  const field = (name: ComparisonField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  const path = `/evaluation/${read.report.id}`
  const title = say.comparisonEnter(read.dataset.comparedName[lang])
  return (
    <Page {...call.frame} title={title} hasErrors={summary.length > 0}>
      <Crumbs lang={lang} items={[{ label: say.list, href: '/evaluation' }, { label: read.report.title, href: path }, { label: title }]} />
      <PageHead title={title} intro={say.comparisonIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Form action={`${path}/comparison`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.save}</Button>}>
        {measures.map((measure) => (
          <TextField {...field(measure)} hint={names[measure].definition} width="xs" inputmode="numeric" required={false} />
        ))}
        <TextField {...field('source')} hint={say.sourceHint} width="full" />
        <TextArea {...field('caveat')} max={2000} required={false} />
      </Form>
    </Page>
  )
}

function savedOf({ comparison }: ReadReport): RawForm<ComparisonField> {
  if (comparison === null) return {}
  const figures = Object.fromEntries(Object.entries(comparison.figures).map(([measure, count]) => [measure, String(count)]))
  return { ...figures, source: comparison.source, caveat: comparison.caveat }
}
