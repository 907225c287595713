import { kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { DecidePaymentRefusal, ReleaseRefusal } from '../../actions/release-payment.ts'
import type { DecideBatchRefusal, MakeBatchRefusal, SettleRefusal } from '../../actions/batches.ts'
import type { MeaningRefusal } from '../../actions/settle-line.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { refusalText } from '../words.ts'

type Refusal = ReleaseRefusal | DecidePaymentRefusal | MakeBatchRefusal | DecideBatchRefusal | SettleRefusal | MeaningRefusal

const plain = [
  'batch_decided_already',
  'batch_empty',
  'payments_unseen',
  'no_such_account',
  'payment_decided_already',
  'payment_not_sent',
  'payment_under_way',
  'no_cvr',
  'other_amount',
  'line_settled_already',
] as const
// What stands in the way of taking a payment back: the log after it.
const resting: readonly string[] = ['not_paid_out', 'nothing_owed', 'no_such_instalment']

/** Why something about a payment was refused, in plain words; what the loan itself refuses has the loan's words. */
export function paymentRefusalText(refusal: Refusal, lang: Lang): string {
  const { refusals: say, states } = paymentTexts(lang).out
  const own = plain.find((kind) => kind === refusal.kind)
  if (own !== undefined) return say[own]
  if (resting.includes(refusal.kind)) return say.resting
  if (refusal.kind === 'payment_not_payable') return say.payment_not_payable(refusal.number, paymentRefusalText(refusal.why, lang))
  if (refusal.kind === 'payment_settled_otherwise') return say.payment_settled_otherwise(states[refusal.state])
  if (refusal.kind === 'over_overpaid') return say.over_overpaid(kronerText(refusal.left, lang))
  return refusal.kind === 'second_person_required' ? secondText(refusal.because, lang) : refusalText({ kind: refusal.kind }, lang)
}

type Because = Extract<Refusal, { kind: 'second_person_required' }>['because']

function secondText(because: Because, lang: Lang): string {
  const say = paymentTexts(lang).out.refusals.second
  switch (because) {
    case 'made_batch':
    case 'released':
    case 'borrower':
    case 'asked':
      return say[because]
    case 'applied':
    case 'advised':
    case 'decided':
      return refusalText({ kind: 'second_person_required', because }, lang)
  }
}
