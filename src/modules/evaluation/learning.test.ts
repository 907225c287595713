import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day, isBefore } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { liveOn } from '../../../test/support/support-basis.ts'
import { evaluationModule } from './index.ts'
import { type EvaluationScene, evaluationScene, ports } from './test-support/evaluation-scene.ts'

let given: EvaluationScene
beforeAll(async () => {
  given = await evaluationScene()
})
afterAll(() => given.scene.database.close())

const openTasks = () =>
  given.scene.database.ownerDb.read(nobody(day('2016-01-15')), (tx) =>
    tx.rows(
      z.object({ kind: z.string(), role: z.string() }),
      sql`select kind, role from notices.notice where task and done_at is null and kind like 'evaluation%' order by kind, role`,
    ),
  )

test('whoever has gaps in hand is told three months before, once; the task is closed when the gaps are, and by publishing', async () => {
  const { scene, amira, bo } = given
  const clock = movableClock(noon('2016-01-14'))
  const { due } = evaluationModule({ db: scene.database.db, clock }, ports)
  const on = async (text: string) => {
    if (isBefore(clock.today(), day(text))) clock.moveTo(noon(text))
    await due?.(day(text))
    return (await openTasks()).map(({ kind, role }) => `${kind} ${role}`)
  }
  // The scene's purchaser has no secretary: the task is the director's.
  await scene.database.ownerDb.transaction(nobody(day('2016-01-14')), (tx) =>
    tx.run(sql`update agreements.agreement set evaluation_due_on = '2016-04-15' where id = ${scene.agreementId}`),
  )
  expect(await on('2016-01-14')).toEqual([])
  expect(await on('2016-01-15')).toEqual(['evaluation_due_instead business_director', 'evaluation_gaps job_centre_lead'])
  await liveOn(scene, { on: '2016-01-16', personId: amira, code: 'unemployment_benefit', from: '2014-02-01' })
  expect(await on('2016-01-17')).toContain('evaluation_gaps job_centre_lead')
  await liveOn(scene, { on: '2016-01-17', personId: bo, code: 'unemployment_benefit', from: '2014-02-01' })
  expect(await on('2016-01-18')).toEqual(['evaluation_due_instead business_director'])
  const page = await given.pages.get(given.a('job_centre_lead'), `/evaluation/gaps/${scene.agreementId}?on=15.04.2016`)
  expect(page.status).toBe(200)
  const id = await given.draft()
  expect((await given.publish(id)).ok).toBe(true)
  expect(await openTasks()).toEqual([])
})

test('lessons and changes stand in the report as they were known; their words in the closed version only', async () => {
  const { scene, pages, a } = given
  const lesson = (title: string, words: string, at: string) =>
    scene.database.ownerDb.transaction(nobody(day('2016-04-20')), (tx) =>
      tx.run(sql`
        insert into collaboration.lesson (id, agreement_id, about, title, words, learned_on, organisation_id, account_id, recorded_at, request_id)
        select ${newId()}, ${scene.agreementId}, 'criterion', ${title}, ${words}, '2016-03-01', o.id, a.id, ${noon(at)}, ${newId()}
        from access.organisation o, access.account a limit 1`),
    )
  await lesson('Spørg til gæld tidligt', 'Gælden kom frem for sent.', '2016-03-02')
  await lesson('Skrevet ned bagefter', 'Kom først til senere.', '2016-04-19')
  const id = await given.draft()
  const open = await pages.get(a('committee_secretary'), `/evaluation/${id}`)
  expect(open.html).toContain('Spørg til gæld tidligt')
  expect(open.html).not.toContain('Gælden kom frem for sent.')
  expect(open.html).not.toContain('Skrevet ned bagefter')
  const closed = await pages.get(a('committee_secretary'), `/evaluation/${id}?version=closed`)
  expect(closed.html).toContain('Gælden kom frem for sent.')
  expect(closed.html).toContain('Aftalens mål')
  expect((await pages.get(a('committee_secretary'), `/evaluation/${id}.pdf`)).status).toBe(200)
})

test('a report frozen by an early build says that it is there and unchanged, and breaks no list', async () => {
  const { scene, pages, a } = given
  const id = newId<'report'>()
  await scene.database.ownerDb.transaction(nobody(day('2016-04-20')), (tx) =>
    tx.run(sql`
      insert into evaluation.report (id, agreement_id, title, cutoff_on, made_by, made_at, state, published_by, published_at, dataset, sha256)
      values (${id}, ${scene.agreementId}, 'Fra dengang', '2015-12-31', ${newId()}, ${noon('2016-01-05')}, 'published', ${newId()},
              ${noon('2016-01-06')}, '{"schema": 1, "title": "Fra dengang"}', ${'ab'.repeat(32)})`),
  )
  expect((await pages.get(a('committee_secretary'), '/evaluation')).html).toContain('Fra dengang')
  const page = await pages.get(a('committee_member'), `/evaluation/${id}`)
  expect(page.status).toBe(200)
  expect(page.html).toContain('ab'.repeat(32))
  expect((await pages.post(a('committee_secretary'), `/evaluation/${id}/publication`, {})).status).not.toBe(303)
})
