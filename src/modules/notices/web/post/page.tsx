import type { PersonId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Moment } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import type { LetterOnItsWay } from '../../store/digital-post.ts'
import type { LetterCopy } from '../../store/letter-copies.ts'
import type { LetterLine } from '../../store/letters.ts'
import type { WaitingMail } from '../../store/mails.ts'
import { texts } from '../../texts/texts.ts'

/** What waits to leave the house; `mailCount` counts also the mails not shown, and `masked` are those whose letters the reader does not open. */
export type Post = {
  letters: readonly LetterLine[]
  copies: readonly LetterCopy[]
  masked: ReadonlySet<PersonId>
  onTheirWay: readonly LetterOnItsWay[]
  mails: readonly WaitingMail[]
  mailCount: number
  hasServer: boolean
}

/** The print queue and the mails that have not gone: case numbers only, no names. */
export function PostPage(props: { call: Call; outgoing: Post }) {
  const { call, outgoing } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.post}>
      <PageHead title={say.post} intro={say.postIntro} />
      <Stack>
        <Card title={say.letters} id="letters-card">
          {outgoing.letters.length === 0 ? <Empty title={say.noLetters} /> : <Letters call={call} outgoing={outgoing} />}
        </Card>
        {outgoing.copies.length === 0 ? null : (
          <Card title={say.copies.title} id="copies-card" aside={<p>{say.copies.intro}</p>}>
            <Copies call={call} outgoing={outgoing} />
          </Card>
        )}
        {outgoing.onTheirWay.length === 0 ? null : (
          <Card title={say.digitalPost} id="digital-post-card" aside={<p>{say.digitalPostIntro}</p>}>
            <OnTheirWay call={call} letters={outgoing.onTheirWay} />
          </Card>
        )}
        {outgoing.hasServer ? null : <Notice kind="info">{say.noServer}</Notice>}
        <Card title={say.mails} id="mails-card" aside={<MailsShown call={call} outgoing={outgoing} />}>
          {outgoing.mails.length === 0 ? <Empty title={say.noMails} /> : <Mails call={call} outgoing={outgoing} />}
        </Card>
      </Stack>
    </Page>
  )
}

function MailsShown(props: { call: Call; outgoing: Post }) {
  const { mails, mailCount } = props.outgoing
  return mailCount > mails.length ? <p>{texts(props.call.lang).mailsShown(mails.length, mailCount)}</p> : null
}

function Letters(props: { call: Call; outgoing: Post }) {
  const { call } = props
  const { letters, masked } = props.outgoing
  const say = texts(call.lang)
  const hidden = (row: LetterLine) => `${row.caseNumber}, ${row.title}`
  return (
    <DataTable
      id="letters"
      caption={say.lettersCaption}
      hideCaption
      inCard
      rows={letters}
      columns={[
        { heading: say.caseNumber, nowrap: true, cell: (row) => row.caseNumber },
        {
          heading: say.letter,
          wide: true,
          cell: (row) => (
            <>
              {row.title}
              {row.digitalPost === null ? null : <State kind="late">{say.digitalPostState.failed}</State>}
            </>
          ),
        },
        { heading: say.told, num: true, nowrap: true, cell: (row) => <Moment at={row.sentAt} lang={call.lang} /> },
        {
          heading: say.openLetter,
          hiddenHeading: true,
          bare: true,
          cell: (row) =>
            masked.has(row.personId) ? (
              <Shut call={call} row={row} />
            ) : (
              <a href={`/letters/${row.id}.pdf`}>
                {say.openLetter}
                <span class="sr-only"> {hidden(row)}</span>
              </a>
            ),
        },
        {
          heading: say.printed,
          hiddenHeading: true,
          bare: true,
          cell: (row) =>
            masked.has(row.personId) ? null : <Printed call={call} action={`/post/letters/${row.id}/printed`} hidden={hidden(row)} />,
        },
      ]}
    />
  )
}

// Whom the citizen is masked for prints nothing of theirs; the page of access says who may, and lets a leader let somebody in.
function Shut({ call, row }: { call: Call; row: LetterLine | LetterCopy }) {
  const say = texts(call.lang)
  return (
    <>
      {say.shutLetter}{' '}
      <a href={`/people/${row.personId}/access?back=/post`}>
        {say.whoOpens}
        <span class="sr-only"> {`${row.caseNumber}, ${row.title}`}</span>
      </a>
    </>
  )
}

