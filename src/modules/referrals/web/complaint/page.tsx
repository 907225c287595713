import { formatDay } from '#kernel/days.ts'
import { type LetterContent, LetterView } from '#modules/notices/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import type { FormError } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { appealOutcomes, complaintDueOn, isLate } from '../../domain/complaint.ts'
import type { Decision, RecordedEvent } from '../../domain/referral.ts'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'
import { eventTitle } from '../event-title.ts'
import { Lines } from '../lines.tsx'
import type { ComplaintRaw } from './form.ts'
import { SentLetter } from '../sent-letter.tsx'

/** What the page shows: the decision complained about, what happened with complaints so far, and whether the reader may settle. */
export type ComplaintFacts = { decision: Decision | null; history: readonly RecordedEvent[] }

/** What came back from a refused form. */
export type ComplaintRefused = { raw: ComplaintRaw; errors: readonly FormError[] }

type Props = { head: CaseHead; facts: ComplaintFacts; refused?: ComplaintRefused; letter?: (LetterContent & { lang: 'da' | 'en' }) | null }

/** The complaint from its receipt to the board's answer, one form at a time. */
export function ComplaintPage(props: Props) {
  const { head, facts, refused } = props
  const { say, referral } = head
  return (
    <CaseFrame head={head} title={say.complaint.title(head.name)} errors={refused?.errors ?? []} intro={say.complaint.law}>
      <Standing {...props} />
      <Decided {...props} />
      {facts.history.map((event) => (
        <Card title={`${eventTitle(event, say)}, ${dayText(event.on)}`} id={`event-${event.id}`}>
          {event.text ? (
            <blockquote>
              <Lines text={event.text} />
            </blockquote>
          ) : null}
        </Card>
      ))}
      {head.authority === 'acting_job_centre' ? <Next {...props} /> : null}
      {head.authority === 'provider' && referral.complaint ? <Notice kind="info">{say.complaint.waits}</Notice> : null}
    </CaseFrame>
  )
}

const complainable = (state: string) => state === 'refused' || state === 'not_now'
const receivable = ({ state, boardAnswered }: Props['head']['referral']) => complainable(state) && !boardAnswered

function Standing({ head, facts }: Props) {
  const { say, referral } = head
  const { complaint } = referral
  const words = say.complaint
  if (!complaint)
    return <Notice kind="info">{receivable(referral) ? words.intro : referral.boardAnswered ? words.answered : words.none}</Notice>
  const text = complaint.stage === 'received' ? words.dueOn(dayText(complaintDueOn(complaint))) : words.withBoard(dayText(complaint.on))
  const late = complaint.stage === 'received' && facts.decision !== null && isLate(facts.decision.decidedOn, complaint.on)
  return (
    <>
      <Notice kind="info">{text}</Notice>
      {late ? <Notice kind="warn">{words.late}</Notice> : null}
    </>
  )
}

/** The decision that is complained about, with the letter as it was sent. */
function Decided({ head, facts }: Props) {
  const { say } = head
  const { decision } = facts
  if (decision === null || !complainable(head.referral.state)) return null
  return (
    <Card
      title={say.complaint.decision(say.decision.outcomes[decision.outcome], dayText(decision.decidedOn))}
      id="decision"
      aside={decision.letterId === null ? undefined : <SentLetter head={head} id={decision.letterId} />}
    >
      <Lines text={decision.proposal.considerations} />
    </Card>
  )
}

function Next(props: Props) {
  const { referral } = props.head
  if (referral.complaint)
    return (
      <>
        <Settle {...props} />
        <Withdrawal {...props} />
      </>
    )
  return receivable(referral) ? <Receive {...props} /> : null
}

function fieldOf({ head, refused }: Props, name: keyof ComplaintRaw) {
  const value = refused?.raw[name]
  const error = refused?.errors.find((one) => one.field === name)?.text
  return { lang: head.call.lang, name, ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { error }) }
}

function Receive(props: Props) {
  const { call, say, referral } = props.head
  const words = say.complaint
  return (
    <Card title={say.steps.complain.label} id="receive">
      <Form
        action={`/referrals/${referral.id}/complaint`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{words.save}</Button>}
      >
        <DayField value={formatDay(call.today)} {...fieldOf(props, 'received_on')} label={words.receivedOn} />
        <TextArea {...fieldOf(props, 'text')} label={words.text} hint={words.textHint} rows={6} max={4000} />
      </Form>
    </Card>
  )
}

function Settle(props: Props) {
  const { letter } = props
  const { call, say, referral } = props.head
  const words = say.complaint
  const board = referral.complaint?.stage === 'forwarded'
  const options = board
    ? appealOutcomes.map((value) => ({ value, label: words.appeals[value] }))
    : [
        { value: 'forward', label: words.forward },
        { value: 'change', label: words.change },
      ]
  return (
    <Card title={board ? words.board : words.again} id="settle">
      <Stack>
        {letter ? <LetterView letter={letter} summary={say.delay.preview} open /> : null}
        <Form
          action={`/referrals/${referral.id}/complaint/outcome`}
          requestId={call.newRequestId()}
          buttons={
            board ? (
              <Button kind="primary">{words.boardSave}</Button>
            ) : (
              <>
                <Button kind={letter ? 'secondary' : 'primary'} name="do" value="look">
                  {words.look}
                </Button>
                <Button kind={letter ? 'primary' : 'secondary'} name="do" value="send">
                  {words.settle}
                </Button>
              </>
            )
          }
        >
          <Radios {...fieldOf(props, 'outcome')} label={words.outcome} options={options} />
          <TextArea
            {...fieldOf(props, 'considerations')}
            label={board ? words.boardText : words.considerations}
            hint={board ? words.boardTextHint : words.considerationsHint}
            rows={6}
            max={4000}
          />
        </Form>
      </Stack>
    </Card>
  )
}

function Withdrawal({ head }: Props) {
  const { call, say, referral } = head
  return (
    <Card title={say.complaint.withdraw} id="withdraw">
      <Form
        action={`/referrals/${referral.id}/complaint/withdrawal`}
        requestId={call.newRequestId()}
        buttons={<Button>{say.complaint.withdraw}</Button>}
      >
        <p>{say.steps.withdraw_complaint.consequence}</p>
      </Form>
    </Card>
  )
}
