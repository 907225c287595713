import type { StaffActor } from '#kernel/actor.ts'
import { reachOf } from '#kernel/day-reach.ts'
import type { Day } from '#kernel/days.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { assert, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize, mayEver } from '#modules/access/index.ts'
import { agreement, agreementNames } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { type Enrolment, enrolment, enrolmentsOf } from '#modules/enrolments/index.ts'
import { personNames } from '#modules/people/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, choices, day, text, time, whole } from '#ui/form-fields.ts'
import type { Lang } from '#ui/lang.ts'
import type { Option } from '#ui/select.tsx'
import { activityActions } from '../actions.ts'
import type { ActivityPorts } from '../actions/ports.ts'
import { phaseOfRun, planConflicts, planSession } from '../actions/plan-session.ts'
import { dayNotesOf } from '../domain/class-dates.ts'
import { openSessions } from '../store/sessions.ts'
import { texts } from '../texts/texts.ts'
import { changeRoutes } from './change/routes.tsx'
import { classRoutes } from './class/routes.tsx'
import { SessionListPage } from './list/page.tsx'
import { PlanPage, lookedAt } from './plan/page.tsx'
import { owedRoutes } from './owed/routes.tsx'
import { warningRoutes } from './warning/routes.tsx'
import { activityNames, staffOf } from './reader.ts'
import { registerRoutes } from './register/routes.tsx'

/** The pages of sessions and registers. */
export function activityRoutes(deps: Deps, ports: ActivityPorts): Route[] {
  return [
    get('/sessions', activityActions.see, (call) => showList(deps, call)),
    get('/enrolments/:id/sessions/new', activityActions.plan, (call) => showPlan(deps, call)),
    post('/enrolments/:id/sessions', activityActions.plan, (call) => answerPlan(deps, call)),
    ...registerRoutes(deps, ports),
    ...classRoutes(deps),
    ...changeRoutes(deps),
    ...owedRoutes(deps),
    ...warningRoutes(deps),
  ]
}

async function showList({ db }: Deps, call: Call): Promise<Response> {
  const facts = await db.read(call.context, async (tx) => {
    const sessions = await openSessions(tx, call.today)
    const agreements = await agreementNames(
      tx,
      sessions.map(({ agreementId }) => agreementId),
    )
    return { sessions, agreements, names: await activityNames(tx, call) }
  })
  return call.page(
    <SessionListPage
      call={call}
      {...facts}
      saved={parseId(call.query('saved') ?? '')}
      mayPlan={mayEver(staffOf(call), activityActions.plan)}
    />,
  )
}

type PlanGround = { run: Enrolment; phase: 'qualifying' | 'main'; activities: Option[]; people: Option[] }

/** Whom a session can be planned for; null where the reader does not teach under the run's agreement. */
async function planGround(tx: Tx, actor: StaffActor, id: Id<'enrolment'> | null, lang: Lang): Promise<PlanGround | null> {
  const run = id === null ? null : await enrolment(tx, id)
  const phase = run === null ? null : phaseOfRun(run)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || phase === null || agreed === null) return null
  if (!authorize(actor, activityActions.plan, { parties: agreed.parties }).ok) return null
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const runs = (await enrolmentsOf(tx, run.agreementId)).filter((each) => phaseOfRun(each) === phase)
  const names = await personNames(
    tx,
    runs.map((each) => each.personId),
  )
  const say = texts(lang)
  return {
    run,
    phase,
    activities: (phaseOf(version, phase)?.activities ?? []).map((activity) => ({ value: activity.code, label: activity.name[lang] })),
    people: runs.map((each) => ({ value: each.id, label: `${names.get(each.personId)?.name ?? say.masked}, ${each.caseNumber}` })),
  }
}

async function showPlan({ db }: Deps, call: Call): Promise<Response> {
  const actor = staffOf(call)
  const ground = await db.transaction(call.context, async (tx) => {
    const known = await planGround(tx, actor, parseId<'enrolment'>(call.param('id')), call.lang)
    if (known !== null) await recordRead(tx, { actor, page: 'activities.plan', personId: known.run.personId, at: call.now })
    return known
  })
  if (ground === null) return call.notFound()
  return call.page(<PlanPage call={call} {...formOf(ground)} chosen={[ground.run.id]} raw={{ activity: call.query('activity') ?? '' }} />)
}

async function answerPlan({ db }: Deps, call: Call): Promise<Response> {
  const ground = await db.read(call.context, (tx) => planGround(tx, staffOf(call), parseId<'enrolment'>(call.param('id')), call.lang))
  if (ground === null) return call.notFound()
  const form = await call.form()
  const read = readForm(planFields(ground, call.today), form)
  const page = { call, ...formOf(ground), chosen: [], raw: read.raw }
  if (!read.ok) return call.page(<PlanPage {...page} errors={read.refusal} />, 422)
  const { activity, held_on: on, starts_at: startsAt, minutes, place, expected } = read.value
  const requestId = parseId<'session'>(requestIdOf(form))
  assert(requestId !== null, 'a request id has the form of an id')
  const plan = {
    agreementId: ground.run.agreementId,
    phase: ground.phase,
    activity,
    on,
    startsAt,
    minutes,
    place,
    enrolmentIds: expected,
    requestId,
  }
  const answer = await db.transaction(call.context, async (tx) => {
    const conflicts = await planConflicts(tx, plan, staffOf(call).accountId)
    const inTheWay = { conflicts, on, notes: dayNotesOf(on, call.today) }
    if (conflicts.length + inTheWay.notes.length > 0 && form.get('do') !== lookedAt(inTheWay))
      return refuse({ kind: 'in_the_way' as const, inTheWay })
    return planSession(tx, { actor: staffOf(call), plan, at: call.now })
  })
  if (answer.ok) return call.see('/sessions', texts(call.lang).planDone)
  const { refusal } = answer
  if (refusal.kind === 'in_the_way') return call.page(<PlanPage {...page} inTheWay={refusal.inTheWay} />, 409)
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  const say = texts(call.lang).refusals
  const problem = refusal.kind === 'not_in_the_phase' ? say.not_in_the_phase(refusal.caseNumber) : say[refusal.kind]
  return call.page(<PlanPage {...page} problem={problem} />, 422)
}

function formOf({ run, activities, people }: PlanGround) {
  return { action: `/enrolments/${run.id}/sessions`, back: `/cases/${run.referralId}`, activities, people }
}

function planFields(ground: PlanGround, today: Day) {
  return {
    activity: choice(ground.activities.map((activity) => activity.value)),
    held_on: day(reachOf('session', today)),
    starts_at: time(),
    minutes: whole({ min: 1, max: 1440 }),
    place: text({ max: 200 }),
    expected: choices(
      ground.people.map((person) => person.value),
      { required: true },
    ),
  }
}
