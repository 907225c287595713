import { formatBankAccount } from '#kernel/bank-account.ts'
import { dayOf } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { FileField } from '#ui/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { loanActions } from '../../actions.ts'
import type { OwnAccount } from '../../domain/own-account.ts'
import type { CountedBatch, LoanPayment } from '../../store/payments.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { type NamedPayment, Payments } from './table.tsx'

/** Payments out: refunds that wait for a second person, what is ready to be paid, and the batches. */
export function PaymentsPage(props: {
  call: Call
  asked: readonly NamedPayment[]
  ready: readonly NamedPayment[]
  batches: readonly CountedBatch[]
  accounts: readonly OwnAccount[]
  problem?: string
  fileProblem?: string
}) {
  const { call, asked, ready, batches, accounts, problem, fileProblem } = props
  const { lang } = call
  const say = paymentTexts(lang).out
  const errors = [
    ...(problem === undefined ? [] : [{ text: problem }]),
    ...(fileProblem === undefined ? [] : [{ field: 'file', label: say.statusFile, text: fileProblem }]),
  ]
  const mayRead = call.actor !== null && mayEver(call.actor, loanActions.settle_payment)
  return (
    <Page {...call.frame} title={say.title} hasErrors={errors.length > 0}>
      <PageHead
        title={say.title}
        intro={say.intro}
        actions={<ButtonLink href="/bank-accounts">{paymentTexts(lang).accounts.title}</ButtonLink>}
      />
      <Stack>
        <ErrorSummary lang={lang} errors={errors} />
        {asked.length === 0 ? null : (
          <Card title={say.refunds} id="refunds" flush next>
            <Payments
              call={call}
              id="asked"
              title={say.refunds}
              rows={asked}
              deeds={(payment) => <Decide call={call} payment={payment} approve />}
            />
          </Card>
        )}
        <Card title={say.ready} id="ready" flush={ready.length > 0}>
          {ready.length === 0 ? (
            <Empty title={say.nothing}>{say.nothingText}</Empty>
          ) : (
            <Payments
              call={call}
              id="released"
              title={say.ready}
              rows={ready}
              deeds={(payment) => <Decide call={call} payment={payment} />}
            />
          )}
        </Card>
        {ready.length === 0 || !mayRead ? null : <Make call={call} accounts={accounts} />}
        <Card title={say.batches} id="batches" flush={batches.length > 0}>
          {batches.length === 0 ? <Empty title={say.noBatches} /> : <Batches call={call} rows={batches} />}
        </Card>
        {mayRead ? (
          <Card title={say.status} id="status">
            <Form upload action="/payments/statuses" requestId={call.newRequestId()} buttons={<Button>{say.read}</Button>}>
              <FileField lang={lang} name="file" label={say.statusFile} hint={say.statusHint} error={fileProblem} accept=".xml" />
            </Form>
          </Card>
        ) : null}
      </Stack>
    </Page>
  )
}

function Make({ call, accounts }: { call: Call; accounts: readonly OwnAccount[] }) {
  const say = paymentTexts(call.lang).out
  const [first] = accounts
  if (first === undefined)
    return (
      <Card title={say.make} id="make">
        <p>{say.noAccount}</p>
      </Card>
    )
  return (
    <Card title={say.make} id="make">
      <Form action="/payments/batches" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.make}</Button>}>
        <Select
          lang={call.lang}
          name="account"
          label={say.from}
          noEmpty
          value={first.id}
          options={accounts.map((one) => ({ value: one.id, label: `${formatBankAccount(one.account)}, ${one.holder}` }))}
        />
      </Form>
    </Card>
  )
}

/** Approving a refund, or taking a payment out that has not been sent. */
export function Decide({ call, payment, approve = false }: { call: Call; payment: LoanPayment; approve?: boolean }) {
  const say = paymentTexts(call.lang).out
  const own = call.actor?.kind === 'staff' && call.actor.humanId === payment.askedBy
  const buttons = (
    <>
      {approve && !own ? (
        <Button compact kind="primary" name="decision" value="approve" hidden={payment.number}>
          {say.approve}
        </Button>
      ) : null}
      <Button compact name="decision" value="drop" hidden={payment.number}>
        {say.takeOut}
      </Button>
    </>
  )
  return (
    <Form inline action={`/payments/${payment.id}/decision`} requestId={call.newRequestId()} buttons={buttons}>
      {approve && own ? <span class="soft">{say.refusals.second.asked}</span> : null}
    </Form>
  )
}

function Batches({ call, rows }: { call: Call; rows: readonly CountedBatch[] }) {
  const say = paymentTexts(call.lang).out
  return (
    <DataTable
      id="batch-list"
      caption={say.batches}
      hideCaption
      inCard
      rows={rows}
      columns={[
        { heading: say.number, cell: (row) => <a href={`/payments/batches/${row.id}`}>{row.number}</a>, nowrap: true },
        { heading: say.asked, cell: (row) => <DayTime day={dayOf(row.madeAt)} />, nowrap: true },
        { heading: say.count, num: true, cell: (row) => String(row.orders) },
        { heading: say.total, num: true, cell: (row) => kronerText(row.total, call.lang) },
        { heading: say.state, cell: (row) => say.batchStates[row.state] },
        { heading: say.settle, cell: (row) => (row.state !== 'approved' ? '' : row.open === 0 ? say.closed : say.open(row.open)) },
      ]}
    />
  )
}
