import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Fold } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { shownFigures } from '../../domain/open/open-version.ts'
import { type Section, sections } from '../../domain/report/sections.ts'
import type { SectionVersion } from '../../store/sections.ts'
import { texts } from '../../texts/texts.ts'
import { shownText } from '../report/figure-text.ts'
import { ReportTabs } from '../report/tabs.tsx'

/** The fields of a report's words. */
export type WriteField = Section | 'title'

/** The form in which a draft is written under the committee's headings, with the codes of its figures and the earlier versions. */
export function WritePage(props: {
  call: Call
  read: ReadReport
  versions: readonly SectionVersion[]
  errors?: FieldErrors<WriteField>
  problem?: string
  raw?: RawForm<WriteField>
}) {
  const { call, read, versions, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang)
  const labels: Record<WriteField, string> = { title: say.title, ...say.report.sections }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const value = (name: WriteField) => raw[name] ?? (name === 'title' ? read.report.title : (read.dataset.words[name] ?? ''))
  const field = (name: WriteField) => ({ lang, name, label: labels[name], value: value(name), error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={say.report.writeTitle} hasErrors={summary.length > 0}>
      <ReportTabs read={read} current="text" lang={lang} />
      <PageHead title={say.report.writeTitle} intro={say.report.writeIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      <FigureCodes read={read} lang={lang} />
      <Form
        action={`/evaluation/${read.report.id}/text`}
        requestId={call.newRequestId()}
        hidden={{ seen: String(versions.length) }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <TextField {...field('title')} hint={say.titleHint} width="full" />
        {sections.map((section) => (
          <TextArea {...field(section)} hint={say.report.sectionHints[section]} rows={6} max={20_000} required={false} />
        ))}
      </Form>
      <Versions versions={versions} lang={lang} />
    </Page>
  )
}

function FigureCodes({ read, lang }: { read: ReadReport; lang: Call['lang'] }) {
  const say = texts(lang)
  const figures = shownFigures(read.dataset, 'open')
  return (
    <Fold summary={say.report.codes}>
      <DataTable
        id="codes-table"
        caption={say.report.codes}
        hideCaption
        inCard
        rows={figures}
        columns={[
          { heading: say.measure, cell: ({ figure }) => figure.name[lang], wide: true },
          { heading: say.report.code, cell: ({ figure }) => `[[${figure.code}]]` },
          { heading: say.value, cell: ({ figure, value }) => shownText(value, figure.unit, lang), num: true },
        ]}
      />
    </Fold>
  )
}

function Versions({ versions, lang }: { versions: readonly SectionVersion[]; lang: Call['lang'] }) {
  const say = texts(lang).report
  return (
    <Card title={say.versions} id="versions">
      {versions.length === 0 ? (
        <p>{say.noVersions}</p>
      ) : (
        <Facts
          wide
          items={versions.map(({ section, at, words }) => ({
            name: say.written(say.sections[section], momentText(at, lang)),
            value: words,
          }))}
        />
      )}
    </Card>
  )
}
