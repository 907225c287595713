import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CitizenActor, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { tasksOf } from '#modules/notices/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { approvedPlan } from '../../../test/support/approved-plan.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { businessPorts } from '../../../test/support/business-ports.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import {
  businessCards,
  businessModule,
  decidePlan,
  eraseBusinessWords,
  milestonesOf,
  planApproved,
  planSections,
  recordMilestone,
  submitPlan,
  writeSection,
} from './index.ts'

let scene: Scene
let pages: Pages
let run: Awaited<ReturnType<Scene['accepted']>>
const at = noon('2016-03-01')
beforeAll(async () => {
  scene = await makeScene()
  const clock = { now: () => at, today: () => day('2016-03-01') }
  pages = pagesOf(businessModule({ db: scene.database.db, clock }, businessPorts).routes, clock)
})
beforeEach(async () => {
  run = await scene.accepted('Amina Yıldız', '2015-09-14')
  for (const name of ['idea', 'tested'] as const)
    await scene.as(scene.soeren, at, (tx) =>
      recordMilestone(tx, {
        actor: scene.soeren,
        enrolmentId: run.id,
        milestone: { name },
        on: day('2016-01-11'),
        evidence: 'Tre betalte ordrer',
        requestId: newId(),
        at,
      }),
    )
})
afterAll(() => scene.database.close())

const path = (end = '') => `/enrolments/${run.id}/plan${end}`
const base = () => ({ enrolmentId: run.id, requestId: newId(), at })
type Author = CitizenActor | StaffActor
const write = (actor: Author, words: string, revision: number, section: (typeof planSections)[number] = 'idea') =>
  scene.as(actor, at, (tx) => writeSection(tx, { actor, ...base(), section, words, revision }))
const submit = (actor: Author, step: 'submit' | 'take_back' = 'submit', requestId = newId()) =>
  scene.as(actor, at, (tx) => submitPlan(tx, { actor, ...base(), requestId, step }))
const decide = (actor: StaffActor, step: 'return' | 'approve') =>
  scene.as(actor, at, (tx) => decidePlan(tx, { actor, ...base(), step, words: 'Priserne mangler.' }))
async function writeAll(): Promise<void> {
  for (const section of planSections) await write(run.citizen, `Om ${section}`, 0, section)
}

describe('writing', () => {
  test('of two who save the same section, the second is shown the words of the first and loses none of their own', async () => {
    expect(await write(run.citizen, 'Jeg syr', 0)).toMatchObject({ ok: true })
    expect(await write(scene.soeren, 'Hun syr', 0)).toMatchObject({ refusal: { kind: 'section_changed', words: 'Jeg syr', revision: 1 } })
    const page = await pages.post(scene.soeren, path('/idea'), { words: 'Hun syr', revision: '0', request_id: newId() })
    expect(page.status).toBe(422)
    expect(page.html).toContain('Jeg syr')
    expect(page.html).toContain('>Hun syr</textarea>')
    expect(page.html).toContain('name="revision" value="1"')
    expect(await write(scene.soeren, 'Hun syr og retter til', 1)).toMatchObject({ ok: true })
  })

  test('a saving sent twice is no conflict with itself', async () => {
    await write(run.citizen, 'Jeg syr', 0)
    expect(await write(run.citizen, 'Jeg syr', 0)).toMatchObject({ ok: true })
  })

  test('an empty section is not said to be saved, and begins no version', async () => {
    const page = await pages.post(run.citizen, path('/idea'), { words: '  ', revision: '0', request_id: newId() })
    expect(decodeURIComponent(page.headers.get('set-cookie') ?? '')).not.toContain('gemt')
    expect((await pages.get(run.citizen, path())).html).toContain('Ikke begyndt')
  })

  test('an approved plan saved with the same words stays the newest version', async () => {
    await approvedPlan(scene, { enrolmentId: run.id, citizen: run.citizen, approver: scene.mette, at })
    await write(run.citizen, 'Om idea', 1)
    expect((await pages.get(run.citizen, path())).html).not.toContain('Version 2')
  })

  test('a comment by coach and adviser stands by its section with its name, also for the citizen', async () => {
    await write(run.citizen, 'Jeg syr', 0)
    const requestId = newId()
    for (const _ of [1, 2])
      await pages.post(scene.soeren, path('/idea/comments'), { comment: 'Skriv, hvad en bukseopsyning koster.', request_id: requestId })
    const { html } = await pages.get(run.citizen, path('/idea'))
    expect(html.split('Skriv, hvad en bukseopsyning koster.')).toHaveLength(2)
    expect(html).toContain('Søren Bjerg')
    expect((await pages.post(scene.soeren, path('/idea/comments'), { comment: ' ', request_id: newId() })).status).toBe(422)
  })
})

