import { type StaffActor, roles } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { choice, email, id, text } from '#ui/form-fields.ts'
import { accessActions } from '../../actions.ts'
import { demandSecondFactor, endRole, inviteStaff, linkStaff } from '../../actions/staff.ts'
import type { OutsideProvider } from '../../ports.ts'
import { staff } from '../../store/accounts.ts'
import { organisationDemands } from '../../store/organisations.ts'
import { texts } from '../../texts/texts.ts'
import { both } from '../own/own-call.ts'
import { KnownPage } from './known-page.tsx'
import { type AccountField, AccountsPage, InvitedPage } from './page.tsx'

/** The member of staff who calls; a route with a staff action lets nobody else through. */
function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'a staff action is asked by staff')
  return call.actor
}

type Show = (call: Call, wrong?: { errors: FieldErrors<AccountField>; raw: RawForm<AccountField>; refused?: string }) => Promise<Response>

/** The addresses of the administrator's page of colleagues. */
export function accountRoutes(deps: Deps, publicUrl: () => string, providers: readonly OutsideProvider[]): Route[] {
  const known = providers.filter((provider) => provider.for === 'staff')
  const show: Show = (call, wrong) => showAccounts(deps, known, call, wrong)
  return [
    get('/accounts', accessActions.see_accounts, (call) => show(call)),
    post('/accounts', accessActions.invite, (call) => answerInvite(deps, show, call, publicUrl)),
    post('/accounts/:id/ended-role', accessActions.end_role, (call) => answerEndRole(deps, show, call)),
    post('/accounts/links', accessActions.link_staff, (call) => answerLink(deps, known, show, call)),
    post('/accounts/second-factor', accessActions.demand_second_factor, (call) => answerDemand(deps, call)),
  ]
}

async function showAccounts(
  { db }: Deps,
  providers: readonly OutsideProvider[],
  call: Call,
  wrong?: Parameters<Show>[1],
): Promise<Response> {
  const { organisationId } = staffOf(call)
  const [members, demanded] = await db.read(call.context, async (tx) => [
    await staff(tx, { organisationId }),
    await organisationDemands(tx, organisationId),
  ])
  const page = <AccountsPage call={call} members={members} demanded={demanded} providers={providers} {...wrong} />
  return call.page(page, wrong === undefined ? 200 : 422)
}

async function answerInvite({ db }: Deps, show: Show, call: Call, publicUrl: () => string): Promise<Response> {
  const actor = staffOf(call)
  const form = await call.form()
  const read = readForm({ name: text({ max: 200 }), email: email(), role: choice(roles) }, form)
  if (!read.ok) {
    return show(call, { errors: read.refusal, raw: read.raw })
  }
  const evenKnown = form.get('even_known') === 'yes'
  const answer = await db.transaction(call.context, (tx) => inviteStaff(tx, { actor, ...read.value, evenKnown, at: call.now }))
  if (!answer.ok) {
    const { refusal } = answer
    if (refusal.kind === 'not_permitted') return call.refused(refusal)
    if (refusal.kind === 'known_here') return call.page(<KnownPage call={call} known={refusal} wanted={read.value} />, 422)
    return show(call, { errors: { email: both((say) => say.knownElsewhere) }, raw: read.raw })
  }
  return call.page(<InvitedPage call={call} link={`${publicUrl()}/invitation/${answer.value.token}`} />)
}

async function answerEndRole({ db }: Deps, show: Show, call: Call): Promise<Response> {
  const accountId = parseId<'account'>(call.param('id'))
  const form = await call.form()
  const wanted = roles.find((known) => known === form.get('role'))
  if (accountId === null || wanted === undefined) return call.notFound()
  const answer = await db.transaction(call.context, (tx) => endRole(tx, { actor: staffOf(call), accountId, role: wanted, at: call.now }))
  if (answer.ok) return call.see('/accounts', texts(call.lang).ended)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return show(call, { errors: {}, raw: {}, refused: texts(call.lang).lastAdministrator })
}

async function answerLink({ db }: Deps, providers: readonly OutsideProvider[], show: Show, call: Call): Promise<Response> {
  const fields = { colleague: id<'account'>(), provider: choice(providers.map(({ key }) => key)), subject: text({ max: 255 }) }
  const read = readForm(fields, await call.form())
  if (!read.ok) return show(call, { errors: read.refusal, raw: read.raw })
  const { colleague: accountId, subject } = read.value
  const issuer = providers.find(({ key }) => key === read.value.provider)?.issuer ?? ''
  const given = { actor: staffOf(call), accountId, issuer, subject, at: call.now }
  const answer = await db.transaction(call.context, (tx) => linkStaff(tx, given))
  if (answer.ok) return call.see('/accounts', texts(call.lang).outside.linked)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  const errors =
    refusal.kind === 'linked_already'
      ? { subject: both((say) => say.outside.linkedAlready) }
      : { colleague: both((say) => say.outside.notYours) }
  return show(call, { errors, raw: read.raw })
}

async function answerDemand({ db }: Deps, call: Call): Promise<Response> {
  const demanded = (await call.form()).get('demanded') === 'yes'
  const answer = await db.transaction(call.context, (tx) => demandSecondFactor(tx, { actor: staffOf(call), demanded, at: call.now }))
  return answer.ok ? call.see('/accounts', texts(call.lang).demand.done) : call.refused(answer.refusal)
}
