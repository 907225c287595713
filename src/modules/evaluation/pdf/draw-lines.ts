import type { LinedBar, LineKey, LineStyle } from '#ui/charts/lines-chart.tsx'

const row = { height: 40, bar: 10 } // points
const room = 360

/** How a reference line is stroked on paper. */
const dashes: Readonly<Record<LineStyle, number | null>> = { whole: null, dashed: 3, dotted: 1.2 }

/** The points that many bars take with their key, on one page. */
export function heightOfLines(bars: number): number {
  return 22 + bars * row.height
}

/**
 * Draws bars with reference lines across them as a figure with a text for who cannot see it, the key to the lines first; each bar's note
 * says in words what its lines say. The table with the sources belongs on the paper too. Answers nothing; the pen stands below the figure.
 */
export function drawLines(
  pdf: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  given: { bars: readonly LinedBar[]; keys: readonly LineKey[]; alt: string; left: number; width: number },
): void {
  const { bars, keys, alt, left, width } = given
  const atOnce = Math.floor((pdf.page.height - 64 - 64 - 20) / row.height)
  for (let from = 0; from < bars.length; from += atOnce) {
    const part = bars.slice(from, from + atOnce)
    if (pdf.y + 20 + part.length * row.height > pdf.page.height - 64) pdf.addPage()
    const top = pdf.y + 4
    root.add(
      pdf.struct('Figure', { alt }, () => {
        drawKeys(pdf, keys, { left, top })
        for (const [at, bar] of part.entries()) drawBar(pdf, bar, { left, width, top: top + 18 + at * row.height })
      }),
    )
    pdf.y = top + 18 + part.length * row.height + 4
    pdf.x = left
  }
}

function drawKeys(pdf: PDFKit.PDFDocument, keys: readonly LineKey[], { left, top }: { left: number; top: number }): void {
  let x = left
  for (const { style, name } of keys) {
    stroke(pdf, style, { x: x + 2, top, bottom: top + 11 })
    pdf.fillColor('black').fontSize(8.5)
    pdf.text(name, x + 8, top, { lineBreak: false })
    x += pdf.widthOfString(name) + 26
  }
}

function drawBar(pdf: PDFKit.PDFDocument, bar: LinedBar, { left, width, top }: { left: number; width: number; top: number }): void {
  const long = (value: number) => (room * Math.min(Math.max(value, 0), bar.whole)) / Math.max(bar.whole, 1)
  const y = top + 12
  pdf.fillColor('black').fontSize(8.5)
  pdf.text(bar.name, left, top, { width, height: 11, ellipsis: true, lineBreak: false })
  if (bar.hidden) pdf.rect(left, y, room, row.bar).lineWidth(0.6).dash(2, { space: 2 }).stroke('#7a4b00').undash()
  else pdf.rect(left, y, room, row.bar).fill('#e4e0d6')
  if (bar.part !== null && bar.part > 0) pdf.rect(left, y, Math.max(long(bar.part), 1), row.bar).fill('#17594a')
  for (const { style, at } of bar.lines) stroke(pdf, style, { x: left + long(at), top: y - 2.5, bottom: y + row.bar + 2.5 })
  pdf.fillColor('black').text(bar.text, left + room + 8, y, { width: width - room - 8, lineBreak: false })
  pdf.fontSize(7.5).text(bar.note, left, y + row.bar + 2.5, { width, height: 10, ellipsis: true, lineBreak: false })
}

// White on both sides, so that a line is seen on a dark bar as well.
function stroke(pdf: PDFKit.PDFDocument, style: LineStyle, { x, top, bottom }: { x: number; top: number; bottom: number }): void {
  pdf.moveTo(x, top).lineTo(x, bottom).lineWidth(4.4).stroke('white')
  pdf.moveTo(x, top).lineTo(x, bottom).lineWidth(1.8)
  const dash = dashes[style]
  if (dash !== null) pdf.dash(dash, { space: dash * 0.8 })
  pdf.stroke('black').undash()
}
