import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import type { FigureRows } from '../../actions/figures/read-rows.ts'
import { texts } from '../../texts/texts.ts'

/** The cases behind a figure, by case number; each leads to the case, where whoever may not see it is refused. */
export function RowsPage({ call, found }: { call: Call; found: FigureRows }) {
  const { lang } = call
  const all = texts(lang)
  const say = all.report
  const { report, figure, rows, erased } = found
  return (
    <Page {...call.frame} title={figure.name[lang]}>
      <Crumbs
        lang={lang}
        items={[
          { label: all.list, href: '/evaluation' },
          { label: report.title, href: `/evaluation/${report.id}?version=closed` },
          { label: say.rowsTitle },
        ]}
      />
      <PageHead title={figure.name[lang]} intro={`${figure.definition[lang]} ${say.rowsIntro}`} />
      <Card title={say.rowsTitle} id="rows">
        {rows.length === 0 ? (
          <p>{say.rowsNone}</p>
        ) : (
          <DataTable
            id="rows-table"
            caption={say.rowsTitle}
            hideCaption
            inCard
            rows={rows}
            columns={[
              {
                heading: say.caseNumber,
                cell: (row) => <a href={`/search?q=${encodeURIComponent(row.caseNumber)}`}>{row.caseNumber}</a>,
                wide: true,
              },
              { heading: say.times, cell: (row) => String(row.times), num: true },
            ]}
          />
        )}
        {erased === 0 ? null : <p class="soft">{say.rowsErased(erased)}</p>}
      </Card>
    </Page>
  )
}
