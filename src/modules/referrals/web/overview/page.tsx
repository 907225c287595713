import type { Question, RecordedEvent } from '../../domain/referral.ts'
import { type Answers, missing, type Section, sections, statusOf } from '../../domain/sections.ts'
import { type CaseStep } from '#kernel/case-step.ts'
import { ActionMenu } from '#ui/action-menu.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { momentText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import { State, type StateKind } from '#ui/state.tsx'
import { Tasks } from '#ui/tasks.tsx'
import type { SavedSections } from '../../store/sections.ts'
import { CaseFrame } from '../case-frame.tsx'
import { type CaseHead, organisationAt } from '../desk.ts'
import { type WrittenFacts, WrittenList } from '../written.tsx'

/** What the task list shows. */
export type OverviewFacts = {
  answers: Answers
  saved: SavedSections
  questions: readonly Question[]
  open: readonly Section[]
  objection: RecordedEvent | null
  steps: readonly CaseStep[]
  savedByNames: ReadonlyMap<string, string>
  written: WrittenFacts
}

const kinds: Record<ReturnType<typeof statusOf>, StateKind> = { not_started: 'none', in_progress: 'wait', missing: 'due', done: 'done' }

/** The referral as a task list: each section with how far it is and who saved it last. */
export function OverviewPage(props: { head: CaseHead; facts: OverviewFacts }) {
  const { head, facts } = props
  const { say } = head
  const primary = facts.steps.find((step) => step.primary && step.disabledReason === undefined)
  const others = facts.steps.filter((step) => step !== primary)
  const done = sections.filter((section) => missing(facts.answers, [section]).length === 0).length
  return (
    <CaseFrame
      head={head}
      title={say.referralOf(head.name)}
      intro={head.authority === 'provider' ? say.overview.referredBy(organisationAt(head, 'acting_job_centre')?.name ?? '') : undefined}
      actions={
        <>
          <Others head={head} steps={others} />
          {primary ? (
            <ButtonLink kind="primary" href={primary.href}>
              {primary.label}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {facts.objection?.text ? (
        <Notice kind="warn" title={say.overview.objection}>
          {facts.objection.text}
        </Notice>
      ) : null}
      {head.referral.state === 'draft' ? <Notice kind="info">{say.overview.intro}</Notice> : null}
      {head.referral.state === 'draft' ? null : (
        <Card title={say.overview.written} id="written">
          <WrittenList say={say} facts={facts.written} person={head.person} own={head.authority === 'acting_job_centre'} />
        </Card>
      )}
      <Card title={say.overview.tasks} id="sections" aside={<span class="soft small">{say.overview.progress(done, sections.length)}</span>}>
        <Tasks items={sections.map((section) => taskOf(head, facts, section))} />
      </Card>
      <Questions head={head} questions={facts.questions} />
    </CaseFrame>
  )
}

function Others(props: { head: CaseHead; steps: readonly CaseStep[] }) {
  const { head, steps } = props
  const menu = steps.map((step) =>
    step.disabledReason === undefined
      ? { kind: 'link' as const, name: step.label, consequence: step.consequence, href: step.href }
      : { kind: 'off' as const, name: step.label, reason: step.disabledReason },
  )
  return menu.length === 0 ? null : <ActionMenu lang={head.call.lang} steps={menu} />
}

function taskOf(head: CaseHead, facts: OverviewFacts, section: Section) {
  const { say, call, referral } = head
  const saved = facts.saved[section]
  const status = statusOf(section, facts.answers, saved !== undefined)
  const href = `/referrals/${referral.id}/sections/${section}`
  const isOpen = facts.open.includes(section)
  const note = saved
    ? say.overview.savedBy(facts.savedByNames.get(saved.savedBy) ?? say.citizen, momentText(saved.savedAt, call.lang))
    : undefined
  const link = isOpen ? <a href={href}>{say.sections[section]}</a> : <>{say.sections[section]}</>
  return { name: link, ...(note ? { note } : {}), end: <State kind={kinds[status]}>{say.sectionStatus[status]}</State> }
}

function Questions(props: { head: CaseHead; questions: readonly Question[] }) {
  const { head, questions } = props
  const { say } = head
  if (questions.length === 0) return null
  return (
    <Card title={say.overview.questions} id="questions">
      <Tasks
        items={questions.map((question) => ({
          name: `${say.sections[question.section]}: ${question.text}`,
          ...(question.answer === null ? {} : { note: question.answer }),
          end: (
            <State kind={question.answer === null ? 'due' : 'done'}>
              {question.answer === null ? say.overview.questionOpen : say.overview.questionAnswered}
            </State>
          ),
        }))}
      />
    </Card>
  )
}
