import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Call } from '#platform/http/call.ts'
import type { PasskeySignInRefusal } from '../../actions/passkey-sign-in.ts'
import type { SignInRefusal } from '../../actions/sign-in.ts'
import { texts } from '../../texts/texts.ts'
import { passkeyText } from '../passkey-answers.ts'
import { PasskeyForm } from '../passkey-form.tsx'
import { ProviderLinks } from './outside-pages.tsx'

type Provider = { key: string; name: string }
type Refusal = SignInRefusal | PasskeySignInRefusal

/** The sign-in page, by password, passkey or outside provider; comes back with the address typed and why nobody was let in. */
export function SignInPage(props: { call: Call; next: string; email?: string; refusal?: Refusal; providers: readonly Provider[] }) {
  const { call, refusal } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} kind="bare" title={say.signIn} scripts={['passkey.js']} hasErrors={refusal !== undefined}>
      <PageHead title={say.signIn} intro={say.signInIntro} />
      {refusal === undefined ? null : <Notice kind="error">{refusalText(refusal, call.lang)}</Notice>}
      <Form
        action="/sign-in"
        requestId={call.newRequestId()}
        hidden={{ next: props.next }}
        buttons={<Button kind="primary">{say.signIn}</Button>}
      >
        <TextField
          name="email"
          label={say.email}
          type="email"
          value={props.email ?? ''}
          autocomplete="username"
          width="full"
          lang={call.lang}
        />
        <TextField name="password" label={say.password} type="password" autocomplete="current-password" width="full" lang={call.lang} />
      </Form>
      <section class="g-or" aria-labelledby="by-passkey">
        <h2 id="by-passkey">{say.passkey.orHeading}</h2>
        <PasskeyForm
          call={call}
          action="/sign-in/passkey"
          options="/sign-in/passkey/options"
          button={say.passkey.signIn}
          kind="secondary"
          hidden={{ next: props.next }}
        />
      </section>
      <ProviderLinks call={call} providers={props.providers} head="/sign-in" query={`?next=${encodeURIComponent(props.next)}`} />
    </Page>
  )
}

function refusalText(refusal: Refusal, lang: 'da' | 'en'): string {
  const say = texts(lang)
  return refusal.kind === 'wrong_email_or_password' ? say.refusals.wrong_email_or_password : passkeyText(refusal, say)
}
