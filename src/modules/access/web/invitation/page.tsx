import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'
import { PasskeyForm } from '../passkey-form.tsx'
import { ProviderLinks } from '../sign-in/outside-pages.tsx'

/** The page of a one-time link: make a passkey or choose a password. */
export function InvitationPage(props: {
  call: Call
  token: string
  name: string
  email: string
  providers: readonly { key: string; name: string }[]
  errors?: FieldErrors<'key_name' | 'password' | 'repeat'>
  raw?: RawForm<'key_name'>
}) {
  const { call, errors = {}, raw = {} } = props
  const say = texts(call.lang)
  const labels = { key_name: say.passkey.name, password: say.newPassword, repeat: say.repeatPassword }
  return (
    <Page
      {...call.frame}
      kind="bare"
      title={say.invitation(props.name)}
      scripts={['passkey.js']}
      hasErrors={Object.keys(errors).length > 0}
    >
      <PageHead title={say.invitation(props.name)} intro={say.invitationIntro(props.email)} />
      <ErrorSummary lang={call.lang} errors={summaryOf(errors, labels, call.lang)} />
      <h2>{say.passkey.heading}</h2>
      <p>{say.passkey.invitedText}</p>
      <PasskeyForm
        call={call}
        action={`/invitation/${props.token}/passkey`}
        options={`/invitation/${props.token}/passkey/options`}
        button={say.passkey.make}
        label={say.passkey.heading}
      >
        <TextField
          name="key_name"
          label={labels.key_name}
          hint={say.passkey.nameHint}
          value={raw.key_name ?? say.passkey.usualName}
          lang={call.lang}
          error={errorText(errors.key_name, call.lang)}
        />
      </PasskeyForm>
      <section class="g-or" aria-labelledby="by-password">
        <h2 id="by-password">{say.passkey.orPassword}</h2>
        <Form
          action={`/invitation/${props.token}`}
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.savePassword}</Button>}
        >
          <TextField
            name="password"
            label={labels.password}
            hint={say.newPasswordHint}
            type="password"
            autocomplete="new-password"
            width="full"
            lang={call.lang}
            error={errorText(errors.password, call.lang)}
          />
          <TextField
            name="repeat"
            label={labels.repeat}
            type="password"
            autocomplete="new-password"
            width="full"
            lang={call.lang}
            error={errorText(errors.repeat, call.lang)}
          />
        </Form>
      </section>
      <ProviderLinks call={call} providers={props.providers} head={`/invitation/${props.token}`} />
    </Page>
  )
}

/** What a link shows that has been used or has run out. */
export function InvitationOverPage(props: { call: Call }) {
  const say = texts(props.call.lang)
  return (
    <Page {...props.call.frame} kind="bare" title={say.invitationOver}>
      <PageHead title={say.invitationOver} intro={say.invitationOverText} />
      <ButtonLink href="/sign-in">{say.outside.again}</ButtonLink>
    </Page>
  )
}
