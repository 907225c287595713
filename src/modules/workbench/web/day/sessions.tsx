import type { SessionOfDay } from '#modules/activities/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText, timeText } from '#ui/format.ts'
import { State } from '#ui/state.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { texts } from '../../texts/texts.ts'

/** Earlier sessions whose register is missing, the oldest first. */
export function MissingCard(props: { call: Call; missing: readonly SessionOfDay[] }) {
  const { lang } = props.call
  const say = texts(lang).day
  return (
    <Card title={say.missing} id="missing" next>
      <Tasks
        items={props.missing.map(({ session, title, href }) => ({
          name: <a href={href}>{title}</a>,
          note: say.whenOn(dayText(session.on), timeText(session.startsAt, lang), session.place),
          end: <State kind="late">{say.missingState}</State>,
        }))}
      />
    </Card>
  )
}

/** What the reader teaches today, with the way to each register. */
export function SessionsCard(props: { call: Call; sessions: readonly SessionOfDay[] }) {
  const { lang } = props.call
  const say = texts(lang).day
  if (props.sessions.length === 0)
    return (
      <Card title={say.sessions} id="sessions">
        <Empty title={say.noSessions} action={<ButtonLink href="/sessions">{say.seeSessions}</ButtonLink>}>
          {say.noSessionsText}
        </Empty>
      </Card>
    )
  return (
    <Card title={say.sessions} id="sessions" aside={<a href="/sessions">{say.seeSessions}</a>}>
      <Tasks
        items={props.sessions.map(({ session, title, href }) => ({
          name: <a href={href}>{title}</a>,
          note: say.when(
            timeText(session.startsAt, lang),
            timeText(session.startsAt.add({ minutes: session.minutes }), lang),
            session.place,
          ),
          end:
            session.tookPlace === null ? (
              <ButtonLink compact href={href} hidden={title}>
                {say.register}
              </ButtonLink>
            ) : (
              <State kind="done">{say.held}</State>
            ),
        }))}
      />
    </Card>
  )
}
