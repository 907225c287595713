import { assert } from '#kernel/result.ts'
import { agreementsOf } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { startReferral } from '../../actions/start-referral.ts'
import { texts } from '../../texts/texts.ts'
import { actorOf } from '../desk.ts'
import { readStart, startProblem } from './form.ts'
import { StartPage } from './page.tsx'

/** Beginning a referral. */
export function startRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/new', actions.start, async (call) =>
      call.page(<StartPage call={call} agreements={await openAgreements(deps, call)} />),
    ),
    post('/referrals/new', actions.start, (call) => answer(deps, call)),
  ]
}

/** The agreements the reader's job centre refers to now. */
async function openAgreements({ db }: Deps, call: Call) {
  const actor = actorOf(call)
  assert(actor.kind === 'staff', 'only staff refer')
  const { organisationId } = actor
  const all = await db.read(call.context, (tx) => agreementsOf(tx, organisationId))
  return all.filter(
    ({ parties, state }) => parties.actingJobCentre === organisationId && ['signed', 'active', 'option_used', 'expiring'].includes(state),
  )
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const agreements = await openAgreements(deps, call)
  const read = readStart(await call.form(), call.today)
  if (!read.ok) return call.page(<StartPage call={call} agreements={agreements} raw={read.raw} errors={read.refusal} />, 422)
  const { agreement, cpr, name } = read.value
  const started = await startReferral(deps.db, {
    actor: actorOf(call),
    agreementId: agreement,
    cpr,
    name,
    protectedAddress: read.value.protected,
    at: call.now,
  })
  if (started.ok) return call.see(`/referrals/${started.value.referralId}/sections/contact`, texts(call.lang).start.started)
  const { refusal } = started
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  if (refusal.kind === 'already_referred' || refusal.kind === 'in_a_run')
    return call.page(<StartPage call={call} agreements={agreements} raw={read.raw} already={refusal} />, 409)
  return call.page(<StartPage call={call} agreements={agreements} raw={read.raw} errors={startProblem(refusal.kind)} />, 422)
}
