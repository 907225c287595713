import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { sessionCookie } from '#platform/http/server.ts'
import type { Deps } from '#platform/module.ts'
import { ButtonLink } from '#ui/button.tsx'
import { PageHead } from '#ui/head.tsx'
import { Buttons } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { type SignedIn, signOut } from '../actions/sign-in.ts'
import { sessionActor } from '../store/sessions.ts'
import { texts } from '../texts/texts.ts'

/** The cookie between a right password and the second factor. */
export const stepCookie = 'grobund_step'

/** Leads on one whose password was right: to the page asked for, to the code, or to setting up the factor that is demanded. */
export function enter(deps: Deps, call: Call, signedIn: SignedIn, next: string): Promise<Response> {
  if (signedIn.kind === 'session') return enterBy(deps, call, signedIn.token, next)
  call.setCookie(stepCookie, signedIn.step, 600)
  const page = signedIn.kind === 'code_awaited' ? '/sign-in/code' : '/sign-in/second-factor'
  return Promise.resolve(call.see(`${page}?next=${encodeURIComponent(next)}`))
}

/** Leads on one who was let in, in place of whoever was signed in here before; one whose access has ended, or has yet to begin, is told so and not let in. */
export async function enterBy({ db, clock }: Deps, call: Call, token: string, next: string): Promise<Response> {
  const before = call.cookie(sessionCookie)
  if (before !== undefined) await signOut(db, before)
  if ((await db.read(nobody(clock.today()), (tx) => sessionActor(tx, token, realClock.now()))) === null) {
    await signOut(db, token)
    call.dropCookie(sessionCookie)
    return call.page(<NoAccessPage call={call} />, 403)
  }
  call.setCookie(sessionCookie, token)
  return call.see(next)
}

function NoAccessPage({ call }: { call: Call }) {
  const say = texts(call.lang)
  return (
    <Page {...call.frame} kind="bare" user={null} title={say.noAccess}>
      <PageHead title={say.noAccess} intro={say.noAccessText} />
      <Buttons>
        <ButtonLink href="/">{say.noAccessBack}</ButtonLink>
      </Buttons>
    </Page>
  )
}
