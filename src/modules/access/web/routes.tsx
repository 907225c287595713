import { type StaffActor, roles } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { safePath } from '#platform/http/safe-path.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, email, text } from '#ui/form-fields.ts'
import { parseLang } from '#ui/lang.ts'
import { accessActions } from '../actions.ts'
import type { PasskeyParts } from '../actions/passkey-parts.ts'
import { signIn, signOut } from '../actions/sign-in.ts'
import { endRole, inviteStaff } from '../actions/staff.ts'
import { staff } from '../store/accounts.ts'
import { texts } from '../texts/texts.ts'
import type { Sealer } from '#platform/seal.ts'
import { AccountsPage, InvitedPage } from './accounts/page.tsx'
import { codeRoutes, stepCookie } from './code/routes.tsx'
import { invitationRoutes } from './invitation/routes.tsx'
import { ownRoutes } from './own/routes.tsx'
import { SignInPage } from './sign-in/page.tsx'
import { passkeySignInRoutes } from './sign-in/passkey-routes.tsx'

const atSignIn = { public: 'nobody is signed in yet' }

/** The member of staff who calls; a route with a staff action lets nobody else through. */
function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'a staff action is asked by staff')
  return call.actor
}

/** The addresses of sign-in, invitations, language and accounts. */
export function accessRoutes(deps: Deps, publicUrl: () => string, sealer: Sealer, parts: PasskeyParts): Route[] {
  return [
    get('/sign-in', atSignIn, (call) => call.page(<SignInPage call={call} next={safePath(call.query('next'))} />)),
    post('/sign-in', atSignIn, (call) => answerSignIn(deps, call)),
    post('/sign-out', { public: 'ends the caller’s own session' }, (call) => answerSignOut(deps, call)),
    get('/language/:lang', { public: 'a reader’s language' }, (call) => {
      call.setCookie('lang', parseLang(call.param('lang')), 365 * 24 * 3600)
      return call.see(safePath(call.query('back')))
    }),
    get('/accounts', accessActions.see_accounts, (call) => showAccounts(deps, call)),
    post('/accounts', accessActions.invite, (call) => answerInvite(deps, call, publicUrl)),
    post('/accounts/:id/ended-role', accessActions.end_role, (call) => answerEndRole(deps, call)),
    ...codeRoutes(deps, sealer),
    ...passkeySignInRoutes(deps, parts),
    ...invitationRoutes(deps, parts),
    ...ownRoutes(deps, sealer, parts),
  ]
}

async function answerSignIn({ db }: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const [typed, password, next] = ['email', 'password', 'next'].map((name) => typed1000(form.get(name)))
  const answer = await signIn(db, { email: typed ?? '', password: password ?? '', address: call.address })
  if (!answer.ok) {
    const status = answer.refusal.kind === 'too_many_attempts' ? 429 : 422
    return call.page(<SignInPage call={call} next={safePath(next)} email={typed ?? ''} refusal={answer.refusal} />, status)
  }
  if (answer.value.kind === 'code_awaited') {
    call.setCookie(stepCookie, answer.value.step, 600)
    return call.see(`/sign-in/code?next=${encodeURIComponent(safePath(next))}`)
  }
  await endCurrent({ db }, call)
  call.setCookie(sessionCookie, answer.value.token)
  return call.see(safePath(next))
}

function typed1000(value: File | string | null): string {
  return typeof value === 'string' ? value.slice(0, 1000) : ''
}

async function endCurrent({ db }: Pick<Deps, 'db'>, call: Call): Promise<void> {
  const token = call.cookie(sessionCookie)
  if (token !== undefined) await signOut(db, token)
}

async function answerSignOut(deps: Deps, call: Call): Promise<Response> {
  await endCurrent(deps, call)
  call.dropCookie(sessionCookie)
  return call.see('/sign-in')
}

async function showAccounts({ db }: Deps, call: Call): Promise<Response> {
  const members = await db.read(call.context, (tx) => staff(tx, { organisationId: staffOf(call).organisationId }))
  return call.page(<AccountsPage call={call} members={members} />)
}

async function answerInvite({ db }: Deps, call: Call, publicUrl: () => string): Promise<Response> {
  const actor = staffOf(call)
  const form = await call.form()
  const read = readForm({ name: text({ max: 200 }), email: email(), role: choice(roles) }, form)
  if (!read.ok) {
    const members = await db.read(call.context, (tx) => staff(tx, { organisationId: actor.organisationId }))
    return call.page(<AccountsPage call={call} members={members} errors={read.refusal} raw={read.raw} />, 422)
  }
  const answer = await db.transaction(call.context, (tx) => inviteStaff(tx, { actor, ...read.value, at: call.now }))
  if (!answer.ok) return call.refused(answer.refusal)
  return call.page(<InvitedPage call={call} link={`${publicUrl()}/invitation/${answer.value.token}`} />)
}

async function answerEndRole({ db }: Deps, call: Call): Promise<Response> {
  const accountId = parseId<'account'>(call.param('id'))
  const form = await call.form()
  const wanted = roles.find((known) => known === form.get('role'))
  if (accountId === null || wanted === undefined) return call.notFound()
  const answer = await db.transaction(call.context, (tx) => endRole(tx, { actor: staffOf(call), accountId, role: wanted, at: call.now }))
  if (!answer.ok) return call.refused(answer.refusal)
  return call.see('/accounts', texts(call.lang).ended)
}
