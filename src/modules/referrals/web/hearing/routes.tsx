import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { answerHearing } from '../../actions/answer-hearing.ts'
import type { Referral } from '../../domain/referral.ts'
import { decisionsOf } from '../../store/decisions.ts'
import { recordedEvents } from '../../store/events.ts'
import { act, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { textOf } from '../text-of.ts'
import { type HearingFacts, HearingPage } from './page.tsx'

/** The citizen's answer to a hearing, written down by the caseworker. */
export function hearingRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/hearing', actions.answer_hearing, (call) => show(deps, call)),
    post('/referrals/:id/hearing', actions.answer_hearing, (call) => answer(deps, call)),
  ]
}

/** The hearing's letter and what has been answered, in the order it came. */
export async function hearingFacts(tx: Tx, referral: Referral): Promise<HearingFacts> {
  const events = await recordedEvents(tx, referral.id)
  return {
    told: (await decisionsOf(tx, referral.id)).findLast((decision) => decision.outcome === 'hearing') ?? null,
    answers: events.flatMap((event) => (event.name === 'answer_hearing' && event.text ? [event.text] : [])),
  }
}

async function show(deps: Deps, call: Call, refused?: { text: string; problem: string }): Promise<Response> {
  const page = await readCase(deps, call, actions.answer_hearing, hearingFacts)
  if (!page.ok) return page.response
  return call.page(<HearingPage head={page.head} facts={page.facts} {...refused} />, refused ? 422 : 200)
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const page = await readCase(deps, call, actions.answer_hearing, hearingFacts)
  if (!page.ok) return page.response
  const { say, referral } = page.head
  const text = textOf(await call.form(), 'text').slice(0, 4000)
  const done = await act(deps, call, (tx, command) => answerHearing(tx, { ...command, text }))
  if (done.done) return call.see(`/referrals/${referral.id}`, say.hearing.saved)
  if ('response' in done) return done.response
  const problem = done.refusal.kind === 'text_missing' ? say.refusals.answer_missing : refusalWords(done.refusal, say)
  return show(deps, call, { text, problem })
}
