import { DecisionDeadline, type DelayField, DelayForm, type LetterContent, LetterView } from '#modules/notices/index.ts'
import type { Day } from '#kernel/days.ts'
import { type FieldErrors, type RawForm, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'

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
      <DecisionDeadline call={call} words={words} decideBy={facts.decideBy} />
      {referral.expectedOn ? <Notice kind="info">{words.told(dayText(referral.expectedOn))}</Notice> : null}
      {props.preview ? <LetterView letter={props.preview} summary={words.preview} open /> : null}
      {facts.owed ? (
        <DelayForm
          call={call}
          title={say.steps.tell_delay.label}
          action={`/referrals/${referral.id}/delay`}
          back={`/cases/${referral.id}`}
          words={words}
          raw={props.raw}
          errors={errors}
          looked={props.preview !== undefined}
          seen={referral.expectedOn?.toString() ?? null}
        />
      ) : (
        <Notice kind="info">{words.nothingOwed}</Notice>
      )}
    </CaseFrame>
  )
}
