import type { Call } from '#platform/http/call.ts'
import { sessionCookie } from '#platform/http/server.ts'
import type { SignedIn } from '../actions/sign-in.ts'

/** The cookie between a right password and the second factor. */
export const stepCookie = 'grobund_step'

/** Leads on one whose password was right: to the page asked for, to the code, or to setting up the factor that is demanded. */
export function enter(call: Call, signedIn: SignedIn, next: string): Response {
  if (signedIn.kind === 'session') {
    call.setCookie(sessionCookie, signedIn.token)
    return call.see(next)
  }
  call.setCookie(stepCookie, signedIn.step, 600)
  const page = signedIn.kind === 'code_awaited' ? '/sign-in/code' : '/sign-in/second-factor'
  return call.see(`${page}?next=${encodeURIComponent(next)}`)
}
