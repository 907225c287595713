import type { LetterBlock } from '../domain/letter.ts'
import { letterFonts } from './fonts.ts'

type Pdf = PDFKit.PDFDocument
type Terms = Extract<LetterBlock, { kind: 'terms' }>
const plain: PDFKit.Mixins.StructureElementOptions = {}
type Frame = { left: number; width: number }

/** Draws terms as a table of two columns, tagged as one, with the first column as row headings and a rule under each row. */
export function drawTerms(pdf: Pdf, root: PDFKit.PDFStructureElement, terms: Terms, frame: Frame): void {
  const table = pdf.struct('Table')
  root.add(table)
  drawRow(pdf, table, terms.headings, { ...frame, heading: true })
  for (const row of terms.rows) drawRow(pdf, table, row, { ...frame, heading: false })
  table.end()
  pdf.y += 10
}

function drawRow(pdf: Pdf, table: PDFKit.PDFStructureElement, cells: readonly [string, string], frame: Frame & { heading: boolean }): void {
  const { left, width, heading } = frame
  const second = left + Math.round(width * 0.44)
  const widths = [second - left - 12, left + width - second] as const
  const row = pdf.struct('TR')
  table.add(row)
  pdf.font(letterFonts.strong).fontSize(11)
  const height = Math.max(pdf.heightOfString(cells[0], { width: widths[0] }), pdf.heightOfString(cells[1], { width: widths[1] })) + 12
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage()
  const top = pdf.y
  const scope = { ...plain, scope: heading ? 'Column' : 'Row' } // known to the library, not to its types
  row.add(
    pdf.struct('TH', scope, () => {
      pdf.font(letterFonts.strong).text(cells[0], left, top + 6, { width: widths[0] })
    }),
  )
  const draw = () => {
    pdf.font(heading ? letterFonts.strong : letterFonts.text).text(cells[1], second, top + 6, { width: widths[1] })
  }
  row.add(heading ? pdf.struct('TH', scope, draw) : pdf.struct('TD', plain, draw))
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
