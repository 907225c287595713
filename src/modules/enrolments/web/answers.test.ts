import { afterAll, beforeAll, expect, test } from 'vitest'
import { movableClock } from '#platform/clock.ts'
import { type Scene, makeScene, noon } from '../../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../../test/support/pages.ts'
import { enrolmentsModule } from '../index.ts'

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

test('that nobody came is offered from the start day on; who will not come can say so before', async () => {
  clock.moveTo(noon('2015-09-15'))
  const one = await scene.accepted('Amina Yıldız', '2015-09-14')
  const offer = { startOn: '05.10.2015', answerBy: '25.09.2015', skipReason: 'x' }
  expect((await pages.post(scene.mette, `/enrolments/${one.id}/offer`, offer)).status).toBe(303)
  expect((await pages.post(one.citizen, `/enrolments/${one.id}/answer`, { answer: 'accept' })).status).toBe(303)
  const page = `/enrolments/${one.id}/never-started`
  const absent = { reason: 'did_not_appear', words: '', initiator: 'provider' }
  clock.moveTo(noon('2015-10-04'))
  const early = text((await pages.get(scene.mette, page)).html)
  expect([early.includes('Mødte ikke op'), early.includes('kan vælges fra startdagen 05.10.2015')]).toEqual([false, true])
  const tooEarly = await pages.post(scene.mette, page, absent)
  expect([tooEarly.status, text(tooEarly.html).includes('Borgeren skal først møde 05.10.2015')]).toEqual([422, true])
  expect((await pages.post(scene.mette, page, { ...absent, reason: 'got_job', do: 'preview' })).status).toBe(200)
  clock.moveTo(noon('2015-10-05'))
  expect(text((await pages.get(scene.mette, page)).html)).toContain('Mødte ikke op')
  expect((await pages.post(scene.mette, page, { ...absent, do: 'preview' })).status).toBe(200)
})

test('a yes said twice is told kindly, on the page and when pressed', async () => {
  clock.moveTo(noon('2015-09-15'))
  const one = await scene.accepted('Rut Holm', '2015-09-14')
  const offer = { startOn: '05.10.2015', answerBy: '25.09.2015', skipReason: 'x' }
  expect((await pages.post(scene.mette, `/enrolments/${one.id}/offer`, offer)).status).toBe(303)
  const answer = `/enrolments/${one.id}/answer`
  const yes = () => pages.post(one.citizen, answer, { request_id: requestId(), answer: 'accept' })
  for (const time of [1, 2]) expect([time, await yes()]).toMatchObject([time, { status: 303, location: '/me' }])
  const again = text((await pages.get(one.citizen, answer)).html)
  expect([again.includes('Du har allerede sagt ja til pladsen'), again.includes('Det kan ikke ske nu')]).toEqual([true, false])
  expect(text((await pages.get(scene.ibrahim, answer, 'en')).html)).toContain('The place has already been accepted')
  const no = await pages.post(one.citizen, answer, { answer: 'turn_down', reason: 'education', words: '' })
  expect([no.status, text(no.html).includes('Det kan ikke ske nu')], 'a no is not a yes').toEqual([422, true])
  clock.moveTo(noon('2015-10-04'))
  const gone = { initiator: 'citizen', reason: 'got_job', words: '' }
  expect((await pages.post(scene.mette, `/enrolments/${one.id}/never-started`, gone)).status).toBe(303)
})
