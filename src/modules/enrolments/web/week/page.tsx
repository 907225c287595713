import { type Day, formatDay } from '#kernel/days.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import type { WeekEvent } from '../../store/weeks.ts'
import { texts } from '../../texts/texts.ts'

/** What happened in a week, by case number: for those who pay and see no persons. */
export function WeekPage(props: { call: Call; agreement: Agreement; from: Day; happened: readonly WeekEvent[] }) {
  const { call, agreement, from, happened } = props
  const say = texts(call.lang)
  const words = say.week
  const title = words.title(formatDay(from), formatDay(from.add({ days: 6 })))
  return (
    <Page {...call.frame} title={title}>
      <Crumbs
        lang={call.lang}
        items={[
          { label: say.places.nav, href: '/places' },
          { label: agreement.name[call.lang], href: `/agreements/${agreement.id}/places` },
          { label: title },
        ]}
      />
      <PageHead title={title} intro={words.intro} />
      <Card title={words.happened} id="happened">
        {happened.length === 0 ? (
          <Empty title={words.nothing} />
        ) : (
          <DataTable
            id="happened-table"
            caption={title}
            hideCaption
            inCard
            rows={happened}
            columns={[
              { heading: say.case, cell: (row) => row.caseNumber, nowrap: true },
              { heading: words.what, cell: (row) => say.steps[row.name].told, wide: true },
              { heading: words.on, cell: (row) => <DayTime day={row.on} />, num: true },
            ]}
          />
        )}
      </Card>
    </Page>
  )
}