function Printed({ call, action, hidden }: { call: Call; action: string; hidden: string }) {
  const buttons = (
    <Button compact hidden={hidden}>
      {texts(call.lang).printed}
    </Button>
  )
  return <Form inline action={action} requestId={call.newRequestId()} buttons={buttons} />
}

function Copies({ call, outgoing }: { call: Call; outgoing: Post }) {
  const { copies, masked } = outgoing
  const say = texts(call.lang)
  const hidden = (row: LetterCopy) => `${row.caseNumber}, ${row.title}`
  const path = (row: LetterCopy) => `/post/copies/${row.letterId}/${row.representationId}`
  const letterPath = (row: LetterCopy) => (row.addressLess ? `${path(row)}/letter` : `/letters/${row.letterId}.pdf`)
  return (
    <DataTable
      id="copies"
      caption={say.copies.title}
      hideCaption
      inCard
      rows={copies}
      columns={[
        { heading: say.caseNumber, nowrap: true, cell: (row) => row.caseNumber },
        {
          heading: say.letter,
          wide: true,
          cell: (row) => (masked.has(row.personId) ? row.title : <a href={letterPath(row)}>{row.title}</a>),
        },
        {
          heading: say.copies.sheet,
          cell: (row) =>
            masked.has(row.personId) ? (
              <Shut call={call} row={row} />
            ) : (
              <a href={path(row)}>
                {say.copies.sheet}
                <span class="sr-only"> {hidden(row)}</span>
              </a>
            ),
        },
        { heading: say.told, num: true, nowrap: true, cell: (row) => <Moment at={row.sentAt} lang={call.lang} /> },
        {
          heading: say.printed,
          hiddenHeading: true,
          bare: true,
          cell: (row) => (masked.has(row.personId) ? null : <Printed call={call} action={`${path(row)}/printed`} hidden={hidden(row)} />),
        },
      ]}
    />
  )
}

function OnTheirWay({ call, letters }: { call: Call; letters: readonly LetterOnItsWay[] }) {
  const say = texts(call.lang)
  return (
    <DataTable
      id="digital-post"
      caption={say.digitalPostCaption}
      hideCaption
      inCard
      rows={letters}
      columns={[
        { heading: say.caseNumber, nowrap: true, cell: (row) => row.caseNumber },
        { heading: say.letter, wide: true, cell: (row) => row.title },
        { heading: say.told, num: true, nowrap: true, cell: (row) => <Moment at={row.writtenAt} lang={call.lang} /> },
        { heading: say.attempts, num: true, cell: (row) => row.attempts },
        { heading: say.state, cell: (row) => <State kind={wayTone(row)}>{say.digitalPostState[row.state]}</State> },
      ]}
    />
  )
}

// Tried and still here: the folder does not take it.
function wayTone({ state, attempts }: LetterOnItsWay): 'late' | 'now' | 'wait' {
  if (state === 'received') return 'now'
  return state === 'queued' && attempts > 0 ? 'late' : 'wait'
}

function Mails(props: { call: Call; outgoing: Post }) {
  const { call, outgoing } = props
  const say = texts(call.lang)
  const retry = outgoing.mails.some(({ failed }) => failed) ? (
    <Form inline action="/post/mails/retry" requestId={call.newRequestId()} buttons={<Button compact>{say.retry}</Button>} />
  ) : null
  return (
    <>
      {retry}
      <DataTable
        id="mails"
        caption={say.mailsCaption}
        hideCaption
        inCard
        rows={outgoing.mails}
        columns={[
          { heading: say.reference, nowrap: true, cell: (row) => row.reference ?? say.noReference },
          { heading: say.queuedAt, num: true, nowrap: true, cell: (row) => <Moment at={row.queuedAt} lang={call.lang} /> },
          { heading: say.attempts, num: true, cell: (row) => row.attempts },
          { heading: say.state, cell: (row) => <State kind={row.failed ? 'late' : 'wait'}>{row.failed ? say.failed : say.queued}</State> },
        ]}
      />
    </>
  )
}
