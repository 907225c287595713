import type { Call } from '#platform/http/call.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { secondPerson } from '../../domain/loan.ts'
import { isLive } from '../../domain/payment.ts'
import { dueTranche } from '../../domain/tranche.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { refusalText } from '../words.ts'

/** Why the reader cannot pay the next part out now, in words; null when they can. What the step itself would refuse, said before it is pressed. */
export function whyNotOut({ lang, actor }: Call, view: LoanView): string | null {
  const same = actor?.kind === 'staff' ? secondPerson(view.loan, 'pay_out', actor.humanId) : null
  if (same !== null) return refusalText(same, lang)
  const due = dueTranche(view.tranches, null)
  if (!due.ok) return refusalText(due.refusal, lang)
  const underWay = view.payments.some((one) => one.tranche === due.value.n && isLive(one))
  return underWay ? paymentTexts(lang).out.refusals.payment_under_way : null
}
