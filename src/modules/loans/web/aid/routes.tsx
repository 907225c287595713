import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { loanActions } from '../../actions.ts'
import { declareAid } from '../../actions/declare-aid.ts'
import { type LoanView, readLoan } from '../../actions/read-loan.ts'
import { aidTexts } from '../../texts/aid/texts.ts'
import { texts } from '../../texts/texts.ts'
import { refusalText } from '../words.ts'
import { AidFields, type AidProblem, aidSummary, rawAids, readAids } from './fields.tsx'

/** The page where other aid is declared anew while the application is open. */
export function aidRoutes(deps: Deps): Route[] {
  return [
    get('/loans/:id/state-aid', loanActions.declare_aid, (call) => showAid(deps, call)),
    post('/loans/:id/state-aid', loanActions.declare_aid, (call) => answerAid(deps, call)),
  ]
}

type Shown = { problem?: AidProblem; refused?: string }

async function showAid(deps: Deps, call: Call, shown: Shown = {}): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const view = await deps.db.transaction(call.context, (tx) => readLoan(tx, { actor, loanId, asOf: call.today, at: call.now }))
  if (!view.ok) return call.refused(view.refusal)
  const wrong = shown.problem !== undefined || shown.refused !== undefined
  return call.page(<AidPage call={call} view={view.value} {...shown} />, wrong ? 422 : 200)
}

function AidPage({ call, view, problem, refused }: { call: Call; view: LoanView } & Shown) {
  const { lang } = call
  const say = aidTexts(lang)
  const typed = problem ?? { errors: {}, raw: rawAids(view.aid.declared?.aids ?? [], lang) }
  const summary = [...aidSummary(call, typed), ...(refused === undefined ? [] : [{ text: refused }])]
  return (
    <Page {...call.frame} title={say.title} hasErrors={summary.length > 0}>
      <Crumbs
        lang={lang}
        items={[{ label: `${texts(lang).number} ${view.loan.number}`, href: `/loans/${view.loan.id}` }, { label: say.title }]}
      />
      <PageHead title={say.title} intro={say.intro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Form
        action={`/loans/${view.loan.id}/state-aid`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <AidFields call={call} problem={typed} />
      </Form>
    </Page>
  )
}

async function answerAid(deps: Deps, call: Call): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null) return call.notFound()
  assert(actor !== null, 'a route with an action has an actor')
  const form = await call.form()
  const read = readAids(call, form)
  if (!read.ok) return showAid(deps, call, { problem: read })
  const command = { actor, loanId, requestId: requestIdOf(form), on: call.today, at: call.now, aids: read.aids }
  const answer = await deps.db.transaction(call.context, (tx) => declareAid(tx, command))
  if (answer.ok) return call.see(`/loans/${loanId}`, aidTexts(call.lang).saved)
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_loan') return call.refused(answer.refusal)
  return showAid(deps, call, { problem: { errors: {}, raw: read.raw }, refused: refusalText(answer.refusal, call.lang) })
}
