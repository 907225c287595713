import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Fold, Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { State } from '#ui/state.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { isOverdue, standings, stepOwners } from '../../domain/goal.ts'
import type { Goal } from '../../store/goals.ts'
import type { Writer } from '../../store/plans.ts'
import { texts } from '../../texts/texts.ts'
import { CaseCrumbs } from '../crumbs.tsx'

/** What the page of goals shows. */
export type GoalFacts = {
  enrolmentId: string
  referralId: string
  caseNumber: string
  person: string | null
  reader: Writer
  goals: readonly Goal[]
  names: ReadonlyMap<string, string>
  /** What the sessions of reviews are called. */
  sessions: ReadonlyMap<string, string>
  maySet: boolean
  mayReview: boolean
}

/** What came back of a form: which (`new`, or `step-` or `review-` with the goal's id), what was typed, and what is wrong. */
export type GoalTyped = { form: string; raw: Record<string, string | undefined>; errors: readonly FormError[] }

type Props = { call: Call; facts: GoalFacts; typed?: GoalTyped }

/** The goals of a run: each with its steps, how it stood, and the forms to go on. */
export function GoalsPage(props: Props) {
  const { call, facts, typed } = props
  const say = texts(call.lang).goals
  return (
    <Page {...call.frame} title={say.title} hasErrors={typed !== undefined}>
      <CaseCrumbs call={call} facts={facts} here={say.title} />
      <PageHead title={say.title} intro={facts.maySet ? say.intro : say.onlyRead} />
      <ErrorSummary lang={call.lang} errors={typed?.errors ?? []} />
      <Stack>
        {facts.goals.length === 0 ? <Empty title={say.none}>{say.noneText}</Empty> : null}
        {facts.goals.map((goal) => (
          <GoalCard {...props} goal={goal} />
        ))}
        <NewGoal {...props} />
        {facts.reader.kind === 'citizen' && facts.goals.length > 0 ? (
          <p>
            {say.changeIt} <a href={`/cases/${facts.referralId}/proposals?kind=goal#make`}>{say.propose}</a>
          </p>
        ) : null}
      </Stack>
    </Page>
  )
}

const tones = { open: 'now', reached: 'done', dropped: 'stop' } as const

function GoalCard(props: Props & { goal: Goal }) {
  const { call, facts, goal } = props
  const say = texts(call.lang).goals
  const masked = texts(call.lang).masked
  return (
    <Card title={goal.words} id={`goal-${goal.id}`} aside={<State kind={tones[goal.state]}>{say.states[goal.state]}</State>}>
      <p class="soft">{say.by(dayText(goal.wantedOn))}</p>
      {goal.steps.length === 0 ? null : <Tasks items={goal.steps.map((step) => taskOf(props, step))} />}
      {goal.reviews.length === 0 ? null : (
        <ul class="g-comments">
          {goal.reviews.map((review) => (
            <li>
              <p>
                <strong>{say.reviewLine(dayText(review.on), say.standings[review.standing])}</strong>
              </p>
              {review.words === '' ? null : <p class="g-lines">{review.words}</p>}
              <p class="small soft">
                {facts.names.get(review.by) ?? masked}
                <InSession {...props} sessionId={review.sessionId} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {goal.state === 'open' && facts.maySet ? <StepForm {...props} /> : null}
      {goal.state === 'open' && facts.mayReview ? <ReviewForm {...props} /> : null}
    </Card>
  )
}

/** Which session it was; staff are led to its register. */
function InSession({ call, facts, sessionId }: Props & { sessionId: string | null }) {
  const name = sessionId === null ? undefined : facts.sessions.get(sessionId)
  if (sessionId === null || name === undefined) return null
  const text = texts(call.lang).goals.inSession(name)
  return <>, {facts.reader.kind === 'staff' ? <a href={`/sessions/${sessionId}`}>{text}</a> : text}</>
}

/** Who does a step; the citizen reads "you". */
function ownerText({ call, facts }: Props, owner: Goal['steps'][number]['owner']): string {
  const say = texts(call.lang).goals
  return owner === 'citizen' && facts.reader.kind === 'citizen' ? say.you : say.owners[owner]
}

function taskOf(props: Props & { goal: Goal }, step: Goal['steps'][number]) {
  const { call, facts, goal } = props
  const say = texts(call.lang).goals
  const may = goal.state === 'open' && facts.maySet && (facts.reader.kind === 'staff' || step.owner === 'citizen')
  const late = isOverdue(step, call.today) ? `. ${say.overdue}` : ''
  return {
    name: step.words,
    note: `${ownerText(props, step.owner)}. ${say.by(dayText(step.dueOn))}${late}`,
    end: step.done ? (
      <State kind="done">{say.done}</State>
    ) : may ? (
      <Form
        inline
        action={`/goals/${goal.id}/steps/${step.id}/done`}
        requestId={call.newRequestId()}
        buttons={
          <Button compact hidden={step.words}>
            {say.markDone}
          </Button>
        }
      />
    ) : null,
  }
}

function fieldOf({ call, typed }: Props, form: string) {
  const here = typed?.form === form
  return (name: string, label: string) => ({
    lang: call.lang,
    name,
    id: `${name}-${form}`,
    label,
    value: here ? typed.raw[name] : undefined,
    error: here ? typed.errors.find((error) => error.field === `${name}-${form}`)?.text : undefined,
  })
}

function NewGoal(props: Props) {
  const { call, facts } = props
  const say = texts(call.lang).goals
  if (!facts.maySet) return null
  const field = fieldOf(props, 'new')
  return (
    <Card title={say.newGoal} id="new">
      <Form
        action={`/enrolments/${facts.enrolmentId}/goals`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.setGoal}</Button>}
      >
        <TextField {...field('words', say.goal)} width="full" />
        <DayField {...field('wanted_on', say.wantedOn)} />
      </Form>
    </Card>
  )
}

function StepForm(props: Props & { goal: Goal }) {
  const { call, goal, typed } = props
  const say = texts(call.lang).goals
  const form = `step-${goal.id}`
  const field = fieldOf(props, form)
  return (
    <Fold summary={say.newStep} open={typed?.form === form}>
      <Form action={`/goals/${goal.id}/steps`} requestId={call.newRequestId()} buttons={<Button>{say.addStep}</Button>}>
        <TextField {...field('words', say.step)} width="full" />
        <Select {...field('owner', say.owner)} options={stepOwners.map((owner) => ({ value: owner, label: ownerText(props, owner) }))} />
        <DayField {...field('due_on', say.dueOn)} />
      </Form>
    </Fold>
  )
}

function ReviewForm(props: Props & { goal: Goal }) {
  const { call, goal, typed } = props
  const say = texts(call.lang).goals
  const form = `review-${goal.id}`
  const field = fieldOf(props, form)
  return (
    <Fold summary={say.review} open={typed?.form === form}>
      <Form action={`/goals/${goal.id}/reviews`} requestId={call.newRequestId()} buttons={<Button>{say.saveReview}</Button>}>
        <Radios
          {...field('standing', say.standing)}
          options={standings.map((standing) => ({ value: standing, label: say.standings[standing] }))}
        />
        <DayField {...field('reviewed_on', say.reviewedOn)} />
        <TextArea {...field('words', say.reviewWords)} hint={say.reviewWordsHint} max={2000} rows={3} />
      </Form>
    </Fold>
  )
}
