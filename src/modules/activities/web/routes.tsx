import type { StaffActor } from '#kernel/actor.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement, agreementsOf } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { type Enrolment, enrolment, enrolmentsOf } from '#modules/enrolments/index.ts'
import { personNames } from '#modules/people/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, choices, day, text, time, whole } from '#ui/form-fields.ts'
import type { Lang } from '#ui/lang.ts'
import type { Option } from '#ui/select.tsx'
import { activityActions } from '../actions.ts'
import { phaseOfRun, planSession } from '../actions/plan-session.ts'
import { type RegisterRefusal, registerAttendance } from '../actions/register-attendance.ts'
import { type Attendance, absenceReasons, outcomes } from '../domain/attendance.ts'
import { type Participant, type SessionId, openSessions, participants, session } from '../store/sessions.ts'
import { texts } from '../texts/texts.ts'
import { SessionListPage } from './list/page.tsx'
import { PlanPage } from './plan/page.tsx'
import { type RegisterFacts, RegisterPage } from './register/page.tsx'

/** The pages of sessions and registers. */
export function activityRoutes(deps: Deps): Route[] {
  return [
    get('/sessions', activityActions.see, (call) => showList(deps, call)),
    get('/enrolments/:id/sessions/new', activityActions.plan, (call) => showPlan(deps, call)),
    post('/enrolments/:id/sessions', activityActions.plan, (call) => answerPlan(deps, call)),
    get('/sessions/:id', activityActions.see, (call) => showRegister(deps, call)),
    post('/sessions/:id', activityActions.register, (call) => answerRegister(deps, call)),
  ]
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'sessions are handled by staff')
  return call.actor
}

/** The names of every activity of the reader's agreements. */
async function activityNames(tx: Tx, call: Call): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const agreed of await agreementsOf(tx, staffOf(call).organisationId)) {
    const version = await programmeVersion(tx, agreed.programmeVersionId)
    for (const phase of version.phases) for (const activity of phase.activities) names.set(activity.code, activity.name[call.lang])
  }
  return names
}

async function showList({ db }: Deps, call: Call): Promise<Response> {
  const facts = await db.read(call.context, async (tx) => ({
    sessions: await openSessions(tx, call.today),
    names: await activityNames(tx, call),
  }))
  return call.page(<SessionListPage call={call} {...facts} />)
}

type PlanGround = { run: Enrolment; phase: 'qualifying' | 'main'; activities: Option[]; people: Option[] }

async function planGround(tx: Tx, id: Id<'enrolment'> | null, lang: Lang): Promise<PlanGround | null> {
  const run = id === null ? null : await enrolment(tx, id)
  const phase = run === null ? null : phaseOfRun(run)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || phase === null || agreed === null) return null
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
  const ground = await db.read(call.context, (tx) => planGround(tx, parseId<'enrolment'>(call.param('id')), call.lang))
  if (ground === null) return call.notFound()
  const action = `/enrolments/${ground.run.id}/sessions`
  return call.page(<PlanPage call={call} action={action} activities={ground.activities} people={ground.people} chosen={[ground.run.id]} />)
}

async function answerPlan({ db }: Deps, call: Call): Promise<Response> {
  const ground = await db.read(call.context, (tx) => planGround(tx, parseId<'enrolment'>(call.param('id')), call.lang))
  if (ground === null) return call.notFound()
  const form = await call.form()
  const read = readForm(planFields(ground), form)
  const page = {
    call,
    action: `/enrolments/${ground.run.id}/sessions`,
    activities: ground.activities,
    people: ground.people,
    chosen: [],
    raw: read.raw,
  }
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
  const answer = await db.transaction(call.context, (tx) => planSession(tx, { actor: staffOf(call), plan, at: call.now }))
  if (answer.ok) return call.see('/sessions', texts(call.lang).planDone)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  const say = texts(call.lang).refusals
  const problem = refusal.kind === 'not_in_the_phase' ? say.not_in_the_phase(refusal.caseNumber) : say[refusal.kind]
  return call.page(<PlanPage {...page} problem={problem} />, 422)
}

