import type { HumanId } from '#kernel/actor.ts'
import { formatBankAccount } from '#kernel/bank-account.ts'
import type { Instant } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText, momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { TextField } from '#ui/text-field.tsx'
import { loanActions } from '../../actions.ts'
import type { OwnAccount } from '../../domain/own-account.ts'
import { checkBatch } from '../../domain/payment.ts'
import type { CountedBatch, LoanPayment } from '../../store/payments.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { Decide } from './page.tsx'
import { type NamedPayment, Payments } from './table.tsx'

type Props = {
  call: Call
  batch: CountedBatch
  account: OwnAccount
  /** The names of who made and who approved it. */
  hands: ReadonlyMap<HumanId, string>
  payments: readonly NamedPayment[]
  problem: string | undefined
  outcome: OutcomeProblem | undefined
}

/** What was wrong with the bank's answer to one payment, so that it comes back filled. */
export type OutcomeProblem = { payment: LoanPayment['id']; errors: FieldErrors<OutcomeField>; raw: RawForm<OutcomeField> }
type OutcomeField = 'outcome' | 'settled_on' | 'reason'

/** One batch: totals and control sum, what is in it, the second person's approval, the file, and the bank's answers. */
export function BatchPage(props: Props) {
  const { call, batch, account, hands, payments, outcome } = props
  const errors = errorsOf(props)
  const { lang } = call
  const say = paymentTexts(lang).out
  const title = `${say.batch} ${batch.number}`
  const sum = kronerText(batch.total, lang)
  const byAt = (human: HumanId, at: Instant) => `${hands.get(human) ?? say.formerStaff}, ${momentText(at, lang)}`
  return (
    <Page {...call.frame} title={title} hasErrors={errors.length > 0}>
      <PageHead title={title} chips={<Chip kind={batch.state === 'draft' ? 'due' : 'done'}>{say.batchStates[batch.state]}</Chip>} />
      <Stack>
        <ErrorSummary lang={lang} errors={errors} />
        <Card title={say.total} id="totals">
          <Facts
            items={[
              { name: say.count, value: String(batch.orders) },
              { name: say.control, value: sum },
              { name: say.from, value: `${formatBankAccount(account.account)}, ${account.holder}` },
              { name: say.format, value: account.format },
              { name: say.message, value: batch.messageId },
              { name: say.madeBy, value: byAt(batch.madeBy, batch.madeAt) },
              ...(batch.approvedBy === null || batch.approvedAt === null
                ? []
                : [{ name: say.approvedBy, value: byAt(batch.approvedBy, batch.approvedAt) }]),
              ...(batch.executeOn === null ? [] : [{ name: say.executeOn, value: dayText(batch.executeOn) }]),
            ]}
          />
        </Card>
        <Next {...props} sum={sum} />
        <Card title={say.batch} id="payments" flush>
          <Payments
            call={call}
            id="payment-rows"
            title={title}
            rows={payments}
            deeds={(payment) => (
              <Deeds call={call} batch={batch} payment={payment} wrong={outcome?.payment === payment.id ? outcome : null} />
            )}
          />
        </Card>
      </Stack>
    </Page>
  )
}

function Next({ call, batch, payments, sum }: Props & { sum: string }) {
  const { lang, actor } = call
  const say = paymentTexts(lang).out
  if (batch.state === 'dropped' || actor?.kind !== 'staff') return null
  if (batch.state === 'approved')
    return (
      <Card title={say.download} id="file" next={batch.open > 0}>
        <p>{say.downloadText}</p>
        <ButtonLink kind="primary" href={`/payments/batches/${batch.id}/file`} download>
          {say.download}
        </ButtonLink>
      </Card>
    )
  const checked = checkBatch(
    batch,
    payments.map((one) => one.payment),
    actor.humanId,
  )
  return (
    <Card title={say.approveBatch} id="approve" next>
      {checked.ok ? (
        <Form
          action={`/payments/batches/${batch.id}/approval`}
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.approveBatch}</Button>}
        >
          <p>{say.approveText(batch.orders, sum)}</p>
        </Form>
      ) : (
        <p>{checked.refusal.kind === 'batch_empty' ? say.refusals.batch_empty : say.mustBeOther}</p>
      )}
      {mayEver(actor, loanActions.make_batch) ? (
        <Form
          action={`/payments/batches/${batch.id}/dissolution`}
          requestId={call.newRequestId()}
          buttons={<Button>{say.dropBatch}</Button>}
        />
      ) : null}
    </Card>
  )
}

function errorsOf({ call, problem, outcome }: Props): FormError[] {
  const say = paymentTexts(call.lang).out
  const labels = { outcome: say.settle, settled_on: say.settledOn, reason: say.reason }
  const typed = outcome === undefined ? [] : summaryOf(outcome.errors, labels, call.lang)
  return [
    ...(problem === undefined ? [] : [{ text: problem }]),
    ...typed.map((error) => ({ ...error, field: fieldId(error.field, outcome?.payment) })),
  ]
}

const fieldId = (name: string | undefined, payment: LoanPayment['id'] | undefined) =>
  `${name === 'reason' ? 'reason' : 'on'}-${payment ?? ''}`

type Answered = { call: Call; batch: CountedBatch; payment: LoanPayment; wrong: OutcomeProblem | null }

function Deeds({ call, batch, payment, wrong }: Answered) {
  const { lang, actor } = call
  const say = paymentTexts(lang).out
  if (batch.state === 'draft') return <Decide call={call} payment={payment} />
  const open = payment.state === 'ordered' || payment.state === 'paid'
  if (!open || actor === null || !mayEver(actor, loanActions.settle_payment)) return null
  const path = `/payments/${payment.id}/outcome`
  return (
    <>
      {payment.state === 'ordered' ? (
        <Form
          inline
          action={path}
          requestId={call.newRequestId()}
          hidden={{ outcome: 'paid', settled_on: dayText(call.today) }}
          buttons={
            <Button compact kind="primary" hidden={payment.number}>
              {say.paid}
            </Button>
          }
        />
      ) : null}
      <details open={wrong !== null}>
        <summary>
          {payment.state === 'ordered' ? say.reject : say.back}
          <span class="sr-only"> {payment.number}</span>
        </summary>
        <Form
          action={path}
          requestId={call.newRequestId()}
          hidden={{ outcome: payment.state === 'ordered' ? 'rejected' : 'came_back' }}
          buttons={
            <Button compact hidden={payment.number}>
              {payment.state === 'ordered' ? say.reject : say.back}
            </Button>
          }
        >
          <DayField
            lang={lang}
            id={fieldId('settled_on', payment.id)}
            name="settled_on"
            label={say.settledOn}
            value={wrong?.raw.settled_on ?? dayText(call.today)}
            error={errorText(wrong?.errors.settled_on, lang)}
          />
          <TextField
            lang={lang}
            id={fieldId('reason', payment.id)}
            name="reason"
            label={say.reason}
            width="m"
            value={wrong?.raw.reason}
            error={errorText(wrong?.errors.reason, lang)}
          />
        </Form>
      </details>
    </>
  )
}
