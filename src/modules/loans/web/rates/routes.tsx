import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { choice, day, own, text } from '#ui/form-fields.ts'
import type { Lang } from '#ui/lang.ts'
import { loanActions } from '../../actions.ts'
import { enterRate } from '../../actions/enter-rate.ts'
import { rateKinds } from '../../domain/reference-rate.ts'
import { ratesOf } from '../../store/reference-rates.ts'
import { aidTexts } from '../../texts/aid/texts.ts'
import { RatesPage } from './page.tsx'
import { typedRate } from './value.ts'

/** The page of published rates and entering the next one. */
export function rateRoutes(deps: Deps): Route[] {
  return [
    get('/reference-rates', loanActions.see_rates, (call) => showRates(deps, call)),
    post('/reference-rates', loanActions.enter_rate, (call) => answerRate(deps, call)),
  ]
}

/** The fields of a rate. */
export type RateField = 'kind' | 'valid_from' | 'value' | 'source'
type Shown = { errors?: FieldErrors<RateField>; raw?: RawForm<RateField> }

async function showRates(deps: Deps, call: Call, shown: Shown = {}): Promise<Response> {
  const { actor } = call
  assert(actor?.kind === 'staff', 'rates are for staff')
  const rates = await deps.db.read(call.context, (tx) => ratesOf(tx, actor.organisationId))
  const { errors = {}, raw = {} } = shown
  return call.page(<RatesPage call={call} rates={rates} errors={errors} raw={raw} />, shown.errors === undefined ? 200 : 422)
}

function notANumber(): Record<Lang, string> {
  return { da: aidTexts('da').rates.notANumber, en: aidTexts('en').rates.notANumber }
}

async function answerRate(deps: Deps, call: Call): Promise<Response> {
  const { actor } = call
  assert(actor?.kind === 'staff', 'rates are entered by staff')
  const form = await call.form()
  const kindRead = readForm({ kind: choice(rateKinds) }, form)
  const parse = (typed: string): Result<bigint, Record<Lang, string>> => {
    const value = kindRead.ok ? typedRate(kindRead.value.kind, typed) : null
    return value === null ? refuse(notANumber()) : ok(value)
  }
  const read = readForm({ kind: choice(rateKinds), valid_from: day(), value: own(parse), source: text({ min: 3, max: 300 }) }, form)
  if (!read.ok) return showRates(deps, call, { errors: read.refusal, raw: read.raw })
  const { kind, valid_from: validFrom, value, source } = read.value
  const command = { actor, rate: { kind, validFrom, value, source }, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => enterRate(tx, command))
  return answer.ok ? call.see('/reference-rates', aidTexts(call.lang).rates.entered) : call.refused(answer.refusal)
}
