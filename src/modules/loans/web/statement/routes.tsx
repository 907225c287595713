import { type Day, isBefore } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { day, optional } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import { loanActions } from '../../actions.ts'
import { type LoanView, readLoan } from '../../actions/read-loan.ts'
import { settingsOf } from '../../domain/loan.ts'
import { moneyLog } from '../../domain/recorded-event.ts'
import { loanStatement } from '../../domain/statement.ts'
import { statementTexts } from '../../texts/statement/texts.ts'
import { findLoan } from '../plan/downloads.ts'
import { type Asked, StatementPage } from './page.tsx'
import { statementPdf } from './paper.ts'

/** A loan's account over a period, as a page and as a PDF: what was added and taken off, and what was owed on any day. */
export function statementRoutes(deps: Deps): Route[] {
  return [
    get('/loans/:id/statement', loanActions.see, (call) => showStatement(deps, call)),
    get('/loans/:id/statement.pdf', loanActions.see, (call) => giveStatement(deps, call)),
  ]
}

async function showStatement(deps: Deps, call: Call): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const view = await deps.db.transaction(call.context, (tx) => readLoan(tx, { actor, loanId, asOf: call.today, at: call.now }))
  if (!view.ok) return call.refused(view.refusal)
  const asked = periodAsked(call, view.value)
  const statement = statementOf(view.value, asked)
  return call.page(<StatementPage call={call} view={view.value} asked={asked} statement={statement} />, asked.errors.length > 0 ? 422 : 200)
}

async function giveStatement(deps: Deps, call: Call): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const found = await findLoan(deps, call, { actor, loanId })
  if (!found.ok) return call.refused(found.refusal)
  const asked = periodAsked(call, found.value.view)
  if (asked.errors.length > 0 || asked.paidOutOn === null) return call.notFound()
  const pdf = await statementPdf(found.value, statementOf(found.value.view, asked), call)
  return call.download(pdf, 'application/pdf', `${found.value.view.loan.number}-statement.pdf`)
}

function statementOf({ loan, events }: LoanView, { from, to }: Asked) {
  return loanStatement(settingsOf(loan), moneyLog(events), { from, to })
}

/** The period asked for; without one the whole loan so far. What cannot be read is named and the whole loan shown. */
function periodAsked(call: Call, { events }: LoanView): Asked {
  const say = statementTexts(call.lang)
  const paidOutOn = events.find(({ name }) => name === 'pay_out')?.on ?? null
  const first = paidOutOn ?? call.today
  const field = optional(day({ max: call.today }))
  const read = readForm({ from: field, to: field }, call.queries())
  const whole = { from: first, to: call.today, paidOutOn, typed: typedOf(call, first) }
  if (!read.ok) {
    const error = (name: 'from' | 'to') => {
      const text = errorText(read.refusal[name], call.lang)
      return text === undefined ? [] : [{ field: name, label: say[name], text }]
    }
    return { ...whole, errors: [...error('from'), ...error('to')] }
  }
  const [from, to] = [read.value.from ?? first, read.value.to ?? call.today]
  if (isBefore(to, from)) return { ...whole, errors: [{ field: 'to', label: say.to, text: say.swapped }] }
  return { ...whole, from, to, errors: [] }
}

function typedOf(call: Call, first: Day): Asked['typed'] {
  return { from: call.query('from') ?? dayText(first), to: call.query('to') ?? dayText(call.today) }
}
