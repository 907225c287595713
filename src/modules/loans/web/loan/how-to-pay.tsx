import { formatBankAccount, ibanOf } from '#kernel/bank-account.ts'
import { formatFikLine } from '#kernel/fik.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import type { Lang } from '#ui/lang.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { paymentIdOf } from '../../domain/bank-line.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'

/** How the borrower pays: the slip's line where there is a creditor number, else account and text. Names and values, in reading order. */
export function payFacts({ loan, payTo }: Pick<LoanView, 'loan' | 'payTo'>, lang: Lang): { name: string; value: string }[] {
  const say = paymentTexts(lang).pay
  const paymentId = paymentIdOf(loan.number)
  const id = { name: say.paymentId, value: paymentId }
  if (payTo === null) return [id]
  const { account, creditor, holder } = payTo
  const slip = creditor === null ? [] : [{ name: say.slip, value: formatFikLine({ paymentId, creditor }) }]
  return [
    ...slip,
    id,
    { name: say.account, value: `${formatBankAccount(account)} (${ibanOf(account)}). ${say.to(holder)}` },
    { name: say.text, value: say.onlyText(loan.number) },
  ]
}

/** The sentence that goes with them. */
export function payHint({ payTo }: Pick<LoanView, 'payTo'>, lang: Lang): string {
  const say = paymentTexts(lang).pay
  return payTo === null ? say.none : say.hint
}

/** The card on the loan's page, while something can be paid. */
export function HowToPay({ call, view }: { call: Call; view: LoanView }) {
  if (!['accepted', 'repaying', 'handed_over'].includes(view.loan.state)) return null
  return (
    <Card title={paymentTexts(call.lang).pay.title} id="how-to-pay">
      <p>{payHint(view, call.lang)}</p>
      <Facts items={payFacts(view, call.lang)} />
    </Card>
  )
}
