import { formatBankAccount } from '#kernel/bank-account.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, errorText, summaryOf } from '#ui/form-data.ts'
import { FileField } from '#ui/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Filter } from '#ui/tabs.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Proposal } from '../../domain/proposals.ts'
import { type KeptLine, type LineState, lineStates } from '../../store/bank-lines.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { bankTexts } from '../../texts/bank/texts.ts'

/** A line with the loans it may be for. */
export type ProposedLine = { line: KeptLine; proposals: readonly Proposal[] }

/** The bank's lines in a state, with what is proposed for each; a file is read in at the top by those who may. */
export function BankLinesPage(props: {
  call: Call
  state: LineState
  counts: Record<LineState, number>
  rows: readonly ProposedLine[]
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
        { heading: say.who, cell: ({ line }) => line.name },
        { heading: say.text, cell: ({ line }) => line.note ?? line.text, wide: true },
        { heading: say.amount, num: true, cell: ({ line }) => kronerText(line.amount, call.lang) },
        {
          heading: say.proposals,
          cell: ({ line, proposals }) => (
            <>
              {may ? proposals.map((proposal) => <Accept call={call} line={line} proposal={proposal} />) : null}
              <a href={`/bank-lines/${line.id}`}>{say.open}</a>
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
  const hidden = { number_1: proposal.candidate.number, amount_1: kronerBare(line) }
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

function kronerBare(line: KeptLine): string {
  return `${line.amount / 100n},${(line.amount % 100n).toString().padStart(2, '0')}`
}

function labelsOf(lang: Call['lang']): Record<string, string> {
  const say = bankTexts(lang)
  const parts = [1, 2, 3].flatMap((n) => [[`number_${n}`, say.number(n)] as const, [`amount_${n}`, say.part(n)] as const])
  return { ...Object.fromEntries(parts), note: say.parkNote }
}

/** One line: what the bank said, what it was used for, and the forms that settle it. */
export function BankLinePage(props: {
  call: Call
  line: KeptLine
  proposals: readonly Proposal[]
  uses: readonly { loanId: string; number: string; amount: KeptLine['amount']; on: KeptLine['bookedOn'] }[]
  may: boolean
  problem?: string
  errors?: FieldErrors
  raw?: Readonly<Record<string, string | undefined>>
}) {
  const { call, line, proposals, uses, problem, errors = {}, raw } = props
  const { lang } = call
  const say = bankTexts(lang)
  const open = line.state !== 'used' && props.may
  const first = raw ?? { number_1: proposals[0]?.candidate.number ?? '', amount_1: line.amount > 0n ? kronerBare(line) : '' }
  return (
    <Page {...call.frame} title={say.line} hasErrors={raw !== undefined}>
      <PageHead title={say.line} />
      <Stack>
        <ErrorSummary
          lang={lang}
          errors={[...(problem === undefined ? [] : [{ text: problem }]), ...summaryOf(errors, labelsOf(lang), lang)]}
        />
        <Card title={say.line} id="line">
          <Facts
            items={[
              { name: say.day, value: dayText(line.bookedOn) },
              { name: say.who, value: line.name },
              { name: say.text, value: line.text },
              { name: say.amount, value: kronerText(line.amount, lang) },
              { name: say.account, value: formatBankAccount(line.account) },
              { name: say.paymentId, value: line.paymentId ?? '' },
              { name: say.creditor, value: line.creditor ?? '' },
              { name: say.state, value: say.states[line.state] },
              { name: say.note, value: line.note ?? '' },
              ...uses.map((use) => ({ name: kronerText(use.amount, lang), value: <a href={`/loans/${use.loanId}`}>{use.number}</a> })),
            ].filter((fact) => fact.value !== '')}
          />
        </Card>
        {open && line.amount > 0n ? (
          <Card title={say.useTitle} id="use" next>
            <Form
              action={`/bank-lines/${line.id}/uses`}
              requestId={call.newRequestId()}
              buttons={<Button kind="primary">{say.use}</Button>}
            >
              <p>{say.useHint}</p>
              {[1, 2, 3].map((n) => (
                <>
                  <TextField
                    lang={lang}
                    name={`number_${n}`}
                    label={say.number(n)}
                    width="s"
                    required={n === 1}
                    value={first[`number_${n}`]}
                    error={errorText(errors[`number_${n}`], lang)}
                  />
                  <KronerField
                    lang={lang}
                    name={`amount_${n}`}
                    label={say.part(n)}
                    required={n === 1}
                    value={first[`amount_${n}`]}
                    error={errorText(errors[`amount_${n}`], lang)}
                  />
                </>
              ))}
            </Form>
          </Card>
        ) : null}
        {open ? (
          <Card title={say.park} id="park">
            {line.amount > 0n ? null : <p>{say.noIncome}</p>}
            <Form action={`/bank-lines/${line.id}/parking`} requestId={call.newRequestId()} buttons={<Button>{say.park}</Button>}>
              <TextField
                lang={lang}
                name="note"
                label={say.parkNote}
                width="l"
                value={raw?.['note']}
                error={errorText(errors['note'], lang)}
              />
            </Form>
          </Card>
        ) : null}
      </Stack>
    </Page>
  )
}
