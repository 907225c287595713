import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { CitizenActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { enrolmentsOfPerson } from '#modules/enrolments/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { collaborationModule, timeline } from './index.ts'

const at = noon('2015-11-02')
const clock = movableClock(at)
let scene: Scene
let pages: Pages
let citizen: CitizenActor
let path: string

beforeAll(async () => {
  scene = await makeScene()
  const { db } = scene.database
  pages = pagesOf(collaborationModule({ db, clock }, { ...scene.ports, teachersOn: () => Promise.resolve([]) }).routes, clock)
  citizen = (await scene.accepted('Mona Sand', '2015-10-01')).citizen
  const [run] = await scene.as(scene.mette, at, (tx) => enrolmentsOfPerson(tx, citizen.personId))
  path = `/cases/${run?.referralId ?? ''}/proposals`
})
afterAll(() => scene.database.close())

const goal = () => ({ kind: 'goal', why: 'Jeg vil hellere have to plejecentre', request_id: newId() })
const openOne = async () => /proposals\/([0-9a-f-]{36})\/withdrawal/.exec((await pages.get(citizen, path)).html)?.[1] ?? ''
/** The fields that the summary of errors leads to. */
const complaints = (html: string) => [...html.matchAll(/<li><a href="#(\w+)"/g)].map(([, field]) => field)
const toldCitizen = () =>
  scene.database.ownerDb.read(contextOf(scene.mette, day('2015-11-02')), (tx) =>
    tx.rows(
      z.object({ kind: z.string() }),
      sql`select kind from notices.notice where to_person_id = ${citizen.personId} and subject_noun = 'proposal' order by at, kind`,
    ),
  )

test('an empty proposal of another time is told all that is missing at once, in the order of the form', async () => {
  const { status, html } = await pages.post(citizen, path, { kind: 'new_time', from: '', until: '', why: '' })
  expect([status, ...complaints(html)]).toEqual([422, 'from', 'until', 'why'])
  expect(html, 'a day that some kinds need is not called optional').not.toContain('valgfrit')
  const typed = await pages.post(citizen, path, { kind: 'new_time', from: 'i morgen', until: '', why: 'Læge' })
  expect(complaints(typed.html)).toEqual(['from', 'until'])
})

test('the citizen is told of the answer and of what others propose, never of their own proposal', async () => {
  expect((await pages.post(citizen, path, goal())).status).toBe(303)
  expect(await toldCitizen()).toEqual([])
  const id = await openOne()
  expect((await pages.post(scene.mette, `/proposals/${id}/answer`, { verdict: 'decline', words: 'Lad os tale om det' })).status).toBe(303)
  expect(await toldCitizen()).toEqual([{ kind: 'proposal_answered' }])
  const [run] = await scene.as(citizen, at, (tx) => enrolmentsOfPerson(tx, citizen.personId))
  const referralId = run?.referralId ?? newId<'referral'>()
  const told = await scene.as(citizen, at, (tx) => timeline(tx, { actor: citizen, lang: 'da', today: clock.today() }, { referralId }))
  expect(told.map(({ text }) => text)).toContain('Afvist. Jeg vil hellere have to plejecentre Svar fra Næstved: Lad os tale om det')
  expect((await pages.post(scene.ibrahim, path, { ...goal(), who: 'organisation' })).status).toBe(303)
  expect((await toldCitizen()).map(({ kind }) => kind)).toEqual(['proposal_answered', 'proposal_made'])
})

test('what is taken back or answered already is said on the page of the proposals, which is still there to go on from', async () => {
  expect((await pages.post(citizen, path, { ...goal(), kind: 'other' })).status).toBe(303)
  const id = await openOne()
  expect((await pages.post(citizen, `/proposals/${id}/withdrawal`, {})).location).toBe(path)
  const again = await pages.post(citizen, `/proposals/${id}/withdrawal`, {})
  expect([
    again.status,
    ...['allerede besvaret eller trukket tilbage', `href="#proposal-${id}"`].map((part) => again.html.includes(part)),
  ]).toEqual([422, true, true])
  const late = await pages.post(scene.ibrahim, `/proposals/${id}/answer`, { verdict: 'accept', words: 'Ja' })
  expect([late.status, late.html.includes(`href="#proposal-${id}"`)]).toEqual([422, true])
})

test('two proposals of one heading are two articles, and no two landmarks of one name', async () => {
  const { html } = await pages.get(citizen, path)
  expect([...html.matchAll(/<article [^>]*id="proposal-/g)].length).toBeGreaterThan(1)
  expect(html).not.toMatch(/<section [^>]*id="proposal-/)
})
