import { parseId } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { Radios } from '#ui/radios.tsx'
import type { LineMeaning } from '../../actions/settle-line.ts'
import type { KeptLine } from '../../store/bank-lines.ts'
import { paymentsIn } from '../../store/line-meanings.ts'
import { batchesOf, sentPayments } from '../../store/payments.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'

/** What a movement may have been, in words and as the form sends it. */
export type PossibleMeaning = { value: string; label: string }

/** What a movement of its amount may have been: payments and batches that were sent, those that may have come back, payments in taken back. */
export async function possibleMeanings(tx: Tx, line: KeptLine, lang: Lang): Promise<PossibleMeaning[]> {
  if (line.state === 'used') return []
  const say = paymentTexts(lang).out.line
  const sent = await sentPayments(tx, line.lenderId, ore(line.amount < 0n ? 0n - line.amount : line.amount))
  if (line.amount > 0n) return sent.map((one) => ({ value: `order_back:${one.id}`, label: say.back(one.number) }))
  const batches = await batchesOf(tx, line.lenderId, 50)
  const whole = batches.filter((one) => one.state === 'approved' && one.orders > 1 && one.open > 0 && one.total === 0n - line.amount)
  const returned = await paymentsIn(tx, line.lenderId, { amount: ore(0n - line.amount), until: line.bookedOn })
  return [
    ...sent.filter((one) => one.state === 'ordered').map((one) => ({ value: `order_paid:${one.id}`, label: say.sent(one.number) })),
    ...whole.map((one) => ({ value: `batch_paid:${one.id}`, label: say.batch(one.number) })),
    ...returned.map((one) => ({
      value: `payment_back:${one.eventId}:${one.loanId}`,
      label: say.returned(one.number, dayText(one.on)),
    })),
  ]
}

/** A meaning as the form sent it; null for anything else. */
export function readMeaning(text: string): LineMeaning | null {
  const [kind, first = '', second = ''] = text.split(':')
  if (kind === 'order_paid' || kind === 'order_back') {
    const paymentId = parseId<'payment_order'>(first)
    return paymentId === null ? null : { kind, paymentId }
  }
  if (kind === 'batch_paid') {
    const batchId = parseId<'payment_batch'>(first)
    return batchId === null ? null : { kind, batchId }
  }
  const [eventId, loanId] = [parseId<'event'>(first), parseId<'loan'>(second)]
  return kind !== 'payment_back' || eventId === null || loanId === null ? null : { kind, eventId, loanId }
}

/** The card in which a clerk says what a movement was. */
export function Meaning(props: { call: Call; line: KeptLine; meanings: readonly PossibleMeaning[] }) {
  const { call, line, meanings } = props
  const say = paymentTexts(call.lang).out
  const [first] = meanings
  if (first === undefined) return null
  return (
    <Card title={say.line.title} id="movement" next={line.amount < 0n}>
      <Form
        action={`/bank-lines/${line.id}/meaning`}
        requestId={call.newRequestId()}
        buttons={<Button {...(line.amount < 0n ? { kind: 'primary' as const } : {})}>{say.line.save}</Button>}
      >
        <Radios
          lang={call.lang}
          name="meaning"
          label={say.line.title}
          value={line.amount < 0n ? first.value : undefined}
          options={[...meanings]}
        />
      </Form>
    </Card>
  )
}
