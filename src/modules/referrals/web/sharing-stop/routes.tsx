import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { stopSharing } from '../../actions/stop-sharing.ts'
import { sharingOf } from '../../store/sections.ts'
import { CaseFrame } from '../case-frame.tsx'
import { act, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { stoppable, StopSharingForm, stoppedIn } from './form.tsx'

/** The caseworker writes down that the citizen takes back a yes to sharing. */
export function sharingStopRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/sharing-stop', actions.stop_sharing, (call) => show(deps, call)),
    post('/referrals/:id/sharing-stop', actions.stop_sharing, (call) => answer(deps, call)),
  ]
}

async function show(deps: Deps, call: Call, error?: string): Promise<Response> {
  const page = await readCase(deps, call, actions.stop_sharing, (tx, { id }) => sharingOf(tx, id))
  if (!page.ok) return page.response
  const { head, facts } = page
  const action = `/referrals/${head.referral.id}/sharing-stop`
  return call.page(
    <CaseFrame head={head} title={head.say.stopSharing.title} errors={error ? [{ field: 'stop', text: error }] : []}>
      <StopSharingForm call={call} say={head.say} action={action} items={stoppable(facts)} error={error} />
    </CaseFrame>,
    error ? 422 : 200,
  )
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const page = await readCase(deps, call, actions.stop_sharing, () => Promise.resolve(null))
  if (!page.ok) return page.response
  const { say, referral } = page.head
  const items = stoppedIn(await call.form())
  const done = await act(deps, call, (tx, command) => stopSharing(tx, { ...command, items }))
  if (done.done) return call.see(`/referrals/${referral.id}`, say.steps.stop_sharing.done)
  return 'response' in done ? done.response : show(deps, call, refusalWords(done.refusal, say))
}
