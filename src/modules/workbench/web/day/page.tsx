import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { dayText, weekdayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Columns, Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TileRow } from '#ui/tiles.tsx'
import { texts } from '../../texts/texts.ts'
import { hrefOf } from '../front/address.ts'
import { AccessRequestsCard } from '../front/access-requests.tsx'
import { BallsCard, TasksCard } from './cases.tsx'
import { ChangedCard } from './changed.tsx'
import type { DayFacts } from './facts.ts'
import { MissingCard, SessionsCard } from './sessions.tsx'

/** What a member of staff has to do today, and what happened since they were here. */
export function DayPage(props: { call: Call; facts: DayFacts }) {
  const { call, facts } = props
  const say = texts(call.lang).day
  const weekday = weekdayText(call.today, call.lang)
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead
        title={say.title}
        intro={say.intro(`${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`, dayText(call.today))}
        actions={
          <>
            {[...facts.standsIn].map(([account, name]) => (
              <ButtonLink kind="quiet" href={`/worklist?list=mine&for=${account}`}>
                {say.casesOf(name)}
              </ButtonLink>
            ))}
            <ButtonLink href="/worklist">{say.toWorklist}</ButtonLink>
          </>
        }
      />
      <Counts call={call} facts={facts} />
      <Columns
        main={
          <>
            {facts.missing.length === 0 ? null : <MissingCard call={call} missing={facts.missing} />}
            {facts.teaches ? <SessionsCard call={call} sessions={facts.sessions} /> : null}
            <AccessRequestsCard call={call} requests={facts.accessRequests} />
            <BallsCard call={call} facts={facts} />
            <TasksCard call={call} facts={facts} />
          </>
        }
        side={
          <Stack>
            <ChangedCard call={call} facts={facts} />
          </Stack>
        }
      />
    </Page>
  )
}

function Counts(props: { call: Call; facts: DayFacts }) {
  const { facts } = props
  const say = texts(props.call.lang).day.tiles
  const { missing, balls, tasks, unassigned, toPrint } = facts
  const late = facts.teaches && missing.length > 0 ? { tone: 'late' as const } : {}
  return (
    <TileRow
      items={[
        ...(facts.teaches
          ? [{ figure: missing.length, label: say.missing(missing.length), href: missing.length > 0 ? '#missing' : '#sessions', ...late }]
          : []),
        { figure: balls.length, label: say.balls(balls.length), href: '#balls' },
        { figure: tasks.length, label: say.tasks(tasks.length), href: '#tasks' },
        ...(unassigned === null ? [] : [{ figure: unassigned, label: say.unassigned(unassigned), href: hrefOf({ list: 'unassigned' }) }]),
        ...(toPrint === null || toPrint === 0 ? [] : [{ figure: toPrint, label: say.toPrint(toPrint), href: '/post' }]),
      ]}
    />
  )
}
