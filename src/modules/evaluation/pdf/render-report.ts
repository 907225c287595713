import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { Instant } from '#kernel/days.ts'
import type { Flow } from '#ui/charts/flow-layout.ts'
import { type PaperBar, drawBars } from './draw-bars.ts'
import { drawCalendar } from './draw-calendar.ts'
import type { StayPicture } from '../domain/report/stays.ts'
import { type PaperColumn, drawColumns } from './draw-columns.ts'
import { drawFlow } from './draw-flow.ts'

type Pdf = PDFKit.PDFDocument
type Element = PDFKit.PDFStructureElement

const folder = join(dirname(createRequire(import.meta.url).resolve('dkfds')), '../fonts/IBMPlexSans/complete/ttf')
const fonts = { text: join(folder, 'IBMPlexSans-Regular.ttf'), strong: join(folder, 'IBMPlexSans-SemiBold.ttf') }
const [left, width] = [60, 475] // points on A4

/** What a report's paper says, all words chosen: text, or a table whose first column names the row. */
export type Sheet = {
  lang: 'da' | 'en'
  title: string
  author: string
  at: Instant
  parts: readonly SheetPart[]
}

/** A part of the paper. */
export type SheetPart =
  | { kind: 'heading'; text: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'small'; text: string }
  | { kind: 'bars'; alt: string; bars: readonly PaperBar[] }
  | { kind: 'calendar'; alt: string; picture: StayPicture; rowNames: readonly string[]; monthNames: readonly string[] }
  | { kind: 'flow'; alt: string; flows: readonly Flow[] }
  | { kind: 'columns'; alt: string; columns: readonly PaperColumn[] }
  | { kind: 'table'; headings: readonly string[]; rows: readonly (readonly string[])[] }

/** Draws the paper as a tagged PDF with headings and tables that a screen reader can find its way in. */
export async function renderReport(sheet: Sheet): Promise<Uint8Array> {
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: { top: 64, bottom: 64, left, right: 595.28 - left - width },
    lang: sheet.lang === 'da' ? 'da-DK' : 'en-GB',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    font: fonts.text,
    info: { Title: sheet.title, Author: sheet.author, CreationDate: new Date(sheet.at.epochMilliseconds) },
  }
  const pdf = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' })) // a subset the library knows and its types do not
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  say(pdf, root, { tag: 'H1', text: sheet.title, size: 20, strong: true })
  for (const part of sheet.parts) drawPart(pdf, root, part)
  root.end()
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

function say(pdf: Pdf, root: Element, line: { tag: string; text: string; size: number; strong?: boolean }): void {
  root.add(
    pdf.struct(line.tag, {}, () => {
      pdf.font(line.strong === true ? fonts.strong : fonts.text).fontSize(line.size)
      pdf.text(line.text, left, undefined, { width, lineGap: 2 })
      pdf.y += line.size * 0.6
    }),
  )
}

function drawPart(pdf: Pdf, root: Element, part: SheetPart): void {
  switch (part.kind) {
    case 'heading':
      pdf.y += 8
      if (pdf.y > pdf.page.height - 64 - 80) pdf.addPage()
      say(pdf, root, { tag: 'H2', text: part.text, size: 13, strong: true })
      return
    case 'subheading':
      pdf.y += 4
      if (pdf.y > pdf.page.height - 64 - 80) pdf.addPage()
      say(pdf, root, { tag: 'H3', text: part.text, size: 11, strong: true })
      return
    case 'paragraph':
      say(pdf, root, { tag: 'P', text: part.text, size: 10.5 })
      return
    case 'small':
      say(pdf, root, { tag: 'P', text: part.text, size: 8.5 })
      return
    case 'columns':
      pdf.font(fonts.text)
      drawColumns(pdf, root, { columns: part.columns, alt: part.alt, left, width })
      return
    case 'bars':
      pdf.font(fonts.text)
      drawBars(pdf, root, { bars: part.bars, alt: part.alt, left, width })
      return
    case 'calendar':
      pdf.font(fonts.text)
      drawCalendar(pdf, root, { ...part, left, width })
      return
    case 'flow':
      pdf.font(fonts.text)
      drawFlow(pdf, root, { flows: part.flows, alt: part.alt, left, width })
      return
    case 'table': {
      const table = pdf.struct('Table')
      root.add(table)
      drawRow(pdf, table, part.headings, true)
      for (const row of part.rows) drawRow(pdf, table, row, false)
      table.end()
      pdf.y += 8
    }
  }
}

const plain: PDFKit.Mixins.StructureElementOptions = {}

function drawRow(pdf: Pdf, table: Element, cells: readonly string[], heading: boolean): void {
  const narrow = Math.min(cells.length <= 3 ? 120 : 88, Math.floor((width - 130) / Math.max(cells.length - 1, 1)))
  const first = width - narrow * (cells.length - 1)
  const [x, wide] = [
    (index: number) => (index === 0 ? left : left + first + narrow * (index - 1)),
    (index: number) => (index === 0 ? first : narrow),
  ]
  pdf.font(fonts.strong).fontSize(10)
  const height = Math.max(...cells.map((cell, index) => pdf.heightOfString(cell, { width: wide(index) - 8 }))) + 8
  if (pdf.y + height > pdf.page.height - 64) pdf.addPage()
  const top = pdf.y
  const row = pdf.struct('TR')
  table.add(row)
  for (const [index, cell] of cells.entries()) {
    const named = heading || index === 0
    const scope = { ...plain, scope: heading ? 'Column' : 'Row' } // known to the library, not to its types
    const draw = () => {
      pdf.font(heading ? fonts.strong : fonts.text).fontSize(10)
      pdf.text(cell, x(index), top + 4, { width: wide(index) - 8, align: index === 0 ? 'left' : 'right' })
    }
    row.add(named ? pdf.struct('TH', scope, draw) : pdf.struct('TD', plain, draw))
  }
  row.end()
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(left, top + height)
    .lineTo(left + width, top + height)
    .lineWidth(0.5)
    .strokeColor('#747474')
    .stroke()
  pdf.endMarkedContent()
  pdf.fillColor('black')
  pdf.y = top + height
}
