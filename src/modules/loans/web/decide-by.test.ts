import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { lettersTo } from '#modules/notices/index.ts'
import { publishDeadline } from '#modules/programmes/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../../test/support/pages.ts'
import { tellDelaysDue } from '../actions/tell-delay.ts'
import { loansModule } from '../index.ts'
import { loanPorts } from '../test-support/loan-ports.ts'
import { applied, approval, done, run, scene, staff, take } from '../test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = movableClock(noon('2016-04-12'))
const noFile = () => Promise.reject(new Error('no file is read here'))
const pages = pagesOf(loansModule({ db: scene.database.db, clock }, noFile, loanPorts).routes, clock)
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('an application says when it must be decided, and that it is late from the day after, until it is decided', async () => {
  const { hanne, poul } = staff
  const id = await applied()
  const shown = async (on: string) => {
    clock.moveTo(noon(on))
    return { page: words((await pages.get(hanne, `/loans/${id}`)).html), list: words((await pages.get(hanne, '/loans')).html) }
  }
  const before = await shown('2016-04-12')
  expect([before.page.includes('Svar senest'), before.list.includes('Svar senest')], 'none is published').toEqual([false, false])
  const admin: StaffActor = { ...hanne, roles: ['administrator'] }
  const from = day('2016-04-01')
  const at = noon('2016-04-01')
  const publish = { actor: admin, caseType: 'loan', from, days: 28, legalSource: 'Byrådet', at } as const
  expect(await scene.as(admin, at, (tx) => publishDeadline(tx, publish))).toEqual(done)
  for (const [on, isLate] of [
    ['2016-05-10', false],
    ['2016-05-11', true],
  ] as const)
    for (const text of Object.values(await shown(on))) {
      expect(text).toContain('10.05.2016')
      expect(text.includes('Svaret er forsinket'), on).toBe(isLate)
    }
  // The night after, the applicant is written to with a new day, once; adviser and approver are told; and again when that is not kept.
  const night = (on: string) => tellDelaysDue(scene.database.db, day(on), noon(on))
  expect([await night('2016-05-10'), await night('2016-05-11'), await night('2016-05-11'), await night('2016-05-25')]).toEqual([0, 1, 0, 0])
  const titles = async () =>
    (await scene.as(run.citizen, noon('2016-06-30'), (tx) => lettersTo(tx, run.citizen.personId))).filter(
      ({ title }) => title === 'Din afgørelse er forsinket',
    ).length
  expect(await titles()).toBe(1)
  const told = await scene.database.ownerDb.read(nobody(day('2016-05-11')), (tx) =>
    tx.rows(
      z.object({ role: z.string() }),
      sql`select role from notices.notice where subject_id = ${id} and kind = 'loan_decision_delayed' order by role`,
    ),
  )
  expect(told.map(({ role }) => role)).toEqual(['approver', 'financial_adviser'])
  expect((await shown('2016-05-12')).page).toContain('Ventes senest 25.05.2016')
  expect(await take(hanne, id, { kind: 'advise', words: 'God idé' })).toEqual(done)
  expect([await night('2016-05-26'), await titles()]).toEqual([1, 2])
  expect((await shown('2016-05-26')).page, 'a week for whoever decides').toContain('Ventes senest 02.06.2016')
  expect(await take(poul, id, approval)).toEqual(done)
  for (const text of Object.values(await shown('2016-06-03'))) expect(text).not.toContain('Svar senest')
  expect(await night('2016-06-03'), 'it is decided').toBe(0)
})
