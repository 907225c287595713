import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import type { Agreement } from '../../domain/agreement.ts'
import { texts } from '../../texts/texts.ts'

/** Recording that the parties have signed a draft. */
export function SignaturePage(props: {
  call: Call
  agreement: Agreement
  errors?: FieldErrors<'on'>
  raw?: RawForm<'on'>
  refused?: string
}) {
  const { call, agreement, errors = {}, raw = {}, refused } = props
  const words = texts(call.lang).signature
  const summary = summaryOf(errors, { on: words.on }, call.lang)
  return (
    <Page {...call.frame} title={words.title} hasErrors={summary.length > 0 || refused !== undefined}>
      <Crumbs
        lang={call.lang}
        items={[{ label: agreement.name[call.lang], href: `/agreements/${agreement.id}` }, { label: words.title }]}
      />
      <PageHead title={words.title} intro={words.intro} />
      <ErrorSummary lang={call.lang} errors={refused === undefined ? summary : [{ text: refused }]} />
      <Form
        action={`/agreements/${agreement.id}/signature`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary">{words.save}</Button>
            <ButtonLink kind="quiet" href={`/agreements/${agreement.id}`}>
              {texts(call.lang).cancel}
            </ButtonLink>
          </>
        }
      >
        <DayField lang={call.lang} name="on" label={words.on} value={raw.on} error={errorText(errors.on, call.lang)} />
      </Form>
    </Page>
  )
}
