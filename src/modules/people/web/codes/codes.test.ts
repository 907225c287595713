import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Pages, pagesOf } from '../../../../../test/support/pages.ts'
import { type Scene, at, openScene } from '../../../../../test/support/referral-scene.ts'
import { canEnd, checkCode } from '../../domain/support-basis-code.ts'
import { peopleModule, supportBasisCodes, supportBasisNames } from '../../index.ts'
import { readCode } from './form.ts'

const clock = movableClock(at('2015-10-05'))
let scene: Scene
let pages: Pages
beforeAll(async () => {
  scene = await openScene()
  pages = pagesOf(peopleModule({ db: scene.db, clock }).routes, clock)
})
afterAll(() => scene.database.close())

const list = '/support-basis-codes'
const fields = {
  name_da: 'Hjælp til forsørgelse',
  name_en: 'Maintenance assistance',
  legal_source: 'Lov om aktiv socialpolitik § 11, ny affattelse',
  readiness: 'job_ready',
  from: '01.11.2015',
}
const onDay = (on: string) =>
  scene.db.read(nobody(day(on)), async (tx) => (await supportBasisCodes(tx, day(on))).map(({ name }) => name.da))

test('an administrator looks first, then renames a benefit from a day; what was recorded before keeps its code', async () => {
  const { anne, ibrahim } = scene.cast
  const page = `${list}/social_assistance`
  const looked = await pages.post(anne, page, { ...fields, do: 'look' })
  expect([looked.status, looked.html.includes('Det kan vælges fra 01.11.2015'), looked.html.includes('Hjælp til forsørgelse')]).toEqual([
    200,
    true,
    true,
  ])
  // Before and after stand side by side, what stays is left out, and the groups are told, which the list does not show.
  expect(looked.html).toMatch(/Navn på dansk<[\s\S]*?Kontanthjælp<[\s\S]*?Hjælp til forsørgelse</)
  expect(looked.html).toMatch(/Visitationsgrupper, der hører til<[\s\S]*?Jobparat, Aktivitetsparat<[\s\S]*?Jobparat</)
  expect(await onDay('2015-11-01')).toContain('Kontanthjælp')
  expect((await pages.get(ibrahim, list)).html).not.toContain(`${list}/social_assistance`)
  expect((await pages.post(ibrahim, page, { ...fields, do: 'save' })).status).toBe(403)
  expect((await pages.post(anne, page, { ...fields, do: 'save' })).location).toBe(list)
  expect(await onDay('2015-10-31')).toContain('Kontanthjælp')
  expect(await onDay('2015-11-01')).toEqual(expect.arrayContaining(['Hjælp til forsørgelse']))
  expect(await onDay('2015-11-01')).not.toContain('Kontanthjælp')
  const names = await scene.db.read(nobody(day('2015-11-01')), supportBasisNames)
  expect(names.get('social_assistance')?.da).toBe('Hjælp til forsørgelse')
  expect((await pages.get(ibrahim, list)).html).toContain('fra 01.11.2015')
})

test('what is missing or too early is said at its field, and the form comes back filled', async () => {
  const { anne } = scene.cast
  const faulty = await pages.post(anne, `${list}/other`, { ...fields, legal_source: '', do: 'save' })
  expect([faulty.status, faulty.html.includes('Hjælp til forsørgelse'), faulty.html.includes('id="legal_source-error"')]).toEqual([
    422,
    true,
    true,
  ])
  const early = await pages.post(anne, `${list}/other`, { ...fields, from: '01.10.2015', do: 'save' })
  expect([early.status, early.html.includes('før i dag')]).toEqual([422, true])
  const again = await pages.post(anne, `${list}/social_assistance`, { ...fields, from: '01.11.2015', do: 'save' })
  expect([again.status, again.html.includes('allerede ændret fra 01.11.2015')]).toEqual([422, true])
  expect((await pages.get(anne, `${list}/no_such`)).status).toBe(404)
})

test('a new benefit is last in the list, and another ends', async () => {
  const { anne } = scene.cast
  expect((await pages.post(anne, `${list}/new`, { ...fields, name_da: 'Ny ydelse', from: '01.12.2015', do: 'save' })).status).toBe(303)
  expect((await pages.post(anne, `${list}/student_grant`, { ...fields, from: '01.12.2015', ends: 'yes', do: 'save' })).status).toBe(303)
  const after = await onDay('2015-12-01')
  expect([after.at(-1), after.includes('SU')]).toEqual(['Ny ydelse', false])
  expect(await onDay('2015-11-30')).toContain('SU')
  const needed = await pages.post(anne, `${list}/self_supporting`, { ...fields, ends: 'yes', do: 'save' })
  expect([needed.status, needed.html.includes('tæller efter den')]).toEqual([422, true])
})

test('the database refuses to delete or rewrite a code, even for its owner', async () => {
  const owner = scene.database.ownerDb
  const run = (statement: ReturnType<typeof sql>) => owner.transaction(nobody(day('2015-12-01')), (tx) => tx.run(statement))
  await expect(run(sql`delete from people.support_basis_code`)).rejects.toThrow('never changed or deleted')
  await expect(run(sql`update people.support_basis_code set name_da = 'x'`)).rejects.toThrow('never changed or deleted')
})

test.each([
  ['a day to come', '2015-10-06', false, 'student_grant', null],
  ['today', '2015-10-05', false, 'student_grant', null],
  ['yesterday', '2015-10-04', false, 'student_grant', 'code_in_the_past'],
  ['the day the newest version began', '2015-11-01', false, 'student_grant', 'code_already_changed'],
  ['the end of what figures count by', '2016-01-01', true, 'self_supporting', 'code_is_needed'],
])('a change on %s', (_, from, ends, code, refused) => {
  const latest = {
    code,
    sort: 1,
    from: day(from === '2015-11-01' ? from : '2000-01-01'),
    until: null,
    name: { da: 'x', en: 'x' },
    legalSource: 'x',
    readiness: [],
  }
  expect(checkCode({ code, from: day(from), ends }, { today: day('2015-10-05'), latest })?.kind ?? null).toBe(refused)
  expect(canEnd(code)).toBe(refused !== 'code_is_needed')
})

test('a benefit to which no group applies has none beside', () => {
  const form = new URLSearchParams({ ...fields, from: '31.02.2015' })
  form.append('readiness', 'not_applicable')
  const read = readCode(form)
  expect(read.ok ? [] : Object.keys(read.refusal), 'beside whatever else is wrong').toEqual(['from', 'readiness'])
})
