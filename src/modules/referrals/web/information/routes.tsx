import { assert } from '#kernel/result.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { answerQuestion, requestInformation, returnAnswers } from '../../actions/ask-information.ts'
import { latestQuestions } from '../../domain/referral.ts'
import { questionsOf } from '../../store/questions.ts'
import { act, actorOf, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { textOf } from '../text-of.ts'
import { readQuestions } from './form.ts'
import { AnswersPage, AskPage } from './page.tsx'

/** Asking for information, and answering. */
export function informationRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/information', actions.request_information, (call) => showAsk(deps, call)),
    post('/referrals/:id/information', actions.request_information, (call) => ask(deps, call)),
    get('/referrals/:id/answers', actions.answer_information, (call) => showAnswers(deps, call)),
    post('/referrals/:id/answers', actions.answer_information, (call) => answer(deps, call)),
  ]
}

const readAsk = (deps: Deps, call: Call) =>
  readCase(
    deps,
    call,
    actions.request_information,
    async (tx, referral) => (await programmeVersion(tx, referral.programmeVersionId)).reasons.return_for_information,
  )

async function showAsk(deps: Deps, call: Call): Promise<Response> {
  const page = await readAsk(deps, call)
  return page.ok ? call.page(<AskPage head={page.head} reasons={page.facts} raw={[]} />) : page.response
}

async function ask(deps: Deps, call: Call): Promise<Response> {
  const page = await readAsk(deps, call)
  if (!page.ok) return page.response
  const { head, facts: reasons } = page
  const { raw, asked, errors } = readQuestions(await call.form(), head.say)
  if (errors.size > 0) return call.page(<AskPage head={head} reasons={reasons} raw={raw} errors={errors} />, 422)
  const done = await act(deps, call, (tx, command) => requestInformation(tx, { ...command, questions: asked }))
  if (done.done) return call.see(`/referrals/${head.referral.id}`, head.say.information.sent)
  if ('response' in done) return done.response
  return call.page(<AskPage head={head} reasons={reasons} raw={raw} problem={refusalWords(done.refusal, head.say)} />, 422)
}

const readAnswers = (deps: Deps, call: Call) =>
  readCase(deps, call, actions.answer_information, async (tx, referral) => latestQuestions(await questionsOf(tx, referral.id)))

async function showAnswers(deps: Deps, call: Call): Promise<Response> {
  const page = await readAnswers(deps, call)
  return page.ok ? call.page(<AnswersPage head={page.head} questions={page.facts} />) : page.response
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const page = await readAnswers(deps, call)
  if (!page.ok) return page.response
  const { head, facts: questions } = page
  const form = await call.form()
  const typed = new Map(questions.map((question) => [question.id, textOf(form, question.id).slice(0, 4000)]))
  const actor = actorOf(call)
  assert(actor.kind === 'staff', 'only staff answer')
  for (const [questionId, text] of typed) {
    if (text === '') continue
    const kept = await act(deps, call, (tx, command) => answerQuestion(tx, { ...command, questionId, answer: text }))
    if (kept.done) continue
    if ('response' in kept) return kept.response
    return call.page(<AnswersPage head={head} questions={questions} typed={typed} problem={refusalWords(kept.refusal, head.say)} />, 409)
  }
  if (form.get('do') !== 'return') return call.see(`/referrals/${head.referral.id}/answers`, head.say.information.answersSaved)
  const done = await act(deps, call, returnAnswers)
  if (done.done) return call.see(`/referrals/${head.referral.id}`, head.say.information.returned)
  if ('response' in done) return done.response
  const unanswered = questions.filter(({ id, answer: kept }) => typed.get(id) === '' && kept === null).map(({ id }) => id)
  const lacks = done.refusal.kind === 'questions_unanswered' && unanswered.length > 0
  const why = lacks ? { unanswered } : { problem: refusalWords(done.refusal, head.say) }
  return call.page(<AnswersPage head={head} questions={questions} typed={typed} {...why} />, 422)
}
