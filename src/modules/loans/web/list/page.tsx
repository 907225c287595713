import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Agreement, AgreementFilter, type AgreementId, AgreementOf } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import type { Loan } from '../../domain/loan.ts'
import { texts } from '../../texts/texts.ts'
import { DecideBy } from '../decide-by.tsx'
import { PageLinks } from './page-links.tsx'

/** A row of the portfolio: the loan and what follows from its log today. */
export type ListRow = { loan: Loan; borrower: string | null; outstanding: Ore; arrears: Ore; decideBy: Day | null }

/** A page of the list, and the agreements it is told apart by; none where there is only one. */
export type LoanListFacts = {
  rows: readonly ListRow[]
  page: number
  more: boolean
  agreements: readonly Agreement[]
  chosen: AgreementId | null
}

/** The loans the reader may see, with what is left and what is late, a page at a time. */
export function LoanListPage(props: { call: Call; facts: LoanListFacts }) {
  const { call, facts } = props
  const { rows, page, more, agreements, chosen } = facts
  const say = texts(call.lang)
  const shown = (amount: Ore) => (amount === 0n ? '' : kronerText(amount, call.lang))
  return (
    <Page {...call.frame} title={say.list}>
      <PageHead title={say.list} />
      <AgreementFilter call={call} agreements={agreements} chosen={chosen} href={(id) => hrefOf(id, 1)} />
      {rows.length === 0 ? (
        <Empty title={say.listEmpty}>{say.listEmptyText}</Empty>
      ) : (
        <DataTable
          id="loans"
          caption={say.listCaption}
          hideCaption
          rows={rows}
          columns={[
            { heading: say.number, cell: (row) => <a href={`/loans/${row.loan.id}`}>{row.loan.number}</a>, nowrap: true },
            { heading: say.borrower, cell: (row) => row.borrower ?? <em>{say.masked}</em> },
            { heading: say.case, cell: (row) => row.loan.caseNumber, nowrap: true },
            {
              heading: say.state,
              cell: (row) => (
                <>
                  <State kind={row.arrears > 0n ? 'late' : toneOf(row.loan)}>{say.states[row.loan.state]}</State>
                  <AgreementOf call={call} agreements={agreements} id={row.loan.agreementId} />
                </>
              ),
            },
            ...(rows.some((row) => row.decideBy !== null)
              ? [
                  {
                    heading: say.decideBy,
                    cell: (row: ListRow) => (row.decideBy === null ? '' : <DecideBy call={call} day={row.decideBy} />),
                  },
                ]
              : []),
            { heading: say.amount, num: true, cell: (row) => kronerText(row.loan.amount, call.lang) },
            { heading: say.left, num: true, cell: (row) => shown(row.outstanding) },
            { heading: say.late, num: true, cell: (row) => shown(row.arrears) },
          ]}
        />
      )}
      <PageLinks call={call} page={page} more={more} href={(to) => hrefOf(chosen, to)} />
    </Page>
  )
}

const hrefOf = (agreementId: AgreementId | null, page: number) =>
  `/loans?page=${page}${agreementId === null ? '' : `&agreement=${agreementId}`}`

/** The shape and colour of a loan's state. */
export function toneOf(loan: Pick<Loan, 'state'>): 'done' | 'now' | 'wait' | 'stop' {
  switch (loan.state) {
    case 'settled':
      return 'done'
    case 'repaying':
      return 'now'
    case 'declined':
    case 'withdrawn':
    case 'handed_over':
    case 'written_off':
    case 'remitted':
      return 'stop'
    case 'applied':
    case 'advised':
    case 'returned':
    case 'offered':
    case 'accepted':
      return 'wait'
  }
}
