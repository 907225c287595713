import { type LetterContent, LetterView } from '#modules/notices/index.ts'
import type { Day } from '#kernel/days.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Form } from '#ui/form.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'
import type { DelayField } from './form.ts'

/** What the page shows beside the form: the published deadline, and whether anything is still owed. */
export type DelayFacts = { decideBy: Day | null; owed: boolean }

/** A delay to tell: first the letter as it will be, then for good. */
export type DelayPageProps = {
  head: CaseHead
  facts: DelayFacts
  raw: RawForm<DelayField>
  errors?: FieldErrors<DelayField>
  preview?: LetterContent & { lang: 'da' | 'en' }
}

/** The caseworker tells the citizen that the decision is late. */
export function DelayPage(props: DelayPageProps) {
  const { head, facts, errors = {} } = props
  const { call, say, referral } = head
  const words = say.delay
  return (
    <CaseFrame head={head} title={words.title(head.name)} errors={summaryOf(errors, words.fields, call.lang)} intro={words.law}>
      <Deadline head={head} facts={facts} />
      {referral.expectedOn ? <Notice kind="info">{words.told(dayText(referral.expectedOn))}</Notice> : null}
      {props.preview ? <LetterView letter={props.preview} summary={words.preview} open /> : null}
      {facts.owed ? <Tell {...props} /> : <Notice kind="info">{words.nothingOwed}</Notice>}
    </CaseFrame>
  )
}

function Deadline({ head, facts }: { head: CaseHead; facts: DelayFacts }) {
  const { say, call } = head
  if (facts.decideBy === null) return null
  const isOver = Temporal.PlainDate.compare(facts.decideBy, call.today) < 0
  return <Notice kind={isOver ? 'warn' : 'info'}>{(isOver ? say.delay.passed : say.delay.due)(dayText(facts.decideBy))}</Notice>
}

function Tell({ head, raw, errors = {}, preview }: DelayPageProps) {
  const { call, say, referral } = head
  const { lang } = call
  const words = say.delay
  const field = (name: DelayField) => ({ lang, name, label: words.fields[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Card title={say.steps.tell_delay.label} id="tell">
      <Form
        action={`/referrals/${referral.id}/delay`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind={preview ? 'secondary' : 'primary'} name="do" value="look">
              {words.look}
            </Button>
            {preview ? (
              <Button kind="primary" name="do" value="send">
                {words.send}
              </Button>
            ) : null}
            <ButtonLink kind="quiet" href={`/cases/${referral.id}`}>
              {words.cancel}
            </ButtonLink>
          </>
        }
      >
        <DayField {...field('expected_on')} hint={words.dayHint} />
        <TextArea {...field('why')} hint={words.whyHint} rows={4} max={1000} />
      </Form>
    </Card>
  )
}
