import type { Day } from '#kernel/days.ts'
import { type Ore, sumOre } from '#kernel/money.ts'
import { type Agreement, AgreementOf } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import { Filter } from '#ui/tabs.tsx'
import { type PortfolioList, portfolioLists } from '../../domain/portfolio.ts'
import type { Listed } from '../../store/portfolio.ts'
import { portfolioTexts } from '../../texts/portfolio/texts.ts'
import { texts } from '../../texts/texts.ts'
import { PageLinks } from '../list/page-links.tsx'
import { toneOf } from '../list/page.tsx'
import { listHref } from './page.tsx'

/** A loan of the list with its borrower, as far as the reader may see the name. */
export type ListedLoan = { loan: Listed; borrower: string | null }

/** The loans behind a figure of the portfolio, a page at a time. */
export function PortfolioListPage(props: {
  call: Call
  on: Day
  list: PortfolioList
  agreement: { id: string; name: string } | null
  /** The agreements that the rows are told apart by; empty where all are of one. */
  apart: readonly Agreement[]
  page: number
  more: boolean
  rows: readonly ListedLoan[]
}) {
  const { call, on, list, agreement, page, rows } = props
  const say = portfolioTexts(call.lang)
  const of = agreement === null ? {} : { agreement: agreement.id }
  const title = agreement === null ? say.lists[list] : `${say.lists[list]}, ${agreement.name}`
  return (
    <Page {...call.frame} title={title}>
      <PageHead
        title={title}
        intro={say.listIntro(say.title, dayText(on))}
        actions={
          <ButtonLink kind="secondary" href={`/portfolio?on=${dayText(on)}`}>
            {say.back}
          </ButtonLink>
        }
      />
      <Stack>
        <Filter
          id="list-filter"
          label={say.shown}
          items={portfolioLists.map((one) => ({ href: listHref(one, on, of), label: say.lists[one], current: one === list }))}
        />
        {rows.length === 0 ? (
          <Empty title={say.none}>{say.noneText}</Empty>
        ) : (
          <Loans call={call} rows={rows} list={list} title={title} apart={props.apart} whole={page === 1 && !props.more} />
        )}
        <PageLinks call={call} page={page} more={props.more} href={(to) => listHref(list, on, { ...of, page: to })} />
      </Stack>
    </Page>
  )
}

/** The rows; where they are the whole list, their sum stands below and is the figure they are behind. */
function Loans(props: {
  call: Call
  rows: readonly ListedLoan[]
  list: PortfolioList
  title: string
  apart: readonly Agreement[]
  whole: boolean
}) {
  const { lang } = props.call
  const say = portfolioTexts(lang)
  const { states } = texts(lang)
  const sum = (of: (one: Listed) => Ore) => (props.whole ? { total: kronerText(sumOre(props.rows.map(({ loan }) => of(loan))), lang) } : {})
  const none = props.whole ? { total: '' } : {}
  const shown = (amount: bigint, text: string) => (amount === 0n ? '' : text)
  return (
    <DataTable
      id="loans"
      caption={props.title}
      hideCaption
      rows={props.rows}
      columns={[
        {
          heading: say.number,
          cell: ({ loan }) => <a href={`/loans/${loan.id}`}>{loan.number}</a>,
          nowrap: true,
          ...(props.whole ? { total: say.total } : {}),
        },
        { heading: say.borrower, cell: ({ borrower }) => borrower ?? <em>{say.masked}</em>, ...none },
        { heading: say.case, cell: ({ loan }) => loan.caseNumber, nowrap: true, ...none },
        {
          heading: say.state,
          cell: ({ loan }) => (
            <>
              <State kind={loan.daysLate > 0 ? 'late' : toneOf(loan)}>{states[loan.state]}</State>
              <AgreementOf call={props.call} agreements={props.apart} id={loan.agreementId} />
            </>
          ),
          ...none,
        },
        ...(props.list === 'waiting'
          ? [{ heading: say.waitsFor, cell: ({ loan }: ListedLoan) => (loan.waiting === null ? '' : say.waits[loan.waiting]), ...none }]
          : []),
        { heading: say.balance, num: true, cell: ({ loan }) => kronerText(loan.balance, lang), ...sum((loan) => loan.balance) },
        { heading: say.overdue, num: true, cell: ({ loan }) => shown(loan.late, kronerText(loan.late, lang)), ...sum((loan) => loan.late) },
        { heading: say.days, num: true, cell: ({ loan }) => (loan.daysLate === 0 ? '' : String(loan.daysLate)), ...none },
        {
          heading: say.next,
          num: true,
          cell: ({ loan }) =>
            loan.nextDue === null ? (
              ''
            ) : (
              <>
                <DayTime day={loan.nextDue} />, {kronerText(loan.next, lang)}
              </>
            ),
          ...(props.list === 'due' ? sum((loan) => loan.next) : none),
        },
      ]}
    />
  )
}
