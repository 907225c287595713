/** A column on paper: its name, what is filled, and what of the whole is not, whole numbers; `line` is where it should come to, if it should. */
export type PaperColumn = { name: string; filled: number; rest: number; line?: number }

const plot = { height: 110, labels: 16, gap: 0.3 } // points, and the part of a column's room that is left free

/**
 * Draws columns as a figure with a text for who cannot see it: what is filled dark, the rest of the whole framed; the number stands in
 * or over its column. The table with the same numbers belongs on the paper too. Answers nothing; the pen stands below the figure.
 */
export function drawColumns(
  pdf: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  given: { columns: readonly PaperColumn[]; alt: string; left: number; width: number },
): void {
  const { columns, alt, left, width } = given
  const most = Math.max(1, ...columns.map(({ filled, rest }) => filled + rest))
  const room = Math.min(60, width / Math.max(1, columns.length))
  const wide = room * (1 - plot.gap)
  if (pdf.y > pdf.page.height - 64 - plot.height - 40) pdf.addPage()
  const floor = pdf.y + plot.height + 12
  root.add(
    pdf.struct('Figure', { alt }, () => {
      for (const [at, { name, filled, rest, line }] of columns.entries()) {
        const x = left + at * room
        const [dark, whole] = [(filled * plot.height) / most, ((filled + rest) * plot.height) / most]
        pdf.rect(x, floor - dark, wide, dark).fill('#17594a')
        if (rest > 0)
          pdf
            .rect(x, floor - whole, wide, whole - dark)
            .lineWidth(0.6)
            .dash(2, { space: 2 })
            .stroke('#7a4b00')
            .undash()
        if (line !== undefined) {
          const y = floor - (line * plot.height) / most
          const across = () => pdf.moveTo(x - 3, y).lineTo(x + wide + 3, y)
          across().lineWidth(4).stroke('white')
          across().lineWidth(1.6).stroke('black')
        }
        pdf.fillColor('black').fontSize(7.5)
        pdf.text(String(filled), x, floor - whole - 10, { width: wide, align: 'center', lineBreak: false })
        pdf.text(name, x - 4, floor + 4, { width: wide + 8, align: 'center', lineBreak: false })
      }
    }),
  )
  pdf.y = floor + plot.labels + 6
  pdf.x = left
}