describe('submitting and deciding', () => {
  test('a plan is submitted with every section; then nobody writes in it, not even past the program', async () => {
    await write(run.citizen, 'Jeg syr', 0)
    expect(await submit(run.citizen)).toMatchObject({
      refusal: { kind: 'sections_empty', sections: planSections.filter((name) => name !== 'idea') },
    })
    await writeAll()
    await write(run.citizen, 'Om idea', 1)
    expect(await submit(run.citizen)).toMatchObject({ ok: true, value: { state: 'submitted' } })
    expect(await write(run.citizen, 'Efter', 2)).toMatchObject({ refusal: { kind: 'plan_not_there', state: 'submitted' } })
    const forced = scene.as(run.citizen, at, (tx) => tx.run(sql`update business.plan_section set words = 'Efter'`))
    await expect(forced).rejects.toMatchObject({ constraint: 'plan_section_of_draft' })
    expect(await submit(run.citizen, 'take_back')).toMatchObject({ value: { state: 'draft' } })
    expect(await write(run.citizen, 'Efter', 2)).toMatchObject({ ok: true })
  })

  test('the coach does not decide; a returned version stays, and the next begins with its words', async () => {
    await writeAll()
    await submit(scene.soeren)
    expect(await decide(scene.soeren, 'approve')).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await decide(scene.mette, 'return')).toMatchObject({ value: { state: 'returned' } })
    expect(await write(run.citizen, 'Om priser', 1, 'product')).toMatchObject({ ok: true })
    const { html } = await pages.get(run.citizen, path())
    expect(html).toContain('Version 2')
    expect(html).toContain('Om market')
    expect(html).toContain('Ændret siden version 1')
    expect(html, 'what the new version is to answer').toContain('Priserne mangler.')
    expect((await pages.get(run.citizen, path('?version=1'))).html).toContain('Om product')
  })

  test('approval in a named person’s name is what the gate asks for; pressing twice approves once', async () => {
    await writeAll()
    const requestId = newId()
    await Promise.all([submit(run.citizen, 'submit', requestId), submit(run.citizen, 'submit', requestId)])
    const both = await Promise.all([decide(scene.mette, 'approve'), decide(scene.mette, 'approve')])
    expect(both.filter((answer) => answer.ok)).toHaveLength(1)
    await scene.as(scene.ibrahim, at, async (tx) => {
      expect(await planApproved(tx, run.id)).toBe(true)
      expect((await milestonesOf(tx, run.id)).map(({ name }) => name)).toEqual(['idea', 'tested', 'plan_approved'])
    })
    expect((await pages.get(scene.ibrahim, path())).html).toContain('godkendt af Mette Holm')
  })

  test('the case says which version is approved while the next is in work', async () => {
    const said = () => scene.as(scene.ibrahim, at, async (tx) => (await businessCards(tx, 'da', { enrolmentId: run.id }))[0]?.facts)
    await approvedPlan(scene, { enrolmentId: run.id, citizen: run.citizen, approver: scene.mette, at })
    expect(await said()).toContainEqual({ label: 'Forretningsplan', value: 'Version 1, godkendt' })
    await write(run.citizen, 'Nyt', 1, 'market')
    expect(await said()).toContainEqual({ label: 'Forretningsplan', value: 'Version 1, godkendt; Version 2, under arbejde' })
  })

  test('a later version is approved without a second milestone, and a plan for an untested idea is not', async () => {
    await approvedPlan(scene, { enrolmentId: run.id, citizen: run.citizen, approver: scene.mette, at })
    await write(run.citizen, 'Nyt', 1, 'market')
    await submit(run.citizen)
    expect(await decide(scene.mette, 'approve')).toMatchObject({ ok: true })
    expect(await scene.as(scene.mette, at, (tx) => milestonesOf(tx, run.id))).toHaveLength(3)
    run = await scene.accepted('Fatou Jallow', '2015-09-15')
    await writeAll()
    await submit(run.citizen)
    expect(await decide(scene.mette, 'approve')).toMatchObject({ refusal: { kind: 'not_now', state: 'none' } })
    const page = await pages.post(scene.mette, `/enrolments/${run.id}/plan-steps/approve`, { words: 'Fin plan', request_id: newId() })
    expect([page.status, page.html.includes('Idéen skal først være afprøvet'), page.html.includes('Fin plan')]).toEqual([422, true, true])
    expect(page.html, 'the way to the milestone').toContain(`href="/enrolments/${run.id}/business"`)
    const unsaid = await pages.post(scene.mette, `/enrolments/${run.id}/plan-steps/return`, { words: '', request_id: newId() })
    expect(unsaid.html.replaceAll(/<[^>]+>/g, '')).toContain('Hvorfor? Feltet skal udfyldes')
  })
})

