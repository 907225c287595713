import { assert } from '#kernel/result.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { publishDeadline } from '../../actions/publish-deadline.ts'
import { caseTypes } from '../../domain/deadline.ts'
import { allDeadlines, latestDeadline } from '../../store/deadlines.ts'
import { texts } from '../../texts/texts.ts'
import { deadlineErrors, rawOf, readDeadline } from './form.ts'
import { DeadlinePage, DeadlinesPage } from './page.tsx'

/** The published deadlines: read by anyone, set by each authority's administrator from a day on. */
export function deadlineRoutes(deps: Deps): Route[] {
  const open = { public: 'retssikkerhedsloven § 3, stk. 2: the deadlines must be published' }
  return [
    get('/deadlines', open, (call) => showDeadlines(deps, call)),
    get('/deadlines/:type', actions.publish_deadline, (call) => showDeadline(deps, call)),
    post('/deadlines/:type', actions.publish_deadline, (call) => answerDeadline(deps, call)),
  ]
}

async function showDeadlines({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = call
  const own =
    actor?.kind === 'staff' && authorize(actor, actions.publish_deadline, { ownerId: actor.organisationId }).ok
      ? actor.organisationId
      : null
  const published = await db.read(call.context, async (tx) => {
    const deadlines = await allDeadlines(tx)
    const each = (await organisations(tx)).map(({ id, name }) => ({
      organisationId: id,
      name,
      deadlines: deadlines.filter(({ organisationId }) => organisationId === id),
    }))
    return each.filter(({ organisationId, deadlines: some }) => some.length > 0 || organisationId === own)
  })
  return call.page(<DeadlinesPage call={call} published={published} own={own} />)
}

function staffOf(call: Call) {
  assert(call.actor?.kind === 'staff', 'an administrator is staff')
  return call.actor
}

async function showDeadline({ db }: Deps, call: Call): Promise<Response> {
  const caseType = caseTypes.find((type) => type === call.param('type'))
  if (caseType === undefined) return call.notFound()
  const latest = await db.read(call.context, (tx) => latestDeadline(tx, staffOf(call).organisationId, caseType))
  return call.page(<DeadlinePage call={call} caseType={caseType} raw={rawOf(latest, call.today)} />)
}

async function answerDeadline({ db }: Deps, call: Call): Promise<Response> {
  const actor = staffOf(call)
  const caseType = caseTypes.find((type) => type === call.param('type'))
  if (caseType === undefined) return call.notFound()
  const form = await call.form()
  const read = readDeadline(form)
  const { raw } = read
  if (!read.ok) return call.page(<DeadlinePage call={call} caseType={caseType} raw={raw} errors={read.refusal} />, 422)
  const { from, days, legal_source: legalSource } = read.value
  const save = form.get('do') === 'save'
  const work = save ? db.transaction : db.preview
  const answer = await work(call.context, async (tx) => {
    const before = await latestDeadline(tx, actor.organisationId, caseType)
    return { before, done: await publishDeadline(tx, { actor, caseType, from, days, legalSource, at: call.now }) }
  })
  if (!answer.done.ok) {
    const { refusal } = answer.done
    return refusal.kind === 'not_permitted'
      ? call.refused(refusal)
      : call.page(<DeadlinePage call={call} caseType={caseType} raw={raw} errors={deadlineErrors(refusal)} />, 422)
  }
  if (save) return call.see('/deadlines', texts(call.lang).deadlines.done)
  return call.page(<DeadlinePage call={call} caseType={caseType} raw={raw} preview={{ from, days, before: answer.before }} />)
}
