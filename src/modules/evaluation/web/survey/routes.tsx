import { nobody } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, text } from '#ui/form-fields.ts'
import { digestOfKey } from '../../actions/survey/ask.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { answerByKey, surveyByKey } from '../../store/surveys.ts'
import { SurveyPage } from './page.tsx'

const byKey = { public: 'the link is its own key, and opens one questionnaire to be answered once' }

/** The questionnaires behind their links. */
export function surveyRoutes(deps: EvaluationDeps): Route[] {
  return [get('/survey/:key', byKey, (call) => showSurvey(deps, call, {})), post('/survey/:key', byKey, (call) => answerSurvey(deps, call))]
}

type Shown = Pick<Parameters<typeof SurveyPage>[0], 'errors' | 'raw'>

async function showSurvey({ db }: EvaluationDeps, call: Call, shown: Shown): Promise<Response> {
  const key = call.param('key')
  const found = await db.read(nobody(call.today), (tx) => surveyByKey(tx, digestOfKey(key)))
  if (found === null) return call.notFound()
  return call.page(<SurveyPage call={call} path={`/survey/${key}`} {...found} {...shown} />, shown.errors === undefined ? 200 : 422)
}

const score = choice(['1', '2', '3', '4', '5'])
const fields = { useful: score, help: score, together: score, recommend: score, words: text({ max: 2000, required: false }) }

async function answerSurvey(deps: EvaluationDeps, call: Call): Promise<Response> {
  const key = call.param('key')
  const read = readForm(fields, await call.form())
  if (!read.ok) return showSurvey(deps, call, { errors: read.refusal, raw: read.raw })
  const { useful, help, together, recommend, words } = read.value
  const answers = {
    useful: Number(useful),
    help: Number(help),
    together: Number(together),
    recommend: Number(recommend),
    words,
    at: call.now,
  }
  // A second answer to the same link changes nothing; the page then says that it is answered.
  await deps.db.transaction(nobody(call.today), (tx) => answerByKey(tx, digestOfKey(key), answers))
  return call.see(`/survey/${key}`)
}
