import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { countText, dayText, kronerText, momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import type { ExportFormat } from '../../domain/export.ts'
import type { KeptExport } from '../../store/exports.ts'
import { texts } from '../../texts/texts.ts'
import { BookCrumbs } from '../asking.tsx'

type Props = {
  call: Call
  formats: readonly ExportFormat[]
  waiting: { entries: number; first: Day | null; last: Day | null }
  exports: readonly KeptExport[]
  mayExport: boolean
  wrong?: { text: string; raw: Record<string, string | undefined> }
}

/** The exports of the books: what waits, the form that makes the next, and every earlier file to fetch again. */
export function ExportsPage(props: Props) {
  const { call, waiting, wrong } = props
  const say = texts(call.lang).exports
  const { first, last } = waiting
  const intro =
    first === null || last === null ? say.nothing : say.waiting(countText(waiting.entries, call.lang), dayText(first), dayText(last))
  return (
    <Page {...call.frame} title={say.title} hasErrors={wrong !== undefined}>
      <BookCrumbs call={call} here={say.title} />
      <PageHead title={say.title} intro={intro} />
      <Stack>
        <ErrorSummary lang={call.lang} errors={wrong === undefined ? [] : [{ field: 'until', label: say.until, text: wrong.text }]} />
        {props.mayExport ? <MakeForm {...props} /> : null}
        {props.exports.length === 0 ? null : <Made {...props} />}
      </Stack>
    </Page>
  )
}

function MakeForm({ call, formats, wrong }: Props) {
  const say = texts(call.lang).exports
  const lastMonth = call.today.with({ day: 1 }).subtract({ days: 1 })
  return (
    <Card title={say.make} id="make">
      <Form action="/ledger/exports" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.make}</Button>}>
        <DayField
          lang={call.lang}
          name="until"
          label={say.until}
          hint={say.untilHint}
          value={wrong?.raw['until'] ?? dayText(lastMonth)}
          error={wrong?.text}
        />
        <Select
          lang={call.lang}
          name="format"
          label={say.format}
          noEmpty
          value={wrong?.raw['format'] ?? formats[0]?.code ?? ''}
          options={formats.map((format) => ({ value: format.code, label: format.name[call.lang] }))}
        />
      </Form>
    </Card>
  )
}

function Made({ call, exports, formats }: Props) {
  const say = texts(call.lang).exports
  const nameOf = (code: string) => formats.find((format) => format.code === code)?.name[call.lang] ?? code
  return (
    <DataTable
      id="exports"
      caption={say.made}
      rows={exports}
      columns={[
        { heading: say.number, cell: (row) => <a href={`/ledger/exports/${row.number}`}>{say.file(String(row.number))}</a>, nowrap: true },
        { heading: say.madeAt, cell: (row) => momentText(row.madeAt, call.lang), nowrap: true },
        { heading: say.until, cell: (row) => dayText(row.until), nowrap: true },
        { heading: say.entries, num: true, cell: (row) => countText(row.entries, call.lang) },
        { heading: say.debit, num: true, nowrap: true, cell: (row) => kronerText(row.debit, call.lang) },
        { heading: say.format, cell: (row) => nameOf(row.format) },
        { heading: say.hash, cell: (row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code> },
      ]}
    />
  )
}
