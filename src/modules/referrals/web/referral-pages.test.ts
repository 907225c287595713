import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { movableClock } from '#platform/clock.ts'
import { pagesOf, type Pages } from '../../../../test/support/pages.ts'
import {
  assessed,
  at,
  citizenOf,
  draftOf,
  freshCpr,
  judged,
  openScene,
  proposed,
  type Scene,
  sent,
  wording,
} from '../../../../test/support/referral-scene.ts'
import { referralsModule } from '../index.ts'

const clock = movableClock(at('2015-10-05'))
let scene: Scene
let pages: Pages
const admitted: string[] = []

beforeAll(async () => {
  scene = await openScene()
  const ports = { accepted: (_tx: unknown, { caseNumber }: { caseNumber: string }) => Promise.resolve(void admitted.push(caseNumber)) }
  pages = pagesOf(referralsModule({ db: scene.db, clock }, ports).routes, clock)
})
afterAll(() => scene.database.close())

const text = (html: string) =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const criteria = judged([]).map((one) => one.criterion)
const scores = (score: number, other: Record<string, number> = {}) =>
  Object.fromEntries(
    criteria.flatMap((code) => [
      [`${code}-score`, String(other[code] ?? score)],
      [`${code}-sentence`, 'Det ses i samtalen'],
    ]),
  )
const yes = { identity_contact: 'yes', support_basis: 'yes', business_idea: 'yes', health: 'no', economy: 'yes' }

/** A referral typed page by page, to the receipt. Counts every field filled and every button pressed. */
async function referByPages(cpr: string): Promise<{ id: string; interactions: number }> {
  const { ibrahim } = scene.cast
  let interactions = 1 // the button that leads to the first page
  const send = async (path: string, fields: Record<string, string>, lang: number) => {
    interactions += lang
    return pages.post(ibrahim, path, fields)
  }
  const first = await send('/referrals/new', { agreement: scene.agreementId, cpr, cprSure: 'yes', name: 'Fatou Jallow' }, 3)
  expect([first.status, text(first.html)]).toEqual([303, ''])
  const id = /referrals\/([^/]+)\//.exec(first.location ?? '')?.[1] ?? ''
  const base = `/referrals/${id}`
  const steps: [string, Record<string, string>, number, string][] = [
    ['contact', { phone: '20304050', email: 'fatou@example.dk', address: '', lang: 'da', interpreter: '' }, 3, 'support_basis'],
    ['support_basis', { code: 'social_assistance', from: '1.2.2015', source: 'citizen' }, 4, 'idea'],
    ['idea', { title: 'Frokostordning', text: 'Varm frokost til små firmaer i Vallensbæk' }, 3, 'fitness'],
    ['fitness', { why: 'Kok i ni år, tre faste kunder', health: '', economy: 'To ordninger, begge overholdt' }, 3, 'sharing'],
    ['sharing', { informed: 'yes', ...yes }, 7, 'check'],
  ]
  for (const [section, fields, count, next] of steps) {
    const saved = await send(`${base}/sections/${section}`, fields, count)
    expect([section, saved.status, saved.location]).toEqual([section, 303, next === 'check' ? `${base}/check` : `${base}/sections/${next}`])
  }
  const check = await pages.get(ibrahim, `${base}/check`)
  expect(text(check.html)).toContain('Varm frokost til små firmaer i Vallensbæk')
  expect(check.html).not.toContain(cpr)
  const done = await send(`${base}/check`, {}, 1)
  expect(done.location).toBe(`${base}/receipt`)
  return { id, interactions }
}

