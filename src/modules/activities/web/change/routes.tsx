import { reachOf } from '#kernel/day-reach.ts'
import type { Day } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, day, id, text, time } from '#ui/form-fields.ts'
import { activityActions } from '../../actions.ts'
import { type ChangeRefusal, type MovePlan, cancelSession, moveSession, planMove } from '../../actions/change-session.ts'
import { askers, changeReasons } from '../../domain/change.ts'
import { isChanged } from '../../store/classes.ts'
import { type SessionId, session } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import { activityNames, staffOf } from '../reader.ts'
import { teachersOf } from '../teachers.ts'
import { type ChangeFacts, ChangePage } from './page.tsx'

/** Moving and cancelling a session. */
export function changeRoutes(deps: Deps): Route[] {
  return [
    get('/sessions/:id/change', activityActions.move, (call) => show(deps, call, {})),
    post('/sessions/:id/move', activityActions.move, (call) => answerMove(deps, call)),
    post('/sessions/:id/cancel', activityActions.cancel, (call) => answerCancel(deps, call)),
  ]
}

const moveFields = (today: Day) => ({
  to_on: day(reachOf('planned', today)),
  starts_at: time(),
  place: text({ max: 200 }),
  teacher: id<'account'>(),
  scope: choice(['one', 'later']),
  asked_by: choice(askers),
  reason: choice(changeReasons),
})
const cancelFields = { cancel_asked_by: choice(askers), cancel_reason: choice(changeReasons) }

type More = Partial<ChangeFacts>

async function factsOf(tx: Tx, call: Call, id: SessionId | null, more: More): Promise<Result<ChangeFacts, { kind: string }>> {
  const found = id === null ? null : await session(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_session' })
  const permit = authorize(staffOf(call), activityActions.move, { parties: agreed.parties })
  if (!permit.ok) return permit
  const title = (await activityNames(tx, call)).get(found.activity) ?? found.activity
  const teachers = await teachersOf(tx, staffOf(call), found.teacherId)
  return ok({ session: found, title, teachers, moveRequestId: call.newRequestId(), ...more })
}

async function show({ db }: Deps, call: Call, more: More): Promise<Response> {
  const facts = await db.read(call.context, (tx) => factsOf(tx, call, parseId<'session'>(call.param('id')), more))
  if (!facts.ok) return call.refused(facts.refusal)
  const wrong = more.problem !== undefined || more.errors !== undefined
  return call.page(<ChangePage call={call} facts={facts.value} />, wrong ? 422 : 200)
}

async function answerMove(deps: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const sessionId = parseId<'session'>(call.param('id'))
  if (sessionId === null) return call.notFound()
  const moveRequestId = requestIdOf(form)
  const read = readForm(moveFields(call.today), form)
  const more = { raw: read.raw, moveRequestId }
  if (!read.ok) return show(deps, call, { ...more, errors: read.refusal })
  const { to_on: on, starts_at: startsAt, place, teacher: teacherId, scope, asked_by: askedBy, reason } = read.value
  const command = { actor: staffOf(call), sessionId, move: { on, startsAt, place, teacherId, scope }, today: call.today }
  const answer = await deps.db.transaction(call.context, async (tx) => {
    // Moved as it was shown: when something has come in the way since, it is shown again first.
    const planned = await planMove(tx, command)
    const again = await isChanged(tx, sessionId, moveRequestId)
    if (!again && !planned.ok) return planned
    if (!again && planned.ok && form.get('do') !== `move-${planned.value.conflicts.length}`)
      return refuse({ kind: 'look_first' as const, preview: await withNames(tx, call, planned.value) })
    return moveSession(tx, { ...command, askedBy, reason, requestId: moveRequestId, at: call.now })
  })
  if (answer.ok) return call.see(`/sessions/${sessionId}`, texts(call.lang).moved)
  if (answer.refusal.kind === 'look_first') return show(deps, call, { ...more, preview: answer.refusal.preview })
  return refused(deps, call, answer.refusal, more)
}

async function withNames(tx: Tx, call: Call, plan: MovePlan): Promise<NonNullable<ChangeFacts['preview']>> {
  for (const { personId } of plan.people) await recordRead(tx, { actor: staffOf(call), page: 'activities.move', personId, at: call.now })
  const names = await personNames(
    tx,
    plan.people.map(({ personId }) => personId),
  )
  return { ...plan, names: new Map([...names].map(([key, person]) => [key, person.name])) }
}

async function answerCancel(deps: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const sessionId = parseId<'session'>(call.param('id'))
  if (sessionId === null) return call.notFound()
  const read = readForm(cancelFields, form)
  if (!read.ok) return show(deps, call, { raw: read.raw, errors: read.refusal })
  const { cancel_asked_by: askedBy, cancel_reason: reason } = read.value
  const command = { actor: staffOf(call), sessionId, askedBy, reason, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => cancelSession(tx, command))
  if (answer.ok) return call.see('/sessions', texts(call.lang).cancelledDone)
  return refused(deps, call, answer.refusal, { raw: read.raw })
}

function refused(deps: Deps, call: Call, refusal: ChangeRefusal, more: More): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_session') return call.refused(refusal)
  return show(deps, call, { ...more, problem: texts(call.lang).refusals[refusal.kind] })
}
