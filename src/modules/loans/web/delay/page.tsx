import { DecisionDeadline, type DelayField, DelayForm, type LetterContent, LetterView } from '#modules/notices/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { lastDelay, toldUntil } from '../../domain/recorded-event.ts'
import { delayTexts } from '../../texts/delay/texts.ts'
import { texts } from '../../texts/texts.ts'

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
        <DecisionDeadline call={call} words={say} decideBy={decideBy} />
        {told === null ? null : <Notice kind="info">{say.told(dayText(told))}</Notice>}
        {preview === undefined ? null : <LetterView letter={preview} summary={say.preview} open />}
        {facts.owed ? (
          <DelayForm
            call={call}
            title={say.menu}
            action={`/loans/${loan.id}/delay`}
            back={`/loans/${loan.id}`}
            words={say}
            raw={facts.raw}
            errors={errors}
            looked={preview !== undefined}
            seen={lastDelay(view.events)?.id ?? null}
          />
        ) : (
          <Notice kind="info">{say.nothingOwed}</Notice>
        )}
      </Stack>
    </Page>
  )
}
