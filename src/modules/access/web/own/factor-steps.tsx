import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { type FieldErrors, errorText } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { QrCode } from '#ui/qr-code.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'

/** What to do on the phone, and the field for the first code. */
export function FactorSteps(props: {
  call: Call
  factor: { secret: string; link: string }
  errors: FieldErrors<'code'>
  action: string
  hidden?: Record<string, string>
}) {
  const { call, factor } = props
  const say = texts(call.lang).second
  return (
    <>
      <ol class="g-plain">
        <li>{say.stepApp}</li>
        <li>
          {say.stepScan} <a href={factor.link}>{say.openApp}</a>
          <QrCode text={factor.link} label={say.codeImage} />
          {say.stepSecret} <code>{factor.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </li>
        <li>{say.stepCode}</li>
      </ol>
      <Form
        action={props.action}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.confirm}</Button>}
        label={say.heading}
        hidden={props.hidden ?? {}}
      >
        <TextField
          name="code"
          label={say.code}
          autocomplete="one-time-code"
          inputmode="numeric"
          width="s"
          lang={call.lang}
          error={errorText(props.errors.code, call.lang)}
        />
      </Form>
    </>
  )
}
