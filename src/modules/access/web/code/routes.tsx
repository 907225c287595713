import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { safePath } from '#platform/http/safe-path.ts'
import type { Deps } from '#platform/module.ts'
import type { Sealer } from '#platform/seal.ts'
import { signInByCode } from '../../actions/sign-in.ts'
import { enterBy, stepCookie } from '../enter.tsx'
import { demandedRoutes } from './demanded-routes.tsx'
import { CodePage } from './page.tsx'

const access = { public: 'the password was right, and nobody is signed in yet' }

/** The addresses of the second step of signing in. */
export function codeRoutes(deps: Deps, sealer: Sealer): Route[] {
  return [
    get('/sign-in/code', access, (call) => {
      const next = safePath(call.query('next'))
      return call.cookie(stepCookie) === undefined ? call.see('/sign-in') : call.page(<CodePage call={call} next={next} />)
    }),
    post('/sign-in/code', access, (call) => answerCode(deps, sealer, call)),
    ...demandedRoutes(deps, sealer),
  ]
}

async function answerCode(deps: Deps, sealer: Sealer, call: Call): Promise<Response> {
  const form = await call.form()
  const [code, next] = ['code', 'next'].map((name) => form.get(name))
  const inside = safePath(typeof next === 'string' ? next : null)
  const given = { step: call.cookie(stepCookie) ?? '', code: typeof code === 'string' ? code.slice(0, 100) : '', address: call.address }
  const answer = await signInByCode(deps.db, sealer, given)
  if (!answer.ok) {
    const status = answer.refusal.kind === 'too_many_attempts' ? 429 : 422
    return call.page(<CodePage call={call} next={inside} refusal={answer.refusal} />, status)
  }
  call.dropCookie(stepCookie)
  return enterBy(deps, call, answer.value.token, inside)
}
