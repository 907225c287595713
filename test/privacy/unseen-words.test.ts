import { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { activitiesModule, planSession, registerAttendance, teachersOn } from '#modules/activities/index.ts'
import { askQuestion, collaborationModule, questionsOfAgreement } from '#modules/collaboration/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../support/enrolment-scene.ts'
import { noGoals } from '../support/no-goals.ts'
import { type Pages, pagesOf } from '../support/pages.ts'
import { startedRun } from '../support/started-run.ts'

const at = noon('2015-11-02')
const today = day('2015-11-02')
const clock = { now: () => at, today: () => today }
const words = 'Hun fortalte om sin gæld.'
let scene: Scene
let pages: Pages
let amina: Awaited<ReturnType<typeof startedRun>>
const meeting = newId<'session'>()

beforeAll(async () => {
  scene = await makeScene()
  amina = await startedRun(scene, 'Amina Yıldız')
  const deps = { db: scene.database.db, clock, publicUrl: () => 'https://grobund.example' }
  const { routes } = activitiesModule(deps, { overdueSteps: () => Promise.resolve([]), goals: noGoals })
  pages = pagesOf([...routes, ...collaborationModule(deps, { ...scene.ports, teachersOn }).routes], clock)
  await heldMeeting()
})
afterAll(() => scene.database.close())

/** A meeting of Amina alone, held and written of. */
async function heldMeeting(): Promise<void> {
  const actor = scene.mette
  await scene.as(actor, at, async (tx) => {
    const when = { on: today, startsAt: Temporal.PlainTime.from('10:00'), minutes: 60, place: 'Erhvervshuset' }
    const what = { agreementId: scene.agreementId, phase: 'qualifying', activity: 'business_coaching', enrolmentIds: [amina.id] } as const
    const planned = await planSession(tx, { actor, plan: { ...what, ...when, requestId: meeting }, at })
    assert(planned.ok, JSON.stringify(planned))
    const lines = [{ enrolmentId: amina.id, outcome: 'present', reason: null }] as const
    const held = { actor, sessionId: meeting, version: 1, tookPlace: true, lines, words: { done: words, next: '' } }
    const saved = await registerAttendance(tx, { ...held, requestId: newId(), today, at })
    assert(saved.ok, JSON.stringify(saved))
  })
}

const asOwner = (statement: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(today), (tx) => tx.run(statement))

/** Does something while Søren has a conflict of interest in Amina. */
async function inConflict(work: () => Promise<void>): Promise<void> {
  await asOwner(sql`
    insert into people.conflict (person_id, human_id, account_id, declared_at, declared_by)
    select ${amina.personId}, a.human_id, a.id, now(), a.id from access.account a where a.id = ${scene.soeren.accountId}`)
  await work()
  await asOwner(sql`delete from people.conflict`)
}

test('what was written of a meeting with one person is for those who see the person, on the page and in the table', async () => {
  const path = `/sessions/${meeting}`
  const inTable = () => scene.as(scene.soeren, at, (tx) => tx.run(sql`select from activities.register_words where session_id = ${meeting}`))
  expect([(await pages.get(scene.soeren, path)).html.includes(words), await inTable()]).toEqual([true, 1])
  await inConflict(async () => {
    const form = { request_id: newId(), version: '2', took_place: 'no', done_words: 'Slettet.' }
    const answers = [
      await pages.get(scene.soeren, path),
      await pages.get(scene.soeren, `${path}/roster`),
      await pages.get(scene.soeren, `${path}/change`),
      await pages.post(scene.soeren, path, form),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect([...answers, await pages.get(scene.soeren, '/sessions')].filter(({ html }) => html.includes(words))).toEqual([])
    expect((await pages.get(scene.soeren, '/sessions')).html).not.toContain(meeting)
    expect(await inTable()).toBe(0)
  })
})

test('an organisation whose part has ended reads no more of what was written of its meetings', async () => {
  const part = (until: string | null) =>
    asOwner(sql`
      update people.part set until_on = ${until}::date where person_id = ${amina.personId} and organisation_id = ${scene.soeren.organisationId}`)
  await part('2015-11-01')
  expect((await pages.get(scene.soeren, `/sessions/${meeting}`)).status).toBe(404)
  await part(null)
})

test('a question on a case, asked by its number, is kept from who has a conflict of interest in the citizen', async () => {
  const { birgitte, soeren, mette, agreementId } = scene
  const caseNumber = 'I-2015-001'
  const asking = { agreementId, caseNumber, known: null, requestId: newId(), at }
  const asked = await scene.as(birgitte, at, (tx) =>
    askQuestion(tx, { ...asking, actor: birgitte, to: mette.organisationId, words: 'Har hun nu fået styr på gælden?' }),
  )
  assert(asked.ok, JSON.stringify(asked))
  const told = async () => (await scene.as(soeren, at, (tx) => questionsOfAgreement(tx, agreementId))).length
  const page = async () => (await pages.get(soeren, `/agreements/${agreementId}/questions`)).html.includes('gælden')
  expect([await told(), await page()]).toEqual([1, true])
  await inConflict(async () => {
    expect([await told(), await page()]).toEqual([0, false])
    const back = { ...asking, actor: soeren, to: birgitte.organisationId, words: 'Hvad ved I?', requestId: newId() }
    expect(await scene.as(soeren, at, (tx) => askQuestion(tx, back))).toEqual({ ok: false, refusal: { kind: 'no_such_case' } })
  })
})

test('whoever holds an appointment is told that the citizen proposes another time, and nobody else who teaches is', async () => {
  const run = await scene.as(scene.mette, at, (tx) => enrolment(tx, amina.id))
  const proposing = { kind: 'new_time', from: '02.11.2015', until: '03.11.2015', why: 'Jeg skal hente børn', request_id: newId() }
  expect((await pages.post(amina.citizen, `/cases/${run?.referralId ?? ''}/proposals`, proposing)).status).toBe(303)
  const told = await scene.database.ownerDb.read(nobody(today), (tx) =>
    tx.rows(
      z.object({ account_id: z.string() }),
      sql`select account_id from notices.notice where kind = 'proposal_made' and account_id is not null`,
    ),
  )
  expect(told).toEqual([{ account_id: scene.mette.accountId }])
})
