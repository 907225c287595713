import { parseId } from '#kernel/ids.ts'
import { refuse } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { text } from '#ui/form-fields.ts'
import { activityActions } from '../../actions.ts'
import type { ActivityPorts, GoalMark } from '../../actions/ports.ts'
import { type RegisterCommand, type RegisterRefusal, registerAttendance } from '../../actions/register-attendance.ts'
import { type Attendance, absenceReasons, outcomes } from '../../domain/attendance.ts'
import { session } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import { staffOf } from '../reader.ts'
import { type RegisterFacts, registerFacts } from './facts.ts'
import { RegisterPage } from './page.tsx'
import { RosterPage } from './roster.tsx'

type RegisterDeps = Deps & { ports: ActivityPorts }

/** The register of a session, and the list to print. */
export function registerRoutes(given: Deps, ports: ActivityPorts): Route[] {
  const deps = { ...given, ports }
  return [
    get('/sessions/:id', activityActions.see, (call) => showRegister(deps, call)),
    post('/sessions/:id', activityActions.register, (call) => answerRegister(deps, call)),
    get('/sessions/:id/roster', activityActions.see, (call) => showRoster(deps, call)),
  ]
}

async function showRegister(
  { db, ports }: RegisterDeps,
  call: Call,
  more: (facts: RegisterFacts) => RegisterFacts = (facts) => facts,
): Promise<Response> {
  const answer = await db.transaction(call.context, (tx) => registerFacts(tx, ports, call, parseId<'session'>(call.param('id'))))
  if (!answer.ok) return call.refused(answer.refusal)
  const facts = more(answer.value)
  return call.page(<RegisterPage call={call} facts={facts} />, facts.problem === undefined ? 200 : 422)
}

async function showRoster({ db, ports }: RegisterDeps, call: Call): Promise<Response> {
  const answer = await db.transaction(call.context, (tx) => registerFacts(tx, ports, call, parseId<'session'>(call.param('id'))))
  return answer.ok ? call.page(<RosterPage call={call} facts={answer.value} />) : call.refused(answer.refusal)
}

const maxWords = 2000

type Typed = Pick<RegisterCommand, 'version' | 'tookPlace' | 'lines' | 'words' | 'requestId'> & { marks: readonly GoalMark[] }

function typedRegister(form: FormData): Typed {
  const said = (name: string) => form.get(name)
  const lines = [...form.keys()]
    .filter((key) => key.startsWith('o_'))
    .map((key): Attendance => {
      const enrolmentId = key.slice(2)
      const outcome = outcomes.find((known) => known === said(key)) ?? 'present'
      const reason = outcome === 'absent' ? (absenceReasons.find((known) => known === said(`r_${enrolmentId}`)) ?? null) : null
      return { enrolmentId, outcome, reason }
    })
  const field = text({ max: Number.MAX_SAFE_INTEGER, required: false })
  const words = readForm({ done_words: field, next_words: field }, form)
  return {
    version: Number(said('version')) || 0,
    tookPlace: said('took_place') !== 'no',
    lines,
    words: words.ok ? { done: words.value.done_words, next: words.value.next_words } : { done: '', next: '' },
    requestId: requestIdOf(form),
    marks: typedMarks(form),
  }
}

/** How the goals stood, for those that were looked at. */
function typedMarks(form: FormData): GoalMark[] {
  const said = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  return [...form.keys()].flatMap((key) => {
    const goalId = key.startsWith('g_') ? parseId<'goal'>(key.slice(2)) : null
    return goalId === null || said(key) === 'untouched' ? [] : [{ goalId, standing: said(key), words: said(`w_${goalId}`) }]
  })
}

async function answerRegister(deps: RegisterDeps, call: Call): Promise<Response> {
  const sessionId = parseId<'session'>(call.param('id'))
  if (sessionId === null) return call.notFound()
  const typed = typedRegister(await call.form())
  const say = texts(call.lang)
  const { marks, ...register } = typed
  if (Math.max(typed.words.done.length, typed.words.next.length, ...marks.map(({ words }) => words.length)) > maxWords)
    return showRegister(deps, call, (facts) => comeBack(facts, typed, { text: say.wordsTooLong(maxWords), lines: [] }))
  const command = { actor: staffOf(call), sessionId, ...register, today: call.today, at: call.now }
  const answer = await deps.db.transaction(call.context, async (tx) => {
    const saved = await registerAttendance(tx, command)
    if (!saved.ok || !register.tookPlace || marks.length === 0) return saved
    const held = await session(tx, sessionId)
    const said = { actor: command.actor, sessionId, on: held?.on ?? call.today, requestId: register.requestId, marks, at: call.now }
    const reviewed = await deps.ports.goals.review(tx, said)
    return reviewed.ok ? saved : refuse({ kind: 'goal_not_reviewed' as const })
  })
  return answer.ok ? call.see(`/sessions?saved=${typed.requestId}`, say.saved) : refused(deps, call, answer.refusal, typed)
}

function refused(
  deps: RegisterDeps,
  call: Call,
  refusal: RegisterRefusal | { kind: 'goal_not_reviewed' },
  typed: Typed,
): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_session') return call.refused(refusal)
  const say = texts(call.lang)
  return showRegister(deps, call, (facts) => {
    const problem = { text: say.refusals[refusal.kind], lines: 'enrolmentIds' in refusal ? refusal.enrolmentIds : [] }
    return refusal.kind === 'saved_by_another' ? besides(call, facts, typed) : comeBack(facts, typed, problem)
  })
}

/** The form as it was typed. */
function comeBack(facts: RegisterFacts, typed: Typed, problem: NonNullable<RegisterFacts['problem']>): RegisterFacts {
  const people = facts.people.map((person) => ({
    ...person,
    ...typed.lines.find((line) => line.enrolmentId === person.enrolmentId),
  }))
  return { ...facts, people, tookPlace: typed.tookPlace, words: typed.words, marks: typed.marks, problem, answered: typed.requestId }
}

/** What was typed, and beside each line what another has saved meanwhile; saving again is a correction of theirs. */
function besides(call: Call, facts: RegisterFacts, typed: Typed): RegisterFacts {
  const say = texts(call.lang)
  const last = facts.savings[0]
  const by = (last === undefined ? undefined : facts.staffNames.get(last.by)) ?? say.colleague
  const theirs = { people: facts.people, tookPlace: facts.tookPlace, words: facts.words }
  return { ...comeBack(facts, typed, { text: say.savedByAnother(by), lines: [] }), theirs }
}
