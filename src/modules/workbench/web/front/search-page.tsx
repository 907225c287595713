import type { Call } from '#platform/http/call.ts'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'
import type { Row } from './rows.ts'

/** The open cases that match what was typed; only those the reader's organisation has a part in. */
export function SearchPage(props: { call: Call; wanted: string; hits: readonly Row[]; names: ReadonlyMap<string, string | null> }) {
  const { call, wanted, hits, names } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.search} searchText={wanted}>
      <PageHead title={wanted === '' ? say.search : say.searchFor(wanted)} />
      {hits.length === 0 ? (
        <Empty title={wanted === '' ? say.searchFirst : say.searchNone}>{say.searchNoneText}</Empty>
      ) : (
        <DataTable
          id="hits"
          caption={say.search}
          hideCaption
          rows={hits}
          columns={[
            { heading: say.citizen, cell: (row) => names.get(row.personId) ?? <em>{say.masked}</em> },
            { heading: say.caseNumber, cell: (row) => row.caseNumber },
            { heading: say.phase, cell: (row) => row.words.phase },
            { heading: say.next, cell: (row) => <a href={`/cases/${row.caseId}`}>{row.endedOn === null ? say.openCase : say.seeCase}</a> },
          ]}
        />
      )}
    </Page>
  )
}
