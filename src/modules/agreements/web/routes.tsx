import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, flag } from '#ui/form-fields.ts'
import { actions } from '../actions.ts'
import { terminateAgreement, terminationReasons } from '../actions/terminate-agreement.ts'
import type { Agreement, AgreementId } from '../domain/agreement.ts'
import { afterEvent } from '../domain/agreement-machine.ts'
import { agreement, agreementsOf } from '../store/agreements.ts'
import { agreementEvents } from '../store/events.ts'
import { occupancies } from '../store/places.ts'
import { texts } from '../texts/texts.ts'
import { AgreementsPage } from './agreement/list-page.tsx'
import { AgreementPage } from './agreement/page.tsx'
import { TerminationPage } from './termination/page.tsx'

/** The addresses of agreements. */
export function agreementRoutes(deps: Deps): Route[] {
  return [
    get('/agreements', actions.see, (call) => showAgreements(deps, call)),
    get('/agreements/:id', actions.see, (call) => showAgreement(deps, call)),
    get('/agreements/:id/termination', actions.terminate, (call) => showTermination(deps, call)),
    post('/agreements/:id/termination', actions.terminate, (call) => answerTermination(deps, call)),
  ]
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'a staff action is asked by staff')
  return call.actor
}

async function showAgreements({ db }: Deps, call: Call): Promise<Response> {
  const actor = staffOf(call)
  const all = await db.read(call.context, (tx) => agreementsOf(tx, actor.organisationId))
  const seen = all.filter((each) => authorize(actor, actions.see, { parties: each.parties }).ok)
  return call.page(<AgreementsPage call={call} agreements={seen} />)
}

async function showAgreement({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'agreement'>(call.param('id'))
  if (id === null) return call.notFound()
  const facts = await db.read(call.context, async (tx) => {
    const found = await agreement(tx, id)
    if (found === null) return null
    return {
      agreement: found,
      organisations: await organisations(tx),
      held: await occupancies(tx, id),
      events: await agreementEvents(tx, id),
    }
  })
  if (facts === null) return call.notFound()
  const { parties, state } = facts.agreement
  const permitted = authorize(staffOf(call), actions.see, { parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const mayTerminate = authorize(staffOf(call), actions.terminate, { parties }).ok && afterEvent(state, 'terminate').ok
  return call.page(<AgreementPage call={call} facts={{ ...facts, mayTerminate }} />)
}

async function readAgreement({ db }: Deps, call: Call): Promise<{ id: AgreementId; found: Agreement } | null> {
  const id = parseId<'agreement'>(call.param('id'))
  const found = id === null ? null : await db.read(call.context, (tx) => agreement(tx, id))
  return id === null || found === null ? null : { id, found }
}

async function showTermination(deps: Deps, call: Call): Promise<Response> {
  const read = await readAgreement(deps, call)
  if (read === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.terminate, { parties: read.found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  return call.page(<TerminationPage call={call} agreement={read.found} />)
}

async function answerTermination(deps: Deps, call: Call): Promise<Response> {
  const [read, form] = [await readAgreement(deps, call), await call.form()]
  if (read === null) return call.notFound()
  const typed = readForm({ reason: choice(terminationReasons), understood: flag({ required: true }) }, form)
  if (!typed.ok) return call.page(<TerminationPage call={call} agreement={read.found} errors={typed.refusal} raw={typed.raw} />, 422)
  const command = { actor: staffOf(call), agreementId: read.id, on: call.today, reason: typed.value.reason, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => terminateAgreement(tx, command))
  const say = texts(call.lang)
  if (answer.ok) return call.see(`/agreements/${read.id}`, say.terminated)
  if (answer.refusal.kind !== 'agreement_out_of_order') return call.refused(answer.refusal)
  const refused = say.cannotTerminate(say.states[answer.refusal.state])
  return call.page(<TerminationPage call={call} agreement={read.found} raw={typed.raw} refused={refused} />, 409)
}
