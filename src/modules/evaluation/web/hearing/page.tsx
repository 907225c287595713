import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import type { Hearing } from '../../store/hearing.ts'
import { texts } from '../../texts/texts.ts'
import { Prose } from '../report/section-card.tsx'
import { ReportTabs } from '../report/tabs.tsx'

/** The fields of the hearing. */
export type HearingField = 'until_on' | 'words'

/** The hearing of the parties on a draft: until when, what has been said, and the form to say something. */
export function HearingPage(props: {
  call: Call
  read: ReadReport
  hearing: Hearing | null
  errors?: FieldErrors<HearingField>
  problem?: string
  raw?: RawForm<HearingField>
}) {
  const { call, read, hearing, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang).report
  const labels = { until_on: say.hearingUntil, words: say.comment }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const field = (name: HearingField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  const path = `/evaluation/${read.report.id}/hearing`
  return (
    <Page {...call.frame} title={say.hearingTitle} hasErrors={summary.length > 0}>
      <ReportTabs read={read} current="hearing" lang={lang} />
      <PageHead title={say.hearingTitle} intro={say.hearingIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Stack>
        <Card title={say.comments} id="comments">
          <p>{hearing === null ? say.hearingNone : say.hearingRuns(dayText(hearing.untilOn))}</p>
          {hearing !== null && hearing.comments.length === 0 ? <p class="soft">{say.noComments}</p> : null}
          {(hearing?.comments ?? []).map((comment) => (
            <>
              <h3>{comment.organisation}</h3>
              <p class="soft">{momentText(comment.at, lang)}</p>
              <Prose text={comment.words} />
            </>
          ))}
        </Card>
        {hearing === null ? null : (
          <Card title={say.commentSend} id="say">
            <Form action={path} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.commentSend}</Button>}>
              <TextArea {...field('words')} hint={say.commentHint} rows={6} max={8000} />
            </Form>
          </Card>
        )}
        {read.maySecretary ? (
          <Card title={hearing === null ? say.hearingOpen : say.hearingMove} id="hearing-open">
            <Form
              action={`${path}/opening`}
              requestId={call.newRequestId()}
              buttons={
                <Button kind={hearing === null ? 'primary' : 'secondary'}>{hearing === null ? say.hearingOpen : say.hearingMove}</Button>
              }
            >
              <DayField {...field('until_on')} />
            </Form>
          </Card>
        ) : null}
      </Stack>
    </Page>
  )
}
