import { Button, ButtonLink } from '#ui/button.tsx'
import type { FormError } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'

/** A step that is taken on a page of its own. */
export const pagedSteps = ['share', 'take_back', 'start_assessment', 'review', 'withdraw', 'register_by_mistake', 'reopen'] as const
/** One of them. */
export type PagedStep = (typeof pagedSteps)[number]

/** What the page asks for. `reasons` where the step has a list; `why` where it wants words. */
export type StepPageProps = {
  head: CaseHead
  step: PagedStep
  reasons?: readonly { code: string; label: string }[]
  why?: boolean
  raw?: { reason: string; text: string }
  problem?: { field: 'reason' | 'text' | null; text: string }
}

/** One step: what follows from it, why, and the button. */
export function StepPage(props: StepPageProps) {
  const { head, step, reasons, problem } = props
  const { say, call, referral } = head
  const words = say.steps[step]
  const label = problem?.field === 'reason' ? say.stepPage.reason : say.stepPage.why
  const errors: FormError[] = problem ? [problem.field ? { field: problem.field, label, text: problem.text } : { text: problem.text }] : []
  return (
    <CaseFrame head={head} title={words.label} errors={errors} intro={`${head.name}. ${words.consequence}`}>
      <Form
        action={`/referrals/${referral.id}/steps/${step}`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary">{say.stepPage.confirm}</Button>
            <ButtonLink kind="quiet" href={`/referrals/${referral.id}`}>
              {say.stepPage.cancel}
            </ButtonLink>
          </>
        }
      >
        {reasons ? (
          <Radios
            lang={call.lang}
            name="reason"
            label={say.stepPage.reason}
            value={props.raw?.reason}
            error={problem?.field === 'reason' ? problem.text : undefined}
            options={reasons.map(({ code, label: name }) => ({ value: code, label: name }))}
          />
        ) : null}
        {reasons || props.why ? (
          <TextArea
            lang={call.lang}
            name="text"
            label={reasons ? say.stepPage.text : say.stepPage.why}
            hint={reasons ? say.stepPage.textHint : say.stepPage.whyHint}
            rows={3}
            required={!reasons}
            value={props.raw?.text}
            error={problem?.field === 'text' ? problem.text : undefined}
          />
        ) : null}
      </Form>
    </CaseFrame>
  )
}
