import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { noticeText } from '../../actions/tasks-of.ts'
import { type NoticeKind, noticeKinds } from '../../domain/kinds.ts'
import { type Told, matrix, readersOf, toldOf } from '../../domain/matrix.ts'
import { texts } from '../../texts/texts.ts'

/** Who is told what: the table that the program itself acts by; to a citizen, what they are told themselves. */
export function WhoPage({ call }: { call: Call }) {
  return call.actor?.kind === 'citizen' ? <OwnPage call={call} /> : <EverybodyPage call={call} />
}

function OwnPage({ call }: { call: Call }) {
  const say = texts(call.lang)
  const words = say.who
  return (
    <Page {...call.frame} title={words.ownTitle}>
      <Crumbs lang={call.lang} items={[{ label: say.title, href: '/notices' }, { label: words.ownTitle }]} />
      <PageHead title={words.ownTitle} intro={words.ownIntro} />
      <Card title={words.ownTitle} id="who">
        <DataTable
          id="who-table"
          caption={words.ownTitle}
          hideCaption
          inCard
          rows={noticeKinds.filter((kind) => toldOf(kind, 'citizen') !== null)}
          columns={[
            { heading: say.what, cell: (kind) => noticeText(kind, call.lang, 'citizen'), wide: true },
            { heading: words.ownTold, cell: (kind) => (toldOf(kind, 'citizen') === 'task' ? words.ownTask : words.ownMessage) },
            { heading: words.mail, cell: (kind) => (matrix[kind].mail === 'always' ? words.always : words.choice), nowrap: true },
          ]}
        />
      </Card>
    </Page>
  )
}

function EverybodyPage({ call }: { call: Call }) {
  const say = texts(call.lang)
  const words = say.who
  const readers = (kind: NoticeKind, what: Told) =>
    readersOf(kind)
      .filter((reader) => toldOf(kind, reader) === what)
      .map((reader) => words.readers[reader])
      .join(', ')
  return (
    <Page {...call.frame} title={words.title}>
      <Crumbs lang={call.lang} items={[{ label: say.title, href: '/notices' }, { label: words.title }]} />
      <PageHead title={words.title} intro={words.intro} />
      <Card title={words.title} id="who">
        <DataTable
          id="who-table"
          caption={words.title}
          hideCaption
          inCard
          rows={noticeKinds}
          columns={[
            { heading: say.what, cell: (kind) => say.kinds[kind], wide: true },
            { heading: words.task, cell: (kind) => readers(kind, 'task') },
            { heading: words.message, cell: (kind) => readers(kind, 'message') },
            { heading: words.mail, cell: (kind) => (matrix[kind].mail === 'always' ? words.always : words.choice), nowrap: true },
          ]}
        />
      </Card>
    </Page>
  )
}
