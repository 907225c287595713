import type { StayPicture } from '../domain/report/stays.ts'

const [row, names] = [18, 60] // points

/**
 * Draws the places day by day as a figure with a text for who cannot see it: occupied filled, reserved dashed, the months below. Answers
 * nothing; the pen stands below the figure.
 */
export function drawCalendar(
  pdf: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  given: { picture: StayPicture; rowNames: readonly string[]; monthNames: readonly string[]; alt: string; left: number; width: number },
): void {
  const { picture, rowNames, monthNames, alt, left, width } = given
  const height = picture.places.length * row + 16
  if (pdf.y + height > pdf.page.height - 64) pdf.addPage()
  const top = pdf.y + 4
  const x = (day: number) => left + names + (day * (width - names)) / Math.max(picture.days, 1)
  const floor = top + picture.places.length * row
  const every = Math.ceil(picture.months.length / 12)
  root.add(
    pdf.struct('Figure', { alt }, () => {
      pdf.fontSize(8)
      for (const [at, { start }] of picture.months.entries()) {
        pdf.moveTo(x(start), top).lineTo(x(start), floor).lineWidth(0.4).stroke('#bfbfbf')
        if (at % every === 0) pdf.fillColor('black').text(monthNames[at] ?? '', x(start) + 2, floor + 3, { lineBreak: false })
      }
      for (const [at, { stretches }] of picture.places.entries()) {
        const y = top + at * row
        pdf.fillColor('black').text(rowNames[at] ?? '', left, y + 4, { width: names - 6, lineBreak: false })
        for (const { start, days, kind } of stretches) {
          const wide = Math.max(1, x(start + days) - x(start) - 0.6)
          if (kind === 'occupied') pdf.rect(x(start), y + 2, wide, row - 5).fill('#17594a')
          else
            pdf
              .rect(x(start), y + 2, wide, row - 5)
              .lineWidth(0.6)
              .dash(2, { space: 2 })
              .stroke('#7a4b00')
              .undash()
        }
      }
    }),
  )
  pdf.fillColor('black')
  pdf.y = floor + 20
  pdf.x = left
}
