import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { movableClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import { linesAbout } from '#modules/audit/index.ts'
import { assign, standing } from '#modules/caseload/index.ts'
import { registerAccessRequest, writeNote } from '#modules/journal/index.ts'
import { messages, tellNamed } from '#modules/notices/index.ts'
import type { ReferralId } from '#modules/referrals/index.ts'
import { dayText } from '#ui/format.ts'
import { tradeModules } from '../../src/modules.ts'
import { type Pages, pagesOf } from '../support/pages.ts'
import { type Scene, as, at, must, openScene, sent } from '../support/referral-scene.ts'

const clock = movableClock(at('2015-10-06'))
let scene: Scene
let pages: Pages
let referralId: ReferralId

beforeAll(async () => {
  scene = await openScene()
  const parts = { db: scene.db, clock, log: createLog('silent'), publicUrl: () => 'http://localhost', secure: false, secret: 'invented' }
  pages = pagesOf(
    tradeModules(parts).flatMap((module) => [...module.routes]),
    clock,
  )
  referralId = await sent(scene)
})
afterAll(() => scene.database.close())

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const dayOf = async (actor: Scene['cast']['mette'], query = '') => words((await pages.get(actor, `/day${query}`)).html)

test('who lands on a site lands on their day, and a day with nothing in it says what to do', async () => {
  const { soeren } = scene.cast
  const empty = await dayOf(soeren)
  expect(empty).toContain('Du har ingen mødegange i dag')
  expect(empty).toContain('Du har ingen opgaver')
  expect(empty).toContain('Du er ikke ansvarlig for nogen sager')
  expect(empty).toContain('1 sag uden ansvarlig')
})

test('the day shows tasks with whose case and by when, and after taking a case that the ball is there', async () => {
  const { mette } = scene.cast
  const before = await dayOf(mette)
  expect(before).toContain('Fatou Jallow · ')
  expect(before).toContain('0 sager venter på dig')
  must(
    await as(scene, mette, clock.now(), (tx) =>
      assign(tx, { actor: mette, caseId: referralId, accountId: mette.accountId, at: clock.now() }),
    ),
  )
  expect(await dayOf(mette)).toContain('1 sag venter på dig')
})

test('what others did since the visit before this one is told, once, and reading it is logged', async () => {
  const { mette, ibrahim } = scene.cast
  clock.moveTo(at('2015-10-07'))
  expect(await dayOf(mette)).toContain('Intet nyt i dine sager')
  clock.moveTo(at('2015-10-08'))
  const personId = await as(scene, ibrahim, clock.now(), async (tx) => {
    const found = await standing(tx, referralId)
    if (found === null) throw new Error('the case stands')
    const note = { kind: 'conversation', on: clock.today(), words: 'Samtale om lokaler', shared: true } as const
    must(
      await writeNote(tx, { actor: ibrahim, personId: found.personId, caseId: referralId, ...note, requestId: newId(), at: clock.now() }),
    )
    return found.personId
  })
  clock.moveTo(clock.now().add({ hours: 1 }))
  const told = await dayOf(mette)
  expect(told).toContain('Siden 07.10.2015')
  expect(told).toContain('Notat: Samtale')
  const log = await as(scene, mette, clock.now(), (tx) => linesAbout(tx, personId, 5))
  expect(log.map((line) => line.action)).toContain('workbench.day')
  // A second opening within half an hour is the same visit; a later visit has seen it.
  clock.moveTo(clock.now().add({ minutes: 10 }))
  expect(await dayOf(mette)).toContain('Notat: Samtale')
  clock.moveTo(clock.now().add({ hours: 3 }))
  expect(await dayOf(mette)).toContain('Intet nyt i dine sager')
  expect(await dayOf(mette, '?since=week')).toContain('Notat: Samtale')
})

test('a request to see the file stands on the day of those who answer it, with whose case and by when, and on nobody else’s', async () => {
  const { mette, ibrahim, soeren } = scene.cast
  const found = await as(scene, ibrahim, clock.now(), (tx) => standing(tx, referralId))
  if (found === null) throw new Error('the case stands')
  const request = { actor: ibrahim, id: newId<'access_request'>(), personId: found.personId, caseId: referralId }
  const when = { kind: 'party', receivedOn: clock.today(), at: clock.now() } as const
  const dueOn = must(await as(scene, ibrahim, clock.now(), (tx) => registerAccessRequest(tx, { ...request, ...when })))
  const theirs = await dayOf(ibrahim)
  expect(theirs).toContain('Aktindsigt, der skal besvares')
  expect(theirs).toContain(`Fatou Jallow · ${found.caseNumber} · svar senest ${dayText(dueOn)}`)
  for (const other of [mette, soeren])
    expect(await dayOf(other), 'each authority answers its own').not.toContain('Aktindsigt, der skal besvares')
})

test('who opens the case has seen what they were told of it', async () => {
  const { mette, ibrahim } = scene.cast
  const about = { kind: 'proposal_made', subject: { noun: 'referral', id: referralId }, href: `/cases/${referralId}` } as const
  await as(scene, ibrahim, clock.now(), (tx) => tellNamed(tx, { ...about, accounts: [mette.accountId], at: clock.now() }))
  const unread = async () => (await as(scene, mette, clock.now(), (tx) => messages(tx, 500))).filter(({ seen }) => !seen)
  expect((await unread()).map(({ subject }) => subject.id)).toContain(referralId)
  expect((await pages.get(mette, `/cases/${referralId}`)).status).toBe(200)
  expect((await unread()).map(({ subject }) => subject.id)).not.toContain(referralId)
})

test('a caseworker of a third municipality sees nothing of it, and a citizen has no such page', async () => {
  const stranger = await scene.hire('Stranger', scene.organisations.ishoej, ['caseworker'])
  expect(await dayOf(stranger)).not.toContain('Fatou')
  expect((await pages.get(scene.cast.birgitte, '/day')).status).toBe(403)
})
