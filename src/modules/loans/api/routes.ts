import type { Result } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { type BodyRefusal, calculateDueDates, calculateSchedule, calculateTimeline } from './calculators.ts'
import { openApi } from './openapi.ts'

const open = { public: 'stateless arithmetic on what the caller sends: anyone may check ours' }
const maxBodyChars = 1_000_000

/** The public calculators of the API and their description. */
export function calculatorRoutes(): Route[] {
  return [
    get('/api/v1/openapi.json', open, (call) => call.json(openApi)),
    post('/api/v1/loan-schedules', open, (call) => calculate(call, calculateSchedule)),
    post('/api/v1/due-dates', open, (call) => calculate(call, calculateDueDates)),
    post('/api/v1/loan-timelines', open, (call) => calculate(call, calculateTimeline)),
  ]
}

async function calculate(call: Call, work: (body: unknown) => Result<object, BodyRefusal>): Promise<Response> {
  const text = await call.request.text()
  if (text.length > maxBodyChars)
    return problem(call, { status: 422, field: 'body', reason: 'The body is longer than a million characters.' })
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return problem(call, { status: 400, field: 'body', reason: 'The body is not JSON.' })
  }
  const answer = work(body)
  return answer.ok ? call.json(answer.value) : problem(call, answer.refusal)
}

function problem(call: Call, refusal: BodyRefusal): Response {
  const { status, field, reason } = refusal
  const title = status === 400 ? 'The request cannot be read' : 'The request cannot be carried out'
  const errors = [{ field, detail: reason }]
  return call.json({ type: 'about:blank', title, status, detail: `${field}: ${reason}`, field, errors }, status, 'application/problem+json')
}
