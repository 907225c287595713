import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { placeOf, reckonSheets, serialOf } from './reckon-sheets.ts'

/**
 * A cell: text, a whole number, an amount (shown in kroner), a day, a share in basis points, or a formula that the reader's program reckons.
 * Text is kept as text whatever it begins with, so nothing typed by a person can become a formula.
 */
export type SheetCell =
  | string
  | number
  | null
  | { amount: Ore; bold?: boolean }
  | { day: Day }
  | { percentBp: number }
  | { formula: string; as: 'amount' | 'number' | 'text'; bold?: boolean }
  | { heading: string }

/** A sheet by rows; the first `stickyRows` and `stickyColumns` stay in sight. Widths in characters. */
export type SheetContent = {
  name: string
  widths: readonly number[]
  rows: readonly (readonly SheetCell[])[]
  stickyRows?: number
  stickyColumns?: number
}

/** The media type of a spreadsheet. */
export const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const amountFormat = '#,##0.00;[Red]-#,##0.00'

/** Writes sheets as an XLSX file. Each formula carries what it comes to, for viewers that show a file and reckon nothing. */
export async function spreadsheet(sheets: readonly SheetContent[]): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const file = writeXlsxFile(
    sheets.map(({ name, widths, rows, stickyRows = 0, stickyColumns = 0 }) => ({
      // What Excel forbids in the name of a sheet, and its 31 characters.
      sheet: name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
      data: rows.map((row) => row.map(cellOf)),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: stickyRows,
      stickyColumnsCount: stickyColumns,
    })),
    { features: [resultsOf(sheets)] },
  )
  return new Uint8Array(await file.toBuffer())
}

/** Writes beside each formula what it comes to; the formula itself without the sign it is typed with, as the format has it. */
function resultsOf(sheets: readonly SheetContent[]) {
  // Reckoned at the first formula: most files have none.
  let results: ReturnType<typeof reckonSheets> | undefined
  const transform = (xml: string, _: unknown, { sheetIndex }: { sheetIndex?: number }): string => {
    const content = sheets[sheetIndex ?? -1]
    return xml.replaceAll(/<c r="([A-Z]+\d+)"([^>]*)><f>=?(.*?)<\/f><\/c>/g, (cell, reference: string, style: string, formula: string) => {
      const [row, column] = placeOf(reference)
      results ??= reckonSheets(sheets)
      const value = results.get(content?.name ?? '')?.[row]?.[column] ?? null
      if (value === null || typeof value === 'boolean') return cell
      const kind = typeof value === 'string' ? ' t="str"' : ''
      return `<c r="${reference}"${style}${kind}><f>${formula}</f><v>${typeof value === 'string' ? escaped(value) : Number(value.toPrecision(15))}</v></c>`
    })
  }
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The letters of a column, from 0: A, Z, AA. */
export function columnName(index: number): string {
  const rest = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? rest : columnName(Math.floor(index / 26) - 1) + rest
}

function cellOf(cell: SheetCell) {
  if (cell === null) return null
  if (typeof cell === 'string') return { value: cell, type: String }
  if (typeof cell === 'number') return { value: cell, type: Number }
  if ('heading' in cell) return { value: cell.heading, type: String, fontWeight: 'bold' as const, wrap: true }
  // A cell is a floating-point number in every spreadsheet; amounts up to 10¹³ kroner keep their øre in it.
  if ('amount' in cell) return { value: Number(cell.amount) / 100, type: Number, format: amountFormat, ...weight(cell.bold) }
  if ('day' in cell) return { value: serialOf(cell.day), type: Number, format: 'dd.mm.yyyy' }
  if ('percentBp' in cell) return { value: cell.percentBp / 10_000, type: Number, format: '0.00%' }
  return {
    value: `=${cell.formula}`,
    type: 'Formula' as const,
    ...(cell.as === 'amount' ? { format: amountFormat } : cell.as === 'number' ? { format: '0' } : {}),
    ...weight(cell.bold),
  }
}

function weight(bold: boolean | undefined) {
  return bold === true ? { fontWeight: 'bold' as const } : {}
}