describe('the whole way by the pages', () => {
  test('refer, assess sealed, agree, propose, confirm: and the letter and the place in line follow', async () => {
    const { ibrahim, mette } = scene.cast
    const { id, interactions } = await referByPages(freshCpr())
    expect(interactions).toBeLessThanOrEqual(35)
    const base = `/referrals/${id}`
    const receipt = await pages.get(ibrahim, `${base}/receipt`)
    expect(text(receipt.html)).toMatch(/I-2015-\d{3}.*Næstved ser på henvisningen senest 09\.10\.2015/)
    expect((await pages.post(mette, `${base}/steps/start_assessment`, {})).status).toBe(303)
    const mine = await pages.post(mette, `${base}/assessment`, { do: 'submit', ...scores(3, { economy: 2 }) })
    expect([mine.status, mine.location]).toEqual([303, `${base}/assessment`])
    const sealed = await pages.get(ibrahim, `${base}/comparison`)
    expect(sealed.location).toBe(`${base}/assessment`)
    const own = await pages.get(ibrahim, `${base}/assessment`)
    expect(text(own.html)).toContain('Næstved har afleveret')
    expect(own.html).not.toContain('checked')
    await pages.post(ibrahim, `${base}/assessment`, { do: 'submit', ...scores(3, { economy: 4, skills: 4 }) })
    const compared = text((await pages.get(ibrahim, `${base}/comparison`)).html)
    expect(compared).toContain('2 af 7 kriterier er forskellige')
    expect(compared.indexOf('2 point fra hinanden')).toBeLessThan(compared.indexOf('1 point fra hinanden'))
    const bare = await pages.post(mette, `${base}/comparison`, { 'economy-agreed': '3', 'economy-note': '' })
    expect([bare.status, text(bare.html).includes('Skriv, hvordan I er blevet enige')]).toEqual([422, true])
    expect(
      (await pages.post(mette, `${base}/comparison`, { 'economy-agreed': '3', 'economy-note': 'Ordningerne er overholdt' })).status,
    ).toBe(303)
    const first = await pages.post(mette, `${base}/decision`, { outcome: 'accepted', considerations: 'Du har kunder.' })
    expect([first.status, text(first.html)]).toEqual([303, ''])
    const waiting = await pages.get(mette, `${base}/decision`)
    expect(waiting.html).not.toContain('decision/confirmation')
    const second = await pages.get(ibrahim, `${base}/decision`)
    expect(text(second.html)).toContain('Drej nøglen for Vallensbæk')
    expect(text(second.html)).toContain('Brevet, som det bliver sendt')
    const proposal = /name="proposal" value="([^"]+)"/.exec(second.html)?.[1] ?? ''
    const both = await Promise.all([1, 2].map(() => pages.post(ibrahim, `${base}/decision/confirmation`, { proposal })))
    expect(new Set(both.map(({ location }) => location)), 'pressed in two windows').toEqual(new Set([`${base}/decision`]))
    expect(admitted).toHaveLength(1)
    const made = await pages.get(ibrahim, `${base}/decision`)
    expect(made.html).toMatch(/\/letters\/[0-9a-f-]+\.pdf/)
    expect(text(made.html)).toContain('Mette og Ibrahim')
  })

  test('a refusal: each fault is named at its field, the hearing’s answer is read by both', async () => {
    const { ibrahim, mette, lone } = scene.cast
    clock.moveTo(at('2015-10-13'))
    const id = await assessed(scene, [2], [2])
    const base = `/referrals/${id}`
    const wrong = await pages.post(mette, `${base}/decision`, {
      outcome: 'hearing',
      legal_rule: '',
      considerations: '',
      hearing_until: '14.10.2015',
      reason_refusal: '',
    })
    expect(wrong.status).toBe(422)
    for (const field of ['reason_refusal', 'considerations', 'legal_rule', 'hearing_until'])
      expect(wrong.html).toContain(`href="#${field}"`)
    expect(wrong.html).toContain('value="14.10.2015"')
    const fields = {
      outcome: 'hearing',
      legal_rule: 'LAB § 1',
      considerations: 'Ingen kunder endnu.',
      hearing_until: '27.10.2015',
      reason_refusal: 'idea_not_viable',
    }
    expect((await pages.post(mette, `${base}/decision`, fields)).status).toBe(303)
    const proposal = /name="proposal" value="([^"]+)"/.exec((await pages.get(lone, `${base}/decision`)).html)?.[1] ?? ''
    expect((await pages.post(lone, `${base}/decision/confirmation`, { proposal })).status).toBe(303)
    expect((await pages.post(ibrahim, `${base}/hearing`, { text: '' })).status).toBe(422)
    const fatou = await citizenOf(scene, id)
    expect(text((await pages.get(fatou, '/me/referral')).html)).toContain('Du kan svare til og med 27.10.2015')
    expect((await pages.post(fatou, '/me/referral/hearing', { answer: 'Jeg har fået en kunde' })).location).toBe('/me/referral')
    expect(text((await pages.get(mette, `${base}/decision`)).html)).toContain('Jeg har fået en kunde')
    clock.moveTo(at('2015-10-05'))
  })
})

