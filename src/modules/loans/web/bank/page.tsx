import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { FileField } from '#ui/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { kronerText, kronerTyped } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Filter } from '#ui/tabs.tsx'
import type { Proposal } from '../../domain/proposals.ts'
import { type KeptLine, type LineState, lineStates } from '../../store/bank-lines.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { bankTexts } from '../../texts/bank/texts.ts'
import { PageLinks } from '../list/page-links.tsx'

/** A line with the loans it may be for. */
export type ProposedLine = { line: KeptLine; proposals: readonly Proposal[] }

/** The bank's lines in a state, with what is proposed for each; a file is read in at the top by those who may. */
export function BankLinesPage(props: {
  call: Call
  state: LineState
  counts: Record<LineState, number>
  rows: readonly ProposedLine[]
  page: number
  more: boolean
  mayImport: boolean
  problem?: string
}) {
  const { call, state, counts, rows, problem } = props
  const say = bankTexts(call.lang)
  return (
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined}>
      <PageHead
        title={say.title}
        intro={say.intro}
        actions={<ButtonLink href="/bank-accounts">{paymentTexts(call.lang).accounts.title}</ButtonLink>}
      />
      <Stack>
        <ErrorSummary lang={call.lang} errors={problem === undefined ? [] : [{ field: 'file', label: say.file, text: problem }]} />
        {props.mayImport ? (
          <Card title={say.importTitle} id="import">
            <Form upload action="/bank-lines" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.import}</Button>}>
              <FileField lang={call.lang} name="file" label={say.file} hint={say.fileHint} error={problem} accept=".xml,.csv" />
            </Form>
          </Card>
        ) : null}
        <Filter
          id="state-filter"
          label={say.show}
          items={lineStates.map((one) => ({
            href: `/bank-lines?state=${one}`,
            label: say.states[one],
            count: counts[one],
            current: one === state,
          }))}
        />
        {rows.length === 0 ? <Empty title={say.empty}>{say.emptyText}</Empty> : <Lines call={call} rows={rows} may={props.mayImport} />}
        <PageLinks call={call} page={props.page} more={props.more} href={(to) => `/bank-lines?state=${state}&page=${to}`} />
      </Stack>
    </Page>
  )
}

function Lines(props: { call: Call; rows: readonly ProposedLine[]; may: boolean }) {
  const { call, rows, may } = props
  const say = bankTexts(call.lang)
  return (
    <DataTable
      id="lines"
      caption={say.title}
      hideCaption
      rows={rows}
      columns={[
        { heading: say.day, cell: ({ line }) => <DayTime day={line.bookedOn} />, nowrap: true },
        { heading: say.who, cell: ({ line }) => (line.payerHidden ? paymentTexts(call.lang).out.masked : line.name) },
        { heading: say.text, cell: ({ line }) => line.note ?? line.text, wide: true },
        { heading: say.amount, num: true, cell: ({ line }) => kronerText(line.amount, call.lang) },
        {
          heading: say.proposals,
          cell: ({ line, proposals }) => (
            <>
              {may ? proposals.map((proposal) => <Accept call={call} line={line} proposal={proposal} />) : null}
              <ButtonLink compact href={`/bank-lines/${line.id}`}>
                {say.open}
              </ButtonLink>
            </>
          ),
        },
      ]}
    />
  )
}

function Accept(props: { call: Call; line: KeptLine; proposal: Proposal }) {
  const { call, line, proposal } = props
  const say = bankTexts(call.lang)
  const hidden = { number_1: proposal.candidate.number, amount_1: kronerTyped(line.amount) }
  return (
    <Form
      inline
      action={`/bank-lines/${line.id}/uses`}
      requestId={call.newRequestId()}
      hidden={hidden}
      buttons={<Button compact>{say.accept(proposal.candidate.number)}</Button>}
    >
      <span class="soft">{proposal.signs.map((sign) => say.signs[sign]).join(', ')}</span>
    </Form>
  )
}
