import { type Organisation, authorize, organisations } from '#modules/access/index.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { day, optional, percent, text } from '#ui/form-fields.ts'
import { dayText, percentText } from '#ui/format.ts'
import { actions } from '../../actions.ts'
import { type AgreeLossesRefusal, agreeLosses } from '../../actions/agree-losses.ts'
import type { Agreement } from '../../domain/agreement.ts'
import { texts } from '../../texts/texts.ts'
import { readAgreement, staffOf } from '../read-agreement.ts'
import { LossesPage } from './page.tsx'

/** Where the parties' agreement on losses is recorded. */
export function lossesRoutes(deps: Deps): Route[] {
  const path = '/agreements/:id/losses'
  return [
    get(path, actions.agree_losses, (call) => showLosses(deps, call)),
    post(path, actions.agree_losses, (call) => answerLosses(deps, call)),
  ]
}

type Found = { agreement: Agreement; organisations: readonly Organisation[] }

async function find(deps: Deps, call: Call): Promise<Found | null> {
  const agreement = await readAgreement(deps, call)
  return agreement === null ? null : { agreement, organisations: await deps.db.read(call.context, (tx) => organisations(tx)) }
}

async function showLosses(deps: Deps, call: Call): Promise<Response> {
  const found = await find(deps, call)
  if (found === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.agree_losses, { parties: found.agreement.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  return call.page(<LossesPage call={call} {...found} />)
}

const share = optional(percent({ min: 0, max: 10_000 }))
const fields = { from: day(), purchaser: share, provider: share, lender: share, actingJobCentre: share, reason: text({ max: 500 }) }

async function answerLosses(deps: Deps, call: Call): Promise<Response> {
  const [found, form] = [await find(deps, call), await call.form()]
  if (found === null) return call.notFound()
  const typed = readForm(fields, form)
  if (!typed.ok) return call.page(<LossesPage call={call} {...found} errors={typed.refusal} raw={typed.raw} />, 422)
  const { from, reason, ...given } = typed.value
  const { purchaser, provider, lender, actingJobCentre } = given
  const shares = { purchaser: purchaser ?? 0, provider: provider ?? 0, lender: lender ?? 0, actingJobCentre: actingJobCentre ?? 0 }
  const command = {
    actor: staffOf(call),
    agreementId: found.agreement.id,
    from,
    shares,
    reason,
    requestId: requestIdOf(form),
    at: call.now,
  }
  const answer = await deps.db.transaction(call.context, (tx) => agreeLosses(tx, command))
  if (answer.ok) return call.see(`/agreements/${found.agreement.id}`, texts(call.lang).losses.saved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  return call.page(<LossesPage call={call} {...found} raw={typed.raw} refused={refusalText(call, refusal)} />, 422)
}

function refusalText(call: Call, refusal: Exclude<AgreeLossesRefusal, { kind: 'not_permitted' | 'no_such_agreement' }>): string {
  const no = texts(call.lang).losses.refusals
  switch (refusal.kind) {
    case 'shares_not_whole':
      return no.shares_not_whole(percentText(refusal.sum, call.lang))
    case 'loss_term_out_of_time':
      return no.loss_term_out_of_time(dayText(refusal.min))
    case 'loss_term_unchanged':
      return no.loss_term_unchanged
    case 'agreement_is_draft':
      return no.agreement_is_draft
  }
}
