import type { Column, DataTableProps } from './data-table-columns.ts'
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

/** One row; its first cell names it. */
export function BodyRow<Row>(props: { row: Row; table: DataTableProps<Row> }) {
  const { row, table } = props
  const tone = table.tone?.(row)
  const later = table.isLater?.(row) === true ? 'g-later' : undefined
  return (
    <tr role="row" class={[tone && `g-row-${tone}`, later].filter(Boolean).join(' ') || undefined}>
      {table.columns.map((column, index) =>
        index === 0 ? (
          <th
            scope="row"
            role="rowheader"
            class={column.num === true || table.mini === true ? cellClass(column) : `g-name ${cellClass(column) ?? ''}`.trim()}
            data-th={column.num === true ? column.heading : undefined}
          >
            {column.cell(row)}
          </th>
        ) : (
          <td
            role="cell"
            class={cellClass(column)}
            data-th={column.bare === true || column.bar === true || column.wide === true ? undefined : column.heading}
          >
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
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
