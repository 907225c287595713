import type { Call } from '#platform/http/call.ts'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { errorText } from '#ui/form-data.ts'
import { Notice } from '#ui/notice.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { aidTexts } from '../../texts/aid/texts.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import type { LoanField, LoanProblem } from './next-step.tsx'

/** What was wrong with the form that was sent from the loan's page: the fields by name, or why it could not be done as the loan stands. */
export function ProblemOf({ call, view, problem }: { call: Call; view: LoanView; problem: LoanProblem }) {
  const labels = labelsOf(call, view)
  const fields = Object.keys(labels) as LoanField[]
  const errors = fields.flatMap((name): FormError[] => {
    const text = errorText(problem.errors[name], call.lang)
    return text === undefined ? [] : [{ field: ids[name] ?? name, label: labels[name], text }]
  })
  return errors.length === 0 ? <Notice kind="error">{problem.text}</Notice> : <ErrorSummary lang={call.lang} errors={errors} />
}

/** Where a field's control has another id than its name. */
const ids: Partial<Record<LoanField, string>> = { review: 'review-words', refund: 'refund-amount' }

// The words of a step are called by what the step asks for.
function labelsOf({ lang }: Call, { loan }: LoanView): Record<LoanField, string> {
  const say = texts(lang)
  const { documents, signing, review, tranches } = lifeTexts(lang)
  const words = { applied: say.steps.adviseWords, returned: say.purpose } as const
  return {
    decision: say.steps.decision,
    reason: say.steps.declineReason,
    words: loan.state === 'applied' || loan.state === 'returned' ? words[loan.state] : say.steps.decideWords,
    amount: loan.state === 'returned' ? say.steps.againAmount : say.steps.payAmount,
    paid_on: say.steps.payOn,
    refund: paymentTexts(lang).out.refund.amount,
    terms: say.terms,
    start_pause: say.startPause,
    aid_reference: aidTexts(lang).referenceField,
    second: tranches.second,
    second_condition: tranches.secondCondition,
    third: tranches.third,
    third_condition: tranches.thirdCondition,
    voucher: tranches.voucher,
    title: documents.what,
    file: documents.file,
    code: signing.code,
    agree: documents.agree,
    review: review.words,
  }
}
