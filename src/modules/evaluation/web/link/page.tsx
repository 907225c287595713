import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { texts } from '../../texts/texts.ts'
import { ReportBody } from '../report/page.tsx'
import { ReportTabs } from '../report/tabs.tsx'

/** The field of a link. */
export type LinkField = 'until_on'

/** Where links to a published report are made and closed; a fresh one is shown once. */
export function LinkPage(props: {
  call: Call
  read: ReadReport
  open: number
  fresh?: string
  errors?: FieldErrors<LinkField>
  raw?: RawForm<LinkField>
}) {
  const { call, read, open, fresh, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang).report
  const path = `/evaluation/${read.report.id}/link`
  const summary = summaryOf(errors, { until_on: say.linkUntil }, lang)
  return (
    <Page {...call.frame} title={say.linkTitle} hasErrors={summary.length > 0}>
      <ReportTabs read={read} current="link" lang={lang} />
      <PageHead title={say.linkTitle} intro={say.linkIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Stack>
        {fresh === undefined ? null : (
          <Notice kind="done" title={say.linkMade}>
            <code>{fresh}</code>
          </Notice>
        )}
        <Card title={say.linkMake} id="make">
          <p>{say.linkCount(open)}</p>
          <Form action={path} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.linkMake}</Button>}>
            <DayField lang={lang} name="until_on" label={say.linkUntil} value={raw.until_on} error={errorText(errors.until_on, lang)} />
          </Form>
          {open === 0 ? null : (
            <Form action={`${path}/closing`} requestId={call.newRequestId()} buttons={<Button>{say.linkStop}</Button>} />
          )}
        </Card>
      </Stack>
    </Page>
  )
}

/** A published report behind its link, in its open version and with nothing else to do. */
export function LinkedReportPage({ call, read, path }: { call: Call; read: ReadReport; path: string }) {
  const { lang } = call
  const say = texts(lang)
  return (
    <Page {...call.frame} title={read.report.title}>
      <PageHead
        title={read.report.title}
        intro={say.intro(read.dataset.agreementName[lang], dayText(read.report.cutoffOn))}
        actions={
          <ButtonLink href={`${path}.pdf`} icon="file-pdf">
            {say.pdf}
          </ButtonLink>
        }
      />
      <Stack>
        <Notice kind="info">{say.openText}</Notice>
        <ReportBody read={read} version="open" lang={lang} />
      </Stack>
    </Page>
  )
}
