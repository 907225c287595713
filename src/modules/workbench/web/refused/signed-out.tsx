import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'

// A secret is never written into a page; whoever was asked for one types it again.
const secret = /password|^current$|^repeat$|credential|token/

/** What was typed, in its order; null when the page must not hold it: a file, which is not read from strangers, or a secret. */
export async function heldFields({ request, form }: Pick<Call, 'request' | 'form'>): Promise<(readonly [string, string])[] | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return null
  const typed = [...(await form())].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
  return typed.some(([name]) => secret.test(name)) ? null : typed
}

/**
 * Somebody whose session ended sent a form. What they typed stands on the page, unseen, and is sent again when they have signed in beside it:
 * the program keeps nothing of it meanwhile, and the same request id makes it one deed.
 */
export function SignedOutPage({ call, fields }: { call: Call; fields: readonly (readonly [string, string])[] | null }) {
  const say = texts(call.lang).signedOut
  const { pathname, search } = new URL(call.request.url)
  const requestId = fields?.find(([name]) => name === 'request_id')?.[1]
  const rest = fields?.filter(([name]) => name !== 'request_id') ?? []
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead title={say.title} intro={fields === null ? say.goBack : say.kept} />
      <Stack>
        <p>
          <ButtonLink kind="primary" href="/" newTab>
            {say.signIn}
          </ButtonLink>
        </p>
        {fields === null ? null : (
          <Form action={pathname + search} requestId={requestId ?? call.newRequestId()} buttons={<Button>{say.sendAgain}</Button>}>
            <p>{say.comeBack}</p>
            {rest.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
          </Form>
        )}
      </Stack>
    </Page>
  )
}
