import type { Ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { countText, kronerText, monthText } from '#ui/format.ts'
import { Stack } from '#ui/layout.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { type PlaceMonth, totalOf } from '../../domain/place-months.ts'
import { type Statement, dueOre } from '../../domain/statement.ts'
import { texts } from '../../texts/texts.ts'
import { type MonthsFacts, monthsUntil } from '../../domain/used.ts'

/** What each place cost and was used for, month by month, up to today. */
export function MonthsPage(props: { call: Call; facts: MonthsFacts & { stated: readonly Statement[] } }) {
  const { call, facts } = props
  const { lang } = call
  const say = texts(lang)
  const name = facts.agreement.name[lang]
  const rows = monthsUntil(facts, call.today).toReversed()
  return (
    <Page {...call.frame} title={say.months.title}>
      <Crumbs
        lang={lang}
        items={[
          { label: say.agreements, href: '/agreements' },
          { label: name, href: `/agreements/${facts.agreement.id}` },
          { label: say.months.see },
        ]}
      />
      <PageHead title={say.months.title} intro={rows.length === 0 ? say.months.none : say.months.intro} />
      <Stack>
        {rows.length === 0 ? null : <Months call={call} rows={rows} />}
        {facts.stated.length === 0 ? null : <Stated call={call} facts={facts} />}
      </Stack>
    </Page>
  )
}

/** The statements that were sent, the newest first. */
function Stated(props: { call: Call; facts: MonthsFacts & { stated: readonly Statement[] } }) {
  const { call, facts } = props
  const { lang } = call
  const say = texts(lang)
  const amount = (value: Ore | null) => (value === null ? '–' : kronerText(value, lang))
  return (
    <Card title={say.statement.all} id="statements">
      <DataTable
        id="statements-table"
        caption={say.statement.all}
        hideCaption
        inCard
        rows={facts.stated.toReversed()}
        columns={[
          {
            heading: say.months.month,
            cell: ({ month }) => (
              <a href={`/agreements/${facts.agreement.id}/statements/${month.toString().slice(0, 7)}`}>{monthText(month, lang)}</a>
            ),
          },
          { heading: say.statement.month, cell: (row) => amount(row.amountOre), num: true, nowrap: true },
          { heading: say.statement.correction, cell: (row) => amount(row.correctionOre), num: true, nowrap: true },
          { heading: say.statement.due, cell: (row) => amount(dueOre(row)), num: true, nowrap: true },
        ]}
      />
    </Card>
  )
}

/** A table of place-months with their sum. */
export function Months(props: { call: Call; rows: readonly PlaceMonth[] }) {
  const { call, rows } = props
  const say = texts(call.lang)
  const total = totalOf(rows)
  const days = (count: number) => countText(count, call.lang)
  const amount = (value: Ore | null) => (value === null ? '–' : kronerText(value, call.lang))
  return (
    <Card title={say.months.see} id="months">
      {total.amountOre === null ? <p class="soft">{say.months.noPrice}</p> : null}
      <DataTable
        id="months-table"
        caption={say.months.title}
        hideCaption
        inCard
        rows={rows}
        columns={[
          { heading: say.months.month, cell: (row) => monthText(row.month, call.lang), nowrap: true, total: say.months.total },
          { heading: say.place, cell: (row) => row.number, num: true },
          { heading: say.months.bought, cell: (row) => days(row.bought), num: true, total: days(total.bought) },
          { heading: say.months.held, cell: (row) => days(row.held), num: true, total: days(total.held) },
          { heading: say.months.unused, cell: (row) => days(row.unused), num: true, total: days(total.unused) },
          { heading: say.months.runOff, cell: (row) => days(row.runOff), num: true, total: days(total.runOff) },
          { heading: say.months.amount, cell: (row) => amount(row.amountOre), num: true, nowrap: true, total: amount(total.amountOre) },
          {
            heading: say.months.unusedAmount,
            cell: (row) => amount(row.unusedOre),
            num: true,
            nowrap: true,
            total: amount(total.unusedOre),
          },
        ]}
      />
    </Card>
  )
}
