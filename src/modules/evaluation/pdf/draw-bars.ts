/** A bar on paper: its name, how much of the whole it fills, whether it may not be shown, and its number in words. */
export type PaperBar = { name: string; part: number; whole: number; hidden: boolean; text: string }

const row = { height: 17, bar: 10 } // points
const names = 190

/**
 * Draws bars under each other as a figure with a text for who cannot see it; a bar that may not be shown is dashed. The table with the
 * same numbers belongs on the paper too. Answers nothing; the pen stands below the figure.
 */
export function drawBars(
  pdf: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  given: { bars: readonly PaperBar[]; alt: string; left: number; width: number },
): void {
  const { bars, alt, left, width } = given
  const room = width - names - 110
  const height = bars.length * row.height
  if (pdf.y + height > pdf.page.height - 64) pdf.addPage()
  const top = pdf.y + 4
  root.add(
    pdf.struct('Figure', { alt }, () => {
      for (const [at, { name, part, whole, hidden, text }] of bars.entries()) {
        const y = top + at * row.height
        const x = left + names
        const long = hidden ? room : whole === 0 ? 0 : (room * part) / whole
        pdf.fillColor('black').fontSize(8.5)
        pdf.text(name, left, y, { width: names - 8, height: row.height, ellipsis: true, lineBreak: false })
        if (hidden)
          pdf
            .rect(x, y + 1, long, row.bar)
            .lineWidth(0.6)
            .dash(2, { space: 2 })
            .stroke('#7a4b00')
            .undash()
        else if (long > 0) pdf.rect(x, y + 1, Math.max(long, 1), row.bar).fill('#17594a')
        pdf.fillColor('black').text(text, x + long + 6, y, { width: 104, lineBreak: false })
      }
    }),
  )
  pdf.y = top + height + 6
  pdf.x = left
}
