import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { momentText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip, State, type StateKind } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { type PlanSection, type PlanState, emptySections, planSections } from '../../domain/plan.ts'
import { texts } from '../../texts/texts.ts'
import { CaseCrumbs } from '../crumbs.tsx'
import { Comments } from './comments.tsx'
import type { Plan } from '../../store/plans.ts'
import type { PlanFacts } from './facts.ts'

/** How each state of a version looks. */
export const planTones: Record<PlanState, StateKind> = { draft: 'now', submitted: 'wait', returned: 'due', approved: 'done' }

type Props = { call: Call; facts: PlanFacts; problem?: { field?: string; label?: string; text: string; words?: string } }

/** The whole plan: its sections with their comments, what can be done with it, and its versions. */
export function PlanPage(props: Props) {
  const { call, facts, problem } = props
  const say = texts(call.lang).plan
  const state = facts.shown?.state ?? null
  return (
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined}>
      <CaseCrumbs call={call} facts={facts} here={say.title} />
      <PageHead
        title={say.title}
        chips={
          <>
            <Chip kind={state === null ? 'none' : planTones[state]}>{say.states[state ?? 'none']}</Chip>
            {facts.shown === null ? null : <span class="soft">{say.version(facts.shown.number)}</span>}
          </>
        }
        intro={facts.mayWrite ? say.intro : say.onlyRead}
      />
      <ErrorSummary lang={call.lang} errors={problem === undefined ? [] : [problem]} />
      <Stack>
        <OldVersion {...props} />
        <Standing {...props} />
        {planSections.map((section) => (
          <Section {...props} section={section} />
        ))}
        <Submit {...props} />
        <Decide {...props} />
        <Versions {...props} />
      </Stack>
    </Page>
  )
}

/** Whether the shown version is the newest, which alone can be worked on. */
function isNewest(facts: PlanFacts): boolean {
  return facts.shown === null || facts.shown.id === facts.plans.at(-1)?.id
}

function OldVersion({ call, facts }: Props) {
  if (facts.shown === null || isNewest(facts)) return null
  const say = texts(call.lang).plan
  return (
    <Notice kind="info">
      {say.oldVersion(facts.shown.number)} <a href={`/enrolments/${facts.enrolmentId}/plan`}>{say.readNewest}</a>
    </Notice>
  )
}

/** The version whose answer is read: the shown one's, or what a draft was returned for before. */
function answered({ plans, shown, before }: PlanFacts): Plan | null {
  if (shown?.state !== 'draft') return shown
  const earlier = plans.find(({ number }) => number === before?.number)
  return earlier?.state === 'returned' ? earlier : null
}

function Standing({ call, facts }: Props) {
  const version = answered(facts)
  const say = texts(call.lang).plan
  const words = facts.comments.findLast((comment) => comment.section === null && comment.version === version?.number)
  if (version === null || (version.state !== 'returned' && version.state !== 'approved')) return null
  const last = version.events.at(-1)
  return (
    <Notice kind={version.state === 'approved' ? 'done' : 'warn'} title={say.versionLine(version.number, say.states[version.state])}>
      <p class="g-lines">{words?.words ?? say.erased}</p>
      <p class="small soft">
        {last === undefined ? '' : `${facts.names.get(last.by) ?? texts(call.lang).masked}, ${momentText(last.at, call.lang)}`}
      </p>
      {facts.mayWrite && isNewest(facts) && version === facts.shown ? <p>{say.newVersion}</p> : null}
    </Notice>
  )
}