describe('what a page refuses', () => {
  test('a CPR number that cannot be is named; one that fails its check digit is asked about once', async () => {
    const { ibrahim } = scene.cast
    const ask = (cpr: string, more: Record<string, string> = {}) =>
      pages.post(ibrahim, '/referrals/new', { agreement: scene.agreementId, cpr, name: 'Bo Lund', ...more })
    const unreal = await ask('310290-1234')
    expect([unreal.status, text(unreal.html).includes('ikke en dato, der findes')]).toEqual([422, true])
    expect(unreal.html).toContain('value="Bo Lund"')
    expect(text((await ask('12')).html)).toContain('ti cifre')
    const doubtful = await ask('120384-1111')
    expect([doubtful.status, text(doubtful.html).includes('består ikke kontrolcifferet')]).toEqual([422, true])
    expect((await ask('120384-1111', { cprSure: 'yes' })).status).toBe(303)
    const again = await ask('120384-1111', { cprSure: 'yes' })
    expect([again.status, text(again.html).includes('allerede henvist i sag I-2015-')]).toEqual([409, true])
  })

  test('who is not 18 yet is asked about once, with the day they are, and the form comes back filled', async () => {
    const fields = { agreement: scene.agreementId, cpr: inventedCpr(day('2000-02-29'), 4), name: 'Unge Bo' }
    const asked = await pages.post(scene.cast.ibrahim, '/referrals/new', fields)
    expect([asked.status, text(asked.html).includes('fylder først 18 år den 01.03.2018')]).toEqual([422, true])
    expect([asked.html.includes('value="Unge Bo"'), asked.html.includes('name="minorSure"')]).toEqual([true, true])
    expect((await pages.post(scene.cast.ibrahim, '/referrals/new', { ...fields, minorSure: 'yes' })).status).toBe(303)
  })

  test('what is missing is named and linked, and the case is not sent', async () => {
    const { ibrahim } = scene.cast
    const started = await pages.post(ibrahim, '/referrals/new', {
      agreement: scene.agreementId,
      cpr: freshCpr(),
      cprSure: 'yes',
      name: 'Bo Lund',
    })
    const base = (started.location ?? '').replace('/sections/contact', '')
    const check = await pages.get(ibrahim, `${base}/check`)
    expect(check.html).toContain(`${base}/sections/idea?return=check#title`)
    expect(text(check.html)).not.toContain('Send henvisningen')
    const forced = await pages.post(ibrahim, `${base}/check`, {})
    expect([forced.status, text(forced.html).includes('Henvisningen mangler noget')]).toEqual([422, true])
    const empty = await pages.post(ibrahim, `${base}/sections/support_basis`, { code: '', from: '31.02.2015', source: '' })
    expect(empty.status).toBe(422)
    for (const field of ['code', 'from', 'source']) expect(empty.html).toContain(`href="#${field}"`)
    expect(empty.html).toContain('value="31.02.2015"')
  })

  test('wrong role and wrong organisation', async () => {
    const { mette, soeren, birgitte, anne, ibrahim } = scene.cast
    const draft = await draftOf(scene)
    const id = await sent(scene)
    expect((await pages.get(mette, `/referrals/${draft}`)).status).toBe(404)
    expect((await pages.get(mette, `/referrals/${id}/check`)).status).toBe(403)
    expect((await pages.get(birgitte, `/referrals/${id}`)).status).toBe(403)
    expect((await pages.get(anne, `/referrals/${id}/assessment`)).status).toBe(403)
    expect((await pages.get(soeren, `/referrals/${id}`)).status).toBe(200)
    expect((await pages.post(ibrahim, `/referrals/${id}/information`, {})).status).toBe(403)
    expect((await pages.get(ibrahim, '/referrals/not-an-id')).status).toBe(404)
    const stranger = await citizenOf(scene, await sent(scene))
    expect((await pages.get(stranger, `/referrals/${id}/hearing`)).status).toBe(404)
  })

  test('an assessment comes back filled, with each hole named', async () => {
    const { mette } = scene.cast
    const id = await sent(scene)
    await pages.post(mette, `/referrals/${id}/steps/start_assessment`, {})
    const answer = await pages.post(mette, `/referrals/${id}/assessment`, {
      do: 'submit',
      'skills-score': '4',
      'economy-basis': 'Budgetskema',
    })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('href="#skills-sentence"')
    expect(answer.html).toContain('href="#economy-score"')
    expect(answer.html).toContain('value="Budgetskema"')
  })

  test('a withdrawal asks for its reason, and "other" for words', async () => {
    const { ibrahim } = scene.cast
    const id = await sent(scene)
    const path = `/referrals/${id}/steps/withdraw`
    expect((await pages.post(ibrahim, path, {})).html).toContain('href="#reason"')
    expect((await pages.post(ibrahim, path, { reason: 'other' })).html).toContain('href="#text"')
    expect((await pages.post(ibrahim, path, { reason: 'got_job' })).status).toBe(303)
    expect((await pages.post(ibrahim, path, { reason: 'got_job' })).status).toBe(409)
  })
})

