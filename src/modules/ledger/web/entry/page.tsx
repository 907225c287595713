import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { DataTable } from '#ui/data-table.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, kronerText, momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import type { Line } from '../../domain/entry.ts'
import type { Subject } from '../../domain/ports.ts'
import type { Entry } from '../../store/entries.ts'
import { texts } from '../../texts/texts.ts'
import { BookCrumbs } from '../asking.tsx'

/** An entry whole: its lines, its two days, what it is about, and what it reverses or is reversed by. */
export function EntryPage(props: {
  call: Call
  entry: Entry
  source: string
  subject: Subject | null
  by: string | null
  exported: number | null
}) {
  const { call, entry, subject, exported } = props
  const { lang } = call
  const say = texts(lang)
  const name = say.entry(String(entry.id))
  const link = (id: bigint | null) => (id === null ? say.none : <a href={`/ledger/entries/${id}`}>{say.entry(String(id))}</a>)
  return (
    <Page {...call.frame} title={name}>
      <BookCrumbs call={call} here={name} />
      <PageHead title={name} intro={say.reasons[entry.reason] ?? entry.reason} />
      <Stack>
        <Facts
          wide
          items={[
            { name: say.postedOn, value: dayText(entry.postedOn) },
            { name: say.valueDay, value: dayText(entry.on) },
            { name: say.recorded, value: momentText(entry.at, lang) },
            { name: say.recordedBy, value: props.by ?? say.byProgram },
            { name: say.source, value: props.source },
            { name: say.about, value: subject === null ? say.none : <a href={subject.href}>{subject.label}</a> },
            {
              name: say.exports.inExport,
              value: exported === null ? say.exports.notYet : <a href="/ledger/exports">{say.exports.file(String(exported))}</a>,
            },
            { name: say.isReversalOf, value: link(entry.reversesId) },
            { name: say.isReversedBy, value: link(entry.reversedBy) },
          ]}
        />
        <Lines call={call} lines={entry.lines} />
      </Stack>
    </Page>
  )
}

function Lines({ call, lines }: { call: Call; lines: readonly Line[] }) {
  const { lang } = call
  const say = texts(lang)
  const side = (amount: Ore, sign: 1n | -1n) => (amount * sign > 0n ? ore(amount * sign) : ore(0n))
  const shown = (amount: Ore) => (amount === 0n ? '' : kronerText(amount, lang))
  return (
    <DataTable
      id="postings"
      caption={say.lines}
      rows={lines}
      columns={[
        {
          heading: say.account,
          cell: (line) => <a href={`/ledger/accounts/${line.account}`}>{say.accounts[line.account]}</a>,
          total: say.total,
        },
        {
          heading: say.debit,
          num: true,
          nowrap: true,
          cell: (line) => shown(side(line.amount, 1n)),
          total: shown(sumOre(lines.map((line) => side(line.amount, 1n)))),
        },
        {
          heading: say.credit,
          num: true,
          nowrap: true,
          cell: (line) => shown(side(line.amount, -1n)),
          total: shown(sumOre(lines.map((line) => side(line.amount, -1n)))),
        },
      ]}
    />
  )
}
