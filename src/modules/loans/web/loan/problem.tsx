import type { Call } from '#platform/http/call.ts'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { errorText } from '#ui/form-data.ts'
import { Alert } from '#ui/notice.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { aidTexts } from '../../texts/aid/texts.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { creditField } from '../credit.tsx'
import type { LoanField, LoanProblem } from './next-step.tsx'

/** What was wrong with the form that was sent from the loan's page: the fields by name, or why it could not be done as the loan stands. */
export function ProblemOf({ call, view, problem }: { call: Call; view: LoanView; problem: LoanProblem }) {
  const labels = labelsOf(call, view, problem)
  const fields = Object.keys(labels) as LoanField[]
  const errors = fields.flatMap((name): FormError[] => {
    const text = errorText(problem.errors[name], call.lang)
    const field = name === 'voucher' ? problem.condition : name === 'file' && accepts(problem) ? 'signed' : ids[name]
    return text === undefined ? [] : [{ field: field ?? name, label: labels[name], text }]
  })
  if (problem.credit !== undefined) return <ErrorSummary lang={call.lang} errors={[{ field: creditField, text: problem.text }]} />
  return errors.length === 0 ? <Alert kind="error">{problem.text}</Alert> : <ErrorSummary lang={call.lang} errors={errors} />
}

/** Whether it was an acceptance that was refused: its paper is the signed note, and a document's comes with a title. */
export function accepts({ raw }: LoanProblem): boolean {
  return raw.title === undefined
}

/** Where a field's control has another id than its name. */
const ids: Partial<Record<LoanField, string>> = { review: 'review-words', refund: 'refund-amount', file: 'paper', questions: 'questions' }

// The words of a step are called by what the step asks for.
function labelsOf({ lang, actor }: Call, { loan }: LoanView, problem: LoanProblem): Record<LoanField, string> {
  const say = texts(lang)
  const { documents, signing, review, tranches } = lifeTexts(lang)
  const words = { applied: say.steps.adviseWords, returned: say.purpose } as const
  return {
    decision: say.steps.decision,
    reason: say.steps.declineReason,
    questions: say.steps.questions,
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
    file: accepts(problem) ? documents.signed : documents.file,
    code: signing.code,
    agree: actor?.kind === 'citizen' ? documents.agree : say.steps.acceptText,
    review: review.words,
    rest: tranches.waiveWords,
  }
}
