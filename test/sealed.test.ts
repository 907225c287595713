import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CitizenActor, type StaffActor, roles } from '#kernel/actor.ts'
import { assessmentsOf, referral, type ReferralId, saveAssessment, startAssessment, submitAssessment } from '#modules/referrals/index.ts'
import { movableClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import type { Route } from '#platform/http/route.ts'
import { tradeModules } from '../src/modules.ts'
import { type Pages, pagesOf } from './support/pages.ts'
import { type Scene, as, at, citizenOf, judged, must, openScene, sent } from './support/referral-scene.ts'

const clock = movableClock(at('2015-10-12'))
const secret = 'Kun Næstved ved dette'
let scene: Scene
let routes: Route[]
let pages: Pages
let id: ReferralId

beforeAll(async () => {
  scene = await openScene()
  const parts = { db: scene.db, clock, log: createLog('silent'), publicUrl: () => 'http://localhost', secure: false, secret: 'invented' }
  routes = tradeModules(parts).flatMap((module) => [...module.routes])
  pages = pagesOf(routes, clock)
  id = await sent(scene)
  const { mette } = scene.cast
  must(await as(scene, mette, clock.now(), (tx) => startAssessment(tx, { actor: mette, referralId: id, at: clock.now() })))
})
afterAll(() => scene.database.close())

/** Every address of the program that is read, with the case's identities in it wherever one is asked for. */
async function addresses(): Promise<string[]> {
  const { mette } = scene.cast
  const found = await as(scene, mette, clock.now(), (tx) => referral(tx, id))
  const made = await as(scene, mette, clock.now(), (tx) => assessmentsOf(tx, id, 1))
  const ids = [id, found?.personId ?? '', made[0]?.id ?? '']
  const read = routes.filter(({ method }) => method === 'get').map(({ path }) => path)
  return [...new Set(read.flatMap((path) => (path.includes(':') ? ids.map((one) => path.replaceAll(/:\w+/g, one)) : [path])))]
}

async function readersOfSecret(actor: StaffActor | CitizenActor, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) if ((await pages.get(actor, path)).html.includes(secret)) found.push(path)
  return found
}

const judgements = judged([4, 1, 4, 1, 4, 1, 4]).map((one) => ({ ...one, sentence: secret, basis: secret }))

test('until both are in, no page, file or API answers one authority’s assessment to anybody of another, whatever their role', async () => {
  const paths = await addresses()
  expect(paths.length).toBeGreaterThan(150)
  const { mette } = scene.cast
  const { vallensbaek, ishoej } = scene.organisations
  // Somebody with every role there is, at the other authority and at the purchaser: what they do not get, nobody gets.
  const others = [
    await scene.hire('Alle i Vallensbæk', vallensbaek, [...roles]),
    await scene.hire('Alle i Ishøj', ishoej, [...roles]),
    await citizenOf(scene, id),
  ]
  const command = { actor: mette, referralId: id, at: clock.now(), judgements }
  for (const write of [saveAssessment, submitAssessment]) {
    must(await as(scene, mette, clock.now(), (tx) => write(tx, command)))
    if (write === saveAssessment)
      expect(await readersOfSecret(mette, paths), 'their own draft is found').toContain(`/referrals/${id}/assessment`)
    for (const actor of others) expect(await readersOfSecret(actor, paths), `${actor.name}, ${write.name}`).toEqual([])
  }
}, 120_000)

test('once both are in, both read both', async () => {
  const { ibrahim } = scene.cast
  const own = judged([3])
  must(
    await as(scene, ibrahim, clock.now(), (tx) =>
      submitAssessment(tx, { actor: ibrahim, referralId: id, at: clock.now(), judgements: own }),
    ),
  )
  expect((await pages.get(ibrahim, `/referrals/${id}/comparison`)).html).toContain(secret)
})
