import type { Day } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { type FieldErrors, readForm } from '#ui/form-data.ts'
import { choice, day, optional, text, whole } from '#ui/form-fields.ts'
import { nextOption } from '#modules/agreements/index.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { evaluationActions } from '../../actions.ts'
import { readReport } from '../../actions/report/read-report.ts'
import { type DecisionRefusal, recordDecision } from '../../actions/report/record-decision.ts'
import { type ReportId, decisionKinds } from '../../domain/report/report.ts'
import { answerRefused } from '../reckoning/answer.tsx'
import { texts } from '../../texts/texts.ts'
import { fieldProblem, refusalText } from '../words.ts'
import { type DecisionField, DecisionPage } from './page.tsx'

/** The page where the committee's decision is recorded. */
export function decisionRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/evaluation/:id/decision', evaluationActions.decide, (call) => showDecision(deps, call, {})),
    post('/evaluation/:id/decision', evaluationActions.decide, (call) => answerDecision(deps, call)),
  ]
}

type Shown = Pick<Parameters<typeof DecisionPage>[0], 'errors' | 'problem' | 'raw'>

async function showDecision(deps: EvaluationDeps, call: Call, shown: Shown): Promise<Response> {
  const { actor } = call
  const id: ReportId | null = parseId<'report'>(call.param('id'))
  assert(actor !== null, 'only those signed in come here')
  if (id === null) return call.notFound()
  const read = await deps.db.read(call.context, (tx) => readReport(tx, deps.ports, { actor, id, now: call.now }))
  if (!read.ok) return answerRefused(deps, call, read.refusal)
  if (!read.value.maySecretary) return call.refused({ kind: 'not_permitted' })
  const { report, agreed, decision } = read.value
  const wrong = shown.errors !== undefined || shown.problem !== undefined
  const why =
    decision !== null ? ({ kind: 'already_decided' } as const) : report.frozen === null ? ({ kind: 'not_published' } as const) : null
  const shut = why === null ? null : refusalText(why, call.lang)
  return call.page(
    <DecisionPage call={call} report={report} places={agreed.places} option={nextOption(agreed)} shut={shut} {...shown} />,
    wrong ? 422 : 200,
  )
}

const fields = {
  kind: choice(decisionKinds),
  decided_on: day(),
  case_number: text({ max: 60 }),
  words: text({ max: 4000 }),
  ends_on: optional(day()),
  places: optional(whole({ min: 1, max: 500 })),
  evaluation_due_on: optional(day()),
  from_on: optional(day()),
  beyond_reason: optional(text({ max: 500 })),
}

async function answerDecision(deps: EvaluationDeps, call: Call): Promise<Response> {
  const { actor } = call
  const reportId = parseId<'report'>(call.param('id'))
  assert(actor?.kind === 'staff', 'decisions are recorded by staff')
  if (reportId === null) return call.notFound()
  const form = await call.form()
  const read = readForm(fields, form)
  if (!read.ok) return showDecision(deps, call, { errors: read.refusal, raw: read.raw })
  const {
    kind,
    decided_on: decidedOn,
    case_number: caseNumber,
    words,
    ends_on: endsOn,
    places,
    evaluation_due_on: dueOn,
    from_on: from,
    beyond_reason: beyondReason,
  } = read.value
  if (kind === 'extend') {
    const errors: FieldErrors<DecisionField> = {
      ...(endsOn === null ? { ends_on: { kind: 'missing_day' } } : {}),
      ...(places === null ? { places: { kind: 'missing' } } : {}),
    }
    if (Object.keys(errors).length > 0) return showDecision(deps, call, { errors, raw: read.raw })
  }
  const extension = extensionOf(kind, { endsOn, places, dueOn, beyondReason })
  const change = kind === 'change' && from !== null && places !== null ? { from, places } : null
  const requestId = requestIdOf(form)
  const wish = { actor, reportId, kind, extension, change, requestId, decidedOn, caseNumber, words, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => recordDecision(tx, wish))
  if (answer.ok) return call.see(`/evaluation/${reportId}`, texts(call.lang).decisionDone)
  return refused(deps, call, answer.refusal, read.raw)
}

type Typed = { endsOn: Day | null; places: number | null; dueOn: Day | null; beyondReason: string | null }

function extensionOf(kind: string, { endsOn, places, dueOn: evaluationDueOn, beyondReason }: Typed) {
  if (kind !== 'extend' || endsOn === null || places === null) return null
  return { endsOn, places, evaluationDueOn, ...(beyondReason === null ? {} : { beyondReason }) }
}

const fieldOf: Partial<Record<DecisionRefusal['kind'], DecisionField>> = {
  decided_in_future: 'decided_on',
  decided_before_report: 'decided_on',
  ends_before_it_begins: 'ends_on',
  run_off_before_end: 'ends_on',
  beyond_options: 'beyond_reason',
  places_out_of_bounds: 'places',
  number_unchanged: 'places',
  change_out_of_time: 'from_on',
  changes_after: 'from_on',
}

function refused(deps: EvaluationDeps, call: Call, refusal: DecisionRefusal, raw: Shown['raw']): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_report') return call.refused(refusal)
  const field = fieldOf[refusal.kind]
  const typed = raw === undefined ? {} : { raw }
  if (field === undefined) return showDecision(deps, call, { problem: refusalText(refusal, call.lang), ...typed })
  return showDecision(deps, call, { errors: { [field]: fieldProblem(refusal) }, ...typed })
}
