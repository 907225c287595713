import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type SessionId, activitiesModule, planSession } from '#modules/activities/index.ts'
import { businessModule, goalsToReview, reviewInSession, setGoal } from '#modules/business/index.ts'
import { movableClock } from '#platform/clock.ts'
import { businessPorts } from '../support/business-ports.ts'
import { type Scene, makeScene, noon } from '../support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../support/pages.ts'
import { startedRun } from '../support/started-run.ts'

const clock = movableClock(noon('2015-11-02'))
const at = noon('2015-10-20')

let scene: Scene
let pages: Pages
let run: Awaited<ReturnType<typeof startedRun>>

beforeAll(async () => {
  scene = await makeScene()
  const deps = { db: scene.database.db, clock }
  const goals = { open: goalsToReview, review: reviewInSession }
  const activities = activitiesModule(
    { ...deps, publicUrl: () => 'https://grobund.example' },
    { overdueSteps: () => Promise.resolve([]), goals },
  )
  pages = pagesOf([...activities.routes, ...businessModule(deps, businessPorts).routes], clock)
  run = await startedRun(scene, 'Amina Yıldız')
})
afterAll(() => scene.database.close())

async function plan(activity: string): Promise<SessionId> {
  const { agreementId, soeren: actor } = scene
  const what = { activity, phase: 'qualifying' as const, on: day('2015-11-02'), startsAt: Temporal.PlainTime.from('10:00'), minutes: 60 }
  const planned = await scene.as(actor, at, (tx) =>
    planSession(tx, {
      actor,
      plan: { ...what, agreementId, place: 'Næstved', enrolmentIds: [run.id], requestId: newId<'session'>() },
      at,
    }),
  )
  assert(planned.ok, 'planned')
  return planned.value
}

async function goal(words: string): Promise<string> {
  const requestId = newId()
  const deed = { actor: run.citizen, requestId, enrolmentId: run.id, words, wantedOn: day('2015-12-01'), at }
  expect((await scene.as(run.citizen, at, (tx) => setGoal(tx, deed))).ok).toBe(true)
  return requestId
}

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

const sent = (more: Record<string, string>) => ({
  version: '1',
  took_place: 'yes',
  [`o_${run.id}`]: 'present',
  done_words: '',
  next_words: '',
  request_id: newId(),
  ...more,
})

test('the register of an individual session shows the open goals, keeps how they stand once, and the goal says in which session', async () => {
  const [customers, oven] = [await goal('Tre faste kunder'), await goal('En brugt ovn')]
  const session = await plan('personal_guidance')
  const seen = text((await pages.get(scene.soeren, `/sessions/${session}`)).html)
  for (const words of ['Tre faste kunder', 'En brugt ovn', 'Ikke drøftet', 'Senest 01.12.2015']) expect(seen).toContain(words)
  const form = sent({ [`g_${customers}`]: 'behind', [`w_${customers}`]: 'Kun én til nu.', [`g_${oven}`]: '' })
  for (const attempt of [1, 2]) expect((await pages.post(scene.soeren, `/sessions/${session}`, form)).status, String(attempt)).toBe(303)
  for (const reader of [run.citizen, scene.soeren]) {
    const goals = text((await pages.get(reader, `/enrolments/${run.id}/goals`)).html)
    expect(goals.match(/02\.11\.2015: Det er bagud/g)).toHaveLength(1)
    expect(goals).toMatch(/Kun én til nu\. Søren Bjerg ?, ved personlig vejledning/)
  }
  // Saved again with the goal reached and no words: a second look in the same session, and the goal is done.
  const corrected = sent({ version: '2', [`g_${customers}`]: 'reached', [`w_${customers}`]: '' })
  expect((await pages.post(scene.soeren, `/sessions/${session}`, corrected)).status).toBe(303)
  expect((await pages.post(scene.soeren, `/sessions/${session}`, corrected)).status).toBe(303)
  const after = text((await pages.get(scene.soeren, `/sessions/${session}`)).html)
  expect([after.includes('Tre faste kunder'), after.includes('En brugt ovn')]).toEqual([false, true])
})

test('a goal that ended meanwhile comes back with everything typed, and nothing is saved', async () => {
  const id = await goal('Et møde med revisoren')
  const session = await plan('personal_guidance')
  const dropped = { standing: 'dropped', reviewed_on: '01.11.2015', words: 'Hun har valgt en anden.', request_id: newId() }
  expect((await pages.post(scene.soeren, `/goals/${id}/reviews`, dropped)).status).toBe(303)
  const typed = sent({ done_words: 'Vi talte om priser.', [`g_${id}`]: 'on_track' })
  const answer = await pages.post(scene.soeren, `/sessions/${session}`, typed)
  expect([answer.status, answer.html.includes('Vi talte om priser.')]).toEqual([422, true])
  expect(text(answer.html)).toContain('Et af målene er afsluttet imens')
})

test('a class shows nobody’s goals, and the job centre that only reads is asked nothing', async () => {
  await goal('En hjemmeside')
  expect(text((await pages.get(scene.soeren, `/sessions/${await plan('vat_class')}`)).html)).not.toContain('En hjemmeside')
  expect(text((await pages.get(scene.ibrahim, `/sessions/${await plan('personal_guidance')}`)).html)).not.toContain('En hjemmeside')
})
