import type { OutOfReach } from '#kernel/day-reach.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { type Result, ok } from '#kernel/result.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, readForm, summaryOf } from '#ui/form-data.ts'
import { choice, day, text } from '#ui/form-fields.ts'
import { problemText } from '#ui/form-problem.ts'
import { businessActions } from '../../actions.ts'
import type { BusinessPorts } from '../../actions/budget.ts'
import { type GoalAnswer, addGoalStep, finishGoalStep, reviewGoal, setGoal } from '../../actions/goals.ts'
import { type RunRefusal, runOf } from '../../actions/run-of.ts'
import { type GoalId, type GoalRefusal, standings, stepOwners } from '../../domain/goal.ts'
import type { RunId } from '../../store/business.ts'
import { goalsOf, lockGoal } from '../../store/goals.ts'
import { texts } from '../../texts/texts.ts'
import { personOf } from '../person-of.ts'
import { type GoalFacts, type GoalTyped, GoalsPage } from './page.tsx'

type GoalDeps = Deps & { ports: BusinessPorts }

/** The pages of a run's goals, for its citizen and the staff about it. */
export function goalRoutes(given: Deps, ports: BusinessPorts): Route[] {
  const deps = { ...given, ports }
  return [
    get('/enrolments/:id/goals', businessActions.see_goals, (call) => showRun(deps, call)),
    post('/enrolments/:id/goals', businessActions.set_goal, (call) => answerGoal(deps, call)),
    post('/goals/:id/steps', businessActions.set_goal, (call) => answerStep(deps, call)),
    post('/goals/:id/steps/:step/done', businessActions.finish_goal_step, (call) => answerDone(deps, call)),
    post('/goals/:id/reviews', businessActions.review_goal, (call) => answerReview(deps, call)),
  ]
}

async function goalFacts(tx: Tx, ports: BusinessPorts, call: Call, id: RunId): Promise<Result<GoalFacts, RunRefusal>> {
  const reader = personOf(call)
  const found = await runOf(tx, reader, businessActions.see_goals, id)
  if (!found.ok) return found
  const { run, agreed } = found.value
  await recordRead(tx, { actor: reader, page: 'business.goals', personId: run.personId, at: call.now })
  const goals = await goalsOf(tx, id)
  const about = { parties: agreed.parties, personId: run.personId }
  const accounts: string[] = goals.flatMap(({ reviews }) => reviews.map(({ by }): string => by))
  return ok({
    enrolmentId: id,
    referralId: run.referralId,
    caseNumber: run.caseNumber,
    person: (await personNames(tx, [run.personId])).get(run.personId)?.name ?? null,
    reader,
    goals,
    names: await accountNames(tx, accounts),
    sessions: await ports.sessionNames(
      tx,
      goals.flatMap(({ reviews }) => reviews.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId]))),
      call.lang,
    ),
    maySet: authorize(reader, businessActions.set_goal, about).ok,
    mayReview: authorize(reader, businessActions.review_goal, about).ok,
  })
}

function showRun(deps: GoalDeps, call: Call): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  return id === null ? call.notFound() : show(deps, call, id)
}

async function show({ db, ports }: GoalDeps, call: Call, id: RunId, typed?: GoalTyped): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => goalFacts(tx, ports, call, id))
  if (!facts.ok) return call.refused(facts.refusal)
  return call.page(
    <GoalsPage call={call} facts={facts.value} {...(typed === undefined ? {} : { typed })} />,
    typed === undefined ? 200 : 422,
  )
}

/** The errors of a form that shares its page with others of its kind: each field carries the form's name. */
function errorsIn<Name extends string>(
  form: string,
  errors: FieldErrors<Name>,
  labels: Record<Name, string>,
  call: Call,
): GoalTyped['errors'] {
  return summaryOf(errors, labels, call.lang).map((error) => ({ ...error, field: `${error.field ?? ''}-${form}` }))
}

async function answerGoal(deps: GoalDeps, call: Call): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return call.notFound()
  const say = texts(call.lang).goals
  const body = await call.form()
  const read = readForm({ words: text({ max: 200 }), wanted_on: day({ min: call.today }) }, body)
  if (!read.ok) {
    const errors = errorsIn('new', read.refusal, { words: say.goal, wanted_on: say.wantedOn }, call)
    return show(deps, call, id, { form: 'new', raw: read.raw, errors })
  }
  const goal = { enrolmentId: id, words: read.value.words, wantedOn: read.value.wanted_on }
  const answer = await deps.db.transaction(call.context, (tx) => setGoal(tx, { ...deedOf(call, body), ...goal }))
  return finish(deps, call, id, { answer, form: 'new', raw: read.raw, done: say.goalSet })
}

