import type { Day } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import type { Account } from '../../domain/entry.ts'
import type { Entry } from '../../store/entries.ts'
import { texts } from '../../texts/texts.ts'

/** The books of an organisation as of a day: what each account stands at, and the latest entries. */
export function BookPage(props: {
  call: Call
  asOf: Day
  error?: string
  balances: readonly { account: Account; balance: Ore }[]
  entries: readonly Entry[]
}) {
  const { call, asOf, balances, entries } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.title} hasErrors={props.error !== undefined}>
      <PageHead title={say.title} intro={say.intro} />
      <Stack>
        <form method="get" action="/ledger" class="g-answer">
          <DayField lang={call.lang} name="as_of" label={say.asOf} value={dayText(asOf)} error={props.error} />
          <Button>{say.show}</Button>
        </form>
        {entries.length === 0 ? <Empty title={say.empty}>{say.emptyText}</Empty> : <Balances call={call} balances={balances} />}
        {entries.length === 0 ? null : <Entries call={call} entries={entries} />}
      </Stack>
    </Page>
  )
}

function Balances(props: { call: Call; balances: readonly { account: Account; balance: Ore }[] }) {
  const { lang } = props.call
  const say = texts(lang)
  const debit = (balance: Ore) => (balance > 0n ? balance : ore(0n))
  const credit = (balance: Ore) => (balance < 0n ? ore(0n - balance) : ore(0n))
  const shown = (amount: Ore) => (amount === 0n ? '' : kronerText(amount, lang))
  return (
    <DataTable
      id="balances"
      caption={say.balances}
      rows={props.balances}
      columns={[
        { heading: say.account, cell: (row) => say.accounts[row.account], total: say.total },
        {
          heading: say.debit,
          num: true,
          cell: (row) => shown(debit(row.balance)),
          total: kronerText(sumOre(props.balances.map((row) => debit(row.balance))), lang),
        },
        {
          heading: say.credit,
          num: true,
          cell: (row) => shown(credit(row.balance)),
          total: kronerText(sumOre(props.balances.map((row) => credit(row.balance))), lang),
        },
      ]}
    />
  )
}

function Entries(props: { call: Call; entries: readonly Entry[] }) {
  const { lang } = props.call
  const say = texts(lang)
  const sides = (entry: Entry, side: 1 | -1) => entry.lines.filter((line) => (side === 1 ? line.amount > 0n : line.amount < 0n))
  const names = (entry: Entry, side: 1 | -1) =>
    sides(entry, side)
      .map((line) => say.accounts[line.account])
      .join(', ')
  return (
    <DataTable
      id="entries"
      caption={say.entries}
      rows={props.entries}
      columns={[
        { heading: say.number, cell: (entry) => String(entry.id) },
        { heading: say.day, num: true, cell: (entry) => <DayTime day={entry.on} /> },
        {
          heading: say.what,
          wide: true,
          cell: (entry) => (
            <>
              {say.reasons[entry.reason] ?? entry.reason}
              {entry.reversesId === null ? null : <small class="soft"> {say.reverses(String(entry.reversesId))}</small>}
            </>
          ),
        },
        { heading: say.debit, cell: (entry) => names(entry, 1) },
        { heading: say.credit, cell: (entry) => names(entry, -1) },
        { heading: say.amount, num: true, cell: (entry) => kronerText(sumOre(sides(entry, 1).map((line) => line.amount)), lang) },
      ]}
    />
  )
}
