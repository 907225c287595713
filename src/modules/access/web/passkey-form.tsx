import type { Child } from 'hono/jsx'
import type { Call } from '#platform/http/call.ts'
import { Button, type ButtonKind } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { texts } from '../texts/texts.ts'

/**
 * A form whose answer a device gives: the script `passkey.js` asks `options` what to make or sign, and sends the form with the answer
 * in it. Without script, or in a browser without passkeys, it says what to do instead.
 */
export function PasskeyForm(props: {
  call: Call
  action: string
  options: string
  button: string
  kind?: ButtonKind
  hidden?: Record<string, string>
  label?: string
  children?: Child
}) {
  const { call } = props
  const say = texts(call.lang).passkey
  return (
    <g-passkey data-options={props.options}>
      <p class="g-passkey-without">{say.without}</p>
      <div class="g-passkey-with">
        <Form
          action={props.action}
          requestId={call.newRequestId()}
          {...(props.label === undefined ? {} : { label: props.label })}
          hidden={{ ...props.hidden, credential: '' }}
          buttons={<Button kind={props.kind ?? 'primary'}>{props.button}</Button>}
        >
          {props.children}
          <p class="g-passkey-note" role="alert" data-note data-failed={say.failed} data-known={say.known}></p>
        </Form>
      </div>
    </g-passkey>
  )
}
