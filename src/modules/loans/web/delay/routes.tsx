import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Delay, type DelayField, checkExpected, rawDelay, readDelay } from '#modules/notices/index.ts'
import { personNames } from '#modules/people/index.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { FieldErrors } from '#ui/form-data.ts'
import { loanActions } from '../../actions.ts'
import { readLoan } from '../../actions/read-loan.ts'
import { delayProposal, previewDelay, tellDelay } from '../../actions/tell-delay.ts'
import { delayTexts } from '../../texts/delay/texts.ts'
import { refusalText } from '../words.ts'
import { type DelayFacts, DelayPage } from './page.tsx'

/** Adviser or approver tells the applicant by letter that the decision on a loan is late, after having read the letter. */
export function delayRoutes(deps: Deps): Route[] {
  return [
    get('/loans/:id/delay', loanActions.tell_delay, (call) => show(deps, call)),
    post('/loans/:id/delay', loanActions.tell_delay, (call) => answer(deps, call)),
  ]
}

type Again = Partial<Pick<DelayFacts, 'raw' | 'errors' | 'problem'>> & { letter?: Delay }

async function show({ db }: Deps, call: Call, again: Again = {}): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const { letter, ...sent } = again
  const found = await db.transaction(call.context, async (tx) => {
    const view = await readLoan(tx, { actor, loanId, asOf: call.today, at: call.now })
    if (!view.ok) return view
    const { loan } = view.value
    const proposal = await delayProposal(tx, loan, call.today)
    const borrower = (await personNames(tx, [loan.personId])).get(loan.personId)?.name ?? null
    const raw = rawDelay(proposal)
    const preview = letter === undefined ? {} : { preview: await previewDelay(tx, view.value, letter) }
    return { ok: true as const, value: { view: view.value, borrower, owed: proposal !== null, raw, ...sent, ...preview } }
  })
  if (!found.ok) return call.refused(found.refusal)
  return call.page(<DelayPage call={call} facts={found.value} />, sent.errors !== undefined || sent.problem !== undefined ? 422 : 200)
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null) return call.notFound()
  assert(actor !== null, 'a route with an action has an actor')
  const form = await call.form()
  const read = readDelay(form)
  const { raw } = read
  if (!read.ok) return show(deps, call, { raw, errors: read.refusal })
  const delay = { expectedOn: read.value.expected_on, why: read.value.why }
  const wrong = checkExpected(delay.expectedOn, call.today)
  if (wrong !== null) return show(deps, call, { raw, errors: atTheDay(wrong.kind) })
  if (form.get('do') !== 'send') return show(deps, call, { raw, letter: delay })
  const command = { actor, loanId, requestId: requestIdOf(form), on: call.today, at: call.now }
  const known = form.get('seen')
  const seen = typeof known === 'string' ? parseId<'event'>(known) : null
  const done = await deps.db.transaction(call.context, (tx) => tellDelay(tx, { ...command, ...delay, seen }))
  if (done.ok) return call.see(`/loans/${loanId}`, delayTexts(call.lang).done)
  if (done.refusal.kind === 'not_permitted' || done.refusal.kind === 'no_such_loan') return call.refused(done.refusal)
  return show(deps, call, { raw, problem: refusalText(done.refusal, call.lang) })
}

// The rule that said no, at the field where it can be put right.
function atTheDay(kind: 'expected_not_ahead' | 'expected_too_far'): FieldErrors<DelayField> {
  return { expected_on: { kind: 'own', text: { da: delayTexts('da').refusals[kind], en: delayTexts('en').refusals[kind] } } }
}
