import { dayOf } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { readinesses, supportBasisSources } from '../../domain/support-basis.ts'
import type { PersonView } from '../../store/persons.ts'
import type { RecordedSpan, SupportBasisCode } from '../../store/support-basis.ts'
import { texts } from '../../texts/texts.ts'
import type { SupportBasisField } from './form.ts'

/** What the page needs; `mayRecord` is false for those who may read the history only. */
export type SupportBasisPageProps = {
  call: Call
  person: PersonView
  history: readonly RecordedSpan[]
  codes: readonly SupportBasisCode[]
  names: ReadonlyMap<string, { da: string; en: string }>
  mayRecord: boolean
  back: string
  raw?: RawForm<SupportBasisField>
  errors?: FieldErrors<SupportBasisField>
}

/** What a person has lived on, and a form for what is new. */
export function SupportBasisPage(props: SupportBasisPageProps) {
  const { call, person, back, mayRecord, errors = {} } = props
  const say = texts(call.lang)
  const labels = { code: say.code, readiness: say.readiness, from: say.from, source: say.source }
  return (
    <Page {...call.frame} title={say.supportBasis} hasErrors={Object.keys(errors).length > 0}>
      <PageHead
        title={say.supportBasis}
        intro={`${person.name ?? say.maskedName}. ${say.supportBasisIntro}`}
        actions={<ButtonLink href={back}>{say.back}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={summaryOf(errors, labels, call.lang)} />
      <Stack>
        <History {...props} />
        {mayRecord ? <RecordForm {...props} /> : null}
      </Stack>
    </Page>
  )
}

function History(props: SupportBasisPageProps) {
  const { call, history, names } = props
  const say = texts(call.lang)
  return (
    <Card title={say.history} id="history">
      {history.length === 0 ? (
        <p>{say.noHistory}</p>
      ) : (
        <DataTable
          id="history-table"
          caption={say.history}
          hideCaption
          inCard
          rows={history.toReversed()}
          columns={[
            { heading: say.code, cell: (span) => names.get(span.code)?.[call.lang] ?? span.code },
            { heading: say.from, cell: (span) => dayText(span.from), num: true },
            { heading: say.until, cell: (span) => (span.until === null ? say.ongoing : dayText(span.until)), num: true },
            { heading: say.readiness, cell: (span) => (span.readiness === null ? '–' : say.readinessNames[span.readiness]) },
            { heading: say.source, cell: (span) => say.sources[span.source] },
            { heading: say.recordedOn, cell: (span) => dayText(dayOf(span.recordedAt)), num: true },
          ]}
        />
      )}
    </Card>
  )
}

function RecordForm(props: SupportBasisPageProps) {
  const { call, person, codes, back, raw = {}, errors = {} } = props
  const say = texts(call.lang)
  const field = (name: SupportBasisField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  return (
    <Card title={say.record} id="record">
      <Form
        action={`/people/${person.id}/support-basis`}
        requestId={call.newRequestId()}
        hidden={{ back }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <Select {...field('code')} label={say.code} options={codes.map(({ code, name }) => ({ value: code, label: name[call.lang] }))} />
        <Select
          {...field('readiness')}
          label={say.readiness}
          required={false}
          options={readinesses.map((each) => ({ value: each, label: say.readinessNames[each] }))}
        />
        <DayField {...field('from')} label={say.from} />
        <Radios
          {...field('source')}
          label={say.source}
          options={supportBasisSources.map((each) => ({ value: each, label: say.sources[each] }))}
        />
      </Form>
    </Card>
  )
}
