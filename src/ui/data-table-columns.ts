import type { Child } from 'hono/jsx'

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
