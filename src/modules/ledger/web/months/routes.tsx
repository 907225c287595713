import { parseDay } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { mayEver } from '#modules/access/index.ts'
import { ledgerActions } from '../../actions.ts'
import { stepPeriod } from '../../actions/step-period.ts'
import { monthsOf, periodStepNames } from '../../domain/period.ts'
import { balancesOn } from '../../store/balances.ts'
import { firstMonth, keptPeriods } from '../../store/periods.ts'
import { texts } from '../../texts/texts.ts'
import { reader } from '../reader.ts'
import { periodRefusalText } from '../words.ts'
import { MonthsPage } from './page.tsx'

/** The front page of the books and the steps of its months: `/ledger/months/2016-03/close`. */
export function monthRoutes(deps: Deps): Route[] {
  return [
    get('/ledger', ledgerActions.see, (call) => showMonths(deps, call)),
    post('/ledger/months/:month/:step', ledgerActions.close_month, (call) => answerStep(deps, call)),
  ]
}

async function showMonths({ db }: Deps, call: Call, problem?: string): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const { organisationId, humanId } = by.value
  const found = await db.read(call.context, async (tx) => ({
    balances: await balancesOn(tx, organisationId, call.today),
    periods: monthsOf(await firstMonth(tx, organisationId), await keptPeriods(tx, organisationId), call.today),
  }))
  const mayClose = mayEver(by.value, ledgerActions.close_month)
  const wrong = problem === undefined ? {} : { problem }
  return call.page(<MonthsPage call={call} by={humanId} mayClose={mayClose} {...found} {...wrong} />, problem === undefined ? 200 : 422)
}

async function answerStep(deps: Deps, call: Call): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const step = periodStepNames.find((one) => one === call.param('step'))
  const month = parseDay(`${call.param('month')}-01`)
  if (step === undefined || !month.ok) return call.notFound()
  const command = { actor: by.value, step, month: month.value, on: call.today, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => stepPeriod(tx, command))
  if (answer.ok) return call.see('/ledger', texts(call.lang).periods.done[step])
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showMonths(deps, call, periodRefusalText(answer.refusal, call.lang))
}
