import { type Id, parseId } from '#kernel/ids.ts'
import { type NotPermitted, authorize, organisations } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { type Referral, referral } from '#modules/referrals/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { errorText, readForm, summaryOf } from '#ui/form-data.ts'
import { id, text } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { type CloseRefusal, closeQuestionWith } from '../../actions/answer-question.ts'
import { type AskRefusal, askQuestion } from '../../actions/ask-question.ts'
import type { Question, QuestionId } from '../../domain/question.ts'
import { lockQuestion, questionsOfAgreement, questionsOfCase } from '../../store/questions.ts'
import { texts } from '../../texts/texts.ts'
import { chosenAgreement, staffOf } from '../shared.ts'
import { type QuestionsFacts, type QuestionsTyped, QuestionsPage, wordsMax } from './page.tsx'

/** Questions on a case, for those who see it; by case number under the agreement, for the purchaser too. */
export function questionRoutes(deps: Deps): Route[] {
  return [
    get('/cases/:referralId/questions', actions.see_questions, (call) => showQuestions(deps, call)),
    post('/cases/:referralId/questions', actions.ask, (call) => ask(deps, call)),
    get('/agreements/:agreementId/questions', actions.see_questions, (call) => showQuestions(deps, call)),
    post('/agreements/:agreementId/questions', actions.ask, (call) => ask(deps, call)),
    get('/questions', actions.see_questions, (call) => showNewest(deps, call)),
    post('/questions/:id/answer', actions.answer, (call) => close(deps, call, true)),
    post('/questions/:id/withdrawal', actions.withdraw_question, (call) => close(deps, call, false)),
  ]
}

type Ground = { agreed: Agreement; found: Referral | null }

/** The agreement and, where the address names a case, the case; null when the reader sees neither. */
async function groundOf(tx: Tx, at: { referralId: Id<'referral'> | null; agreementId: Id<'agreement'> | null }): Promise<Ground | null> {
  const found = at.referralId === null ? null : await referral(tx, at.referralId)
  const agreementId = found?.agreementId ?? at.agreementId
  if (agreementId === null || (at.referralId !== null && found === null)) return null
  const agreed = await agreement(tx, agreementId)
  return agreed === null ? null : { agreed, found }
}

async function factsOf(tx: Tx, call: Call, { agreed, found }: Ground): Promise<QuestionsFacts> {
  const say = texts(call.lang)
  const { organisationId: own } = staffOf(call)
  const all = await organisations(tx)
  const parties = [...new Set([agreed.parties.actingJobCentre, agreed.parties.provider, agreed.parties.purchaser])]
  const others = all.filter((each) => each.id !== own && parties.includes(each.id)).map((each) => ({ id: each.id, name: each.name }))
  const common = { others, organisations: all, own }
  if (found === null)
    return {
      ...common,
      heading: say.questions.titleAgreement(agreed.name[call.lang]),
      crumb: { label: agreed.name[call.lang], href: `/agreements/${agreed.id}` },
      action: `/agreements/${agreed.id}/questions`,
      caseNumber: null,
      agreements: (await chosenAgreement(tx, staffOf(call), actions.see_questions, agreed.id))?.others ?? [],
      questions: await questionsOfAgreement(tx, agreed.id),
    }
  return {
    ...common,
    heading: say.questions.titleCase(found.caseNumber),
    crumb: { label: `${say.case} ${found.caseNumber}`, href: `/cases/${found.id}` },
    action: `/cases/${found.id}/questions`,
    caseNumber: found.caseNumber,
    agreements: [],
    questions: await questionsOfCase(tx, agreed.id, found.caseNumber),
  }
}

type Loaded = { ground: Ground; facts: QuestionsFacts }

async function load({ db }: Deps, call: Call, at: Parameters<typeof groundOf>[1]): Promise<Loaded | NotPermitted | null> {
  return db.transaction(call.context, async (tx) => {
    const ground = await groundOf(tx, at)
    if (ground === null) return null
    const permitted = authorize(staffOf(call), actions.see_questions, { parties: ground.agreed.parties })
    if (!permitted.ok) return permitted.refusal
    if (ground.found !== null)
      await recordRead(tx, { actor: staffOf(call), page: 'collaboration.questions', personId: ground.found.personId, at: call.now })
    return { ground, facts: await factsOf(tx, call, ground) }
  })
}

function addressOf(call: Call) {
  return { referralId: parseId<'referral'>(call.param('referralId')), agreementId: parseId<'agreement'>(call.param('agreementId')) }
}

async function showQuestions(deps: Deps, call: Call): Promise<Response> {
  const loaded = await load(deps, call, addressOf(call))
  if (loaded === null) return call.notFound()
  return 'kind' in loaded ? call.refused(loaded) : call.page(<QuestionsPage call={call} facts={loaded.facts} />)
}

