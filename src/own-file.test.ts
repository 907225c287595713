import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accessRequestsOf } from '#modules/journal/index.ts'
import { messages } from '#modules/notices/index.ts'
import type { ReferralId } from '#modules/referrals/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { type Pages, pagesOf } from '../test/support/pages.ts'
import { type Scene, as, at, citizenOf, openScene, sent } from '../test/support/referral-scene.ts'
import { createProgram } from './app.ts'

const clock = movableClock(at('2015-10-06'))
let scene: Scene
let pages: Pages
let caseId: ReferralId
let citizen: Awaited<ReturnType<typeof citizenOf>>

beforeAll(async () => {
  scene = await openScene()
  const log = createLog('silent')
  const program = createProgram({
    db: scene.db,
    clock,
    log,
    publicUrl: () => 'http://localhost',
    secure: false,
    secret: 'an invented secret of the tests, 32 long',
  })
  pages = pagesOf(
    program.modules.flatMap((module) => [...module.routes]),
    clock,
  )
  caseId = await sent(scene)
  citizen = await citizenOf(scene, caseId)
})
afterAll(() => scene.database.close())

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const form = (more: Record<string, string> = {}) => ({
  authority: scene.cast.ibrahim.organisationId,
  covers: 'whole',
  words: '',
  lang: 'en',
  delivery: 'electronic',
  request_id: newId(),
  ...more,
})
const requests = () => as(scene, scene.cast.ibrahim, clock.now(), (tx) => accessRequestsOf(tx, caseId))

test('the form tells what is missing at its field and comes back filled', async () => {
  const wrong = await pages.post(citizen, '/me/file', form({ covers: 'some', delivery: '' }))
  expect(wrong.status).toBe(422)
  for (const field of ['words', 'delivery']) expect(wrong.html).toContain(`href="#${field}"`)
  expect(words(wrong.html)).toContain('Skriv, hvad du vil se, eller vælg hele sagen')
  expect(wrong.html).toMatch(/value="some" checked/)
  const both = await pages.post(citizen, '/me/file', form({ words: 'Vurderingen' }))
  expect([both.status, words(both.html).includes('Slet teksten, eller vælg')]).toEqual([422, true])
  expect(words((await pages.get(citizen, '/me/file', 'en')).html)).toContain('Ask to see your file')
  const stranger = await pages.post(citizen, '/me/file', form({ authority: newId() }))
  expect([stranger.status, (await requests()).length]).toEqual([422, 0])
})

test('a request runs on the clock of the authority that was asked, one at a time, and only that authority hears of it', async () => {
  const { ibrahim, mette } = scene.cast
  const asked = form({ covers: 'some', words: 'Vurderingen og mine breve' })
  for (const time of [1, 2]) expect([time, (await pages.post(citizen, '/me/file', asked)).status]).toEqual([time, 303])
  const again = await Promise.all([1, 2].map(() => pages.post(citizen, '/me/file', form())))
  for (const { status, location } of again) expect([status, location]).toEqual([303, `/me/file#request-${asked.request_id}`])
  expect(await requests()).toHaveLength(1)
  const own = words((await pages.get(citizen, '/me/file')).html)
  for (const told of ['Svar senest 15.10.2015', 'Vurderingen og mine breve', 'Engelsk', 'Som en fil her på siden'])
    expect(own).toContain(told)
  expect(own, 'nothing to fetch yet').not.toContain('Hent din sag')
  expect((await pages.get(citizen, `/me/file/${asked.request_id}/bundle.zip`)).status).toBe(404)
  const worklist = (await pages.get(ibrahim, '/worklist')).html
  expect([worklist.includes('svar senest 15.10.2015'), worklist.includes(`/cases/${caseId}/file`)]).toEqual([true, true])
  expect(words((await pages.get(ibrahim, `/cases/${caseId}/file`)).html)).toContain('Borgeren har selv bedt om Vurderingen og mine breve')
  const told = async (actor: typeof ibrahim) => (await as(scene, actor, clock.now(), (tx) => messages(tx, 50))).map(({ kind }) => kind)
  expect((await told(ibrahim)).includes('access_asked')).toBe(true)
  expect((await told(mette)).includes('access_asked')).toBe(false)
  expect((await pages.get(mette, '/worklist')).html).not.toContain('Aktindsigt, der skal besvares')
})

test('two windows at once make one request', async () => {
  const { mette } = scene.cast
  const wish = () => form({ authority: mette.organisationId, delivery: 'paper' })
  const both = await Promise.all([1, 2, 3].map(() => pages.post(citizen, '/me/file', wish())))
  expect(both.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await as(scene, mette, clock.now(), (tx) => accessRequestsOf(tx, caseId))).toHaveLength(1)
  const page = (await pages.get(citizen, '/me/file')).html
  expect(page, 'both have been asked').not.toContain('name="authority"')
})

test('a request that is late says so to the citizen', async () => {
  clock.moveTo(at('2015-10-16'))
  expect(words((await pages.get(citizen, '/me/file')).html)).toContain('Du skulle have haft svar senest 15.10.2015')
})

test('what was handed out is told and fetched by the citizen alone, in the language asked for, and the fetching is logged', async () => {
  const { ibrahim } = scene.cast
  const [open] = await requests()
  const handed = await pages.post(ibrahim, `/cases/${caseId}/file/${open?.id ?? ''}`, {})
  expect(handed.status).toBe(303)
  const page = words((await pages.get(citizen, '/me/file')).html)
  expect([page.includes('Besvaret 16.10.2015'), page.includes('Hent din sag (ZIP)')]).toEqual([true, true])
  const path = `/me/file/${open?.id ?? ''}/bundle.zip`
  const fetched = await pages.get(citizen, path)
  expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect(fetched.headers.get('content-disposition')).toContain('attachment')
  expect(words((await pages.get(citizen, '/me/log')).html)).toContain('Du åbnede din sag, som den er udleveret til dig')
  const [, index] = /00 (\w+)\.pdf/.exec(fetched.html) ?? []
  expect(index, 'in English').toBe('Index')
  const told = await as(scene, citizen, clock.now(), (tx) => messages(tx, 50))
  expect(told.map(({ kind }) => kind)).toContain('access_answered')
  const other = await citizenOf(scene, await sent(scene))
  expect((await pages.get(other, path)).status).toBe(404)
  expect((await pages.get(ibrahim, path)).status).toBe(403)
  expect((await pages.post(citizen, '/me/file', form())).location, 'a new one may be asked for').toMatch(/^\/me\/file#request-/)
  expect(await requests()).toHaveLength(2)
})

test('one who acts for a citizen fetches the file, but not with a protected address in it', async () => {
  const [, answered] = await requests()
  const path = `/me/file/${answered?.id ?? ''}/bundle.zip`
  const guardian = { ...citizen, name: 'Vera for borgeren', scope: 'everything' as const }
  expect((await pages.get(guardian, path)).status).toBe(200)
  await scene.database.ownerDb.transaction(nobody(clock.today()), (tx) =>
    tx.run(sql`update people.contact set protected_address = true where person_id = ${citizen.personId}`),
  )
  expect((await pages.get(guardian, path)).status).toBe(403)
  expect(words((await pages.get(guardian, '/me/file')).html)).toContain('Den hentes kun af borgeren selv.')
  expect((await pages.get(citizen, path)).status).toBe(200)
  expect((await pages.get({ ...guardian, scope: 'economy' }, '/me/file')).status).toBe(403)
})
