import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { recordRead } from '#modules/audit/index.ts'
import { movableClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import { tradeModules } from '../../src/modules.ts'
import { type Scene, makeScene, noon } from '../support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../support/pages.ts'

const now = noon('2015-11-05')
const clock = movableClock(now)
let scene: Scene
let pages: Pages
let amina: Awaited<ReturnType<Scene['accepted']>>

beforeAll(async () => {
  scene = await makeScene()
  const parts = { db: scene.database.db, clock, log: createLog('silent'), publicUrl: () => 'http://localhost', secure: false }
  pages = pagesOf(
    tradeModules({ ...parts, secret: 'an invented secret of the tests, 32 long' }).flatMap((module) => [...module.routes]),
    clock,
  )
  amina = await scene.accepted('Amina Yıldız', '2015-09-14')
  await looked('2015-11-02', 30)
  await looked('2015-11-03', 150)
  await looked('2015-11-04', 140)
})
afterAll(() => scene.database.close())

/** Søren opens Amina's plan so many times on a day. */
async function looked(on: string, times: number): Promise<void> {
  const actor = scene.soeren
  await scene.as(actor, noon(on), async (tx) => {
    for (let n = 0; n < times; n += 1)
      await recordRead(tx, { actor, page: 'business.plan', personId: amina.personId, on: { noun: 'plan', id: newId() }, at: noon(on) })
  })
}

async function log(path: string): Promise<{ told: string[]; older: string | null }> {
  const { status, html } = await pages.get(amina.citizen, path)
  expect(status).toBe(200)
  const told = [...html.matchAll(/Din coach åbnede din forretningsplan( \d+ gange)?/g)].map(([words]) => words)
  return { told, older: /href="(\/me\/log\?before=[^"]+)"/.exec(html)?.[1] ?? null }
}

test('each day of the citizen’s log is told whole, and every opening can be reached however many there were', async () => {
  const newest = await log('/me/log')
  expect(newest.told).toEqual(['Din coach åbnede din forretningsplan 140 gange', 'Din coach åbnede din forretningsplan 150 gange'])
  expect(newest.older).toBe('/me/log?before=03.11.2015')
  const before = await log(newest.older ?? '')
  expect(before).toEqual({ told: ['Din coach åbnede din forretningsplan 30 gange'], older: null })
})

test('an address that names no day shows the newest', async () => {
  expect((await log('/me/log?before=i%20g%C3%A5r')).told).toHaveLength(2)
})
