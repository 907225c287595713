import type { Child } from 'hono/jsx'
import { dayOf } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { State, type StateKind } from '#ui/state.tsx'
import type { PaymentState } from '../../domain/payment.ts'
import type { LoanPayment } from '../../store/payments.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'

/** A payment with the name of its borrower; null when the reader may not see it. */
export type NamedPayment = { payment: LoanPayment; name: string | null }

const shapes: Record<PaymentState, StateKind> = {
  asked: 'wait',
  released: 'wait',
  ordered: 'now',
  paid: 'done',
  rejected: 'late',
  came_back: 'late',
  dropped: 'none',
}

/** What a payment is, in words. */
export function purposeText({ purpose, tranche }: LoanPayment, lang: Lang): string {
  const say = paymentTexts(lang).out.purposes
  return purpose === 'refund' ? say.refund : say.pay_out(tranche ?? 1)
}

/** Payments in a table, with what can be done about each. */
export function Payments(props: {
  call: Call
  id: string
  title: string
  rows: readonly NamedPayment[]
  deeds?: (payment: LoanPayment) => Child
}) {
  const { call, id, title, rows, deeds } = props
  const { lang } = call
  const say = paymentTexts(lang).out
  return (
    <DataTable
      id={id}
      caption={title}
      hideCaption
      inCard
      rows={rows}
      columns={[
        { heading: say.loan, cell: ({ payment }) => <a href={`/loans/${payment.loanId}`}>{payment.number}</a>, nowrap: true },
        { heading: say.who, cell: ({ name }) => name ?? say.masked },
        { heading: say.what, cell: ({ payment }) => purposeText(payment, lang) },
        { heading: say.payee, cell: ({ payment }) => (payment.cvr === null ? say.payees.cpr : say.payees.cvr(payment.cvr)) },
        { heading: say.amount, num: true, cell: ({ payment }) => kronerText(payment.amount, lang) },
        { heading: say.asked, cell: ({ payment }) => <DayTime day={dayOf(payment.askedAt)} />, nowrap: true },
        {
          heading: say.state,
          cell: ({ payment }) => (
            <>
              <State kind={shapes[payment.state]}>{say.states[payment.state]}</State>
              {payment.reason === null ? null : (
                <>
                  <br />
                  <span class="soft">{payment.reason}</span>
                </>
              )}
            </>
          ),
        },
        ...(deeds === undefined ? [] : [{ heading: say.deeds, cell: ({ payment }: NamedPayment) => deeds(payment) }]),
      ]}
    />
  )
}
