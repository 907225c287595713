import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import type { ReportLine } from '../../actions/report/read-report.ts'
import { isDraft } from '../../domain/report/report.ts'
import { texts } from '../../texts/texts.ts'

/** The reports the reader may open, the newest cut-off first. */
export function ReportListPage(props: { call: Call; lines: readonly ReportLine[]; mayMake: boolean }) {
  const { call, lines, mayMake } = props
  const say = texts(call.lang)
  const make = mayMake ? (
    <ButtonLink kind="primary" href="/evaluation/new">
      {say.make}
    </ButtonLink>
  ) : null
  return (
    <Page {...call.frame} title={say.list}>
      <PageHead title={say.list} actions={make} />
      {lines.length === 0 ? (
        <Empty title={say.empty}>{say.emptyText}</Empty>
      ) : (
        <DataTable
          id="reports"
          caption={say.listCaption}
          hideCaption
          rows={lines}
          columns={[
            { heading: say.title, cell: ({ report }) => <a href={`/evaluation/${report.id}`}>{report.title}</a>, wide: true },
            { heading: say.agreement, cell: ({ agreed }) => agreed.name[call.lang] },
            { heading: say.cutoff, cell: ({ report }) => <DayTime day={report.cutoffOn} />, num: true },
            {
              heading: say.state,
              cell: ({ report }) => <State kind={isDraft(report) ? 'wait' : 'done'}>{isDraft(report) ? say.draft : say.published}</State>,
            },
            { heading: say.decision, cell: ({ decision }) => (decision === null ? say.undecided : say.kinds[decision.kind]) },
          ]}
        />
      )}
    </Page>
  )
}
