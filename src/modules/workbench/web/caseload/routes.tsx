import type { AccountId } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { type Deputy, type DeputyRefusal, accessActions, endDeputy, nameDeputy } from '#modules/access/index.ts'
import { answerHandOver, caseloadActions, handOversTo } from '#modules/caseload/index.ts'
import { tellNamed } from '#modules/notices/index.ts'
import type { CasePorts } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { day, id as idField } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import { texts } from '../../texts/texts.ts'
import { readerOf } from '../case/read-case.ts'
import type { DeputyField, DeputyRefused } from './absence.tsx'
import { answerBulk, showBulk } from './bulk-routes.tsx'
import { caseloadFacts } from './facts.ts'
import { CaseloadPage } from './page.tsx'

/** Who has what: hand-overs to the reader, a whole caseload handed over, absences and deputies. */
export function caseloadRoutes(deps: Deps, ports: CasePorts): Route[] {
  return [
    get('/caseload', accessActions.name_deputy, (call) => show(deps, call)),
    post('/caseload/accepted', caseloadActions.hand_over, (call) => acceptAll(deps, call)),
    get('/caseload/:account', caseloadActions.hand_over, (call) => showBulk(deps, call)),
    post('/caseload/:account', caseloadActions.hand_over, (call) => answerBulk(deps, ports, call)),
    post('/deputies', accessActions.name_deputy, (call) => answerDeputy(deps, call)),
    post('/deputies/:deputy/end', accessActions.name_deputy, (call) => answerEnd(deps, call)),
  ]
}

async function show({ db }: Deps, call: Call, refused?: DeputyRefused): Promise<Response> {
  const facts = await db.read(call.context, (tx) => caseloadFacts(tx, readerOf(call)))
  return call.page(<CaseloadPage call={call} facts={facts} refused={refused} />, refused === undefined ? 200 : 422)
}

/** All that waits is accepted; what somebody else has taken meanwhile is left as it is. */
async function acceptAll({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = readerOf(call)
  await db.transaction(call.context, async (tx) => {
    for (const { id } of await handOversTo(tx, actor.accountId, actor.organisationId))
      await answerHandOver(tx, { actor, id, answer: 'accepted', words: '', at: call.now })
  })
  return call.see('/caseload', texts(call.lang).handOver.done.accepted)
}

const fields = { absent: idField<'account'>(), deputy: idField<'account'>(), from: day(), until: day() }

async function answerDeputy(deps: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const id = parseId<'deputy'>(requestIdOf(form))
  const read = readForm(fields, form)
  if (id === null) return call.notFound()
  if (!read.ok) {
    const errors = Object.fromEntries(Object.entries(read.refusal).map(([name, problem]) => [name, errorText(problem, call.lang) ?? '']))
    return show(deps, call, { raw: read.raw, errors })
  }
  const { actor } = readerOf(call)
  const { absent: absentId, deputy: deputyId, from, until } = read.value
  const answer = await deps.db.transaction(call.context, async (tx) => {
    const named = await nameDeputy(tx, { actor, id, absentId, deputyId, from, until, at: call.now })
    if (named.ok) await tellBoth(tx, named.value, actor.accountId, call)
    return named
  })
  if (answer.ok) return call.see('/caseload', texts(call.lang).handOver.page.saved)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return show(deps, call, { raw: read.raw, errors: errorsOf(answer.refusal, call) })
}

// Whoever named the deputy knows it already.
async function tellBoth(tx: Tx, made: Deputy, by: AccountId, call: Call): Promise<void> {
  const accounts = [made.absentId, made.deputyId].filter((one) => one !== by)
  await tellNamed(tx, { kind: 'deputy_named', accounts, subject: { noun: 'deputy', id: made.id }, href: '/caseload', at: call.now })
}

function errorsOf(refusal: DeputyRefusal | { kind: 'not_on_the_staff' }, call: Call): Partial<Record<DeputyField, string>> {
  const say = texts(call.lang).handOver.page.refusals
  switch (refusal.kind) {
    case 'days_turned':
    case 'days_over':
      return { until: say[refusal.kind] }
    case 'same_person':
    case 'no_fitting_role':
    case 'not_on_the_staff':
      return { deputy: say[refusal.kind] }
    case 'deputy_absent':
      return { deputy: say.deputy_absent(dayText(refusal.from), dayText(refusal.until)) }
    case 'deputy_already':
      return { from: say.deputy_already(dayText(refusal.from), dayText(refusal.until)) }
    case 'stands_in':
      return { from: say.stands_in(dayText(refusal.from), dayText(refusal.until)) }
  }
}

async function answerEnd({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'deputy'>(call.param('deputy'))
  if (id === null) return call.notFound()
  const answer = await db.transaction(call.context, (tx) => endDeputy(tx, { actor: readerOf(call).actor, id, at: call.now }))
  return answer.ok ? call.see('/caseload', texts(call.lang).handOver.page.ended) : call.refused(answer.refusal)
}