test('questions and answers: only what was asked opens, and goes back with the answers', async () => {
  const { ibrahim, mette } = scene.cast
  const id = await sent(scene)
  const base = `/referrals/${id}`
  const half = await pages.post(mette, `${base}/information`, { 'section-0': 'idea', 'text-0': 'Hvem er kunderne?' })
  expect([half.status, half.html.includes('href="#reason-0"')]).toEqual([422, true])
  await pages.post(mette, `${base}/information`, { 'section-0': 'idea', 'reason-0': 'idea_unclear', 'text-0': 'Hvem er kunderne?' })
  const page = await pages.get(ibrahim, `${base}/answers`)
  const question = /name="([0-9a-f-]{36})"/.exec(page.html)?.[1] ?? ''
  expect((await pages.post(ibrahim, `${base}/sections/idea`, { title: 'Frokost', text: 'Tre firmaer' })).location).toBe(`${base}/answers`)
  expect((await pages.post(ibrahim, `${base}/sections/fitness`, { why: 'x' })).status).toBe(422)
  expect((await pages.post(ibrahim, `${base}/answers`, { do: 'return', [question]: '' })).html).toContain(`href="#${question}"`)
  expect((await pages.post(ibrahim, `${base}/answers`, { do: 'return', [question]: 'Tre firmaer' })).location).toBe(base)
})

test('the citizen approves item by item, and what is left out comes back with words', async () => {
  const id = await draftOf(scene)
  const fatou = await citizenOf(scene, id)
  expect(text((await pages.get(fatou, '/me/referral')).html)).toContain('i gang med din henvisning')
  await pages.post(scene.cast.ibrahim, `/referrals/${id}/steps/share`, {})
  expect(text((await pages.get(fatou, '/me/referral')).html)).toContain('Varm frokost til små firmaer')
  expect((await pages.post(fatou, '/me/referral/approval', yes)).html).toContain('href="#informed"')
  const declined = await pages.post(fatou, '/me/referral/approval', { informed: 'yes', ...yes, business_idea: 'no' })
  expect(text(declined.html)).toContain('Forretningsidé og begrundelse: Uden det kan sagen ikke vurderes')
  const silent = text((await pages.post(fatou, '/me/referral/approval', {})).html)
  expect(silent).toMatch(/Der er 6 fejl.*Økonomi og gæld: Svar ja.*Forsørgelse Kontanthjælp fra [\d.]+\. Oplyst af: dig/)
  expect((await pages.post(fatou, '/me/referral/objection', { objection: '' })).html).toContain('href="#objection"')
  expect((await pages.post(fatou, '/me/referral/approval', { informed: 'yes', ...yes })).status).toBe(303)
})

test('every page has one heading and a title in both languages, in every state', async () => {
  const { ibrahim, mette } = scene.cast
  const draft = await draftOf(scene)
  const apart = await assessed(scene, [1, 2], [4, 2])
  const turned = await assessed(scene, [3], [3])
  await proposed(scene, turned, wording('not_now'))
  const paths = [
    '/referrals',
    '/referrals?list=ended',
    '/referrals/new',
    `/referrals/${draft}`,
    `/referrals/${draft}/check`,
    `/referrals/${draft}/steps/share`,
    ...['contact', 'support_basis', 'idea', 'fitness', 'sharing'].map((one) => `/referrals/${draft}/sections/${one}`),
    ...[apart, turned].flatMap((id) =>
      ['', '/comparison', '/decision', '/assessment', '/hearing', '/steps/withdraw', '/steps/register_by_mistake'].map(
        (page) => `/referrals/${id}${page}`,
      ),
    ),
  ]
  for (const lang of ['da', 'en'] as const)
    for (const path of paths) {
      const { status, html } = await pages.get(ibrahim, path, lang)
      expect([path, status]).toEqual([path, 200])
      expect([path, html.match(/<h1/g)?.length]).toEqual([path, 1])
      expect([path, html.includes('undefined') || html.includes('[object')]).toEqual([path, false])
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1])
      expect([path, ids.filter((one, index) => ids.indexOf(one) !== index)]).toEqual([path, []])
    }
  expect((await pages.get(mette, '/referrals', 'en')).html).toContain('Joint assessment')
})
