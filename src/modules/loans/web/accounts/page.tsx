import { formatBankAccount } from '#kernel/bank-account.ts'
import { dayOf } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type OwnAccount, paymentFormats } from '../../domain/own-account.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import type { AccountField } from './form.ts'

/** The lender's own accounts: those in use, proposals that wait for another person, and the form. */
export function AccountsPage(props: {
  call: Call
  inUse: readonly OwnAccount[]
  waiting: readonly OwnAccount[]
  problem?: string | undefined
  errors?: FieldErrors<AccountField>
  raw?: RawForm<AccountField>
}) {
  const { call, inUse, waiting, problem, errors = {}, raw = {} } = props
  const { lang } = call
  const say = paymentTexts(lang).accounts
  const labels = { account: say.account, holder: say.holder, bic: say.bic, creditor: say.creditor, format: say.format }
  const summary = [...(problem === undefined ? [] : [{ text: problem }]), ...summaryOf(errors, labels, lang)]
  const field = (name: AccountField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={say.title} hasErrors={summary.length > 0}>
      <PageHead title={say.title} intro={say.intro} />
      <Stack>
        <ErrorSummary lang={lang} errors={summary} />
        {waiting.length === 0 ? null : (
          <Card title={say.waiting} id="waiting" next flush>
            <Accounts call={call} id="waiting-accounts" title={say.waiting} rows={waiting} />
          </Card>
        )}
        <Card title={say.inUse} id="in-use" flush={inUse.length > 0}>
          {inUse.length === 0 ? (
            <Empty title={say.none}>{say.noneText}</Empty>
          ) : (
            <Accounts call={call} id="accounts" title={say.inUse} rows={inUse} />
          )}
        </Card>
        <Card title={say.add} id="add">
          <Form action="/bank-accounts" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.propose}</Button>}>
            <p>{say.addHint}</p>
            <TextField {...field('account')} hint={say.accountHint} />
            <TextField {...field('holder')} hint={say.holderHint} />
            <TextField {...field('bic')} hint={say.bicHint} width="s" required={false} />
            <TextField {...field('creditor')} hint={say.creditorHint} width="s" inputmode="numeric" required={false} />
            <Select {...field('format')} options={paymentFormats.map((value) => ({ value, label: say.formats[value] }))} />
          </Form>
        </Card>
      </Stack>
    </Page>
  )
}

function Accounts(props: { call: Call; id: string; title: string; rows: readonly OwnAccount[] }) {
  const { call, id, title, rows } = props
  const say = paymentTexts(call.lang).accounts
  const proposed = rows.some((row) => row.state === 'proposed')
  return (
    <DataTable
      id={id}
      caption={title}
      hideCaption
      inCard
      rows={rows}
      columns={[
        { heading: say.account, cell: (row) => formatBankAccount(row.account), nowrap: true },
        { heading: say.holder, cell: (row) => row.holder },
        { heading: say.creditor, cell: (row) => row.creditor ?? '' },
        { heading: say.format, cell: (row) => row.format },
        ...(proposed ? [{ heading: say.what, cell: (row: OwnAccount) => (row.closes ? say.closes : say.changes) }] : []),
        { heading: say.since, cell: (row) => <DayTime day={dayOf(row.proposedAt)} />, nowrap: true },
        { heading: say.deeds, cell: (row) => <Deeds call={call} row={row} /> },
      ]}
    />
  )
}

function Deeds({ call, row }: { call: Call; row: OwnAccount }) {
  const say = paymentTexts(call.lang).accounts
  const hidden = formatBankAccount(row.account)
  if (row.state !== 'proposed')
    return (
      <Form
        inline
        action="/bank-accounts"
        requestId={call.newRequestId()}
        hidden={{
          account: row.account,
          holder: row.holder,
          bic: row.bic ?? '',
          creditor: row.creditor ?? '',
          format: row.format,
          closes: 'yes',
        }}
        buttons={
          <Button compact hidden={hidden}>
            {say.close}
          </Button>
        }
      />
    )
  const own = call.actor?.kind === 'staff' && call.actor.humanId === row.proposedBy
  const buttons = (
    <>
      {own ? null : (
        <Button compact kind="primary" name="decision" value="confirmed" hidden={hidden}>
          {say.confirm}
        </Button>
      )}
      <Button compact name="decision" value="dropped" hidden={hidden}>
        {say.drop}
      </Button>
    </>
  )
  return (
    <Form inline action={`/bank-accounts/${row.id}/decision`} requestId={call.newRequestId()} buttons={buttons}>
      {own ? <span class="soft">{say.own}</span> : null}
    </Form>
  )
}
