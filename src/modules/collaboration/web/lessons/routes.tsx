import { organisations } from '#modules/access/index.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { readForm, summaryOf } from '#ui/form-data.ts'
import { choice, day, text } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { type RecordLessonRefusal, recordLesson } from '../../actions/record-lesson.ts'
import { lessonSubjects } from '../../domain/lesson.ts'
import { lessons } from '../../store/lessons.ts'
import { texts } from '../../texts/texts.ts'
import { chosenAgreement, staffOf } from '../shared.ts'
import { LessonsPage } from './page.tsx'

/** Lessons of the parties under an agreement the reader works under, the newest where none is asked for. */
export function lessonRoutes(deps: Deps): Route[] {
  return [
    get('/lessons', actions.see_lessons, (call) => show(deps, call)),
    post('/lessons', actions.record_lesson, (call) => record(deps, call)),
  ]
}

async function load({ db }: Deps, call: Call) {
  return db.read(call.context, async (tx) => {
    const chosen = await chosenAgreement(tx, staffOf(call), actions.see_lessons, call.query('agreement') ?? null)
    if (chosen === null) return null
    return { ...chosen, lessons: await lessons(tx, chosen.agreement.id), organisations: await organisations(tx) }
  })
}

async function show(deps: Deps, call: Call): Promise<Response> {
  const facts = await load(deps, call)
  return facts === null ? call.notFound() : call.page(<LessonsPage call={call} {...facts} />)
}

async function record(deps: Deps, call: Call): Promise<Response> {
  const facts = await load(deps, call)
  if (facts === null) return call.notFound()
  const say = texts(call.lang).lessons
  const body = await call.form()
  const reading = readForm({ about: choice(lessonSubjects), title: text({ max: 120 }), words: text({ max: 2000 }), learnedOn: day() }, body)
  const again = (errors: readonly FormError[]) => call.page(<LessonsPage call={call} {...facts} raw={reading.raw} errors={errors} />, 422)
  const labels = { about: say.about, title: say.lessonTitle, words: say.words, learnedOn: say.learnedOn }
  if (!reading.ok) return again(summaryOf(reading.refusal, labels, call.lang))
  const given = { actor: staffOf(call), agreementId: facts.agreement.id, ...reading.value, requestId: requestIdOf(body), at: call.now }
  const recorded = await deps.db.transaction(call.context, (tx) => recordLesson(tx, given))
  if (recorded.ok) return call.see(`/lessons?agreement=${facts.agreement.id}`, say.recorded)
  const { refusal } = recorded
  return refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement'
    ? call.refused(refusal)
    : again([lessonError(refusal, say)])
}

function lessonError(
  refusal: Exclude<RecordLessonRefusal, { kind: 'not_permitted' | 'no_such_agreement' }>,
  say: ReturnType<typeof texts>['lessons'],
): FormError {
  switch (refusal.kind) {
    case 'learned_in_future':
      return { field: 'learnedOn', label: say.learnedOn, text: say.future }
    case 'names_a_person':
      return { field: 'words', label: say.words, text: refusal.found === 'cpr' ? say.cpr : say.caseNumber }
  }
}
