import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { safePath } from '#platform/http/safe-path.ts'
import type { Deps } from '#platform/module.ts'
import type { Sealer } from '#platform/seal.ts'
import { parseLang } from '#ui/lang.ts'
import type { OutsideParts } from '../actions/outside.ts'
import type { PasskeyParts } from '../actions/passkey-parts.ts'
import { signIn } from '../actions/sign-in.ts'
import { accountRoutes } from './accounts/routes.tsx'
import { contactRoutes } from './contact/routes.tsx'
import { codeRoutes } from './code/routes.tsx'
import { enter } from './enter.tsx'
import { invitationRoutes } from './invitation/routes.tsx'
import { ownRoutes } from './own/routes.tsx'
import { SignInPage } from './sign-in/page.tsx'
import { outsideRoutes } from './sign-in/outside-routes.tsx'
import { passkeySignInRoutes } from './sign-in/passkey-routes.tsx'

const atSignIn = { public: 'nobody is signed in yet' }

/** The addresses of sign-in, invitations, language and accounts. */
export function accessRoutes(deps: Deps, publicUrl: () => string, sealer: Sealer, parts: PasskeyParts, outside: OutsideParts): Route[] {
  const { providers } = outside
  return [
    get('/sign-in', atSignIn, (call) => call.page(<SignInPage call={call} next={safePath(call.query('next'))} providers={providers} />)),
    post('/sign-in', atSignIn, (call) => answerSignIn(deps, providers, call)),
    get('/language/:lang', { public: 'a reader’s language' }, (call) => {
      call.setCookie('lang', parseLang(call.param('lang')), 365 * 24 * 3600)
      return call.see(safePath(call.query('back')))
    }),
    ...accountRoutes(deps, publicUrl, providers),
    ...contactRoutes(deps),
    ...codeRoutes(deps, sealer),
    ...passkeySignInRoutes(deps, parts, providers),
    ...outsideRoutes(deps, outside),
    ...invitationRoutes(deps, parts, providers),
    ...ownRoutes(deps, sealer, parts),
  ]
}

async function answerSignIn(deps: Deps, providers: OutsideParts['providers'], call: Call): Promise<Response> {
  const form = await call.form()
  const [typed, password, next] = ['email', 'password', 'next'].map((name) => typed1000(form.get(name)))
  const answer = await signIn(deps.db, { email: typed ?? '', password: password ?? '', address: call.address })
  if (!answer.ok) {
    const status = answer.refusal.kind === 'too_many_attempts' ? 429 : 422
    return call.page(
      <SignInPage call={call} next={safePath(next)} email={typed ?? ''} refusal={answer.refusal} providers={providers} />,
      status,
    )
  }
  return enter(deps, call, answer.value, safePath(next))
}

function typed1000(value: File | string | null): string {
  return typeof value === 'string' ? value.slice(0, 1000) : ''
}
