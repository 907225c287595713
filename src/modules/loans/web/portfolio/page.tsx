import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Bar } from '#ui/bar.tsx'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText, kronerText, percentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { type Tile, Tiles } from '#ui/tiles.tsx'
import { type BucketCode, type Figures, type PortfolioList, type Sum, buckets, shareOf, together } from '../../domain/portfolio.ts'
import { portfolioTexts } from '../../texts/portfolio/texts.ts'

/** The figures of one agreement's loans, with its name and id. */
export type AgreementFigures = { id: string; name: string; figures: Figures }

/** Where the loans behind a figure are listed. */
export function listHref(list: PortfolioList, on: Day, more: { agreement?: string; page?: number } = {}): string {
  const query = new URLSearchParams({ list, on: dayText(on) })
  if (more.agreement !== undefined) query.set('agreement', more.agreement)
  if (more.page !== undefined && more.page > 1) query.set('page', String(more.page))
  return `/portfolio/loans?${query.toString()}`
}

/** The portfolio as it stood on a day: the questions of whoever lends, answered on top, each figure a link to its loans. */
export function PortfolioPage(props: {
  call: Call
  on: Day
  typed: string
  error: string | undefined
  agreements: readonly AgreementFigures[]
}) {
  const { call, on, agreements } = props
  const say = portfolioTexts(call.lang)
  const all = together(agreements.map((each) => each.figures))
  return (
    <Page {...call.frame} title={say.title} hasErrors={props.error !== undefined}>
      <PageHead title={say.title} intro={say.intro} />
      <Stack>
        <form method="get" action="/portfolio" class="g-answer">
          <DayField lang={call.lang} name="on" label={say.asOf} value={props.typed} error={props.error} />
          <Button>{say.show}</Button>
        </form>
        {agreements.length === 0 ? (
          <Empty title={say.empty}>{say.emptyText}</Empty>
        ) : (
          <>
            <Tiles items={tilesOf(call, on, all)} />
            <Ages call={call} on={on} all={all} />
            <Agreements call={call} on={on} rows={agreements} all={all} />
          </>
        )}
      </Stack>
    </Page>
  )
}

function tilesOf(call: Call, on: Day, all: Figures): Tile[] {
  const { lists, notes, loans } = portfolioTexts(call.lang)
  const { lang } = call
  const share = (sum: Sum) => percentText(shareOf(sum.balance, all.lent.balance), lang)
  const tile = (list: PortfolioList, figure: string, note: string, tone?: Tile['tone']): Tile => ({
    label: <a href={listHref(list, on)}>{lists[list]}</a>,
    figure,
    note,
    ...(tone === undefined || all[list].loans === 0 ? {} : { tone }),
  })
  return [
    tile('lent', kronerText(all.lent.balance, lang), `${loans(all.lent.loans)}, ${notes.lent}`),
    tile('due', kronerText(all.due.amount, lang), notes.due(loans(all.due.loans)), 'due'),
    tile('late', kronerText(all.late.amount, lang), notes.late(loans(all.late.loans)), 'late'),
    tile('waiting', String(all.waiting.loans), notes.waiting, 'due'),
    tile('par30', share(all.par30), notes.par30),
    tile('par90', share(all.par90), notes.par90),
    tile('restructured', share(all.restructured), `${loans(all.restructured.loans)}, ${notes.restructured}`),
    tile('paused', String(all.paused.loans), notes.paused),
  ]
}

function Ages(props: { call: Call; on: Day; all: Figures }) {
  const { call, on, all } = props
  const { lang } = call
  const say = portfolioTexts(lang)
  const rows: { list: BucketCode; sum: Sum; share: number }[] = buckets.map(({ code }) => {
    const sum = all[code]
    return { list: code, sum, share: shareOf(sum.balance, all.lent.balance) }
  })
  return (
    <DataTable
      id="ages"
      caption={say.ages}
      rows={rows}
      phone="funnel"
      columns={[
        { heading: say.age, cell: (row) => <a href={listHref(row.list, on)}>{say.lists[row.list]}</a>, total: say.total },
        { heading: say.count, num: true, cell: (row) => String(row.sum.loans), total: String(all.late.loans) },
        { heading: say.overdue, num: true, cell: (row) => kronerText(row.sum.amount, lang), total: kronerText(all.late.amount, lang) },
        { heading: say.balance, num: true, cell: (row) => kronerText(row.sum.balance, lang), total: kronerText(all.late.balance, lang) },
        {
          heading: say.share,
          num: true,
          cell: (row) => percentText(row.share, lang),
          total: percentText(shareOf(all.late.balance, all.lent.balance), lang),
        },
        { heading: say.share, bar: true, hiddenHeading: true, cell: (row) => <Bar part={row.share} whole={10_000} series="due" /> },
      ]}
    />
  )
}

function Agreements(props: { call: Call; on: Day; rows: readonly AgreementFigures[]; all: Figures }) {
  const { call, on, rows, all } = props
  const { lang } = call
  const say = portfolioTexts(lang)
  return (
    <>
      <p class="soft">{say.agesNote}</p>
      <DataTable
        id="agreements"
        caption={say.agreements}
        rows={rows}
        columns={[
          {
            heading: say.agreement,
            cell: (row) => <a href={listHref('lent', on, { agreement: row.id })}>{row.name}</a>,
            total: say.total,
          },
          { heading: say.count, num: true, cell: (row) => String(row.figures.lent.loans), total: String(all.lent.loans) },
          {
            heading: say.balance,
            num: true,
            cell: (row) => kronerText(row.figures.lent.balance, lang),
            total: kronerText(all.lent.balance, lang),
          },
          {
            heading: say.overdue,
            num: true,
            cell: (row) => kronerText(row.figures.late.amount, lang),
            total: kronerText(all.late.amount, lang),
          },
          {
            heading: say.lists.par30,
            num: true,
            cell: (row) => percentText(shareOf(row.figures.par30.balance, row.figures.lent.balance), lang),
            total: percentText(shareOf(all.par30.balance, all.lent.balance), lang),
          },
        ]}
      />
    </>
  )
}
