import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import { Notice } from '#ui/notice.tsx'
import type { CodeRefusal } from '../../actions/sign-in.ts'
import { texts } from '../../texts/texts.ts'

/** The second step of signing in: the code of the authenticator, or a recovery code. */
export function CodePage(props: { call: Call; next: string; refusal?: CodeRefusal }) {
  const { call, refusal } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} kind="bare" title={say.second.askTitle} hasErrors={refusal !== undefined}>
      <PageHead title={say.second.askTitle} intro={say.second.askIntro} />
      {refusal === undefined ? null : <Notice kind="error">{codeRefusalText(refusal, call.lang)}</Notice>}
      <Form
        action="/sign-in/code"
        requestId={call.newRequestId()}
        hidden={{ next: props.next }}
        buttons={<Button kind="primary">{say.signIn}</Button>}
      >
        <TextField name="code" label={say.second.code} hint={say.second.askHint} autocomplete="one-time-code" width="m" lang={call.lang} />
      </Form>
      <p>
        <a href="/sign-in">{say.second.again}</a>
      </p>
    </Page>
  )
}

/** Why a code did not do, in words. */
export function codeRefusalText(refusal: CodeRefusal, lang: Call['lang']): string {
  const say = texts(lang)
  switch (refusal.kind) {
    case 'step_over':
      return say.second.stepOver
    case 'wrong_code':
      return say.second.wrongCode
    case 'too_many_attempts':
      return say.refusals.too_many_attempts(refusal.minutes)
  }
}
