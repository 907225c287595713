import type { Day } from '#kernel/days.ts'
import { agreementOf, noticeText } from '#modules/notices/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText } from '#ui/format.ts'
import { State } from '#ui/state.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { texts } from '../../texts/texts.ts'
import { hrefOf } from '../front/address.ts'
import { urgency } from '../front/rows.ts'
import type { DayFacts } from './facts.ts'

type Props = { call: Call; facts: DayFacts }

/** The cases the reader looks after where the ball is with their authority: the next step, whose, by when. */
export function BallsCard(props: Props) {
  const { call, facts } = props
  const all = texts(call.lang)
  const say = all.day
  if (facts.balls.length === 0) return <NoBalls {...props} />
  return (
    <Card title={say.balls} id="balls" aside={<a href={hrefOf({ list: 'mine' })}>{say.seeMine}</a>}>
      <Tasks
        items={facts.balls.map((row) => ({
          name: <a href={row.words.next?.href ?? `/cases/${row.caseId}`}>{row.words.next?.label ?? all.openCase}</a>,
          note: noteOf([
            forWhom(call, facts, row.authority === null ? null : row.responsible[row.authority]),
            facts.names.get(row.personId) ?? all.masked,
            row.caseNumber,
            dueText(call, row.dueOn),
          ]),
          end: <Urgency call={call} dueOn={row.dueOn} />,
        }))}
      />
    </Card>
  )
}

function NoBalls({ call, facts }: Props) {
  const say = texts(call.lang).day
  const toTake = !facts.hasCases && (facts.unassigned ?? 0) > 0
  return (
    <Card title={say.balls} id="balls">
      {toTake ? (
        <Empty title={say.noCases} action={<ButtonLink href={hrefOf({ list: 'unassigned' })}>{say.seeUnassigned}</ButtonLink>}>
          {say.noCasesText}
        </Empty>
      ) : (
        <Empty title={say.noBalls} action={wayOn(call, facts)}>
          {say.noBallsText}
        </Empty>
      )}
    </Card>
  )
}

const mostTasks = 10

/** The reader's open tasks, the most urgent first. */
export function TasksCard({ call, facts }: Props) {
  const all = texts(call.lang)
  const say = all.day
  const { tasks } = facts
  return (
    <Card
      title={say.tasks}
      id="tasks"
      aside={<a href="/notices">{tasks.length > mostTasks ? say.seeTasks(tasks.length) : say.seeMessages}</a>}
    >
      {tasks.length === 0 ? (
        <Empty title={say.noTasks}>{say.noTasksText}</Empty>
      ) : (
        <Tasks
          items={tasks.slice(0, mostTasks).map((task) => ({
            name: <a href={`/notices/${task.id}`}>{noticeText(task.kind, call.lang)}</a>,
            note: noteOf([
              forWhom(call, facts, task.toAccount),
              task.personId === null ? null : (facts.names.get(task.personId) ?? all.masked),
              task.caseNumber ?? facts.agreements.get(agreementOf(task) ?? '')?.[call.lang] ?? null,
              dueText(call, task.dueOn),
            ]),
            end: <Urgency call={call} dueOn={task.dueOn} unseen={!task.seen} />,
          }))}
        />
      )}
    </Card>
  )
}

// What is a colleague's whom the reader stands in for is marked with their name.
function forWhom(call: Call, facts: DayFacts, accountId: string | null): string | null {
  const name = accountId === null ? undefined : facts.standsIn.get(accountId)
  return name === undefined ? null : texts(call.lang).handOver.forWhom(name)
}

function noteOf(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ')
}

function dueText(call: Call, dueOn: Day | null): string | null {
  return dueOn === null ? null : texts(call.lang).day.dueOn(dayText(dueOn))
}

function Urgency(props: { call: Call; dueOn: Day | null; unseen?: boolean }) {
  const say = texts(props.call.lang).day
  const kind = urgency({ dueOn: props.dueOn }, props.call.today)
  if (kind !== 'none') return <State kind={kind}>{kind === 'late' ? say.late : say.soon}</State>
  return props.unseen === true ? <State kind="now">{say.new}</State> : <></>
}

// Whoever looks after cases sees them all; whoever has none yet begins with one, where that is theirs to do.
function wayOn(call: Call, facts: DayFacts) {
  const all = texts(call.lang)
  if (facts.hasCases) return <ButtonLink href={hrefOf({ list: 'mine' })}>{all.day.seeMine}</ButtonLink>
  return facts.mayRefer ? <ButtonLink href="/referrals/new">{all.newReferral}</ButtonLink> : undefined
}
