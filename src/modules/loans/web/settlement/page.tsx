import { type Day, isBefore } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { dayText, kronerText, monthText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { Tiles } from '#ui/tiles.tsx'
import type { SettledMonth } from '../../domain/settlement.ts'
import type { KeptSettlement } from '../../store/settlements.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import { monthKey } from './month-key.ts'
import { SentCard } from './sent.tsx'
import { type Settled, type Span, corrected, totalOf } from './sum-words.ts'
import { SumCard } from './sum.tsx'

/** The settlement of an agreement: what the places cost, and what its loans lost, month by month. Nothing to settle without an agreement. */
export function SettlementPage(props: {
  call: Call
  agreements: readonly Agreement[]
  settled: Settled | null
  choices: readonly Day[]
  problem: string | undefined
  kept: readonly KeptSettlement[]
  maySend: boolean
  sendProblem: string | undefined
}) {
  const { call, settled, problem, sendProblem } = props
  const span = settled?.span ?? null
  const say = settlementTexts(call.lang)
  const query = settled === null ? '' : addressOf(settled)
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
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined || sendProblem !== undefined}>
      <PageHead title={say.title} intro={say.intro} actions={span === null || problem !== undefined ? undefined : files} />
      <Stack>
        <ErrorSummary
          lang={call.lang}
          errors={[
            ...(problem === undefined ? [] : [{ field: 'from', label: say.from, text: problem }]),
            ...(sendProblem === undefined ? [] : [{ field: 'send-until', label: say.sendUntil, text: sendProblem }]),
          ]}
        />
        {span === null ? <Empty title={say.none}>{say.noneText}</Empty> : <AskForm {...props} span={span} />}
        {settled === null || problem !== undefined ? null : (
          <>
            <Frozen call={call} settled={settled} kept={props.kept} />
            <Sums call={call} settled={settled} />
            <SumCard call={call} settled={settled} />
            <Months call={call} settled={settled} />
            <SentCard {...props} span={settled.span} />
          </>
        )}
      </Stack>
    </Page>
  )
}

function addressOf({ span, sent }: Settled): string {
  const agreement = `?agreement=${span.agreement.id}`
  return sent === null ? `${agreement}&from=${monthKey(span.from)}&until=${monthKey(span.until)}` : `${agreement}&sent=${sent.id}`
}

// A sent settlement says that it is one; months that were sent, but are shown as they are reckoned today, say that.
function Frozen({ call, settled: { span, sent }, kept }: { call: Call; settled: Settled; kept: readonly KeptSettlement[] }) {
  const say = settlementTexts(call.lang)
  const last = kept.at(-1)
  if (sent !== null) return <Notice kind="info">{say.frozen(dayText(sent.sentOn), sent.sha256.slice(0, 16))}</Notice>
  if (last === undefined || isBefore(last.until, span.from)) return null
  return <Notice kind="info">{say.alsoSent(monthText(last.until, call.lang))}</Notice>
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

function Sums({ call, settled }: { call: Call; settled: Settled }) {
  const say = settlementTexts(call.lang)
  const total = totalOf(settled)
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

/** A month, or what is put right of months sent before. */
type Row = Omit<SettledMonth, 'month'> & { month: Day | null }

function Months({ call, settled }: { call: Call; settled: Settled }) {
  const { span, months } = settled
  const correction = corrected(settled)
  const rows: Row[] = [...months, ...(correction === null ? [] : [{ ...correction, month: null }])]
  const { lang } = call
  const say = settlementTexts(lang)
  const total = totalOf(settled)
  const flow = (heading: string, of: 'paidOut' | 'repaid' | 'lost' | 'recovered') => ({
    heading,
    num: true,
    nowrap: true,
    cell: (row: Row) => kronerText(row[of], lang),
    total: kronerText(total[of], lang),
  })
  const link = (row: Row) =>
    row.month === null ? (
      say.correction
    ) : row.places === null ? (
      monthText(row.month, lang)
    ) : (
      <a href={`/agreements/${span.agreement.id}/statements/${monthKey(row.month)}`}>{monthText(row.month, lang)}</a>
    )
  return (
    <DataTable
      id="settlement"
      caption={say.months(monthText(span.from, lang), monthText(span.until, lang))}
      rows={rows}
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
