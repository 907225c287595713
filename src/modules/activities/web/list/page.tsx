import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { timeText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Answered } from '#ui/keep.tsx'
import type { Lang } from '#ui/lang.ts'
import { Page } from '#ui/page.tsx'
import type { Session } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import { StateCell } from '../class/page.tsx'

/** Coming sessions, and earlier ones whose register is missing. `names` are the activities in the reader's language, `agreements` what the agreements are called, said where there is more than one, `saved` the request whose register was just kept. */
export function SessionListPage(props: {
  call: Call
  sessions: readonly Session[]
  names: ReadonlyMap<string, string>
  agreements: ReadonlyMap<string, Record<Lang, string>>
  saved: string | null
  mayPlan: boolean
}) {
  const { call, sessions, names, agreements } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.list} scripts={['keep.js']}>
      {props.saved === null ? null : <Answered requestId={props.saved} />}
      <PageHead
        title={say.list}
        actions={
          props.mayPlan ? (
            <>
              <ButtonLink href="/owed">{say.lackingTitle}</ButtonLink>
              <ButtonLink href="/calendars">{say.calendarLinks}</ButtonLink>
              <ButtonLink href="/classes/new">{say.newClass}</ButtonLink>
            </>
          ) : undefined
        }
      />
      {sessions.length === 0 ? (
        <Empty title={say.empty}>{say.emptyText}</Empty>
      ) : (
        <DataTable
          id="sessions"
          caption={say.listCaption}
          hideCaption
          rows={sessions}
          columns={[
            {
              heading: say.activity,
              cell: (session) => <a href={`/sessions/${session.id}`}>{names.get(session.activity) ?? session.activity}</a>,
            },
            { heading: say.day, num: true, cell: (session) => <DayTime day={session.on} /> },
            { heading: say.time, num: true, cell: (session) => timeText(session.startsAt, call.lang) },
            { heading: say.place, cell: (session) => session.place },
            ...(agreements.size < 2
              ? []
              : [{ heading: say.agreement, cell: (session: Session) => agreements.get(session.agreementId)?.[call.lang] ?? '' }]),
            {
              heading: say.state,
              cell: (session) => <StateCell call={call} session={session} />,
            },
          ]}
        />
      )}
    </Page>
  )
}
