import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { capacityOf, weekBefore } from './domain/week.ts'
import { enrolmentsModule } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.database.close())

test('nine tenths is full, a free place with nobody waiting is unused, and a week is Monday to Sunday', () => {
  const capacity = (held: number, bought: number, waiting: number) => capacityOf({ held, bought, waiting })
  expect([capacity(2, 2, 0), capacity(9, 10, 3), capacity(8, 10, 3), capacity(8, 10, 0), capacity(0, 0, 0)]).toEqual([
    'full',
    'full',
    'usual',
    'unused',
    'usual',
  ])
  const week = weekBefore(day('2016-03-07'))
  expect([week.from.toString(), week.until.toString()]).toEqual(['2016-02-29', '2016-03-06'])
})

const told = (kind: string) =>
  scene.database.ownerDb.read(contextOf(scene.mette, day('2015-11-01')), (tx) =>
    tx.rows(
      z.object({ role: z.string(), href: z.string() }),
      sql`select role, href from notices.notice where kind = ${kind} order by at, role`,
    ),
  )
const due = (on: string) => enrolmentsModule({ db: scene.database.db, clock: movableClock(noon(on)) }, scene.ports).due?.(day(on))

test('the director is told once of a week in which something happened, by case number, and of no other', async () => {
  await due('2015-09-08')
  expect(await told('weekly_digest'), 'nothing happened').toEqual([])
  expect(await told('capacity'), 'no place stands empty before the agreement’s first day').toEqual([])
  const one = await scene.accepted('Amina Yıldız', '2015-09-09')
  const offer = { step: 'offer', startOn: day('2015-10-01'), answerBy: day('2015-09-20'), skipReason: '' } as const
  expect((await scene.step(scene.mette, '2015-09-10', one.id, offer)).ok).toBe(true)
  await due('2015-09-14')
  await due('2015-09-15')
  const path = `/agreements/${scene.agreementId}/weeks/2015-09-07`
  expect(await told('weekly_digest')).toEqual([{ role: 'business_director', href: path }])
  await due('2015-09-21')
  expect((await told('weekly_digest')).length, 'a week in which nothing was recorded').toBe(1)
  const pages = pagesOf(
    enrolmentsModule({ db: scene.database.db, clock: movableClock(noon('2015-09-14')) }, scene.ports).routes,
    movableClock(noon('2015-09-14')),
  )
  const page = await pages.get(scene.birgitte, path)
  expect(page.status).toBe(200)
  for (const text of ['I-2015-001', 'Kom på ventelisten', 'Fik tilbudt en plads']) expect(page.html).toContain(text)
  expect(page.html).not.toContain('Amina')
})
