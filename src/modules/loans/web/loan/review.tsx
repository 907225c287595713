import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { errorText } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { TextArea } from '#ui/text-area.tsx'
import { loanActions } from '../../actions.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { lifeTexts } from '../../texts/texts.ts'
import type { LoanProblem } from './next-step.tsx'

/** The run ended before its time, or the borrower died: what the adviser reviews, and that it was done. Nothing when no review is owed. */
export function ReviewCard({ call, view, problem }: { call: Call; view: LoanView; problem?: LoanProblem }) {
  const { lang } = call
  const say = lifeTexts(lang).review
  if (view.review === null || call.actor?.kind === 'citizen') return null
  const may = call.actor !== null && mayEver(call.actor, loanActions.review)
  return (
    <Card title={say.title} id="review" next>
      <p>{say.why[view.review.why](dayText(view.review.on))}</p>
      <p>{say.what[view.review.why]}</p>
      {may ? (
        <Form
          action={`/loans/${view.loan.id}/reviews`}
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.done}</Button>}
        >
          <TextArea
            lang={lang}
            id="review-words"
            name="review"
            label={say.words}
            max={2000}
            value={problem?.raw.review}
            error={errorText(problem?.errors.review, lang)}
          />
        </Form>
      ) : null}
    </Card>
  )
}
