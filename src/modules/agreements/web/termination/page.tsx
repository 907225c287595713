import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { terminationReasons } from '../../actions/terminate-agreement.ts'
import type { Agreement } from '../../domain/agreement.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the form. */
export type TerminationField = 'reason' | 'understood'

/** Ending an agreement before its time: who ends it, and that it was meant. */
export function TerminationPage(props: {
  call: Call
  agreement: Agreement
  errors?: FieldErrors<TerminationField>
  raw?: RawForm<TerminationField>
  refused?: string
}) {
  const { call, agreement, errors = {}, raw = {}, refused } = props
  const say = texts(call.lang)
  const summary = summaryOf(errors, { reason: say.reason, understood: say.terminateConfirm }, call.lang)
  return (
    <Page {...call.frame} title={say.terminate} hasErrors={summary.length > 0 || refused !== undefined}>
      <PageHead title={say.terminate} intro={agreement.name[call.lang]} />
      <ErrorSummary lang={call.lang} errors={refused === undefined ? summary : [{ text: refused }]} />
      <p>{say.terminateIntro}</p>
      <Form
        action={`/agreements/${agreement.id}/termination`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary">{say.terminate}</Button>
            <ButtonLink kind="quiet" href={`/agreements/${agreement.id}`}>
              {say.cancel}
            </ButtonLink>
          </>
        }
      >
        <Radios
          lang={call.lang}
          name="reason"
          label={say.reason}
          value={raw.reason}
          error={errorText(errors.reason, call.lang)}
          options={terminationReasons.map((reason) => ({ value: reason, label: say.reasons[reason] }))}
        />
        <Checkbox
          lang={call.lang}
          name="understood"
          label={say.terminateConfirm}
          value={raw.understood}
          error={errorText(errors.understood, call.lang)}
        />
      </Form>
    </Page>
  )
}
