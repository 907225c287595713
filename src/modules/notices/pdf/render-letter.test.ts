import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { type LetterContent, type LetterFields, type LetterSheet, type LetterTemplate, templateVersions } from '../domain/letter.ts'
import { lettersDa } from '../texts/letters-da.ts'
import { lettersEn } from '../texts/letters-en.ts'
import { renderLetter } from './render-letter.ts'

const at = Temporal.Instant.from('2016-02-29T10:00:00Z')
const grounds = { reasons: ['Idéen kan ikke bære sig.'], legalRule: 'Lov § 1', considerations: ['Budgettet', 'Tiden'] }
const complaint = { sendTo: 'Næstved Kommune', appealBody: 'Ankestyrelsen' }
const on = day('2016-02-29')
const brief = { nextOre: ore(138_900n), nextOn: on, lastOn: on, owedOre: ore(5_000_000n) }
const filled: LetterFields = {
  accepted: { programme: 'forløbet', reasons: ['Du er klar.'] },
  not_now: { ...grounds, reviewOn: on, complaint },
  hearing: { ...grounds, answerBy: on },
  refused: { ...grounds, complaint },
  place_offer: { placeNumber: 1, startsOn: on, answerBy: on },
  enrolled: { placeNumber: 2, startsOn: on, firstPhaseEndsOn: on, endsOn: on },
  discharge_completed: { lastDay: on },
  discharge_early: { lastDay: on, reasons: ['Du har fået job.'] },
  reopened: { was: 'course', endedOn: on, reasons: ['Det var en fejl.'], now: { kind: 'goes_on', placeNumber: 1, endsOn: on } },
  loan_offered: {
    amountOre: ore(5_000_000n),
    purpose: 'en symaskine',
    instalments: 36,
    instalmentOre: ore(138_800n),
    lastInstalmentOre: ore(142_000n),
    firstDueOn: on,
    lastDueOn: on,
    answerBy: on,
    lateFeeOre: ore(10_000n),
    lateInterest: true,
    aidOre: ore(43_109n),
    aidRule: '2023/2831',
  },
  loan_reminder: { loanNumber: 'L-2016-001', amountOre: ore(40_000n), daysLate: 28, feeOre: ore(0n), payBy: day('2016-05-01') },
  loan_declined: { ...grounds, complaint },
  loan_deferred: {
    loanNumber: 'L-2016-001',
    deferral: { kind: 'pause', months: 2 },
    before: brief,
    after: brief,
    reason: 'Færre kunder.',
    complaint,
  },
  loan_deferral_refused: { ...grounds, loanNumber: 'L-2016-001', complaint },
  loan_deferral_undone: { loanNumber: 'L-2016-001', before: brief, after: brief, complaint },
  loan_rest_waived: {
    ...grounds,
    loanNumber: 'L-2016-001',
    waivedOre: ore(40_000n),
    paidOutOre: ore(60_000n),
    owedOre: ore(50_000n),
    complaint,
  },
  loan_hand_over_notice: { loanNumber: 'L-2016-001', amountOre: ore(40_000n), oldestOn: on, payBy: on, reason: 'Rykket forgæves.' },
  loan_hand_over_dropped: { loanNumber: 'L-2016-001', amountOre: ore(40_000n), reason: 'Der er aftalt en plan.' },
  loan_remitted: { loanNumber: 'L-2016-001', amountOre: ore(40_000n), reason: 'Varigt syg.' },
  loan_recalled: { loanNumber: 'L-2016-001', amountOre: ore(40_000n) },
  decision_delayed: { matter: 'loan', cameOn: on, decideBy: on, expectedOn: on, why: 'Vi mangler svar.' },
  complaint_received: { receivedOn: on, answerBy: on, appealBody: 'Ankestyrelsen' },
  complaint_forwarded: { considerations: ['Budgettet'], appealBody: 'Ankestyrelsen' },
  complaint_changed: { considerations: ['Kunderne'] },
}

const sheetOf = (content: LetterContent, lang: 'da' | 'en' = 'da'): LetterSheet => ({
  ...content,
  lang,
  sender: 'Næstved Kommune',
  addressee: { name: 'Łucja Çelik Sørensen', address: 'Åboulevarden 12, 3. tv.\n8000 Ærøskøbing' },
  caseNumber: 'I-2015-001',
  on,
  signedBy: { name: 'Mette Holm', title: 'programleder' },
})

