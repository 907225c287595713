import type { Instant } from '#kernel/days.ts'
import { longDayText } from '#ui/format.ts'
import { addressLines } from '../domain/address.ts'
import type { LetterBlock, LetterSheet } from '../domain/letter.ts'
import { letterFonts } from './fonts.ts'
import { drawTerms } from './terms-table.ts'

type Pdf = PDFKit.PDFDocument

const left = 80
const width = 435 // the measure of the text, in points

/**
 * A letter as a tagged PDF (PDF/UA marker, language, title, headings, lists and table in the structure), the same bytes each
 * time for the same sheet and moment but for the document's own identity. Texts are drawn as they are given.
 */
export async function renderLetter(sheet: LetterSheet, at: Instant): Promise<Uint8Array> {
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: { top: 80, bottom: 70, left, right: 595.28 - left - width },
    lang: sheet.lang === 'da' ? 'da-DK' : 'en-GB',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    font: letterFonts.text,
    info: { Title: `${sheet.heading} · ${sheet.caseNumber}`, Author: sheet.sender, CreationDate: new Date(at.epochMilliseconds) },
  }
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' })) // a subset the library knows and its types do not
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  draw(pdf, sheet)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

function draw(pdf: Pdf, sheet: LetterSheet): void {
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const say = sayIn(pdf, root)
  const reached = sheet.senderLines ?? []
  say('P', sheet.sender, { strong: true, after: reached.length === 0 ? 24 : 2 })
  if (reached.length > 0) say('P', reached.join('\n'), { size: 10, after: 24 })
  if (sheet.addressee !== null)
    say('P', [sheet.addressee.name, ...addressLines(sheet.addressee.address ?? '')].join('\n'), { after: 28, gap: 4 })
  say('P', `${longDayText(sheet.on, sheet.lang)} · ${sheet.lang === 'da' ? 'Sagsnr.' : 'Case no.'} ${sheet.caseNumber}`, {
    size: 10,
    after: 14,
  })
  say('H1', sheet.heading, { strong: true, size: 20, after: 16 })
  for (const block of sheet.blocks) drawBlock(pdf, root, block)
  if (sheet.signedBy !== null) sign(pdf, say, sheet.lang, sheet.signedBy)
  root.end()
}

function sign(pdf: Pdf, say: ReturnType<typeof sayIn>, lang: LetterSheet['lang'], by: NonNullable<LetterSheet['signedBy']>): void {
  pdf.moveDown(1.2)
  say('P', lang === 'da' ? 'Venlig hilsen' : 'Kind regards', { after: 6 })
  say('P', [by.name, by.title].filter((part) => part !== null).join(', '), { strong: true })
}

type Look = { strong?: boolean; size?: number; after?: number; gap?: number; indent?: number }

function sayIn(pdf: Pdf, parent: PDFKit.PDFStructureElement) {
  return (tag: string, text: string, look: Look = {}) => {
    const { strong = false, size = 11, after = 8, gap = 2, indent = 0 } = look
    parent.add(
      pdf.struct(tag, {}, () => {
        pdf.font(strong ? letterFonts.strong : letterFonts.text).fontSize(size)
        pdf.text(text, left + indent, undefined, { width: width - indent, lineGap: gap })
        pdf.y += after
      }),
    )
  }
}

function drawBlock(pdf: Pdf, root: PDFKit.PDFStructureElement, block: LetterBlock): void {
  const say = sayIn(pdf, root)
  switch (block.kind) {
    case 'paragraph':
      say('P', block.text)
      return
    case 'heading':
      keepTogether(pdf)
      say('H2', block.text, { strong: true, size: 13, after: 5 })
      return
    case 'list': {
      const list = pdf.struct('L')
      root.add(list)
      for (const item of block.items) drawItem(pdf, list, item)
      list.end()
      pdf.y += 4
      return
    }
    case 'terms':
      drawTerms(pdf, root, block, { left, width })
  }
}

// A heading with less than three lines of room under it goes to the next page.
function keepTogether(pdf: Pdf): void {
  pdf.y += 6
  if (pdf.y > pdf.page.height - pdf.page.margins.bottom - 70) pdf.addPage()
}

function drawItem(pdf: Pdf, list: PDFKit.PDFStructureElement, text: string): void {
  const item = pdf.struct('LI')
  list.add(item)
  item.add(
    pdf.struct('Lbl', {}, () => {
      pdf.font(letterFonts.text).fontSize(11)
      if (pdf.y > pdf.page.height - pdf.page.margins.bottom - 16) pdf.addPage()
      const top = pdf.y
      pdf.text('•', left, top, { lineBreak: false })
      pdf.y = top
    }),
  )
  sayIn(pdf, item)('LBody', text, { indent: 12, after: 3 })
  item.end()
}