describe('who and what is kept out', () => {
  test('the job centre reads and does not write, the purchaser, a stranger and another citizen see nothing', async () => {
    await write(run.citizen, 'Jeg syr', 0)
    expect((await pages.get(scene.ibrahim, path())).html).toContain('Jeg syr')
    expect((await pages.get(scene.ibrahim, path('/idea'))).status).toBe(403)
    expect(await write(scene.soeren, 'x', 1)).toMatchObject({ ok: true })
    const other = await scene.accepted('Fatou Jallow', '2015-09-15')
    for (const actor of [scene.birgitte, { ...scene.soeren, organisationId: newId<'organisation'>() }, other.citizen])
      expect((await pages.get(actor, path())).status).toBeGreaterThanOrEqual(403)
  })

  test('steps are never changed, and erasure takes the words and leaves the versions', async () => {
    await approvedPlan(scene, { enrolmentId: run.id, citizen: run.citizen, approver: scene.mette, at })
    const owner = nobody(day('2016-03-01'))
    await expect(scene.database.ownerDb.transaction(owner, (tx) => tx.run(sql`delete from business.plan_event`))).rejects.toMatchObject({
      constraint: 'business_event_append_only',
    })
    await scene.as(scene.mette, at, (tx) => eraseBusinessWords(tx, run.personId))
    const words = await scene.database.ownerDb.read(owner, (tx) =>
      tx.rows(
        z.object({ words: z.string() }),
        sql`select s.words from business.plan_section s join business.plan p on p.id = s.plan_id where p.enrolment_id = ${run.id}
            union all select c.words from business.plan_comment c join business.plan p on p.id = c.plan_id where p.enrolment_id = ${run.id}`,
      ),
    )
    expect(words).toEqual([])
    expect((await pages.get(scene.mette, path())).html).toContain('Teksten er slettet')
  })
})

test('a returned plan is the citizen’s task until it is submitted again, then the adviser’s until it is answered', async () => {
  await writeAll()
  await submit(run.citizen)
  await decide(scene.mette, 'return')
  const tasks = async (actor: Author) =>
    (await scene.as(actor, at, (tx) => tasksOf(tx, actor))).filter(({ personId }) => personId === run.personId).map(({ kind }) => kind)
  expect(await tasks(run.citizen)).toEqual(['plan_returned'])
  await write(run.citizen, 'Om priser', 1, 'product')
  await submit(run.citizen)
  expect(await tasks(run.citizen)).toEqual([])
})
