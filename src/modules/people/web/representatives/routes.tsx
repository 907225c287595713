import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { authorize, signInsFor } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, readForm } from '#ui/form-data.ts'
import { choice, day, email, flag, optional, text } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { endRepresentative, inviteToActFor, recordRepresentative } from '../../actions/representative.ts'
import { type RepresentativeRefusal, representativeBases, representativeScopes } from '../../domain/representative.ts'
import { personView } from '../../store/persons.ts'
import { representativesOf } from '../../store/representatives.ts'
import { texts } from '../../texts/texts.ts'
import { backOf } from '../back.ts'
import { type RepresentativeField, RepresentativesPage, type RepresentativesProps } from './page.tsx'

const fields = {
  name: text({ max: 200 }),
  basis: choice(representativeBases),
  scope: choice(representativeScopes),
  from: day(),
  until: optional(day()),
  address: optional(text({ max: 500 })),
  phone: optional(text({ max: 40 })),
  copies: flag(),
}

/** Who acts for a person. */
export function representativeRoutes(deps: Deps, publicUrl: () => string): Route[] {
  const list = '/people/:id/representatives'
  return [
    get(list, actions.represent, (call) => showRepresentatives(deps, call)),
    post(list, actions.represent, (call) => answerRepresentative(deps, call)),
    post(`${list}/:representative/sign-in`, actions.represent, (call) => answerSignIn(deps, call, publicUrl)),
    post(`${list}/:representative/end`, actions.represent, (call) => answerEnd(deps, call)),
  ]
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'representatives are recorded by staff')
  return call.actor
}

type Again = Partial<Pick<RepresentativesProps, 'raw' | 'errors' | 'problem' | 'link' | 'refusedEmail'>>

async function showRepresentatives({ db }: Deps, call: Call, again?: Again, sent?: FormData): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const actor = staffOf(call)
  const permitted = authorize(actor, actions.represent, { personId })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const facts = await db.transaction(call.context, async (tx) => {
    const person = await personView(tx, personId)
    if (person !== null) await recordRead(tx, { actor, page: actions.represent.name, personId, at: call.now })
    return {
      person,
      known: await representativesOf(tx, personId),
      signIns: new Set((await signInsFor(tx, personId)).keys()),
    }
  })
  const { person, known, signIns } = facts
  if (person === null || person.erased) return call.notFound()
  const page = <RepresentativesPage call={call} person={person} known={known} signIns={signIns} back={backOf(call, sent)} {...again} />
  return call.page(page, again === undefined || again.link !== undefined ? 200 : 422)
}

function errorsOf(refusal: RepresentativeRefusal): FieldErrors<RepresentativeField> {
  if (refusal.kind === 'out_of_reach') return { [refusal.field]: refusal.day }
  const own = {
    kind: 'own' as const,
    text: { da: texts('da').representatives.refusals[refusal.kind], en: texts('en').representatives.refusals[refusal.kind] },
  }
  switch (refusal.kind) {
    case 'days_turned':
      return { until: own }
    case 'address_missing':
      return { address: own }
    case 'companion_acts':
      return { basis: own }
  }
}

async function answerRepresentative(deps: Deps, call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  const form = await call.form()
  const id = parseId<'representative'>(requestIdOf(form))
  if (personId === null || id === null) return call.notFound()
  const read = readForm(fields, form)
  if (!read.ok) return showRepresentatives(deps, call, { raw: read.raw, errors: read.refusal }, form)
  const command = { actor: staffOf(call), personId, representative: { id, ...read.value }, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => recordRepresentative(tx, command))
  if (answer.ok) return call.see(listOf(personId, backOf(call, form)), texts(call.lang).representatives.saved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_person') return call.refused(refusal)
  return showRepresentatives(deps, call, { raw: read.raw, errors: errorsOf(refusal) }, form)
}

/** Makes a one-time link for one who acts; shown once, on the page that follows. */
async function answerSignIn(deps: Deps, call: Call, publicUrl: () => string): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  const id = parseId<'representative'>(call.param('representative'))
  if (personId === null || id === null) return call.notFound()
  const form = await call.form()
  const say = texts(call.lang).representatives
  const has = await deps.db.read(call.context, async (tx) => (await signInsFor(tx, personId)).has(id))
  const read = readForm({ email: email() }, form)
  if (!has && !read.ok) return showRepresentatives(deps, call, { refusedEmail: { id, typed: read.raw.email ?? '' } }, form)
  const command = { actor: staffOf(call), personId, id, email: read.ok ? read.value.email : '', nameFor: say.signIn.nameFor, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => inviteToActFor(tx, command))
  if (answer.ok) return showRepresentatives(deps, call, { link: { id, url: `${publicUrl()}/invitation/${answer.value.token}` } }, form)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  return showRepresentatives(deps, call, { problem: say.refusals[refusal.kind] }, form)
}

function listOf(personId: string, back: string): string {
  return `/people/${personId}/representatives?back=${encodeURIComponent(back)}`
}

async function answerEnd(deps: Deps, call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  const id = parseId<'representative'>(call.param('representative'))
  if (personId === null || id === null) return call.notFound()
  const form = await call.form()
  const say = texts(call.lang).representatives
  const answer = await deps.db.transaction(call.context, (tx) =>
    endRepresentative(tx, { actor: staffOf(call), personId, id, at: call.now }),
  )
  if (answer.ok) return call.see(listOf(personId, backOf(call, form)), say.ended)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showRepresentatives(deps, call, { problem: say.refusals[answer.refusal.kind] }, form)
}
