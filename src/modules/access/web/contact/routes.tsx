import type { StaffActor } from '#kernel/actor.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { accessActions } from '../../actions.ts'
import { changeContact } from '../../actions/organisation-contact.ts'
import { organisations } from '../../store/organisations.ts'
import { texts } from '../../texts/texts.ts'
import { rawContact, readContact } from './form.ts'
import { ContactPage } from './page.tsx'

/** The addresses of the page on which an administrator writes how citizens reach the organisation. */
export function contactRoutes(deps: Deps): Route[] {
  return [
    get('/accounts/contact', accessActions.change_organisation_contact, (call) => show(deps, call)),
    post('/accounts/contact', accessActions.change_organisation_contact, (call) => save(deps, call)),
  ]
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'a staff action is asked by staff')
  return call.actor
}

async function ownOf({ db }: Deps, call: Call) {
  const { organisationId } = staffOf(call)
  const own = (await db.read(call.context, (tx) => organisations(tx))).find(({ id }) => id === organisationId)
  assert(own !== undefined, 'staff work in an organisation that is there')
  return own
}

async function show(deps: Deps, call: Call): Promise<Response> {
  const own = await ownOf(deps, call)
  return call.page(<ContactPage call={call} name={own.name} raw={rawContact(own)} />)
}

async function save(deps: Deps, call: Call): Promise<Response> {
  const read = readContact(await call.form())
  if (!read.ok) return call.page(<ContactPage call={call} name={(await ownOf(deps, call)).name} {...read.refusal} />, 422)
  const given = { actor: staffOf(call), contact: read.value, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => changeContact(tx, given))
  return answer.ok ? call.see('/accounts/contact', texts(call.lang).contact.done) : call.refused(answer.refusal)
}