function deedOf(call: Call, body: FormData) {
  return { actor: personOf(call), requestId: requestIdOf(body), at: call.now }
}

/** The goal an address names and its run, as far as the caller sees it. */
async function goalOf({ db }: Deps, call: Call): Promise<{ goalId: GoalId; runId: RunId } | null> {
  const goalId = parseId<'goal'>(call.param('id'))
  const goal = goalId === null ? null : await db.transaction(call.context, (tx) => lockGoal(tx, goalId))
  return goal === null || goalId === null ? null : { goalId, runId: goal.enrolmentId }
}

async function answerStep(deps: GoalDeps, call: Call): Promise<Response> {
  const found = await goalOf(deps, call)
  if (found === null) return call.notFound()
  const say = texts(call.lang).goals
  const form = `step-${found.goalId}`
  const body = await call.form()
  const read = readForm({ words: text({ max: 200 }), owner: choice(stepOwners), due_on: day({ min: call.today }) }, body)
  if (!read.ok) {
    const errors = errorsIn(form, read.refusal, { words: say.step, owner: say.owner, due_on: say.dueOn }, call)
    return show(deps, call, found.runId, { form, raw: read.raw, errors })
  }
  const { words, owner, due_on: dueOn } = read.value
  const step = { goalId: found.goalId, words, owner, dueOn }
  const answer = await deps.db.transaction(call.context, (tx) => addGoalStep(tx, { ...deedOf(call, body), ...step }))
  return finish(deps, call, found.runId, { answer, form, raw: read.raw, done: say.stepAdded })
}

async function answerDone(deps: GoalDeps, call: Call): Promise<Response> {
  const found = await goalOf(deps, call)
  const stepId: Id<'goal_step'> | null = parseId<'goal_step'>(call.param('step'))
  if (found === null || stepId === null) return call.notFound()
  const deed = { ...deedOf(call, await call.form()), goalId: found.goalId, stepId }
  const answer = await deps.db.transaction(call.context, (tx) => finishGoalStep(tx, deed))
  return finish(deps, call, found.runId, { answer, form: 'done', raw: {}, done: texts(call.lang).goals.stepDone })
}

async function answerReview(deps: GoalDeps, call: Call): Promise<Response> {
  const found = await goalOf(deps, call)
  if (found === null) return call.notFound()
  const say = texts(call.lang).goals
  const form = `review-${found.goalId}`
  const body = await call.form()
  const fields = { standing: choice(standings), reviewed_on: day({ max: call.today }), words: text({ max: 2000 }) }
  const read = readForm(fields, body)
  if (!read.ok) {
    const labels = { standing: say.standing, reviewed_on: say.reviewedOn, words: say.reviewWords }
    return show(deps, call, found.runId, { form, raw: read.raw, errors: errorsIn(form, read.refusal, labels, call) })
  }
  const { standing, words, reviewed_on: on } = read.value
  const review = { goalId: found.goalId, standing, words, on }
  const answer = await deps.db.transaction(call.context, (tx) => reviewGoal(tx, { ...deedOf(call, body), ...review }))
  return finish(deps, call, found.runId, { answer, form, raw: read.raw, done: say.reviewed })
}

async function finish(
  deps: GoalDeps,
  call: Call,
  runId: RunId,
  { answer, form, raw, done }: { answer: GoalAnswer; form: string; raw: GoalTyped['raw']; done: string },
): Promise<Response> {
  if (answer.ok) return call.see(`/enrolments/${runId}/goals`, done)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  return show(deps, call, runId, { form, raw, errors: [refusalError(refusal, form, call)] })
}

/** A day out of reach is named at its field, anything else above the forms. */
function refusalError(refusal: GoalRefusal, form: string, call: Call): GoalTyped['errors'][number] {
  const say = texts(call.lang).goals
  if (refusal.kind !== 'day_before' && refusal.kind !== 'day_after') return { text: refusalText(refusal, call) }
  const [field, label] =
    form === 'new' ? ['wanted_on', say.wantedOn] : form.startsWith('step-') ? ['due_on', say.dueOn] : ['reviewed_on', say.reviewedOn]
  return { field: `${field}-${form}`, label, text: problemText(refusal, call.lang) }
}

function refusalText(refusal: Exclude<GoalRefusal, OutOfReach>, call: Call): string {
  const say = texts(call.lang).goals
  return refusal.kind === 'goal_ended' ? say.refusals.goal_ended(say.states[refusal.state]) : say.refusals[refusal.kind]
}
