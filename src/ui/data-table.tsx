import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

/** A column: its heading and how a row fills it. */
export type Column<Row> = {
  heading: string
  cell: (row: Row) => Child
  /** Figures and dates: right-aligned with even digits. */
  num?: boolean
  /** On a phone: fills the card's width, or stands without its heading. */
  wide?: boolean
  bare?: boolean
  nowrap?: boolean
  /** The column of a bar: as wide as the other bars, without its heading on a phone. */
  bar?: boolean
  /** The heading is for screen readers only (a column of links, a bar). */
  hiddenHeading?: boolean
  /** The address that sorts by this column, and how it is sorted now. */
  sort?: { href: string; now?: 'ascending' | 'descending' }
  /** What the foot says under this column. */
  total?: Child
}

/** What a table needs: the first column names the row. `phone` chooses the form of a row on a small screen. */
export type DataTableProps<Row> = {
  id: string
  caption: string
  hideCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  tone?: (row: Row) => 'now' | 'late' | undefined
  /** Rows that are folded away on a phone until `laterText` is pressed. */
  isLater?: (row: Row) => boolean
  laterText?: string
  phone?: PhoneForm
  inCard?: boolean
  mini?: boolean
}

/**
 * What becomes of a row on a phone: a card with its headings; a card for work (name and number on top); three fields in a row; a card
 * for bars; or still a row, which scrolls inside its frame (`tight` with narrow cells and the first column kept in sight).
 */
export type PhoneForm = 'cards' | 'work' | 'thirds' | 'funnel' | 'scroll' | 'tight'

const phoneClasses: Record<PhoneForm, string> = {
  cards: '',
  work: ' g-work',
  thirds: ' g-repay',
  funnel: ' g-funnel',
  scroll: '',
  tight: ' g-tight',
}

/** A table for figures and work: a real table to screen readers at every width, cards on a phone, no script. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const phone = props.phone ?? 'cards'
  const frame = `g-scroll${phone === 'scroll' || phone === 'tight' ? '' : ' g-stacked'}${props.inCard === true ? ' g-in-card' : ''}`
  const captionId = `${props.id}-caption`
  return (
    <>
      {props.laterText === undefined ? null : (
        <details class="g-unfold">
          <summary class="button button-secondary">{props.laterText}</summary>
        </details>
      )}
      <div class={frame} role="region" aria-labelledby={captionId} tabindex={0}>
        <table class={`g-table${phoneClasses[phone]}${props.mini === true ? ' g-mini' : ''}`} role="table" id={props.id}>
          <caption id={captionId} class={props.hideCaption === true ? 'sr-only' : undefined}>
            {props.caption}
          </caption>
          <Headings columns={props.columns} />
          <tbody role="rowgroup">
            {props.rows.map((row) => (
              <BodyRow row={row} table={props} />
            ))}
          </tbody>
          <Totals columns={props.columns} />
        </table>
      </div>
    </>
  )
}

function Headings<Row>(props: { columns: readonly Column<Row>[] }) {
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

function BodyRow<Row>(props: { row: Row; table: DataTableProps<Row> }) {
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

function Totals<Row>(props: { columns: readonly Column<Row>[] }) {
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
