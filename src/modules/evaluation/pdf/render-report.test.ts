import { expect, test } from 'vitest'
import { noon } from '../../../../test/support/enrolment-scene.ts'
import { type Sheet, renderReport } from './render-report.ts'

const sheet = (parts: Sheet['parts']): Sheet => ({
  lang: 'da',
  title: 'Evaluering',
  author: 'Pilot',
  at: noon('2016-04-20'),
  pageOf: (page, pages) => `Side ${page} af ${pages}`,
  parts,
})

test('the paper is a tagged PDF in Danish whose figure says what it shows', async () => {
  const bytes = await renderReport(
    sheet([
      { kind: 'heading', text: 'Pladser' },
      {
        kind: 'columns',
        alt: 'Brugte pladsdage',
        columns: [
          { name: 'okt', filled: 52, rest: 10 },
          { name: 'nov', filled: 0, rest: 0 },
        ],
      },
      { kind: 'table', headings: ['Måned', 'Brugt'], rows: [['okt', '52']] },
    ]),
  )
  const text = Buffer.from(bytes).toString('latin1')
  expect(text.startsWith('%PDF-1.7')).toBe(true)
  expect(text).toContain('/MarkInfo')
  expect(text).toContain('/Lang')
  for (const tag of ['/Figure', '/Table', '/TH', '/H1', '/H2', '/Alt']) expect(text).toContain(tag)
})

test('bars and ribbons are figures with a text; a bar that may not be shown stands too', async () => {
  const bytes = await renderReport(
    sheet([
      {
        kind: 'bars',
        alt: 'Henvist 12; begyndt 1–4',
        bars: [
          { name: 'Henvist', part: 12, whole: 12, hidden: false, text: '12' },
          { name: 'Begyndt', part: 0, whole: 12, hidden: true, text: '1–4' },
        ],
      },
      { kind: 'flow', alt: 'Kontanthjælp → selvforsørgende 6', flows: [{ from: 'Kontanthjælp', to: 'Selvforsørgende', count: 6 }] },
    ]),
  )
  const text = Buffer.from(bytes).toString('latin1')
  expect(text.match(/\/S \/Figure/g)).toHaveLength(2)
})

test('a hundred rows go over several pages', async () => {
  const rows = Array.from({ length: 100 }, (_, at) => [`Række ${at}`, String(at)])
  const bytes = await renderReport(sheet([{ kind: 'table', headings: ['Tal', 'Værdi'], rows }]))
  expect(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length,
  ).toBeGreaterThan(2)
})
