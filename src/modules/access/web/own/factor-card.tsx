import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import type { FieldErrors } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { Fold, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import type { OwnSignIn } from '../../actions/own-sign-in.ts'
import { texts } from '../../texts/texts.ts'
import { FactorSteps } from './factor-steps.tsx'
import { type OwnField, OwnerField } from './password-field.tsx'

type Parts = { call: Call; own: OwnSignIn; errors: FieldErrors<OwnField> }

/** The second factor as it stands, and what can be done about it. */
export function FactorCard(props: Parts) {
  const say = texts(props.call.lang).second
  const { factor } = props.own
  return (
    <Card title={say.heading}>
      {factor.state === 'off' ? <Off {...props} /> : factor.state === 'begun' ? <Begun {...props} factor={factor} /> : null}
      {factor.state === 'on' ? <On {...props} codesLeft={factor.codesLeft} /> : null}
    </Card>
  )
}

function Off({ call, own, errors }: Parts) {
  const say = texts(call.lang)
  return (
    <Stack>
      <p>{say.second.offText}</p>
      <Form
        action="/my-sign-in/second-factor"
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.second.begin}</Button>}
        label={say.second.heading}
      >
        <OwnerField name="begin_password" own={own} errors={errors} lang={call.lang} />
      </Form>
    </Stack>
  )
}

function Begun({ call, own, errors, factor }: Parts & { factor: Extract<OwnSignIn['factor'], { state: 'begun' }> }) {
  const say = texts(call.lang)
  return (
    <Stack>
      <FactorSteps call={call} factor={factor} errors={errors} action="/my-sign-in/second-factor/confirmed" />
      <OffForm call={call} own={own} errors={errors} summary={say.second.drop} />
    </Stack>
  )
}

function On({ call, own, errors, codesLeft }: Parts & { codesLeft: number }) {
  const say = texts(call.lang)
  return (
    <Stack>
      <Notice kind={codesLeft < 3 ? 'warn' : 'done'}>{say.second.onText(codesLeft)}</Notice>
      <Fold summary={say.second.renew} open={errors.renew_password !== undefined}>
        <Form
          action="/my-sign-in/recovery-codes"
          requestId={call.newRequestId()}
          buttons={<Button>{say.second.renew}</Button>}
          label={say.second.renew}
        >
          <OwnerField name="renew_password" own={own} errors={errors} lang={call.lang} />
        </Form>
      </Fold>
      <OffForm call={call} own={own} errors={errors} summary={say.second.turnOff} />
    </Stack>
  )
}

function OffForm({ call, own, errors, summary }: Parts & { summary: string }) {
  return (
    <Fold summary={summary} open={errors.off_password !== undefined}>
      <Form action="/my-sign-in/second-factor/ended" requestId={call.newRequestId()} buttons={<Button>{summary}</Button>} label={summary}>
        <OwnerField name="off_password" own={own} errors={errors} lang={call.lang} />
      </Form>
    </Fold>
  )
}
