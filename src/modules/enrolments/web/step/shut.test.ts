import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { recordRepresentative, representativesOf, updateContact } from '#modules/people/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Scene, makeScene, noon } from '../../../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../../../test/support/pages.ts'
import { enrolmentsModule, enrolmentsOf, timeline } from '../../index.ts'
import { texts } from '../../texts/texts.ts'
import { shutReason } from './shut.ts'

const clock = movableClock(noon('2015-09-15'))
let scene: Scene
let pages: Pages

beforeAll(async () => {
  scene = await makeScene()
  pages = pagesOf(enrolmentsModule({ db: scene.database.db, clock }, scene.ports).routes, clock)
})
afterAll(() => scene.database.close())

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const requestId = () => crypto.randomUUID()

test('a reason that the programme calls sensitive is told to those who decide and to the citizen, not to the coach; and is corrected in time or not at all', async () => {
  clock.moveTo(noon('2015-09-15'))
  const one = await scene.accepted('Dorte Lund', '2015-09-14')
  expect((await pages.post(scene.ibrahim, `/enrolments/${one.id}/leave`, { reason: 'health', words: '' })).status).toBe(303)
  const found = (await scene.as(scene.mette, noon('2015-09-15'), (tx) => enrolmentsOf(tx, scene.agreementId))).find(
    ({ id }) => id === one.id,
  )
  const ref = { referralId: found?.referralId as never, enrolmentId: one.id }
  const told = (actor: typeof scene.mette | typeof one.citizen) =>
    scene.as(actor, noon('2015-09-15'), (tx) => timeline(tx, { actor, lang: 'da', today: day('2015-09-15') }, ref))
  const reads = await Promise.all(
    [scene.ibrahim, scene.mette, one.citizen, scene.soeren].map(async (actor) => JSON.stringify(await told(actor))),
  )
  expect(reads.map((words) => words.includes('Årsag:'))).toEqual([true, true, true, false])
  const page = async () => (await pages.get(scene.ibrahim, `/enrolments/${one.id}/reopen`)).html
  clock.moveTo(noon('2015-11-15'))
  expect(await page()).toContain('<textarea')
  clock.moveTo(noon('2015-11-16'))
  expect(text(await page())).toContain('15.11.2015')
  expect(await page()).not.toContain('<textarea')
  if (found === undefined) throw new Error('the run is there')
  const again = { run: { ...found.run, prolongedDays: 10 } }
  expect(shutReason(again, 'prolong', { say: texts('da'), today: day('2015-11-16') })).toContain('én gang')
})

test('a check is asked for from its day on, and none when all are recorded', async () => {
  const say = texts('da')
  const { id } = await scene.accepted('Ruth Dam', '2015-09-14')
  const found = (await scene.as(scene.mette, noon('2015-09-15'), (tx) => enrolmentsOf(tx, scene.agreementId))).find((one) => one.id === id)
  if (found === undefined) throw new Error('the run is there')
  const after = (checks: number[], today: string) =>
    shutReason({ run: { ...found.run, endedOn: day('2016-01-10'), checks } }, 'record_check', { say, today: day(today) })
  expect(after([], '2016-03-26')).toContain('27.03.2016')
  expect(after([], '2016-03-27')).toBeNull()
  expect(after([3, 6], '2016-08-01')).toContain('27.12.2016')
  expect(after([3, 6, 12, 24], '2018-01-10')).toBe(say.refusals.allChecked)
})

test('what is wrong with an ending is told in the order of its form, and what two tabs press is refused in one sentence', async () => {
  clock.moveTo(noon('2015-09-15'))
  const { id } = await scene.accepted('Else Vig', '2015-09-14')
  const wrong = await pages.post(scene.mette, `/enrolments/${id}/discharge`, { lastDay: 'i morgen' })
  const told = [...wrong.html.matchAll(/href="#(\w+)"/g)].map(([, field]) => field)
  expect([wrong.status, told.filter((field) => field !== 'content')]).toEqual([422, ['lastDay', 'initiator', 'tookPart', 'reason']])
  const leave = () => pages.post(scene.ibrahim, `/enrolments/${id}/leave`, { request_id: requestId(), reason: 'got_job', words: '' })
  expect((await leave()).status).toBe(303)
  const second = await leave()
  expect([second.status, text(second.html).match(/Det kan ikke ske nu/g)?.length]).toEqual([422, 1])
})

test('who acts for a citizen acts for nobody from the day after the death, whoever records it', async () => {
  clock.moveTo(noon('2015-09-15'))
  const { id, personId } = await scene.accepted('Gerda Holm', '2015-09-14')
  const at = noon('2015-09-15')
  const acts = {
    id: newId<'representative'>(),
    name: 'Vera Værge',
    address: null,
    phone: null,
    basis: 'guardianship',
    scope: 'everything',
  } as const
  const representative = { ...acts, from: day('2015-09-01'), until: null, copies: false }
  await scene.as(scene.ibrahim, at, async (tx) => {
    expect((await recordRepresentative(tx, { actor: scene.ibrahim, personId, representative, at })).ok).toBe(true)
    // The citizen is protected: the programme manager, who records the death, reads no representative.
    const contact = { name: 'Gerda Holm', address: null, phone: null, email: null, lang: 'da', interpreter: null } as const
    const contactOf = { ...contact, digitalPostExempt: false, protectedAddress: true }
    expect((await updateContact(tx, { actor: scene.ibrahim, personId, contact: contactOf, at })).ok).toBe(true)
  })
  expect(await scene.as(scene.mette, at, (tx) => representativesOf(tx, personId))).toEqual([])
  expect((await pages.post(scene.mette, `/enrolments/${id}/death`, { request_id: requestId(), on: '14.09.2015' })).status).toBe(303)
  const [known] = await scene.as(scene.ibrahim, at, (tx) => representativesOf(tx, personId))
  expect(known?.until?.toString()).toBe('2015-09-14')
})
