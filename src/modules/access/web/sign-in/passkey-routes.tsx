import type { Call } from '#platform/http/call.ts'
import { type Route, post } from '#platform/http/route.ts'
import { safePath } from '#platform/http/safe-path.ts'
import type { Deps } from '#platform/module.ts'
import type { PasskeyParts } from '../../actions/passkey-parts.ts'
import { beginPasskeySignIn, signInByPasskey } from '../../actions/passkey-sign-in.ts'
import { enterBy } from '../enter.tsx'
import { optionsAnswer } from '../passkey-answers.ts'
import { SignInPage } from './page.tsx'

const access = { public: 'nobody is signed in yet' }

/** The addresses of signing in by a passkey. */
export function passkeySignInRoutes(deps: Deps, parts: PasskeyParts, providers: readonly { key: string; name: string }[]): Route[] {
  return [
    post('/sign-in/passkey/options', access, async (call) => {
      const email = typed(await call.form(), 'email', 300)
      return optionsAnswer(call, await beginPasskeySignIn(deps.db, parts, { email, address: call.address }))
    }),
    post('/sign-in/passkey', access, (call) => answerPasskey(deps, parts, providers, call)),
  ]
}

async function answerPasskey(
  deps: Deps,
  parts: PasskeyParts,
  providers: readonly { key: string; name: string }[],
  call: Call,
): Promise<Response> {
  const form = await call.form()
  const next = safePath(typed(form, 'next', 1000))
  const answer = await signInByPasskey(deps.db, parts, { credential: typed(form, 'credential', 40_000), address: call.address })
  if (!answer.ok) {
    const status = answer.refusal.kind === 'too_many_attempts' ? 429 : 422
    return call.page(<SignInPage call={call} next={next} refusal={answer.refusal} providers={providers} />, status)
  }
  return enterBy(deps, call, answer.value.token, next)
}

function typed(form: FormData, name: string, max: number): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, max) : ''
}