async function showNewest({ db }: Deps, call: Call): Promise<Response> {
  const chosen = await db.read(call.context, (tx) => chosenAgreement(tx, staffOf(call), actions.see_questions))
  return call.see(chosen === null ? '/agreements' : `/agreements/${chosen.agreement.id}/questions`)
}

async function ask(deps: Deps, call: Call): Promise<Response> {
  const loaded = await load(deps, call, addressOf(call))
  if (loaded === null) return call.notFound()
  if ('kind' in loaded) return call.refused(loaded)
  const say = texts(call.lang)
  const { ground, facts } = loaded
  const body = await call.form()
  if (facts.caseNumber !== null) body.set('caseNumber', facts.caseNumber)
  const reading = readForm({ caseNumber: text({ max: 40 }), to: id<'organisation'>(), words: text({ max: wordsMax }) }, body)
  const labels = { caseNumber: say.questions.caseNumber, to: say.questions.to, words: say.questions.words }
  const again = (errors: QuestionsTyped['errors']) =>
    call.page(<QuestionsPage call={call} facts={facts} typed={{ raw: reading.raw, errors, at: null }} />, 422)
  if (!reading.ok) return again(summaryOf(reading.refusal, labels, call.lang))
  const { caseNumber, to, words } = reading.value
  const known = ground.found === null ? null : { referralId: ground.found.id, personId: ground.found.personId }
  const asked = await deps.db.transaction(call.context, (tx) =>
    askQuestion(tx, {
      actor: staffOf(call),
      agreementId: ground.agreed.id,
      caseNumber,
      known,
      to,
      words,
      requestId: requestIdOf(body),
      at: call.now,
    }),
  )
  if (asked.ok) return call.see(facts.action, say.questions.asked)
  return asked.refusal.kind === 'not_permitted' || asked.refusal.kind === 'no_such_agreement'
    ? call.refused(asked.refusal)
    : again([askError(asked.refusal, say)])
}

function askError(refusal: Exclude<AskRefusal, { kind: 'not_permitted' | 'no_such_agreement' }>, say: ReturnType<typeof texts>) {
  switch (refusal.kind) {
    case 'no_such_case':
      return { field: 'caseNumber', label: say.questions.caseNumber, text: say.questions.refusals.noSuchCase }
    case 'ask_another_party':
      return { field: 'to', label: say.questions.to, text: say.questions.refusals.askAnother }
  }
}

async function close(deps: Deps, call: Call, answering: boolean): Promise<Response> {
  const questionId: QuestionId | null = parseId<'question'>(call.param('id'))
  if (questionId === null) return call.notFound()
  const say = texts(call.lang)
  const question = await deps.db.transaction(call.context, (tx) => lockQuestion(tx, questionId))
  const loaded = question === null ? null : await load(deps, call, backOf(question, call))
  if (question === null || loaded === null) return call.notFound()
  if ('kind' in loaded) return call.refused(loaded)
  const reading = readForm({ answer: text({ max: wordsMax, required: answering }) }, await call.form())
  const field = `answer-${questionId}`
  const again = (problem: string) =>
    call.page(
      <QuestionsPage
        call={call}
        facts={loaded.facts}
        typed={{ raw: reading.raw, errors: [{ field, label: say.questions.answer, text: problem }], at: questionId }}
      />,
      422,
    )
  if (!reading.ok) return again(errorText(reading.refusal.answer, call.lang) ?? '')
  const answer = answering ? reading.value.answer : null
  const closed = await deps.db.transaction(call.context, (tx) =>
    closeQuestionWith(tx, { actor: staffOf(call), questionId, answer, at: call.now }),
  )
  if (closed.ok) return call.see(loaded.facts.action, answering ? say.questions.answered : say.questions.withdrawn)
  return closed.refusal.kind === 'not_permitted' || closed.refusal.kind === 'no_such_question'
    ? call.refused(closed.refusal)
    : again(closeError(closed.refusal, say))
}

/** Back to the case where the reader sees it, else to the agreement's questions. */
function backOf(question: Question, call: Call): Parameters<typeof groundOf>[1] {
  const sees = staffOf(call).roles.some((role) => role !== 'business_director')
  return { referralId: sees ? question.referralId : null, agreementId: question.agreementId }
}

function closeError(refusal: Exclude<CloseRefusal, { kind: 'not_permitted' | 'no_such_question' }>, say: ReturnType<typeof texts>): string {
  switch (refusal.kind) {
    case 'question_closed':
      return say.questions.refusals.closed
    case 'asked_of_another':
      return say.questions.refusals.another
    case 'asked_by_another':
      return say.questions.refusals.notYours
  }
}
