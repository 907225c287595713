import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Call } from '#platform/http/call.ts'
import type { SignInRefusal } from '../../actions/sign-in.ts'
import { texts } from '../../texts/texts.ts'

/** The sign-in page; comes back with the address typed and why nobody was let in. */
export function SignInPage(props: { call: Call; next: string; email?: string; refusal?: SignInRefusal }) {
  const { call, refusal } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} kind="bare" title={say.signIn} hasErrors={refusal !== undefined}>
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
    </Page>
  )
}

function refusalText(refusal: SignInRefusal, lang: 'da' | 'en'): string {
  const say = texts(lang).refusals
  switch (refusal.kind) {
    case 'wrong_email_or_password':
      return say.wrong_email_or_password
    case 'too_many_attempts':
      return say.too_many_attempts(refusal.minutes)
  }
}
