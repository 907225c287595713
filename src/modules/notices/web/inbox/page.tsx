import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime, Moment } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import type { Lang } from '#ui/lang.ts'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import { noticeText } from '../../actions/tasks-of.ts'
import type { DirectorNotice } from '../../domain/director-notice.ts'
import { type Notice, agreementOf } from '../../domain/notice.ts'
import { texts } from '../../texts/texts.ts'
import { taskTone } from './tone.ts'

/** What the page of messages shows; `director` is null for those who are not told of enrolments. */
export type Inbox = {
  tasks: readonly Notice[]
  messages: readonly Notice[]
  /** What the agreements are called that notices without a case lead to. */
  agreements: ReadonlyMap<string, Record<Lang, string>>
  director: { notices: readonly DirectorNotice[]; names: ReadonlyMap<string, string>; canSign: (notice: DirectorNotice) => boolean } | null
}

/** The reader's tasks and messages, and for the Business Director each enrolment and discharge with its receipt. */
export function InboxPage(props: { call: Call; inbox: Inbox }) {
  const { call, inbox } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead
        title={say.title}
        actions={
          <>
            <ButtonLink kind="quiet" href="/notices/who">
              {call.actor?.kind === 'citizen' ? say.who.ownTitle : say.who.title}
            </ButtonLink>
            <ButtonLink href="/notices/mail">{say.mailChoice.title}</ButtonLink>
          </>
        }
      />
      <Stack>
        {inbox.director === null ? null : <DirectorNotices call={call} director={inbox.director} />}
        <Card title={say.tasks} id="tasks-card">
          {inbox.tasks.length === 0 ? (
            <Empty title={say.noTasks} />
          ) : (
            <Notices call={call} id="tasks" caption={say.tasksCaption} rows={inbox.tasks} agreements={inbox.agreements} />
          )}
        </Card>
        <Card title={say.messages} id="messages-card">
          {inbox.messages.length === 0 ? (
            <Empty title={say.noMessages} />
          ) : (
            <Notices call={call} id="messages" caption={say.messagesCaption} rows={inbox.messages} agreements={inbox.agreements} />
          )}
        </Card>
      </Stack>
    </Page>
  )
}

function Notices(props: Pick<Inbox, 'agreements'> & { call: Call; id: string; caption: string; rows: readonly Notice[] }) {
  const { call } = props
  const say = texts(call.lang)
  return (
    <DataTable
      id={props.id}
      caption={props.caption}
      hideCaption
      inCard
      rows={props.rows}
      tone={(row) => (taskTone(row, call.today) === 'late' ? 'late' : undefined)}
      columns={[
        {
          heading: say.what,
          wide: true,
          cell: (row) => <a href={`/notices/${row.id}`}>{noticeText(row.kind, call.lang, call.actor?.kind)}</a>,
        },
        { heading: say.caseOrAgreement, cell: (row) => row.caseNumber ?? props.agreements.get(agreementOf(row) ?? '')?.[call.lang] ?? '' },
        { heading: say.dueOn, num: true, cell: (row) => (row.dueOn === null ? '' : <DayTime day={row.dueOn} />) },
        { heading: say.told, num: true, nowrap: true, cell: (row) => <Moment at={row.at} lang={call.lang} /> },
        { heading: say.state, cell: (row) => <NoticeState notice={row} call={call} /> },
      ]}
    />
  )
}

function NoticeState(props: { notice: Notice; call: Call }) {
  const { notice, call } = props
  const say = texts(call.lang)
  const tone = taskTone(notice, call.today)
  const words = [
    notice.seen ? null : say.unseen,
    notice.reminded ? say.reminded : null,
    notice.times > 1 ? say.times(notice.times) : null,
  ].filter((word) => word !== null)
  if (words.length === 0) return <></>
  return <State kind={tone}>{words.join(', ')}</State>
}

function DirectorNotices(props: { call: Call; director: NonNullable<Inbox['director']> }) {
  const { call, director } = props
  const say = texts(call.lang)
  return (
    <Card title={say.directorTitle} id="director-card" aside={<p>{say.directorIntro}</p>}>
      {director.notices.length === 0 ? (
        <Empty title={say.noDirectorNotices} />
      ) : (
        <DataTable
          id="director"
          caption={say.directorCaption}
          hideCaption
          inCard
          rows={director.notices}
          tone={(row) => (row.openedAt === null ? 'now' : undefined)}
          columns={[
            { heading: say.caseNumber, nowrap: true, cell: (row) => row.caseNumber },
            { heading: say.event, cell: (row) => say.events[row.event] },
            { heading: say.place, num: true, cell: (row) => row.placeNumber ?? '' },
            { heading: say.on, num: true, cell: (row) => <DayTime day={row.on} /> },
            { heading: say.receipt, wide: true, cell: (row) => <Receipt call={call} director={director} notice={row} /> },
          ]}
        />
      )}
    </Card>
  )
}

function Receipt(props: { call: Call; director: NonNullable<Inbox['director']>; notice: DirectorNotice }) {
  const { call, director, notice } = props
  const say = texts(call.lang)
  if (notice.openedAt !== null) {
    const name = director.names.get(notice.openedBy ?? '') ?? ''
    return <State kind="done">{say.seenAt(momentText(notice.openedAt, call.lang), name)}</State>
  }
  if (!director.canSign(notice)) return <State kind="wait">{say.waitsForDirector}</State>
  return (
    <Form
      inline
      action={`/notices/director/${notice.id}/receipt`}
      requestId={call.newRequestId()}
      buttons={
        <Button compact hidden={`${notice.caseNumber}, ${say.events[notice.event]}, ${dayText(notice.on)}`}>
          {say.seenButton}
        </Button>
      }
    />
  )
}
