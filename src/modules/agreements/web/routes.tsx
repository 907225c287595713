import { parseId } from '#kernel/ids.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, flag } from '#ui/form-fields.ts'
import { actions } from '../actions.ts'
import { agreementsFor } from '../actions/agreements-for.ts'
import { terminateAgreement, terminationReasons } from '../actions/terminate-agreement.ts'
import { afterEvent, openStates } from '../domain/agreement-machine.ts'
import { agreement } from '../store/agreements.ts'
import { agreementEvents } from '../store/events.ts'
import { agreementDocuments } from '../store/documents.ts'
import { placeChanges } from '../store/place-changes.ts'
import { occupancies, places } from '../store/places.ts'
import { statements } from '../store/statements.ts'
import { texts } from '../texts/texts.ts'
import { AgreementsPage } from './agreement/list-page.tsx'
import { AgreementPage } from './agreement/page.tsx'
import type { DocumentTyped } from './documents/card.tsx'
import { documentRoutes } from './documents/routes.tsx'
import { fileRoutes } from './file/routes.tsx'
import { lossesRoutes } from './losses/routes.tsx'
import { MonthsPage } from './months/page.tsx'
import { numberRoutes } from './number/routes.tsx'
import { readAgreement, staffOf } from './read-agreement.ts'
import { signatureRoutes } from './signature/routes.tsx'
import { statementRoutes } from './statement/routes.tsx'
import { TerminationPage } from './termination/page.tsx'

/** The addresses of agreements. */
export function agreementRoutes(deps: Deps, publicUrl: () => string): Route[] {
  return [
    get('/agreements', actions.see, (call) => showAgreements(deps, call)),
    ...fileRoutes(deps, publicUrl),
    get('/agreements/:id', actions.see, (call) => showAgreement(deps, call)),
    get('/agreements/:id/months', actions.see, (call) => showMonths(deps, call)),
    get('/agreements/:id/termination', actions.terminate, (call) => showTermination(deps, call)),
    post('/agreements/:id/termination', actions.terminate, (call) => answerTermination(deps, call)),
    ...numberRoutes(deps),
    ...lossesRoutes(deps),
    ...signatureRoutes(deps),
    ...documentRoutes(deps, (call, typed) => showAgreement(deps, call, typed)),
    ...statementRoutes(deps),
  ]
}

async function showAgreements({ db }: Deps, call: Call): Promise<Response> {
  const actor = staffOf(call)
  const seen = await db.read(call.context, (tx) => agreementsFor(tx, actor, actions.see))
  const mayLoad = authorize(actor, actions.make, { ownerId: actor.organisationId }).ok
  return call.page(<AgreementsPage call={call} agreements={seen} mayLoad={mayLoad} />)
}

async function showAgreement({ db }: Deps, call: Call, typed: DocumentTyped = {}): Promise<Response> {
  const id = parseId<'agreement'>(call.param('id'))
  if (id === null) return call.notFound()
  const facts = await db.read(call.context, async (tx) => {
    const found = await agreement(tx, id)
    if (found === null) return null
    return {
      agreement: found,
      organisations: await organisations(tx),
      places: await places(tx, id),
      held: await occupancies(tx, id),
      changes: await placeChanges(tx, id),
      documents: await agreementDocuments(tx, id),
      events: await agreementEvents(tx, id),
    }
  })
  if (facts === null) return call.notFound()
  const { parties, state } = facts.agreement
  const permitted = authorize(staffOf(call), actions.see, { parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const mayTerminate = authorize(staffOf(call), actions.terminate, { parties }).ok && afterEvent(state, 'terminate').ok
  const mayChangePlaces = authorize(staffOf(call), actions.change_places, { parties }).ok && openStates.includes(state)
  const mayAgreeLosses = authorize(staffOf(call), actions.agree_losses, { parties }).ok && state !== 'draft'
  const mayKeep = authorize(staffOf(call), actions.keep_document, { parties }).ok
  const maySign = authorize(staffOf(call), actions.sign, { parties }).ok && afterEvent(state, 'sign').ok
  const mayLoad = authorize(staffOf(call), actions.make, { ownerId: staffOf(call).organisationId }).ok
  return call.page(
    <AgreementPage call={call} facts={{ ...facts, mayTerminate, mayChangePlaces, mayAgreeLosses, maySign, mayLoad, mayKeep, typed }} />,
    typed.errors === undefined ? 200 : 422,
  )
}

async function showMonths({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'agreement'>(call.param('id'))
  if (id === null) return call.notFound()
  const facts = await db.read(call.context, async (tx) => {
    const found = await agreement(tx, id)
    if (found === null) return null
    return { agreement: found, places: await places(tx, id), held: await occupancies(tx, id), stated: await statements(tx, id) }
  })
  if (facts === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.see, { parties: facts.agreement.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  return call.page(<MonthsPage call={call} facts={facts} />)
}

async function showTermination(deps: Deps, call: Call): Promise<Response> {
  const found = await readAgreement(deps, call)
  if (found === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.terminate, { parties: found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  return call.page(<TerminationPage call={call} agreement={found} />)
}

async function answerTermination(deps: Deps, call: Call): Promise<Response> {
  const [found, form] = [await readAgreement(deps, call), await call.form()]
  if (found === null) return call.notFound()
  const typed = readForm({ reason: choice(terminationReasons), understood: flag({ required: true }) }, form)
  if (!typed.ok) return call.page(<TerminationPage call={call} agreement={found} errors={typed.refusal} raw={typed.raw} />, 422)
  const command = { actor: staffOf(call), agreementId: found.id, on: call.today, reason: typed.value.reason, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => terminateAgreement(tx, command))
  const say = texts(call.lang)
  if (answer.ok) return call.see(`/agreements/${found.id}`, say.terminated)
  if (answer.refusal.kind !== 'agreement_out_of_order') return call.refused(answer.refusal)
  const refused = say.cannotTerminate(say.states[answer.refusal.state])
  return call.page(<TerminationPage call={call} agreement={found} raw={typed.raw} refused={refused} />, 409)
}
