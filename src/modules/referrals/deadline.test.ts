import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { standing } from '#modules/caseload/index.ts'
import { programmesModule, publishDeadline } from '#modules/programmes/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { type Scene, as, at, must, openScene, sent } from '../../../test/support/referral-scene.ts'
import { startAssessment } from './index.ts'

const clock = movableClock(at('2015-09-01'))
let scene: Scene
let pages: Pages
beforeAll(async () => {
  scene = await openScene()
  pages = pagesOf(programmesModule({ db: scene.db, clock }).routes, clock)
})
afterAll(() => scene.database.close())

const stands = (id: Awaited<ReturnType<typeof sent>>) =>
  as(scene, scene.cast.mette, at('2015-10-05'), async (tx) => {
    const found = await standing(tx, id)
    return { decideBy: found?.decideBy?.toString() ?? null, dueOn: found?.dueOn?.toString() ?? null }
  })

describe('a published deadline', () => {
  test('is none until an authority publishes one', async () => {
    expect((await stands(await sent(scene))).decideBy).toBeNull()
  })

  test('is looked at, published by the authority’s administrator, and read by anyone who is not signed in', async () => {
    const { anne, mette } = scene.cast
    const fields = { days: '42', legal_source: 'Retssikkerhedsloven § 3, stk. 2', from: '01.09.2015' }
    const looked = await pages.post(anne, '/deadlines/intake', { ...fields, do: 'look' })
    expect([looked.status, looked.html.includes('skal være afgjort senest den 13.10.2015')]).toEqual([200, true])
    expect((await pages.get(anne, '/deadlines')).html).not.toContain('6 uger')
    expect((await pages.post(anne, '/deadlines/intake', { ...fields, do: 'save' })).location).toBe('/deadlines')
    expect((await pages.post(mette, '/deadlines/intake', { ...fields, do: 'save' })).status).toBe(403)
    expect((await pages.get(mette, '/deadlines')).html).toContain('6 uger')
    expect((await pages.post(anne, '/deadlines/no_such', { ...fields, do: 'save' })).status).toBe(404)
    for (const [change, words] of [
      [{ from: '31.08.2015' }, 'før i dag'],
      [{ from: '01.09.2015' }, 'allerede ændret fra 01.09.2015'],
      [{ days: '366' }, 'id="days-error"'],
      [{ legal_source: '' }, 'id="legal_source-error"'],
    ] as const) {
      const refused = await pages.post(anne, '/deadlines/intake', { ...fields, ...change, do: 'save' })
      expect([refused.status, refused.html.includes(words)]).toEqual([422, true])
    }
  })

  test('says when a case must be decided, by the day it was sent; the job centre’s own goes first', async () => {
    const { lone, anne } = scene.cast
    const before = await sent(scene)
    expect((await stands(before)).decideBy).toBe('2015-11-16')
    const admin = { ...(await scene.hire('Karin', lone.organisationId, ['administrator'])), roles: ['administrator' as const] }
    const publish = (actor: typeof anne, from: string, days: number) =>
      as(scene, actor, at('2015-10-01'), (tx) =>
        publishDeadline(tx, { actor, caseType: 'intake', from: day(from), days, legalSource: 'Byrådet', at: at('2015-10-01') }),
      )
    must(await publish(admin, '2015-10-01', 28))
    expect((await stands(await sent(scene))).decideBy).toBe('2015-11-02')
    expect((await stands(before)).decideBy).toBe('2015-11-16')
  })

  test('caps the day of whoever has the ball, so that the case is overdue when the decision is', async () => {
    const { lone, mette } = scene.cast
    const admin = { ...(await scene.hire('Bo', lone.organisationId, ['administrator'])), roles: ['administrator' as const] }
    const from = day('2015-10-02')
    must(
      await as(scene, admin, at('2015-10-01'), (tx) =>
        publishDeadline(tx, { actor: admin, caseType: 'intake', from, days: 3, legalSource: 'Byrådet', at: at('2015-10-01') }),
      ),
    )
    const id = await sent(scene)
    expect(await stands(id)).toEqual({ decideBy: '2015-10-08', dueOn: '2015-10-08' })
    must(await as(scene, mette, at('2015-10-05'), (tx) => startAssessment(tx, { actor: mette, referralId: id, at: at('2015-10-05') })))
    expect(await stands(id)).toEqual({ decideBy: '2015-10-08', dueOn: '2015-10-08' })
  })

  test('stands: the database refuses to delete or rewrite one, and another authority cannot set it', async () => {
    const { mette, lone } = scene.cast
    const owner = scene.database.ownerDb
    const run = (statement: ReturnType<typeof sql>) => owner.transaction(nobody(day('2015-12-01')), (tx) => tx.run(statement))
    await expect(run(sql`delete from programmes.deadline`)).rejects.toThrow('never changed or deleted')
    await expect(run(sql`update programmes.deadline set days = 1`)).rejects.toThrow('never changed or deleted')
    const alien = sql`insert into programmes.deadline (organisation_id, case_type, valid, days, legal_source, made_at)
      values (${lone.organisationId}, 'loan', '[2016-01-01,)', 5, 'x', ${at('2015-12-01')})`
    await expect(as(scene, mette, at('2015-12-01'), (tx) => tx.run(alien))).rejects.toThrow('row-level security')
  })
})
