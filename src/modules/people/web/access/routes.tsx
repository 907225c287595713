import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { accountNames, authorize, organisations, staff } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, id } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { type LetGo, declareConflict, liftConflict } from '../../actions/conflict.ts'
import { trustAccount } from '../../actions/trust-account.ts'
import { conflictsIn } from '../../store/conflicts.ts'
import { trustedAccounts } from '../../store/contact.ts'
import { partsOf } from '../../store/parts.ts'
import { personView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'
import { backOf } from '../back.ts'
import { type AccessFacts, AccessPage } from './page.tsx'

const deeds = ['trust', 'distrust', 'conflict', 'lift'] as const
const fields = { deed: choice(deeds), account: id<'account'>() }

/** Who has access to a person, and changing it. */
export function accessToPersonRoutes(deps: Deps, letGo: LetGo): Route[] {
  return [
    get('/people/:id/access', actions.see_access, (call) => showAccess(deps, call)),
    post('/people/:id/access', actions.declare_conflict, (call) => answerAccess(deps, letGo, call)),
  ]
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'access is a matter of staff')
  return call.actor
}

async function showAccess({ db }: Deps, call: Call, problem?: string, sent?: FormData): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.see_access, { personId })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const facts = await db.transaction(call.context, (tx) => factsOf(tx, call, personId, sent))
  if (facts === null) return call.notFound()
  return call.page(
    <AccessPage call={call} facts={facts} {...(problem === undefined ? {} : { problem })} />,
    problem === undefined ? 200 : 422,
  )
}

async function factsOf(tx: Tx, call: Call, personId: PersonId, sent?: FormData): Promise<AccessFacts | null> {
  const actor = staffOf(call)
  const person = await personView(tx, personId)
  if (person === null || person.erased) return null
  await recordRead(tx, { actor, page: actions.see_access.name, personId, at: call.now })
  const own = await staff(tx, { organisationId: actor.organisationId })
  const trusted = await trustedAccounts(tx, personId)
  const conflicts = await conflictsIn(tx, personId)
  const names = await accountNames(tx, [...trusted, ...conflicts.map(({ accountId }) => accountId)])
  const known = new Map((await organisations(tx)).map((one) => [one.id, one.name]))
  const live = (await partsOf(tx, personId)).filter(
    ({ from, until }) =>
      Temporal.PlainDate.compare(from, call.today) <= 0 && (until === null || Temporal.PlainDate.compare(call.today, until) <= 0),
  )
  const first = new Map(live.toReversed().map(({ organisationId, from }) => [organisationId, from]))
  return {
    person,
    parts: [...first].map(([organisationId, since]) => ({ organisation: known.get(organisationId) ?? '–', since })),
    trusted: trusted.map((accountId) => ({
      accountId,
      name: names.get(accountId) ?? '–',
      own: own.some((member) => member.accountId === accountId),
    })),
    conflicts: conflicts.map((conflict) => ({ ...conflict, name: names.get(conflict.accountId) ?? '–' })),
    staff: own,
    mayTrust: authorize(actor, actions.trust, { personId }).ok,
    mayDecide: authorize(actor, actions.decide_conflict, { personId }).ok,
    ownAccountId: actor.accountId,
    back: backOf(call, sent),
  }
}

async function answerAccess(deps: Deps, letGo: LetGo, call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const say = texts(call.lang).access
  const actor = staffOf(call)
  const form = await call.form()
  const read = readForm(fields, form)
  if (!read.ok) return showAccess(deps, call, say.refusals.not_on_the_staff, form)
  const { deed, account: accountId } = read.value
  const command = { actor, personId, accountId, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => {
    if (deed === 'conflict') return declareConflict(tx, command, letGo)
    if (deed === 'lift') return liftConflict(tx, command)
    return trustAccount(tx, { ...command, trusted: deed === 'trust' })
  })
  if (answer.ok) {
    // Whoever has just shut themselves out has no page here to come back to.
    if (deed === 'conflict' && accountId === actor.accountId) return call.see('/', say.declared)
    const back = encodeURIComponent(backOf(call, form))
    return call.see(
      `/people/${personId}/access?back=${back}`,
      deed === 'lift' ? say.lifted : deed === 'conflict' ? say.declared : say.changed,
    )
  }
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_person') return call.refused(refusal)
  return showAccess(deps, call, say.refusals[refusal.kind], form)
}
