import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { kronerText } from '#ui/format.ts'
import { Off } from '#ui/off.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { waitingTranches } from '../../domain/tranche.ts'
import { texts } from '../../texts/texts.ts'
import { whyNotOut } from './why-not-out.ts'

/** Paying the next part out by hand; of a loan in several parts the button says which. */
export function PayOut({ call, view }: { call: Call; view: LoanView }) {
  const say = texts(call.lang).steps
  const [next] = waitingTranches(view.tranches)
  if (next === undefined) return null
  const name = view.tranches.length === 1 ? say.payOut : say.payOutPart(next.n)
  const why = whyNotOut(call, view)
  if (why !== null)
    return (
      <Card title={name} id="pay_out">
        <Off name={name} reason={why} />
      </Card>
    )
  // Where the lender pays through batches, paying by hand is the exception.
  const first = view.payTo === null
  return (
    <Card title={name} id="pay_out" next={first}>
      <Form
        action={`/loans/${view.loan.id}/payout`}
        requestId={call.newRequestId()}
        buttons={<Button {...(first ? { kind: 'primary' as const } : {})}>{name}</Button>}
      >
        <p>{say.payOutText(kronerText(next.amount, call.lang))}</p>
      </Form>
    </Card>
  )
}
