import { type Day, isBefore } from '#kernel/days.ts'
import { type LetterContent, LetterView } from '#modules/notices/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { toldUntil } from '../../domain/recorded-event.ts'
import { delayTexts } from '../../texts/delay/texts.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the form, in their order. */
export type DelayField = 'expected_on' | 'why'

/** What the page shows: the loan, whether a decision is owed, the form, and the letter once it was asked for. */
export type DelayFacts = {
  view: LoanView
  borrower: string | null
  owed: boolean
  raw: RawForm<DelayField>
  errors?: FieldErrors<DelayField>
  problem?: string
  preview?: LetterContent & { lang: 'da' | 'en' }
}

/** Adviser or approver tells the applicant that the decision on the loan is late: first the letter as it will be, then for good. */
export function DelayPage({ call, facts }: { call: Call; facts: DelayFacts }) {
  const { lang } = call
  const say = delayTexts(lang)
  const { view, errors = {}, problem, preview } = facts
  const { loan, decideBy } = view
  const told = toldUntil(view.events)
  const number = `${texts(lang).number} ${loan.number}`
  const summary = [...summaryOf(errors, say.fields, lang), ...(problem === undefined ? [] : [{ text: problem }])]
  return (
    <Page {...call.frame} title={`${say.title}, ${number}`} hasErrors={summary.length > 0}>
      <Crumbs lang={lang} items={[{ label: number, href: `/loans/${loan.id}` }, { label: say.title }]} />
      <PageHead
        title={say.title}
        intro={say.law}
        chips={<span class="soft">{`${facts.borrower ?? texts(lang).masked}, ${loan.caseNumber}`}</span>}
      />
      <ErrorSummary lang={lang} errors={summary} />
      <Stack>
        {decideBy === null ? null : <Deadline call={call} decideBy={decideBy} />}
        {told === null ? null : <Notice kind="info">{say.told(dayText(told))}</Notice>}
        {preview === undefined ? null : <LetterView letter={preview} summary={say.preview} open />}
        {facts.owed ? <Tell call={call} facts={facts} /> : <Notice kind="info">{say.nothingOwed}</Notice>}
      </Stack>
    </Page>
  )
}

function Deadline({ call, decideBy }: { call: Call; decideBy: Day }) {
  const say = delayTexts(call.lang)
  const isOver = isBefore(decideBy, call.today)
  return <Notice kind={isOver ? 'warn' : 'info'}>{(isOver ? say.passed : say.due)(dayText(decideBy))}</Notice>
}

function Tell({ call, facts }: { call: Call; facts: DelayFacts }) {
  const { lang } = call
  const say = delayTexts(lang)
  const { view, raw, errors = {}, preview } = facts
  const field = (name: DelayField) => ({ lang, name, label: say.fields[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Card title={say.menu} id="tell">
      <Form
        action={`/loans/${view.loan.id}/delay`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind={preview === undefined ? 'primary' : 'secondary'} name="do" value="look">
              {say.look}
            </Button>
            {preview === undefined ? null : (
              <Button kind="primary" name="do" value="send">
                {say.send}
              </Button>
            )}
            <ButtonLink kind="quiet" href={`/loans/${view.loan.id}`}>
              {say.cancel}
            </ButtonLink>
          </>
        }
      >
        <DayField {...field('expected_on')} hint={say.dayHint} />
        <TextArea {...field('why')} hint={say.whyHint} rows={4} max={1000} />
      </Form>
    </Card>
  )
}
