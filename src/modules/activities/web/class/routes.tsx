import { reachOf } from '#kernel/day-reach.ts'
import type { Day } from '#kernel/days.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, choices, day, text, time, whole } from '#ui/form-fields.ts'
import { activityActions } from '../../actions.ts'
import { type ClassPlan, expectedAt, makeClass, planClass } from '../../actions/make-class.ts'
import { classById, sessionsOfClass } from '../../store/classes.ts'
import { participants } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import { activityNames, staffOf } from '../reader.ts'
import { type ClassGround, classGround, weekdayValues } from './ground.ts'
import { NewClassPage } from './new-page.tsx'
import { type ClassFacts, ClassPage } from './page.tsx'

/** The pages of classes. */
export function classRoutes(deps: Deps): Route[] {
  return [
    get('/classes/new', activityActions.plan, (call) => showNew(deps, call)),
    post('/classes', activityActions.plan, (call) => answerNew(deps, call)),
    get('/classes/:id', activityActions.see, (call) => showClass(deps, call)),
  ]
}

async function showNew({ db }: Deps, call: Call): Promise<Response> {
  const ground = await db.read(call.context, (tx) => classGround(tx, call))
  return call.page(<NewClassPage call={call} ground={ground} requestId={call.newRequestId()} raw={{ teacher: staffOf(call).accountId }} />)
}

function fieldsOf(ground: ClassGround, today: Day) {
  const values = (options: readonly { value: string }[]) => options.map(({ value }) => value)
  return {
    subject: choice(values(ground.subjects)),
    label: text({ max: 60 }),
    teacher: choice(values(ground.teachers)),
    from_on: day(reachOf('session', today)),
    weekdays: choices(weekdayValues, { required: true }),
    every_weeks: whole({ min: 1, max: 8 }),
    count: whole({ min: 1, max: 60 }),
    starts_at: time(),
    minutes: whole({ min: 1, max: 1440 }),
    place: text({ max: 200 }),
    expected: choices(values(ground.people)),
  }
}

async function answerNew({ db }: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const requestId = parseId<'class'>(requestIdOf(form))
  assert(requestId !== null, 'a request id has the form of an id')
  const ground = await db.read(call.context, (tx) => classGround(tx, call))
  const read = readForm(fieldsOf(ground, call.today), form)
  const page = { call, ground, requestId, raw: read.raw }
  if (!read.ok) return call.page(<NewClassPage {...page} errors={read.refusal} />, 422)
  const plan = planOf(ground, read.value, requestId)
  // Made as it was shown: when something has come in the way since, it is shown again first.
  const answer = await db.transaction(call.context, async (tx) => {
    const expected = await expectedAt(tx, plan)
    if (!expected.ok) return expected
    const preview = await planClass(tx, plan)
    if (form.get('do') !== `make-${preview.conflicts.length}` && (await classById(tx, requestId)) === null)
      return refuse({ kind: 'look_first' as const, preview })
    const made = await makeClass(tx, { actor: staffOf(call), plan, at: call.now })
    return made.ok ? ok(made.value) : made
  })
  if (answer.ok) return call.see(`/classes/${requestId}`, texts(call.lang).classDone)
  const { refusal } = answer
  if (refusal.kind === 'look_first') return call.page(<NewClassPage {...page} preview={refusal.preview} />)
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  const say = texts(call.lang).refusals
  if (refusal.kind === 'not_in_the_phase' || refusal.kind === 'not_under_the_agreement') {
    const text = { da: texts('da').refusals[refusal.kind](refusal.caseNumber), en: texts('en').refusals[refusal.kind](refusal.caseNumber) }
    return call.page(<NewClassPage {...page} errors={{ expected: { kind: 'own', text } }} />, 422)
  }
  return call.page(<NewClassPage {...page} problem={say[refusal.kind]} />, 422)
}

type ClassValues = Extract<ReturnType<typeof readForm<ReturnType<typeof fieldsOf>>>, { ok: true }>['value']

function planOf(ground: ClassGround, value: ClassValues, requestId: Id<'class'>): ClassPlan {
  const subject = ground.subjects.find((one) => one.value === value.subject)
  const teacherId = parseId<'account'>(value.teacher)
  assert(subject !== undefined && teacherId !== null, 'the form offers what there is')
  return {
    agreementId: subject.agreementId,
    phase: subject.phase,
    activity: subject.activity,
    label: value.label,
    template: { from: value.from_on, weekdays: value.weekdays.map(Number), everyWeeks: value.every_weeks, count: value.count },
    startsAt: value.starts_at,
    minutes: value.minutes,
    place: value.place,
    teacherId,
    enrolmentIds: value.expected,
    requestId,
  }
}

async function classFacts(tx: Tx, call: Call): Promise<ClassFacts | null> {
  const id = parseId<'class'>(call.param('id'))
  const found = id === null ? null : await classById(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return null
  if (!authorize(staffOf(call), activityActions.see, { parties: agreed.parties }).ok) return null
  const sessions = await sessionsOfClass(tx, found.id)
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const lines = (await Promise.all(sessions.map((one) => participants(tx, one.id)))).flat()
  const people = [...Map.groupBy(lines, (line) => line.personId)]
  for (const [personId] of people) await recordRead(tx, { actor: staffOf(call), page: 'activities.class', personId, at: call.now })
  const names = await personNames(
    tx,
    people.map(([personId]) => personId),
  )
  return {
    found,
    title: (await activityNames(tx, call)).get(found.activity) ?? found.activity,
    sessions,
    modules: phaseOf(version, found.phase)?.activities.find(({ code }) => code === found.activity)?.modules ?? [],
    people: people.map(([personId, own]) => ({
      caseNumber: own[0]?.caseNumber ?? '',
      name: names.get(personId)?.name ?? null,
      attended: own.filter(({ outcome }) => outcome !== null && outcome !== 'absent').length,
      expected: own.length,
    })),
    teachers: await accountNames(
      tx,
      sessions.map(({ teacherId }) => teacherId),
    ),
  }
}

async function showClass({ db }: Deps, call: Call): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => classFacts(tx, call))
  return facts === null ? call.notFound() : call.page(<ClassPage call={call} facts={facts} />)
}