/** Every packed stream of the PDF, unpacked. */
function streams(pdf: Uint8Array): string[] {
  const raw = Buffer.from(pdf)
  return [...raw.toString('latin1').matchAll(/stream\r?\n/g)].flatMap((match) => {
    try {
      return [inflateSync(raw.subarray(match.index + match[0].length)).toString('latin1')]
    } catch {
      return [] // a stream that is not packed
    }
  })
}

/** What a reader or a screen reader gets: the drawn glyphs through each font's own table of characters, without spaces. */
function readText(pdf: Uint8Array): string {
  const all = streams(pdf)
  const tables = all.filter((one) => one.includes('begincmap')).map(charactersOf)
  return all
    .filter((one) => / Tf\b/.test(one))
    .map((content) => tables.map((table) => drawn(content, table)).join('\n'))
    .join('\n')
}

function charactersOf(cmap: string): string[] {
  const body = /\[([^\]]*)\]/.exec(cmap)?.[1] ?? ''
  return [...body.matchAll(/<([0-9a-f]+)>/gi)].map((match) =>
    Buffer.from(match[1] ?? '', 'hex')
      .swap16()
      .toString('utf16le'),
  )
}

function drawn(content: string, table: readonly string[]): string {
  const glyphs = [...content.matchAll(/<([0-9a-f]+)>/gi)].flatMap((match) => (match[1] ?? '').match(/.{4}/g) ?? [])
  return glyphs
    .map((glyph) => table[Number.parseInt(glyph, 16)] ?? '')
    .join('')
    .replaceAll(/\s/g, '')
}

const templates = Object.keys(templateVersions) as LetterTemplate[]
const write = <Template extends LetterTemplate>(words: typeof lettersDa, template: Template) => words[template](filled[template])

test.each(templates)('the letter %s is drawn in both languages, with its heading, tags, title and language', async (template) => {
  for (const [lang, words] of [
    ['da', lettersDa],
    ['en', lettersEn],
  ] as const) {
    const content = write(words, template)
    const pdf = await renderLetter(sheetOf(content, lang), at)
    const raw = Buffer.from(pdf).toString('latin1')
    expect(readText(pdf)).toContain(content.heading.replaceAll(/\s/g, ''))
    expect(raw).toContain(lang === 'da' ? 'da-DK' : 'en-GB')
    for (const mark of ['/Marked true', '/S /H1', '/DisplayDocTitle true', '<pdfuaid:part>1</pdfuaid:part>']) expect(raw).toContain(mark)
    if (content.blocks.some((block) => block.kind === 'terms')) expect(raw).toContain('/Scope /Row')
  }
})

test('a sentence that ends in an amount has one full stop, and the purpose stands as it was written', () => {
  const said = templates.map((template) => JSON.stringify(write(lettersDa, template))).join('')
  expect(said).not.toContain('kr..')
  expect(write(lettersDa, 'loan_offered').blocks.find((block) => block.kind === 'terms')?.rows).toContainEqual(['Formål', 'en symaskine'])
})

test('what is drawn can be read back, names beyond Danish letters too, so that a CPR number would be found', async () => {
  const content = { heading: 'Prøve', blocks: [{ kind: 'paragraph', text: 'Nr. 010180-4001' }] } as const
  expect(readText(await renderLetter(sheetOf(content), at))).toContain('010180-4001')
  const letter = readText(await renderLetter(sheetOf(write(lettersDa, 'refused')), at))
  expect(letter).toContain('ŁucjaÇelikSørensen')
  expect(letter).not.toMatch(/\d{6}-?\d{4}/)
})

test('every decision against the citizen gives reason, rule, what weighed and how to complain within four weeks', () => {
  for (const template of ['refused', 'not_now', 'loan_declined'] as const) {
    const texts = JSON.stringify(write(lettersDa, template))
    for (const part of ['Begrundelse', 'Idéen kan ikke bære sig.', 'Lov § 1', 'Budgettet', 'inden 4 uger', 'Ankestyrelsen'])
      expect(texts).toContain(part)
  }
})

test('a letter longer than a page goes on, with nothing lost', async () => {
  const items = Array.from({ length: 90 }, (_, index) => `Punkt ${index} med en del ord i`)
  const pdf = await renderLetter(sheetOf({ heading: 'Lang', blocks: [{ kind: 'list', items }] }), at)
  const text = readText(pdf)
  for (const item of items) expect(text).toContain(item.replaceAll(' ', ''))
  expect(
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length,
  ).toBeGreaterThan(1)
})
