import { formatDay } from '#kernel/days.ts'
import type { OrganisationId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import type { Organisation } from '#modules/access/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { type FormError, ErrorSummary } from '#ui/error-summary.tsx'
import { momentText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { State } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Question } from '../../domain/question.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import { AgreementSwitch } from '../agreement-switch.tsx'
import { nameOf } from '../shared.ts'

/** The most characters of a question or an answer. */
export const wordsMax = 2000

/** What the page shows: of one case, or of all cases under an agreement (then `caseNumber` is null and must be typed). */
export type QuestionsFacts = {
  heading: string
  crumb: { label: string; href: string }
  action: string
  caseNumber: string | null
  /** The reader's other agreements, on an agreement's page. */
  agreements: readonly Agreement[]
  questions: readonly Question[]
  others: readonly { id: OrganisationId; name: string }[]
  organisations: readonly Organisation[]
  own: OrganisationId
}

/** What was typed, what is wrong, and in which question's form (null: the form that asks). */
export type QuestionsTyped = { raw: Record<string, string | undefined>; errors: readonly FormError[]; at: string | null }

/** Questions of the parties to each other, each with its answer, and the form to ask. */
export function QuestionsPage(props: { call: Call; facts: QuestionsFacts; typed?: QuestionsTyped }) {
  const { call, facts } = props
  const typed = props.typed ?? { raw: {}, errors: [], at: null }
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={facts.heading} hasErrors={typed.errors.length > 0}>
      <Crumbs lang={call.lang} items={[facts.crumb, { label: say.questions.title }]} />
      <PageHead title={facts.heading} />
      <AgreementSwitch call={call} others={facts.agreements} hrefOf={({ id }) => `/agreements/${id}/questions`} />
      <ErrorSummary lang={call.lang} errors={typed.errors} />
      <Stack>
        {facts.questions.length === 0 ? <Empty title={say.questions.none} /> : null}
        {facts.questions.map((question) => (
          <QuestionCard call={call} say={say} facts={facts} question={question} typed={typed} />
        ))}
        <AskCard call={call} say={say} facts={facts} typed={typed.at === null ? typed : { raw: {}, errors: [], at: null }} />
      </Stack>
    </Page>
  )
}

const tones = { open: 'wait', answered: 'done', withdrawn: 'none' } as const

function QuestionCard(props: { call: Call; say: Texts; facts: QuestionsFacts; question: Question; typed: QuestionsTyped }) {
  const { call, say, facts, question, typed } = props
  const [from, to] = [nameOf(facts.organisations, question.from), nameOf(facts.organisations, question.to)]
  const title = facts.caseNumber === null ? `${say.case} ${question.caseNumber}` : say.questions.told(from, to)
  return (
    <Card
      title={title}
      id={`question-${question.id}`}
      aside={<State kind={tones[question.state]}>{say.questions.states[question.state]}</State>}
    >
      <p>{question.question ?? say.erased}</p>
      <p class="small soft">
        {say.fromTo(from, to, momentText(question.askedAt, call.lang))}
        {question.state === 'open' ? ` · ${say.answerBy(formatDay(question.answerBy))}` : ''}
      </p>
      {question.state === 'answered' ? (
        <p>
          <strong>{say.questions.toldAnswer(to)}:</strong> {question.answer ?? say.erased}
        </p>
      ) : null}
      <CloseForms call={call} say={say} facts={facts} question={question} typed={typed} />
    </Card>
  )
}

function CloseForms(props: { call: Call; say: Texts; facts: QuestionsFacts; question: Question; typed: QuestionsTyped }) {
  const { call, say, facts, question, typed } = props
  if (question.state !== 'open') return null
  const here = typed.at === question.id
  const error = here ? typed.errors.find(({ field }) => field === `answer-${question.id}`)?.text : undefined
  if (question.to === facts.own)
    return (
      <Form action={`/questions/${question.id}/answer`} requestId={call.newRequestId()} buttons={<Button>{say.questions.send}</Button>}>
        <TextArea
          lang={call.lang}
          name="answer"
          id={`answer-${question.id}`}
          label={say.questions.answer}
          value={here ? typed.raw['answer'] : undefined}
          error={error}
          max={wordsMax}
          rows={3}
        />
      </Form>
    )
  if (question.from !== facts.own) return null
  return (
    <Form
      action={`/questions/${question.id}/withdrawal`}
      requestId={call.newRequestId()}
      inline
      buttons={<Button compact>{say.questions.withdraw}</Button>}
    />
  )
}

function AskCard(props: { call: Call; say: Texts; facts: QuestionsFacts; typed: QuestionsTyped }) {
  const { call, say, facts, typed } = props
  const errorAt = (field: string) => typed.errors.find((error) => error.field === field)?.text
  return (
    <Card title={say.questions.ask} id="ask">
      <Form action={facts.action} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.send}</Button>}>
        {facts.caseNumber === null ? (
          <TextField
            lang={call.lang}
            name="caseNumber"
            label={say.questions.caseNumber}
            hint={say.questions.caseHint}
            value={typed.raw['caseNumber']}
            error={errorAt('caseNumber')}
            width="m"
          />
        ) : null}
        <Radios
          lang={call.lang}
          name="to"
          label={say.questions.to}
          value={typed.raw['to']}
          error={errorAt('to')}
          options={facts.others.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextArea
          lang={call.lang}
          name="words"
          label={say.questions.words}
          hint={say.questions.wordsHint}
          value={typed.raw['words']}
          error={errorAt('words')}
          max={wordsMax}
          rows={4}
        />
      </Form>
    </Card>
  )
}
