import type { Actor, PersonId } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { assert } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../actions.ts'
import { recordSupportBasis } from '../actions/record-support-basis.ts'
import { revealCpr } from '../actions/reveal-cpr.ts'
import { updateContact } from '../actions/update-contact.ts'
import { personView } from '../store/persons.ts'
import { supportBasisCodes, supportBasisHistory, supportBasisNames } from '../store/support-basis.ts'
import { texts } from '../texts/texts.ts'
import { backOf } from './back.ts'
import { contactRaw, readContact } from './contact/form.ts'
import { ContactPage } from './contact/page.tsx'
import { CprPage } from './cpr/page.tsx'
import { readSupportBasis, supportBasisErrors } from './support-basis/form.ts'
import { SupportBasisPage } from './support-basis/page.tsx'

/** The addresses of a person's contact, support basis and CPR number. `?back=` says where the reader came from. */
export function peopleRoutes(deps: Deps): Route[] {
  return [
    get('/people/:id/contact', actions.change_contact, (call) => showContact(deps, call)),
    post('/people/:id/contact', actions.change_contact, (call) => answerContact(deps, call)),
    get('/people/:id/support-basis', actions.see_support_basis, (call) => showSupportBasis(deps, call)),
    post('/people/:id/support-basis', actions.record_support_basis, (call) => answerSupportBasis(deps, call)),
    post('/people/:id/cpr', actions.reveal_cpr, (call) => answerCpr(deps, call)),
  ]
}

function actorOf(call: Call): Actor {
  assert(call.actor !== null, 'a route with an action has an actor')
  return call.actor
}

// Reads what a page about a person shows, and logs the reading before anything is sent. Whom the reader does not see was not read about:
// their log would tell them of somebody who came no further than “not found”.
async function readAbout<Facts>(
  { db }: Deps,
  call: Call,
  action: ActionRef,
  read: (tx: Tx, personId: PersonId) => Promise<Facts>,
): Promise<{ ok: true; personId: PersonId; facts: Facts } | { ok: false; response: Promise<Response> }> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return { ok: false, response: call.notFound() }
  const permitted = authorize(actorOf(call), action, { personId })
  if (!permitted.ok) return { ok: false, response: call.refused(permitted.refusal) }
  const facts = await db.transaction(call.context, async (tx) => {
    if ((await personView(tx, personId)) !== null) await recordRead(tx, { actor: actorOf(call), page: action.name, personId, at: call.now })
    return read(tx, personId)
  })
  return { ok: true, personId, facts }
}

async function showContact(deps: Deps, call: Call): Promise<Response> {
  const about = await readAbout(deps, call, actions.change_contact, personView)
  if (!about.ok) return about.response
  const person = about.facts
  if (person === null || person.erased) return call.notFound()
  return call.page(<ContactPage call={call} person={person} back={backOf(call)} raw={contactRaw(person)} />)
}

async function answerContact(deps: Deps, call: Call): Promise<Response> {
  const about = await readAbout(deps, call, actions.change_contact, personView)
  if (!about.ok) return about.response
  const { facts: person, personId } = about
  if (person === null || person.erased) return call.notFound()
  const form = await call.form()
  const [read, back] = [readContact(form), backOf(call, form)]
  if (!read.ok) return call.page(<ContactPage call={call} person={person} back={back} raw={read.raw} errors={read.refusal} />, 422)
  const command = { actor: actorOf(call), personId, contact: read.value, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => updateContact(tx, command))
  if (answer.ok) return call.see(back, texts(call.lang).contactSaved)
  if (answer.refusal.kind !== 'person_restricted') return call.refused(answer.refusal)
  return call.page(<ContactPage call={call} person={{ ...person, restricted: true }} back={back} raw={{}} />, 409)
}

async function supportBasisFacts(tx: Tx, personId: PersonId, call: Call) {
  return {
    person: await personView(tx, personId),
    history: await supportBasisHistory(tx, personId),
    codes: await supportBasisCodes(tx, call.today),
    names: await supportBasisNames(tx),
    mayRecord: authorize(actorOf(call), actions.record_support_basis, { personId }).ok,
  }
}

async function showSupportBasis(deps: Deps, call: Call): Promise<Response> {
  const about = await readAbout(deps, call, actions.see_support_basis, (tx, id) => supportBasisFacts(tx, id, call))
  if (!about.ok) return about.response
  const { person, ...facts } = about.facts
  if (person === null || person.erased) return call.notFound()
  return call.page(<SupportBasisPage call={call} person={person} {...facts} back={backOf(call)} />)
}

async function answerSupportBasis(deps: Deps, call: Call): Promise<Response> {
  const about = await readAbout(deps, call, actions.record_support_basis, (tx, id) => supportBasisFacts(tx, id, call))
  if (!about.ok) return about.response
  const { person, ...facts } = about.facts
  if (person === null || person.erased) return call.notFound()
  const form = await call.form()
  const [read, back] = [readSupportBasis(form, call.today), backOf(call, form)]
  const again = { call, person, ...facts, back, raw: read.raw }
  if (!read.ok) return call.page(<SupportBasisPage {...again} errors={read.refusal} />, 422)
  const command = { actor: actorOf(call), personId: about.personId, ...read.value, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => recordSupportBasis(tx, command))
  if (answer.ok)
    return call.see(`/people/${about.personId}/support-basis?back=${encodeURIComponent(back)}`, texts(call.lang).supportBasisSaved)
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_person') return call.refused(answer.refusal)
  return call.page(<SupportBasisPage {...again} errors={supportBasisErrors(answer.refusal)} />, 422)
}

async function answerCpr({ db }: Deps, call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const back = backOf(call, await call.form())
  const [answer, person] = await db.transaction(
    call.context,
    async (tx) => [await revealCpr(tx, { actor: actorOf(call), personId, at: call.now }), await personView(tx, personId)] as const,
  )
  if (!answer.ok) return call.refused(answer.refusal)
  if (person === null) return call.notFound()
  return call.page(<CprPage call={call} person={person} cpr={answer.value} back={back} />)
}
