import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { FileField } from '#ui/file-field.tsx'
import { Alert } from '#ui/notice.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { type Option, Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type Measure, type ReferenceLine, measures } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the compared programme's figures. */
export type ComparisonField = Measure | 'source' | 'caveat' | 'references'

/** The form for the compared programme's figures by the same measures. */
export function ComparisonPage(props: {
  call: Call
  read: ReadReport
  errors?: FieldErrors<ComparisonField>
  raw?: RawForm<ComparisonField>
  others: readonly Option[]
  /** What is wrong with the file that was sent. */
  fault?: string | undefined
  /** Why the whole was refused, where no field is to blame. */
  refused?: string | undefined
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
    registered: names.registered.name,
    self_end12: `${names.self.name} ${say.variants.end12}`,
    references: say.compare.references,
    source: say.source,
    caveat: say.caveat,
  }
  const summary = summaryOf(errors, labels, lang)
  const field = (name: ComparisonField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  const path = `/evaluation/${read.report.id}`
  const title = say.comparisonEnter(read.dataset.comparedName[lang])
  return (
    <Page {...call.frame} title={title} hasErrors={summary.length > 0 || props.refused !== undefined}>
      <Crumbs lang={lang} items={[{ label: say.list, href: '/evaluation' }, { label: read.report.title, href: path }, { label: title }]} />
      <PageHead title={title} intro={say.comparisonIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      {props.refused === undefined ? null : <Alert kind="error">{props.refused}</Alert>}
      <Form action={`${path}/comparison`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.save}</Button>}>
        {measures.map((measure) => (
          <TextField
            {...field(measure)}
            hint={names[measure === 'self_end12' ? 'self' : measure].definition}
            width="xs"
            inputmode="numeric"
            required={false}
          />
        ))}
        <TextField {...field('source')} hint={say.sourceHint} width="full" />
        <TextArea {...field('caveat')} max={2000} required={false} />
        <TextArea {...field('references')} hint={say.compare.referencesHint} max={8000} required={false} />
      </Form>
      <Others call={call} path={path} others={props.others} fault={props.fault} />
    </Page>
  )
}

// Two other ways to the same figures: a file, and another agreement counted alike.
function Others({ call, path, others, fault }: { call: Call; path: string; others: readonly Option[]; fault: string | undefined }) {
  const { lang } = call
  const say = texts(lang).compare
  return (
    <>
      <Card title={say.file} id="from-file">
        <p>{say.fileText}</p>
        <Form action={`${path}/comparison/file`} requestId={call.newRequestId()} upload buttons={<Button>{say.load}</Button>}>
          <FileField lang={lang} name="file" label={say.fileLabel} accept=".csv,text/csv,text/plain" error={fault} />
        </Form>
      </Card>
      {others.length === 0 ? null : (
        <Card title={say.agreement} id="from-agreement">
          <Form action={`${path}/comparison/agreement`} requestId={call.newRequestId()} buttons={<Button>{say.take}</Button>}>
            <Select lang={lang} name="agreement" label={say.agreementLabel} options={others} />
          </Form>
        </Card>
      )}
    </>
  )
}

function savedOf({ comparison }: ReadReport): RawForm<ComparisonField> {
  if (comparison === null) return {}
  const figures = Object.fromEntries(Object.entries(comparison.figures).map(([measure, count]) => [measure, String(count)]))
  return { ...figures, source: comparison.source, caveat: comparison.caveat, references: typedLines(comparison.references) }
}

function typedLines(references: readonly ReferenceLine[]): string {
  return references.map(({ name, value, source, of }) => `${name}; ${value}; ${source}${of === undefined ? '' : `; [[${of}]]`}`).join('\n')
}
