import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Column, DataTableProps } from './data-table-columns.ts'
import { drawn } from './drawn.ts'
import { Icon } from './icon.tsx'

/** The headings, with links where a column sorts. */
export function Headings<Row>(props: { columns: readonly Column<Row>[] }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {props.columns.map((column) => (
          <th scope="col" role="columnheader" class={column.num === true ? 'num' : undefined} aria-sort={column.sort?.now}>
            <Heading column={column} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Heading<Row>(props: { column: Column<Row> }) {
  const { heading, sort, hiddenHeading } = props.column
  if (hiddenHeading === true) return <span class="sr-only">{heading}</span>
  if (sort === undefined) return <>{heading}</>
  return (
    <a href={sort.href}>
      {heading}
      {sort.now === undefined ? null : <Icon name={sort.now === 'ascending' ? 'arrow-upward' : 'arrow-downward'} />}
    </a>
  )
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const names = [
    column.num === true && 'num',
    column.wide === true && 'wide',
    column.nowrap === true && 'nowrap',
    (column.bare === true || column.bar === true) && 'nolabel',
    column.bar === true && 'g-barcell',
  ]
  return names.filter((name) => name !== false).join(' ') || undefined
}

/** A cell without what fills it. */
function EmptyCell<Row>(props: { column: Column<Row>; names: boolean; mini: boolean }) {
  const { column, names, mini } = props
  const own = cellClass(column)
  if (!names)
    return (
      <td
        role="cell"
        class={own}
        data-th={column.bare === true || column.bar === true || column.wide === true ? undefined : column.heading}
      ></td>
    )
  const plain = column.num === true || mini
  return (
    <th
      scope="row"
      role="rowheader"
      class={plain ? own : `g-name ${own ?? ''}`.trim()}
      data-th={column.num === true ? column.heading : undefined}
    ></th>
  )
}

/** What stands around the cells of a row: drawn once for a table, not again for each of its hundreds of cells. */
function framesOf<Row>({ columns, mini }: DataTableProps<Row>): { before: Child; after: Child }[] {
  return columns.map((column, index) => {
    const cell = drawn(<EmptyCell column={column} names={index === 0} mini={mini === true} />)
    const end = cell.lastIndexOf('</')
    return { before: raw(cell.slice(0, end)), after: raw(cell.slice(end)) }
  })
}

/** The rows; the first cell of each names it. */
export function BodyRows<Row>(props: { table: DataTableProps<Row> }) {
  const { table } = props
  const frames = framesOf(table)
  return (
    <>
      {table.rows.map((row) => (
        <tr role="row" class={rowClass(row, table)}>
          {frames.map(({ before, after }, index) => [before, table.columns[index]?.cell(row), after])}
        </tr>
      ))}
    </>
  )
}

function rowClass<Row>(row: Row, table: DataTableProps<Row>): string | undefined {
  const tone = table.tone?.(row)
  return [tone && `g-row-${tone}`, table.isLater?.(row) === true && 'g-later'].filter(Boolean).join(' ') || undefined
}

/** The foot, when a column has a total. */
export function Totals<Row>(props: { columns: readonly Column<Row>[] }) {
  if (props.columns.every((column) => column.total === undefined)) return null
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {props.columns.map((column, index) =>
          index === 0 && column.total !== undefined ? (
            <th scope="row" role="rowheader" class={cellClass(column)}>
              {column.total}
            </th>
          ) : (
            <td role="cell" class={cellClass(column)} data-th={column.heading}>
              {column.total}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  )
}
