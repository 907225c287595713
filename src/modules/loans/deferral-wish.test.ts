import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { letterPdf, lettersTo } from '#modules/notices/index.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { readPaper } from '../../../test/support/pdf.ts'
import { stepArrears } from './actions/arrears.ts'
import { loansModule } from './index.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { done, paidOut, payOff, run, scene, staff } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-05-10'), today: () => day('2016-05-10') }
const noFile = () => Promise.reject(new Error('no file is read here'))
const pages = pagesOf(loansModule({ db: scene.database.db, clock }, noFile, loanPorts).routes, clock)
const { hanne, gitte } = staff
const form = (fields: Record<string, string>) => ({ request_id: newId(), ...fields })
const letters = () => scene.as(gitte, clock.now(), (tx) => lettersTo(tx, run.citizen.personId))
const newest = async () => {
  const [letter] = await letters()
  const stored = letter === undefined ? null : await scene.as(gitte, clock.now(), (tx) => letterPdf(tx, letter.id))
  return stored === null
    ? ''
    : readPaper(stored.pdf)
        .order.map(({ text }) => text)
        .join(' ')
}

test('a deferral without a request says whose wish it is: on the lender’s own initiative its letter tells how to complain', async () => {
  const id = await paidOut()
  const path = `/loans/${id}`
  const grant = { kind: 'pause', from: '01.06.2016', months: '2', reason: 'other', words: 'Sommeren er stille' }
  const silent = await pages.post(hanne, `${path}/deferrals`, form(grant))
  expect([silent.status, silent.html.includes('id="wish-error"'), silent.html.includes('Sommeren er stille')]).toEqual([422, true, true])
  for (const [wish, months, told, complains] of [
    ['borrower', '1', 'Henstand givet, efter borgerens ønske', false],
    ['lender', '2', 'Henstand givet, på eget initiativ', true],
  ] as const) {
    expect((await pages.post(hanne, `${path}/deferrals`, form({ ...grant, months, wish }))).status).toBe(303)
    expect((await pages.get(hanne, path)).html).toContain(told)
    const letter = await newest()
    expect(letter).toContain('Du får henstand')
    expect([letter.includes('på vores eget initiativ'), letter.includes('klage')], wish).toEqual([complains, complains])
    const event = /name="event" value="([0-9a-f-]{36})"/.exec((await pages.get(hanne, path)).html)?.[1] ?? ''
    expect((await pages.post(hanne, `${path}/deferral-reversals`, form({ event }))).status).toBe(303)
  }
  // A request that stands open is the borrower's wish: nobody is asked, and another answer than the wish is told as one.
  const wished = { kind: 'pause', from: '01.06.2016', months: '2', words: 'Færre kunder' }
  expect((await pages.post(run.citizen, `${path}/deferral-requests`, form(wished))).status).toBe(303)
  const page = (await pages.get(hanne, `${path}/deferral?kind=pause&from=01.06.2016&months=1`)).html
  expect(page).not.toContain('name="wish"')
  const answers = /name="answers" value="([^"]+)"/.exec(page)?.[1] ?? ''
  expect((await pages.post(hanne, `${path}/deferrals`, form({ ...grant, months: '1', answers, wish: 'lender' }))).status).toBe(303)
  const other = await newest()
  expect([other.includes('Det er ikke helt det, du bad om'), other.includes('eget initiativ')]).toEqual([true, false])
  await payOff(id)
})

test('letters of one moment stand in the order they were written, the last on top', async () => {
  const id = await paidOut()
  const before = (await letters()).length
  const path = `/loans/${id}`
  const grant = { kind: 'pause', from: '01.06.2016', months: '1', reason: 'other', words: 'Ja', wish: 'borrower' }
  for (let n = 0; n < 4; n += 1) {
    expect((await pages.post(hanne, `${path}/deferrals`, form(grant))).status).toBe(303)
    const event = /name="event" value="([0-9a-f-]{36})"/.exec((await pages.get(hanne, path)).html)?.[1] ?? ''
    expect((await pages.post(hanne, `${path}/deferral-reversals`, form({ event }))).status).toBe(303)
  }
  const fresh = (await letters()).slice(0, -before).map(({ title }) => (title.startsWith('Vi har rettet') ? 'undone' : 'granted'))
  expect(fresh).toEqual(['undone', 'granted', 'undone', 'granted', 'undone', 'granted', 'undone', 'granted'])
  await payOff(id)
})

test('the loan’s page lists when no day counted as late, why, and for how many days', async () => {
  const id = await paidOut()
  const path = `/loans/${id}`
  expect((await pages.get(gitte, path)).html).not.toContain('id="pause-log"')
  const step = async (on: string, what: Parameters<typeof stepArrears>[1]['step']) =>
    expect(
      await scene.as(gitte, noon(on), (tx) =>
        stepArrears(tx, { actor: gitte, loanId: id, requestId: newId(), on: day(on), at: noon(on), step: what }),
      ),
    ).toEqual(done)
  await step('2016-04-25', { kind: 'arrears_pause', from: day('2016-04-20'), until: day('2016-04-28'), words: 'Fejl hos banken' })
  await step('2016-05-01', { kind: 'arrears_pause', from: day('2016-05-01'), until: null, words: 'Venter på svar' })
  await step('2016-05-05', { kind: 'arrears_resume', words: 'Svaret kom' })
  await step('2016-05-08', { kind: 'arrears_pause', from: day('2016-05-08'), until: null, words: 'Ny indsigelse' })
  const html = (await pages.get(run.citizen, path)).html
  const rows = [...(/id="pauses"[^]*?<\/table>/.exec(html)?.[0] ?? '').matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].slice(1).map(([, row = '']) =>
    row
      .replaceAll(/<span class="g-(?:label|h)[^]*?<\/span>/g, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  expect(rows).toEqual([
    '20.04.2016 28.04.2016 Fejl hos banken 8',
    '01.05.2016 05.05.2016 Venter på svar Afsluttet: Svaret kom 4',
    '08.05.2016 Ikke afsluttet Ny indsigelse 3',
  ])
  await payOff(id)
})
