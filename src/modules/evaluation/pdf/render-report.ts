import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import type { Instant } from '#kernel/days.ts'
import type { Flow } from '#ui/charts/flow-layout.ts'
import type { LinedBar, LineKey } from '#ui/charts/lines-chart.tsx'
import { type PaperBar, drawBars } from './draw-bars.ts'
import { drawCalendar } from './draw-calendar.ts'
import type { StayPicture } from '../domain/report/stays.ts'
import { type PaperColumn, drawColumns } from './draw-columns.ts'
import { drawFlow } from './draw-flow.ts'
import { drawLines, heightOfLines } from './draw-lines.ts'

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
  /** What stands at the foot of a page. */
  pageOf: (page: number, pages: number) => string
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
  | { kind: 'lines'; alt: string; bars: readonly LinedBar[]; keys: readonly LineKey[] }
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
    bufferPages: true,
    font: fonts.text,
    info: { Title: sheet.title, Author: sheet.author, CreationDate: new Date(sheet.at.epochMilliseconds) },
  }
  const { default: PDFDocument } = await import('pdfkit')
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
  for (const [at, part] of sheet.parts.entries()) drawPart(pdf, root, { part, next: sheet.parts[at + 1] })
  root.end()
  numberPages(pdf, sheet)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

// Where on the paper one is, beside what is read aloud.
function numberPages(pdf: Pdf, { title, pageOf }: Sheet): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let at = start; at < start + count; at += 1) {
    pdf.switchToPage(at)
    pdf.page.margins.bottom = 0 // else a line below the margin begins a page
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.font(fonts.text).fontSize(8).fillColor('#5b5b5b')
    pdf.text(title, left, pdf.page.height - 42, { width: width - 90, height: 12, ellipsis: true, lineBreak: false })
    pdf.text(pageOf(at - start + 1, count), left + width - 90, pdf.page.height - 42, { width: 90, align: 'right', lineBreak: false })
    pdf.endMarkedContent()
  }
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

function drawPart(pdf: Pdf, root: Element, { part, next }: { part: SheetPart; next: SheetPart | undefined }): void {
  const needed = roomFor(next)
  switch (part.kind) {
    case 'heading':
      pdf.y += 8
      if (pdf.y > pdf.page.height - 64 - 150) pdf.addPage()
      say(pdf, root, { tag: 'H2', text: part.text, size: 13, strong: true })
      return
    case 'subheading':
      pdf.y += 4
      if (pdf.y > pdf.page.height - 64 - needed) pdf.addPage()
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
    case 'lines':
      pdf.font(fonts.text)
      drawLines(pdf, root, { ...part, left, width })
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
      drawTable(pdf, table, part)
      table.end()
      pdf.y += 8
    }
  }
}

// Points that a heading and the start of what it heads take.
function roomFor(next: SheetPart | undefined): number {
  if (next?.kind === 'lines') return Math.min(580, 70 + heightOfLines(next.bars.length))
  return next?.kind === 'columns' ? 220 : 110
}

const plain: PDFKit.Mixins.StructureElementOptions = {}

type Cells = readonly string[]
type Line = { top: number; height: number; size: number; x: (index: number) => number; wide: (index: number) => number }

// A table that goes over a page has its headings again there; they are told once.
function drawTable(pdf: Pdf, table: Element, { headings, rows }: { headings: Cells; rows: readonly Cells[] }): void {
  const fits = (cells: Cells) => pdf.y + lineOf(pdf, cells).height <= pdf.page.height - 64
  if (!fits(headings)) pdf.addPage()
  drawRow(pdf, table, headings, true)
  for (const row of rows) {
    if (!fits(row)) {
      pdf.addPage()
      pdf.markContent('Artifact', { type: 'Pagination' })
      const line = lineOf(pdf, headings)
      for (const [index, cell] of headings.entries()) drawCell(pdf, line, { cell, index, heading: true })
      pdf.endMarkedContent()
      underline(pdf, line)
    }
    drawRow(pdf, table, row, false)
  }
}

function lineOf(pdf: Pdf, cells: Cells): Line {
  const narrow = Math.min(cells.length <= 3 ? 120 : 88, Math.floor((width - 130) / Math.max(cells.length - 1, 1)))
  const first = width - narrow * (cells.length - 1)
  const size = cells.length > 5 ? 8 : 10
  const x = (index: number) => (index === 0 ? left : left + first + narrow * (index - 1))
  const wide = (index: number) => (index === 0 ? first : narrow) - 8
  pdf.font(fonts.strong).fontSize(size)
  const height = Math.max(...cells.map((cell, index) => pdf.heightOfString(cell, { width: wide(index) }))) + 8
  return { top: pdf.y, height, size, x, wide }
}

function drawRow(pdf: Pdf, table: Element, cells: Cells, heading: boolean): void {
  const line = lineOf(pdf, cells)
  const row = pdf.struct('TR')
  table.add(row)
  for (const [index, cell] of cells.entries()) {
    const scope = { ...plain, scope: heading ? 'Column' : 'Row' } // known to the library, not to its types
    const draw = () => drawCell(pdf, line, { cell, index, heading })
    row.add(heading || index === 0 ? pdf.struct('TH', scope, draw) : pdf.struct('TD', plain, draw))
  }
  row.end()
  underline(pdf, line)
}

function drawCell(pdf: Pdf, line: Line, { cell, index, heading }: { cell: string; index: number; heading: boolean }): void {
  pdf.font(heading ? fonts.strong : fonts.text).fontSize(line.size)
  pdf.text(cell, line.x(index), line.top + 4, { width: line.wide(index), align: index === 0 ? 'left' : 'right' })
}

function underline(pdf: Pdf, { top, height }: Line): void {
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
