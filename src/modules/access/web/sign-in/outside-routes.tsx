import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { safePath } from '#platform/http/safe-path.ts'
import { sessionCookie } from '#platform/http/server.ts'
import type { Deps } from '#platform/module.ts'
import { type OutsideParts, leaveForProvider, returnFromProvider, signOutEverywhere } from '../../actions/outside.ts'
import { enterBy } from '../enter.tsx'
import { OutsideRefusedPage, SignedOutPage } from './outside-pages.tsx'

const access = { public: 'nobody is signed in yet' }

/** Where every provider sends the browser back to. */
export const outsideBack = '/sign-in/outside'

/** The cookie between leaving for a provider and coming back. */
const outsideCookie = 'grobund_outside'

/** The addresses of signing in and out by an outside provider. */
export function outsideRoutes(deps: Deps, parts: OutsideParts): Route[] {
  const { db } = deps
  return [
    get('/sign-in/with/:provider', access, (call) => leave(db, parts, call, null)),
    get('/invitation/:token/with/:provider', access, (call) => leave(db, parts, call, call.param('token'))),
    get(outsideBack, access, (call) => comeBack(deps, parts, call)),
    post('/sign-out', { public: 'ends the caller’s own session' }, async (call) => {
      const provider = await signOutEverywhere(db, parts, call.cookie(sessionCookie) ?? '')
      call.dropCookie(sessionCookie)
      return provider === null ? call.see('/') : call.page(<SignedOutPage call={call} {...provider} />)
    }),
  ]
}

async function leave(db: Deps['db'], parts: OutsideParts, call: Call, invitation: string | null): Promise<Response> {
  const answer = await leaveForProvider(db, parts, { key: call.param('provider'), invitation, next: safePath(call.query('next')) })
  if (!answer.ok) {
    if (answer.refusal.kind === 'unknown_provider') return call.notFound()
    return call.page(<OutsideRefusedPage call={call} refusal={answer.refusal} />, 422)
  }
  call.setCookie(outsideCookie, answer.value.step, 600)
  return call.leaveFor(answer.value.url)
}

async function comeBack(deps: Deps, parts: OutsideParts, call: Call): Promise<Response> {
  const given = { step: call.cookie(outsideCookie) ?? '', url: call.request.url, address: call.address }
  call.dropCookie(outsideCookie)
  const answer = await returnFromProvider(deps.db, parts, given)
  if (!answer.ok) return call.page(<OutsideRefusedPage call={call} refusal={answer.refusal} />, 422)
  return enterBy(deps, call, answer.value.token, answer.value.next)
}
