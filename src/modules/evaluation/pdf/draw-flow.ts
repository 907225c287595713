import { type End, type Flow, layFlows } from '#ui/charts/flow-layout.ts'

/**
 * Draws ribbons from before to after as a figure with a text for who cannot see it; the names and numbers stand at both ends. Answers
 * nothing; the pen stands below the figure.
 */
export function drawFlow(
  pdf: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  given: { flows: readonly Flow[]; alt: string; left: number; width: number },
): void {
  const { flows, alt, left, width } = given
  const picture = layFlows(flows)
  const scale = width / picture.width
  const height = picture.height * scale
  if (pdf.y + height > pdf.page.height - 64) pdf.addPage()
  const top = pdf.y
  const label = (end: End) => `${end.name} (${Math.round(end.size / picture.unit)})`
  root.add(
    pdf.struct('Figure', { alt }, () => {
      pdf.save().translate(left, top).scale(scale)
      for (const ribbon of picture.ribbons) pdf.path(ribbon).fillOpacity(0.3).fill('#17594a')
      pdf.fillOpacity(1)
      for (const end of picture.left) pdf.rect(picture.leftX - 8, end.at, 8, end.size).fill('#17594a')
      for (const end of picture.right) pdf.rect(picture.rightX, end.at, 8, end.size).fill('#17594a')
      pdf.restore()
      pdf.fillColor('black').fontSize(8.5)
      const middle = (end: End) => top + (end.at + end.size / 2) * scale - 5
      for (const end of picture.left)
        pdf.text(label(end), left, middle(end), { width: (picture.leftX - 14) * scale, align: 'right', lineBreak: false })
      for (const end of picture.right)
        pdf.text(label(end), left + (picture.rightX + 14) * scale, middle(end), { width: 200 * scale, lineBreak: false })
    }),
  )
  pdf.y = top + height + 8
  pdf.x = left
}
