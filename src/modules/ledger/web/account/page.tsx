import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { type Ore, ore } from '#kernel/money.ts'
import type { Account } from '../../domain/entry.ts'
import type { StatementLine } from '../../store/balances.ts'
import { texts } from '../../texts/texts.ts'
import { AskForm, BookCrumbs } from '../asking.tsx'
import type { Asked, NamedSource } from '../reader.ts'

type Props = {
  call: Call
  account: Account
  asked: Asked
  sources: readonly NamedSource[]
  opening: Ore
  closing: Ore
  lines: readonly StatementLine[]
  count: number
  size: number
}

/** The statement of an account: what it began with, its lines page by page with the balance after each, what it ended with. */
export function AccountPage(props: Props) {
  const { call, account, asked, lines } = props
  const { lang } = call
  const say = texts(lang)
  const name = say.accounts[account]
  return (
    <Page {...call.frame} title={name} hasErrors={Object.keys(asked.wrong).length > 0}>
      <BookCrumbs call={call} here={name} between={[{ label: say.balances, href: '/ledger/trial-balance' }]} />
      <PageHead title={name} intro={say.statementIntro} />
      <Stack>
        <AskForm call={call} action={`/ledger/accounts/${account}`} asked={asked} sources={props.sources} />
        <Facts
          items={[
            { name: say.openingOn(dayText(asked.from)), value: kronerText(props.opening, lang) },
            { name: say.closingOn(dayText(asked.until)), value: kronerText(props.closing, lang) },
          ]}
        />
        {lines.length === 0 ? <Empty title={say.noLines}>{say.noLinesText}</Empty> : <Lines {...props} />}
        <Pages {...props} />
      </Stack>
    </Page>
  )
}

function Lines({ call, lines }: Props) {
  const { lang } = call
  const say = texts(lang)
  const side = (amount: Ore, sign: 1n | -1n) => (amount * sign > 0n ? kronerText(ore(amount * sign), lang) : '')
  return (
    <DataTable
      id="lines"
      caption={say.lines}
      rows={lines}
      columns={[
        { heading: say.number, cell: (line) => <a href={`/ledger/entries/${line.id}`}>{String(line.id)}</a> },
        { heading: say.postedOn, nowrap: true, cell: (line) => <DayTime day={line.postedOn} /> },
        { heading: say.valueDay, nowrap: true, cell: (line) => <DayTime day={line.on} /> },
        { heading: say.what, wide: true, cell: (line) => say.reasons[line.reason] ?? line.reason },
        { heading: say.debit, num: true, nowrap: true, cell: (line) => side(line.amount, 1n) },
        { heading: say.credit, num: true, nowrap: true, cell: (line) => side(line.amount, -1n) },
        { heading: say.balance, num: true, nowrap: true, cell: (line) => kronerText(line.balance, lang) },
      ]}
    />
  )
}

function Pages({ call, account, asked, count, size }: Props) {
  const say = texts(call.lang)
  const last = Math.max(1, Math.ceil(count / size))
  if (last === 1) return null
  const source = asked.source === null ? '' : `&source=${encodeURIComponent(asked.source)}`
  const href = (page: number) =>
    `/ledger/accounts/${account}?from=${dayText(asked.from)}&until=${dayText(asked.until)}${source}&page=${page}`
  return (
    <nav aria-label={say.pages} class="g-answer">
      {asked.page > 1 ? <ButtonLink href={href(asked.page - 1)}>{say.earlier}</ButtonLink> : null}
      <span>{say.pageOf(Math.min(asked.page, last), last)}</span>
      {asked.page < last ? <ButtonLink href={href(asked.page + 1)}>{say.later}</ButtonLink> : null}
    </nav>
  )
}
