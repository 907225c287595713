import { expect, test } from 'vitest'
import { DataTable } from './data-table.tsx'
import { drawn } from './drawn.ts'
import { State } from './state.tsx'

type Row = { name: string; amount: string; late: boolean }
const rows: Row[] = [
  { name: 'Ann & Søn', amount: '1', late: true },
  { name: '</td><b>', amount: '22', late: false },
]

function table(): string {
  return drawn(
    <DataTable
      id="t"
      caption="Lån"
      rows={rows}
      tone={(row) => (row.late ? 'late' : undefined)}
      columns={[
        { heading: 'Navn', cell: (row) => row.name },
        { heading: 'Rest </td> & "mere"', cell: (row) => row.amount, num: true },
        { heading: 'Tilstand', cell: (row) => (row.late ? <State kind="late">Sen</State> : null), wide: true },
      ]}
    />,
  )
}

test('each cell lies in its own tags with what its column asks for, and each row in its tone', () => {
  expect(table()).toContain(
    '<tr role="row" class="g-row-late"><th scope="row" role="rowheader" class="g-name">Ann &amp; Søn</th>' +
      '<td role="cell" class="num" data-th="Rest &lt;/td&gt; &amp; &quot;mere&quot;">1</td>' +
      '<td role="cell" class="wide"><span class="g-state g-late">Sen</span></td></tr>',
  )
})

test('what a cell and a heading say is escaped, and an empty cell stays a cell', () => {
  expect(table()).toContain(
    '<tr role="row"><th scope="row" role="rowheader" class="g-name">&lt;/td&gt;&lt;b&gt;</th>' +
      '<td role="cell" class="num" data-th="Rest &lt;/td&gt; &amp; &quot;mere&quot;">22</td><td role="cell" class="wide"></td></tr>',
  )
})
