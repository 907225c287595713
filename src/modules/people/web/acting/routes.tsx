import type { CitizenActor, StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { accountNames, authorize, organisations } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, readForm } from '#ui/form-data.ts'
import { choice, choices, day, id } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { type ActingTold, recordActingConsent, withdrawActingConsent } from '../../actions/act-for.ts'
import { type ActingConsentRefusal, actingCovers, givenHows } from '../../domain/acting-consent.ts'
import { actedFor, actingConsents } from '../../store/acting-consents.ts'
import { partsOf } from '../../store/parts.ts'
import { personView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'
import { backOf } from '../back.ts'
import { type ActingField, ActingPage, type ActingProps } from './page.tsx'

/** Who may act in a citizen's name: one page for staff and for the citizen. */
export function actingRoutes(deps: Deps): Route[] {
  const list = '/people/:id/acting'
  return [
    get(list, actions.record_acting_consent, (call) => showActing(deps, call)),
    post(list, actions.record_acting_consent, (call) => answerActing(deps, call)),
    post(`${list}/:consent/withdrawal`, actions.record_acting_consent, (call) => answerWithdrawal(deps, call)),
  ]
}

function someone(call: Call): StaffActor | CitizenActor {
  assert(call.actor !== null && call.actor.kind !== 'system', 'a consent is read by people')
  return call.actor
}

type Again = Partial<Pick<ActingProps, 'raw' | 'covers' | 'errors' | 'problem'>>

async function showActing({ db }: Deps, call: Call, again?: Again, sent?: FormData): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const actor = someone(call)
  const permitted = authorize(actor, actions.record_acting_consent, { personId })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const facts = await db.transaction(call.context, async (tx) => {
    const person = await personView(tx, personId)
    if (person !== null) await recordRead(tx, { actor, page: actions.record_acting_consent.name, personId, at: call.now })
    const [known, deeds, all] = [await actingConsents(tx, personId), await actedFor(tx, personId), await organisations(tx)]
    const parts = new Set<string>((await partsOf(tx, personId)).map(({ organisationId }) => organisationId))
    const accounts = [...known.map(({ recordedBy }) => recordedBy), ...deeds.map(({ accountId }) => accountId)]
    const names = await accountNames(tx, accounts)
    return {
      person,
      known,
      deeds,
      organisations: all,
      houses: all.filter((one) => parts.has(one.id)),
      names,
    }
  })
  const { person } = facts
  if (person === null || person.erased) return call.notFound()
  const own = actor.kind === 'staff' ? actor.organisationId : null
  return call.page(
    <ActingPage call={call} {...facts} person={person} own={own} back={backOf(call, sent)} {...again} />,
    again === undefined ? 200 : 422,
  )
}

const staffFields = { covers: choices(actingCovers, { required: true }), given_how: choice(givenHows), given_on: day() }
const ownFields = { covers: choices(actingCovers, { required: true }), organisation: id<'organisation'>() }

/** What was told, by staff for their own organisation or by the citizen to one of those with a part in the case. */
function readActing(call: Call, form: FormData) {
  const actor = someone(call)
  const consentId = parseId<'acting_consent'>(requestIdOf(form))
  assert(consentId !== null, 'a form carries the id of its request')
  if (actor.kind === 'citizen') {
    const read = readForm(ownFields, form)
    if (!read.ok) return read
    const { covers, organisation: organisationId } = read.value
    const told: ActingTold = { id: consentId, organisationId, covers, givenHow: 'own_page', givenOn: call.today }
    return { ...read, told }
  }
  const read = readForm(staffFields, form)
  if (!read.ok) return read
  const { covers, given_how: givenHow, given_on: givenOn } = read.value
  return { ...read, told: { id: consentId, organisationId: actor.organisationId, covers, givenHow, givenOn } satisfies ActingTold }
}

async function answerActing(deps: Deps, call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const form = await call.form()
  const covers = form.getAll('covers').filter((value) => typeof value === 'string')
  const read = readActing(call, form)
  if (!read.ok) return showActing(deps, call, { raw: read.raw, covers, errors: read.refusal }, form)
  const { told } = read
  const answer = await deps.db.transaction(call.context, (tx) =>
    recordActingConsent(tx, { actor: someone(call), personId, told, at: call.now }),
  )
  // Staff are on their way to what they need it for; the citizen stays with what they gave.
  const back = backOf(call, form)
  if (answer.ok) return call.see(someone(call).kind === 'staff' ? back : listOf(personId, back), texts(call.lang).acting.saved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_person') return call.refused(refusal)
  if (refusal.kind === 'consent_stands')
    return showActing(deps, call, { raw: read.raw, covers, problem: texts(call.lang).acting.refusals.consent_stands }, form)
  return showActing(deps, call, { raw: read.raw, covers, errors: errorsOf(refusal) }, form)
}

function errorsOf(refusal: Exclude<ActingConsentRefusal, { kind: 'consent_stands' }>): FieldErrors<ActingField> {
  if (refusal.kind === 'day_before' || refusal.kind === 'day_after') return { given_on: refusal }
  const { kind } = refusal
  const own = { kind: 'own' as const, text: { da: texts('da').acting.refusals[kind], en: texts('en').acting.refusals[kind] } }
  return kind === 'given_ahead' ? { given_on: own } : { covers: own }
}

async function answerWithdrawal(deps: Deps, call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  const consentId = parseId<'acting_consent'>(call.param('consent'))
  if (personId === null || consentId === null) return call.notFound()
  const form = await call.form()
  const say = texts(call.lang).acting
  const command = { actor: someone(call), personId, id: consentId, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => withdrawActingConsent(tx, command))
  if (answer.ok) return call.see(listOf(personId, backOf(call, form)), say.withdrawnDone)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showActing(deps, call, { problem: say.refusals.no_such_consent }, form)
}

function listOf(personId: string, back: string): string {
  return `/people/${personId}/acting?back=${encodeURIComponent(back)}`
}
