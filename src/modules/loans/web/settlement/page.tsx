import type { Day } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { kronerText, monthText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { Tiles } from '#ui/tiles.tsx'
import { type SettledMonth, settlementTotal } from '../../domain/settlement.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import type { Settled, Span } from './sum-words.ts'
import { SumCard } from './sum.tsx'

/** A month as the form and the files' addresses write it: `2016-03`. */
export function monthKey(month: Day): string {
  return month.toString().slice(0, 7)
}

/** The settlement of an agreement: what the places cost, and what its loans lost, month by month. Nothing to settle without an agreement. */
export function SettlementPage(props: {
  call: Call
  agreements: readonly Agreement[]
  settled: Settled | null
  choices: readonly Day[]
  problem: string | undefined
}) {
  const { call, settled, problem } = props
  const span = settled?.span ?? null
  const say = settlementTexts(call.lang)
  const query = span === null ? '' : `?agreement=${span.agreement.id}&from=${monthKey(span.from)}&until=${monthKey(span.until)}`
  const files = (
    <>
      <ButtonLink href={`/settlement.pdf${query}`} download>
        {say.pdf}
      </ButtonLink>
      <ButtonLink href={`/settlement.csv${query}`} download>
        {say.csv}
      </ButtonLink>
    </>
  )
  return (
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined}>
      <PageHead title={say.title} intro={say.intro} actions={span === null || problem !== undefined ? undefined : files} />
      <Stack>
        <ErrorSummary lang={call.lang} errors={problem === undefined ? [] : [{ field: 'from', label: say.from, text: problem }]} />
        {span === null ? <Empty title={say.none}>{say.noneText}</Empty> : <AskForm {...props} span={span} />}
        {settled === null || problem !== undefined ? null : (
          <>
            <Sums call={call} months={settled.months} />
            <SumCard call={call} settled={settled} />
            <Months call={call} span={settled.span} months={settled.months} />
          </>
        )}
      </Stack>
    </Page>
  )
}

function AskForm(props: {
  call: Call
  agreements: readonly Agreement[]
  span: Span
  choices: readonly Day[]
  problem: string | undefined
}) {
  const { call, agreements, span, choices, problem } = props
  const { lang } = call
  const say = settlementTexts(lang)
  const options = choices.map((month) => ({ value: monthKey(month), label: monthText(month, lang) }))
  return (
    <form method="get" action="/settlement" class="g-answer">
      {agreements.length < 2 ? (
        <input type="hidden" name="agreement" value={span.agreement.id} />
      ) : (
        <Select
          lang={lang}
          name="agreement"
          label={say.agreement}
          noEmpty
          value={span.agreement.id}
          options={agreements.map((one) => ({ value: one.id, label: one.name[lang] }))}
        />
      )}
      <Select lang={lang} name="from" label={say.from} noEmpty value={monthKey(span.from)} options={options} error={problem} />
      <Select lang={lang} name="until" label={say.until} noEmpty value={monthKey(span.until)} options={options} />
      <Button>{say.show}</Button>
    </form>
  )
}

function Sums({ call, months }: { call: Call; months: readonly SettledMonth[] }) {
  const say = settlementTexts(call.lang)
  const total = settlementTotal(months)
  const text = (amount: Ore) => kronerText(amount, call.lang)
  return (
    <Tiles
      items={[
        { label: say.placesDue, figure: text(total.places) },
        { label: say.lost, figure: text(total.lost) },
        { label: say.recovered, figure: text(total.recovered) },
        { label: say.netLoss, figure: text(ore(total.lost - total.recovered)) },
      ]}
    />
  )
}

function Months({ call, span, months }: { call: Call; span: Span; months: readonly SettledMonth[] }) {
  const { lang } = call
  const say = settlementTexts(lang)
  const total = settlementTotal(months)
  const flow = (heading: string, of: 'paidOut' | 'repaid' | 'lost' | 'recovered') => ({
    heading,
    num: true,
    nowrap: true,
    cell: (row: SettledMonth) => kronerText(row[of], lang),
    total: kronerText(total[of], lang),
  })
  const link = (row: SettledMonth) =>
    row.places === null ? (
      monthText(row.month, lang)
    ) : (
      <a href={`/agreements/${span.agreement.id}/statements/${monthKey(row.month)}`}>{monthText(row.month, lang)}</a>
    )
  return (
    <DataTable
      id="settlement"
      caption={say.months(monthText(span.from, lang), monthText(span.until, lang))}
      rows={months}
      columns={[
        { heading: say.month, cell: link, nowrap: true, total: say.total },
        {
          heading: say.places,
          num: true,
          nowrap: true,
          cell: (row) => (row.places === null ? say.notStated : kronerText(row.places, lang)),
          total: kronerText(total.places, lang),
        },
        flow(say.paidOut, 'paidOut'),
        flow(say.repaid, 'repaid'),
        flow(say.lost, 'lost'),
        flow(say.recovered, 'recovered'),
      ]}
    />
  )
}
