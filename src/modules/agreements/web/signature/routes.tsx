import { authorize } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { day } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import { actions } from '../../actions.ts'
import { signAgreement } from '../../actions/sign-agreement.ts'
import { texts } from '../../texts/texts.ts'
import { readAgreement, staffOf } from '../read-agreement.ts'
import { SignaturePage } from './page.tsx'

/** Where the purchaser records that a draft has been signed. */
export function signatureRoutes(deps: Deps): Route[] {
  return [
    get('/agreements/:id/signature', actions.sign, (call) => showSignature(deps, call)),
    post('/agreements/:id/signature', actions.sign, (call) => answerSignature(deps, call)),
  ]
}

async function showSignature(deps: Deps, call: Call): Promise<Response> {
  const found = await readAgreement(deps, call)
  if (found === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.sign, { parties: found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  return call.page(<SignaturePage call={call} agreement={found} raw={{ on: dayText(call.today) }} />)
}

async function answerSignature(deps: Deps, call: Call): Promise<Response> {
  const [found, form] = [await readAgreement(deps, call), await call.form()]
  if (found === null) return call.notFound()
  const typed = readForm({ on: day() }, form)
  if (!typed.ok) return call.page(<SignaturePage call={call} agreement={found} errors={typed.refusal} raw={typed.raw} />, 422)
  const command = { actor: staffOf(call), agreementId: found.id, on: typed.value.on, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => signAgreement(tx, command))
  const say = texts(call.lang)
  if (answer.ok) return call.see(`/agreements/${found.id}`, say.signature.done)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  // The button pressed twice: it is signed already.
  if (refusal.kind === 'agreement_out_of_order') return call.see(`/agreements/${found.id}`)
  const errors = { on: { kind: 'day_after', max: refusal.today } } as const
  return call.page(<SignaturePage call={call} agreement={found} errors={errors} raw={typed.raw} />, 422)
}
