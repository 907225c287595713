import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { Decision } from '../../domain/referral.ts'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'
import { Lines } from '../lines.tsx'
import { SentLetter } from '../sent-letter.tsx'

/** What the hearing page shows: what the citizen was told, and the answer if there is one. */
export type HearingFacts = { told: Decision | null; answers: readonly string[] }

/** The caseworker writes down the citizen's answer. */
export function HearingPage(props: { head: CaseHead; facts: HearingFacts; text?: string; problem?: string }) {
  const { head, facts, problem } = props
  const { say, call, referral } = head
  const running = referral.state === 'refusal_proposed' && referral.hearingUntil !== null
  return (
    <CaseFrame
      head={head}
      title={say.hearing.title(head.name)}
      errors={problem ? [{ field: 'text', label: say.hearing.answer, text: problem }] : []}
    >
      {running && referral.hearingUntil ? (
        <Notice kind="info">{say.hearing.intro(dayText(referral.hearingUntil))}</Notice>
      ) : (
        <Notice kind="info">{say.hearing.none}</Notice>
      )}
      {facts.told ? (
        <Card title={say.hearing.what} id="told">
          <p>
            <Lines text={facts.told.proposal.considerations} />
          </p>
          {facts.told.letterId ? <SentLetter head={head} id={facts.told.letterId} /> : null}
        </Card>
      ) : null}
      {facts.answers.map((answer) => (
        <Card label={say.hearing.already}>
          <p class="strong">{say.hearing.already}</p>
          <blockquote>
            <Lines text={answer} />
          </blockquote>
        </Card>
      ))}
      {running ? (
        <Form
          action={`/referrals/${referral.id}/hearing`}
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.hearing.save}</Button>}
        >
          <TextArea
            lang={call.lang}
            name="text"
            label={say.hearing.answer}
            hint={say.hearing.answerHint}
            rows={6}
            max={4000}
            value={props.text}
            error={problem}
          />
        </Form>
      ) : null}
    </CaseFrame>
  )
}