function Section({ call, facts, section }: Props & { section: PlanSection }) {
  const say = texts(call.lang).plan
  const written = facts.sections.get(section)
  const comments = facts.comments.filter((comment) => comment.section === section)
  const changed = facts.before !== null && (facts.before.sections.get(section)?.words ?? '') !== (written?.words ?? '')
  const open = facts.mayWrite && isNewest(facts)
  const empty = (written?.words ?? '') === ''
  return (
    <Card
      title={say.sections[section].name}
      id={section}
      aside={changed && facts.before !== null ? <State kind="now">{say.changedSince(facts.before.number)}</State> : undefined}
    >
      {empty ? <p class="soft">{open ? say.sections[section].ask : say.nothingYet}</p> : <p class="g-lines">{written?.words}</p>}
      <Comments call={call} names={facts.names} comments={comments.slice(-2)} />
      {open ? (
        <p>
          <ButtonLink
            href={`/enrolments/${facts.enrolmentId}/plan/${section}`}
            kind="secondary"
            compact
            icon="edit"
            hidden={say.sections[section].name}
          >
            {facts.shown?.state === 'submitted' ? say.comment : empty ? say.write : say.change}
          </ButtonLink>
        </p>
      ) : null}
    </Card>
  )
}

function Submit({ call, facts }: Props) {
  const say = texts(call.lang).plan
  const { shown } = facts
  if (!facts.mayWrite || shown === null || !isNewest(facts)) return null
  const action = (step: string) => `/enrolments/${facts.enrolmentId}/plan-steps/${step}`
  if (shown.state === 'submitted')
    return (
      <Card title={say.states.submitted} id="submitted">
        <Form action={action('take_back')} requestId={call.newRequestId()} buttons={<Button>{say.takeBack}</Button>}>
          <p>{say.waiting}</p>
        </Form>
      </Card>
    )
  if (shown.state !== 'draft') return null
  const missing = emptySections(new Map([...facts.sections].map(([section, { words }]) => [section, words])))
  return (
    <Card title={say.submit} id="submit" next={missing.length === 0}>
      <Form
        action={action('submit')}
        requestId={call.newRequestId()}
        buttons={<Button kind={missing.length === 0 ? 'primary' : 'secondary'}>{say.submit}</Button>}
      >
        <p>
          {missing.length === 0
            ? say.submitText
            : say.missing(missing.map((section) => say.sections[section].name.toLowerCase()).join(', '))}
        </p>
      </Form>
    </Card>
  )
}

function Decide({ call, facts, problem }: Props) {
  const say = texts(call.lang).plan
  if (!facts.mayDecide || facts.shown?.state !== 'submitted' || !isNewest(facts)) return null
  const base = `/enrolments/${facts.enrolmentId}/plan-steps`
  const buttons = (
    <>
      <Button kind="primary">{say.approve}</Button>
      <Button formaction={`${base}/return`}>{say.return}</Button>
    </>
  )
  return (
    <Card title={say.decide} id="decide" next>
      <Stack>
        <Form action={`${base}/approve`} requestId={call.newRequestId()} buttons={buttons}>
          <TextArea
            lang={call.lang}
            name="words"
            label={say.decideWhy}
            hint={say.decideHint}
            value={problem?.words}
            error={problem?.field === 'words' ? problem.text : undefined}
            max={2000}
          />
        </Form>
        <p class="small soft">
          {say.decideMilestones} <a href={`/enrolments/${facts.enrolmentId}/business`}>{texts(call.lang).title}</a>
        </p>
      </Stack>
    </Card>
  )
}

function Versions({ call, facts }: Props) {
  const say = texts(call.lang).plan
  const nameless = texts(call.lang).masked
  if (facts.plans.length === 0) return null
  return (
    <Card title={say.versions} id="versions">
      <ul class="g-plain">
        {facts.plans.toReversed().map((plan) => (
          <li>
            <State kind={planTones[plan.state]}>{say.versionLine(plan.number, say.states[plan.state])}</State>{' '}
            {plan.id === facts.shown?.id ? null : (
              <a href={`/enrolments/${facts.enrolmentId}/plan?version=${plan.number}`}>
                {say.readOld}
                <span class="sr-only"> {plan.number}</span>
              </a>
            )}
            <br />
            <span class="small soft">
              {plan.events
                .map(({ name, by, at }) => `${momentText(at, call.lang)}: ${say.events[name](facts.names.get(by) ?? nameless)}`)
                .join('. ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
