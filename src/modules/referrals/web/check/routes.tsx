import { standing } from '#modules/caseload/index.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { loadAnswers } from '../../actions/load-answers.ts'
import { submitReferral } from '../../actions/send-referral.ts'
import { act, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { ReceiptPage } from '../receipt/page.tsx'
import { supportText } from '../support-text.ts'
import { CheckPage } from './page.tsx'

/** Check your answers, send, and the receipt. */
export function checkRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/check', actions.edit, (call) => show(deps, call)),
    post('/referrals/:id/check', actions.submit, (call) => send(deps, call)),
    get('/referrals/:id/receipt', actions.edit, (call) => receipt(deps, call)),
  ]
}

const read = (deps: Deps, call: Call) =>
  readCase(deps, call, actions.edit, async (tx, referral) => {
    const { answers } = await loadAnswers(tx, referral, call.today)
    return { answers, support: await supportText(tx, referral.personId, call) }
  })

async function show(deps: Deps, call: Call): Promise<Response> {
  const page = await read(deps, call)
  return page.ok ? call.page(<CheckPage head={page.head} facts={page.facts} />) : page.response
}

async function send(deps: Deps, call: Call): Promise<Response> {
  const done = await act(deps, call, submitReferral)
  if (done.done) return call.see(`/referrals/${call.param('id')}/receipt`)
  if ('response' in done) return done.response
  const page = await read(deps, call)
  if (!page.ok) return page.response
  // The same button pressed twice: it is sent, and that is what the receipt says.
  if (done.refusal.kind === 'not_in_state' && page.head.referral.state === 'submitted')
    return call.see(`/referrals/${call.param('id')}/receipt`)
  return call.page(<CheckPage head={page.head} facts={page.facts} problem={refusalWords(done.refusal, page.head.say)} />, 422)
}

async function receipt(deps: Deps, call: Call): Promise<Response> {
  const page = await readCase(deps, call, actions.edit, async (tx, { id }) => (await standing(tx, id))?.decideBy ?? null)
  if (!page.ok) return page.response
  return page.head.referral.submittedOn === null
    ? call.see(`/referrals/${page.head.referral.id}`)
    : call.page(<ReceiptPage head={page.head} decideBy={page.facts} />)
}
