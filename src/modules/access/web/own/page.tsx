import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { OwnSignIn } from '../../actions/own-sign-in.ts'
import { texts } from '../../texts/texts.ts'
import { FactorCard } from './factor-card.tsx'
import { PasskeyCard } from './passkey-card.tsx'
import { type OwnField, OwnerField } from './password-field.tsx'

/** One's own page of sign-in: passkeys, the password, and its second factor. Secrets never come back filled. */
export function OwnSignInPage(props: { call: Call; own: OwnSignIn; errors?: FieldErrors<OwnField>; raw?: RawForm<OwnField> }) {
  const { call, own, errors = {}, raw = {} } = props
  const say = texts(call.lang)
  const labels = {
    key_name: say.passkey.name,
    key_password: say.own.current,
    key: say.passkey.which,
    remove_password: say.own.current,
    current: say.own.current,
    new_password: say.newPassword,
    repeat: say.repeatPassword,
    begin_password: say.own.current,
    code: say.second.code,
    renew_password: say.own.current,
    off_password: say.own.current,
  }
  return (
    <Page {...call.frame} title={say.own.title} scripts={['passkey.js']} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={say.own.title} intro={say.own.intro(own.email)} />
      <ErrorSummary lang={call.lang} errors={summaryOf(errors, labels, call.lang)} />
      <Stack>
        <PasskeyCard call={call} own={own} errors={errors} raw={raw} />
        {own.hasPassword ? <FactorCard call={call} own={own} errors={errors} /> : null}
        <PasswordCard call={call} own={own} errors={errors} />
      </Stack>
    </Page>
  )
}

function PasswordCard(props: { call: Call; own: OwnSignIn; errors: FieldErrors<OwnField> }) {
  const { call, own, errors } = props
  const { lang } = call
  const say = texts(lang)
  const heading = own.hasPassword ? say.own.changeHeading : say.own.firstHeading
  return (
    <Card title={heading}>
      <Stack>
        <p>{own.hasPassword ? say.own.changeText : say.own.firstText}</p>
        <Form
          action="/my-sign-in/password"
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{own.hasPassword ? say.own.change : say.own.firstHeading}</Button>}
          label={heading}
        >
          <OwnerField name="current" own={own} errors={errors} lang={lang} />
          <TextField
            name="new_password"
            label={say.newPassword}
            hint={say.newPasswordHint}
            type="password"
            autocomplete="new-password"
            width="l"
            lang={lang}
            error={errorText(errors.new_password, lang)}
          />
          <TextField
            name="repeat"
            label={say.repeatPassword}
            type="password"
            autocomplete="new-password"
            width="l"
            lang={lang}
            error={errorText(errors.repeat, lang)}
          />
        </Form>
      </Stack>
    </Card>
  )
}

/** The one showing of the recovery codes. */
export function RecoveryCodesPage(props: { call: Call; codes: readonly string[]; next?: string }) {
  const { call } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.second.codesTitle}>
      <PageHead title={say.second.codesTitle} intro={say.second.codesIntro} />
      <Card title={say.second.codesHeading}>
        <Stack>
          <ul>
            {props.codes.map((code) => (
              <li>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <Notice kind="warn">{say.second.codesOnce}</Notice>
          <ButtonLink href={props.next ?? '/my-sign-in'}>{say.second.codesKept}</ButtonLink>
        </Stack>
      </Card>
    </Page>
  )
}