function planFields(ground: PlanGround) {
  return {
    activity: choice(ground.activities.map((activity) => activity.value)),
    held_on: day(),
    starts_at: time(),
    minutes: whole({ min: 1, max: 1440 }),
    place: text({ max: 200 }),
    expected: choices(
      ground.people.map((person) => person.value),
      { required: true },
    ),
  }
}

async function registerFacts(
  tx: Tx,
  call: Call,
  id: SessionId | null,
): Promise<Result<RegisterFacts, NotPermitted | { kind: 'no_such_session' }>> {
  const found = id === null ? null : await session(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_session' })
  const permit = authorize(staffOf(call), activityActions.see, { parties: agreed.parties })
  if (!permit.ok) return permit
  const people = await participants(tx, found.id)
  for (const { personId } of people) await recordRead(tx, { actor: staffOf(call), page: 'activities.register', personId, at: call.now })
  const names = await personNames(
    tx,
    people.map((person) => person.personId),
  )
  const title = (await activityNames(tx, call)).get(found.activity) ?? found.activity
  const mayRegister = authorize(staffOf(call), activityActions.register, { parties: agreed.parties }).ok
  return ok({ session: found, title, people, mayRegister, names: new Map([...names].map(([key, person]) => [key, person.name])) })
}

async function showRegister(
  { db }: Deps,
  call: Call,
  problem?: RegisterFacts['problem'],
  typed: { lines: readonly Attendance[]; tookPlace: boolean } | null = null,
): Promise<Response> {
  const answer = await db.transaction(call.context, (tx) => registerFacts(tx, call, parseId<'session'>(call.param('id'))))
  if (!answer.ok) return call.refused(answer.refusal)
  const facts = typed === null ? answer.value : { ...answer.value, session: { ...answer.value.session, tookPlace: typed.tookPlace } }
  const people = facts.people.map(
    (person): Participant => ({ ...person, ...typed?.lines.find((line) => line.enrolmentId === person.enrolmentId) }),
  )
  return call.page(
    <RegisterPage call={call} facts={{ ...facts, people, ...(problem === undefined ? {} : { problem }) }} />,
    problem === undefined ? 200 : 422,
  )
}

async function answerRegister(deps: Deps, call: Call): Promise<Response> {
  const sessionId = parseId<'session'>(call.param('id'))
  if (sessionId === null) return call.notFound()
  const form = await call.form()
  const said = (name: string) => form.get(name)
  const lines = [...form.keys()]
    .filter((key) => key.startsWith('o_'))
    .map((key): Attendance => {
      const enrolmentId = key.slice(2)
      const outcome = outcomes.find((known) => known === said(key)) ?? 'present'
      const reason = outcome === 'absent' ? (absenceReasons.find((known) => known === said(`r_${enrolmentId}`)) ?? null) : null
      return { enrolmentId, outcome, reason }
    })
  const register = {
    sessionId,
    version: Number(said('version')) || 0,
    tookPlace: said('took_place') !== 'no',
    lines,
    today: call.today,
    at: call.now,
  }
  const answer = await deps.db.transaction(call.context, (tx) => registerAttendance(tx, { actor: staffOf(call), ...register }))
  return answer.ok ? call.see('/sessions', texts(call.lang).saved) : refusedRegister(deps, call, answer.refusal, register)
}

function refusedRegister(
  deps: Deps,
  call: Call,
  refusal: RegisterRefusal,
  sent: { lines: readonly Attendance[]; tookPlace: boolean },
): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_session') return call.refused(refusal)
  const text = texts(call.lang).refusals[refusal.kind]
  const typed = refusal.kind === 'saved_by_another' ? null : sent
  return showRegister(deps, call, { text, ...('enrolmentId' in refusal ? { enrolmentId: refusal.enrolmentId } : {}) }, typed)
}
