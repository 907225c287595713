import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import type { Turnover } from '../../store/balances.ts'
import { texts } from '../../texts/texts.ts'
import { AskForm, BookCrumbs } from '../asking.tsx'
import type { Asked, NamedSource } from '../reader.ts'

/** The trial balance of a stretch of posting days: opening, debit, credit and closing of each account, each column summed. */
export function BalancePage(props: { call: Call; asked: Asked; sources: readonly NamedSource[]; rows: readonly Turnover[] }) {
  const { call, asked, rows } = props
  const { lang } = call
  const say = texts(lang)
  const amount = (value: Ore) => kronerText(value, lang)
  const total = (of: (row: Turnover) => Ore) => amount(sumOre(rows.map(of)))
  const query = `from=${dayText(asked.from)}&until=${dayText(asked.until)}${asked.source === null ? '' : `&source=${encodeURIComponent(asked.source)}`}`
  return (
    <Page {...call.frame} title={say.balances} hasErrors={Object.keys(asked.wrong).length > 0}>
      <BookCrumbs call={call} here={say.balances} />
      <PageHead title={say.balances} intro={say.balancesIntro} />
      <Stack>
        <AskForm call={call} action="/ledger/trial-balance" asked={asked} sources={props.sources} />
        {rows.length === 0 ? (
          <Empty title={say.empty}>{say.emptyText}</Empty>
        ) : (
          <DataTable
            id="balances"
            caption={say.balancesOf(dayText(asked.from), dayText(asked.until))}
            rows={rows}
            columns={[
              {
                heading: say.account,
                cell: (row) => <a href={`/ledger/accounts/${row.account}?${query}`}>{say.accounts[row.account]}</a>,
                total: say.total,
              },
              { heading: say.opening, num: true, nowrap: true, cell: (row) => amount(row.opening), total: total((row) => row.opening) },
              { heading: say.debit, num: true, nowrap: true, cell: (row) => amount(row.debit), total: total((row) => row.debit) },
              {
                heading: say.credit,
                num: true,
                nowrap: true,
                cell: (row) => amount(ore(0n - row.credit)),
                total: total((row) => ore(0n - row.credit)),
              },
              { heading: say.closing, num: true, nowrap: true, cell: (row) => amount(row.closing), total: total((row) => row.closing) },
            ]}
          />
        )}
      </Stack>
    </Page>
  )
}
