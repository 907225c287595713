import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { z } from 'zod'
import { nobody, sql } from '#platform/db/database.ts'
import { movableClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import { linesAbout } from '#modules/audit/index.ts'
import { deputies, nameDeputy } from '#modules/access/index.ts'
import { type CaseId, answerHandOver, assign, handOversOfCase, letGo, offerHandOver, standing } from '#modules/caseload/index.ts'
import { writeNote } from '#modules/journal/index.ts'
import { tasksOf, tellNamed } from '#modules/notices/index.ts'
import { declareConflict } from '../../src/modules/people/actions/conflict.ts'
import { tradeModules } from '../../src/modules.ts'
import { type Pages, pagesOf } from '../support/pages.ts'
import { type Scene, as, at, citizenOf, must, openScene, sent } from '../support/referral-scene.ts'

const clock = movableClock(at('2015-10-06'))
let scene: Scene
let pages: Pages
let maja: StaffActor
let caseId: CaseId

beforeAll(async () => {
  scene = await openScene()
  maja = await scene.hire('Maja', scene.organisations.vallensbaek, ['caseworker'])
  const parts = { db: scene.db, clock, log: createLog('silent'), publicUrl: () => 'http://localhost', secure: false, secret: 'invented' }
  pages = pagesOf(
    tradeModules(parts).flatMap((module) => [...module.routes]),
    clock,
  )
  caseId = await sent(scene)
})
afterAll(() => scene.database.close())

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const responsible = () => as(scene, scene.cast.lone, clock.now(), async (tx) => (await standing(tx, caseId))?.responsible.acting_job_centre)
const all = { deadline: 'yes', notes: 'yes', tasks: 'yes' }
const offer = (actor: StaffActor, to: StaffActor, more: Record<string, string> = all, request = newId()) =>
  pages.post(actor, `/cases/${caseId}/hand-over`, { request_id: request, to: to.accountId, words: 'Ring hellere end skriv.', ...more })

test('a line that was not gone through is named, and the form comes back filled', async () => {
  const { ibrahim } = scene.cast
  expect(words((await pages.get(ibrahim, `/cases/${caseId}/hand-over`)).html)).toMatch(/Fristen i.*Intet venter her:.*Notater/)
  const refused = await offer(ibrahim, maja, {})
  expect(refused.status).toBe(422)
  expect(words(refused.html)).toMatch(/Gå alle punkter igennem.*Ring hellere end skriv\./)
  const bare = await offer(ibrahim, maja, { to: '' })
  for (const field of ['to', 'deadline']) expect(bare.html, 'all at once').toContain(`href="#${field}"`)
  expect(await responsible()).toBe(ibrahim.accountId)
})

test('a case stays where it is until the receiver accepts; then both and the citizen are told, and the timeline says it', async () => {
  const { ibrahim, mette, lone } = scene.cast
  const request = newId()
  expect((await offer(ibrahim, maja, all, request)).status).toBe(303)
  expect((await offer(ibrahim, maja, all, request)).status, 'a double click is one deed').toBe(303)
  expect(await responsible()).toBe(ibrahim.accountId)
  expect((await offer(ibrahim, lone)).status, 'only one at a time').toBe(422)
  const [open] = await as(scene, ibrahim, clock.now(), (tx) => handOversOfCase(tx, caseId))
  if (open === undefined) throw new Error('it was offered')
  const tasks = await as(scene, maja, clock.now(), (tx) => tasksOf(tx, maja))
  expect(tasks.map((task) => task.kind)).toContain('hand_over_offered')
  const theirs = await pages.get(maja, `/cases/${caseId}/hand-over`)
  expect(words(theirs.html)).toMatch(/Fristen i sagen ja .*skrevet 0 Beskyttet adresse nej.*Ring hellere end skriv\./)
  for (const actor of [ibrahim, lone]) {
    const answered = await as(scene, actor, clock.now(), (tx) =>
      answerHandOver(tx, { actor, id: open.id, answer: 'accepted', words: '', at: clock.now() }),
    )
    expect(answered, 'nobody accepts for another').toEqual({ ok: false, refusal: { kind: 'anothers_to_answer' } })
  }
  const accepted = await pages.post(maja, `/hand-overs/${open.id}`, { request_id: newId(), answer: 'accepted', words: '' })
  expect(accepted.status).toBe(303)
  expect(await responsible()).toBe(maja.accountId)
  expect((await as(scene, maja, clock.now(), (tx) => tasksOf(tx, maja))).map((task) => task.kind)).not.toContain('hand_over_offered')
  expect(words((await pages.get(mette, `/cases/${caseId}`)).html)).toContain('Maja har overtaget sagen fra Ibrahim')
  expect(words((await pages.get(mette, `/cases/${caseId}`)).html), 'how it came about is the authority’s own').not.toContain(
    'har bedt Maja',
  )
  const citizen = await citizenOf(scene, caseId)
  expect(words((await pages.get(citizen, '/me')).html)).toContain('Maja er din nye kontaktperson')
})

test('who neither has the case nor leads cannot offer it, nor offer it to one who has a conflict of interest or no fitting role', async () => {
  const { ibrahim, lone, soeren } = scene.cast
  const offered = (actor: StaffActor, to: StaffActor) =>
    as(scene, actor, clock.now(), (tx) =>
      offerHandOver(tx, { actor, id: newId(), caseId, to: to.accountId, lines: [], gone: [], words: '', at: clock.now() }),
    )
  expect(await offered(ibrahim, lone)).toEqual({ ok: false, refusal: { kind: 'not_yours' } })
  expect(await offered(soeren, ibrahim)).toEqual({ ok: false, refusal: { kind: 'nobody_has_it' } })
  expect(await offered(maja, soeren)).toEqual({ ok: false, refusal: { kind: 'receiver_cannot' } })
  const found = await as(scene, lone, clock.now(), (tx) => standing(tx, caseId))
  if (found === null) throw new Error('the case stands')
  must(
    await as(scene, lone, clock.now(), (tx) =>
      declareConflict(tx, { actor: lone, personId: found.personId, accountId: ibrahim.accountId, at: clock.now() }, letGo),
    ),
  )
  expect(await offered(maja, ibrahim)).toEqual({ ok: false, refusal: { kind: 'receiver_has_conflict' } })
})

test('the database lets nobody accept on another’s behalf, and no other authority write a hand-over', async () => {
  const { lone, mette } = scene.cast
  must(
    await as(scene, maja, clock.now(), (tx) =>
      offerHandOver(tx, { actor: maja, id: newId(), caseId, to: lone.accountId, lines: [], gone: [], words: '', at: clock.now() }),
    ),
  )
  const forged = as(scene, maja, clock.now(), (tx) =>
    tx.run(
      sql`update caseload.hand_over set answer = 'accepted', answered_by = ${maja.accountId}, answered_at = ${clock.now()} where case_id = ${caseId} and answer is null`,
    ),
  )
  await expect(forged).rejects.toThrow('hand_over_accepted_by_receiver')
  const changed = await as(scene, mette, clock.now(), (tx) =>
    tx.run(
      sql`update caseload.hand_over set answer = 'withdrawn', answered_by = ${mette.accountId}, answered_at = ${clock.now()} where answer is null`,
    ),
  )
  expect(changed).toBe(0)
  const read = await as(scene, mette, clock.now(), (tx) => tx.run(sql`select from caseload.hand_over_words`))
  expect(read).toBe(0)
  const open = (await as(scene, maja, clock.now(), (tx) => handOversOfCase(tx, caseId))).find((one) => one.answer === null)
  if (open === undefined) throw new Error('it was offered')
  must(
    await as(scene, maja, clock.now(), (tx) =>
      answerHandOver(tx, { actor: maja, id: open.id, answer: 'withdrawn', words: '', at: clock.now() }),
    ),
  )
  expect(await responsible()).toBe(maja.accountId)
})

test('a whole caseload goes to one colleague, who takes all over at once', async () => {
  const { lone } = scene.cast
  const second = await sent(scene)
  must(await as(scene, lone, clock.now(), (tx) => assign(tx, { actor: lone, caseId: second, accountId: maja.accountId, at: clock.now() })))
  const page = await pages.get(lone, `/caseload/${maja.accountId}`)
  const cases = [...page.html.matchAll(/name="case" value="([^"]+)"/g)].map((found) => found[1] ?? '')
  expect(cases.toSorted()).toEqual([caseId, second].toSorted())
  expect((await pages.get(scene.cast.ibrahim, `/caseload/${maja.accountId}`)).status, 'only a leader hands over for another').toBe(403)
  const sentOff = await pages.post(lone, `/caseload/${maja.accountId}`, {
    request_id: newId(),
    to: lone.accountId,
    case: second,
    gone: 'yes',
    words: '',
  })
  expect(sentOff.status).toBe(303)
  expect(words((await pages.get(lone, '/caseload')).html)).toContain('Du er bedt om at overtage')
  expect((await pages.post(lone, '/caseload/accepted', { request_id: newId() })).status).toBe(303)
  const after = await as(scene, lone, clock.now(), (tx) => standing(tx, second))
  expect(after?.responsible.acting_job_centre).toBe(lone.accountId)
})

test('a deputy reads what is to the absent one by name, marked, from the first to the last day, and gains no right by it', async () => {
  const { ibrahim, lone, mette } = scene.cast
  const named = (actor: StaffActor, absent: StaffActor, deputy: StaffActor, from: string, until: string) =>
    as(scene, actor, clock.now(), (tx) =>
      nameDeputy(tx, {
        actor,
        id: newId(),
        absentId: absent.accountId,
        deputyId: deputy.accountId,
        from: day(from),
        until: day(until),
        at: clock.now(),
      }),
    )
  expect(await named(maja, lone, maja, '2015-10-07', '2015-10-09')).toMatchObject({ refusal: { kind: 'not_permitted' } })
  expect(await named(maja, maja, mette, '2015-10-07', '2015-10-09')).toMatchObject({ refusal: { kind: 'not_on_the_staff' } })
  const anne = await scene.hire('Clerk', scene.organisations.vallensbaek, ['finance_clerk'])
  expect(await named(maja, maja, anne, '2015-10-07', '2015-10-09')).toMatchObject({ refusal: { kind: 'no_fitting_role' } })
  const kim = await scene.hire('Kim', scene.organisations.vallensbaek, ['caseworker'])
  must(await named(maja, maja, kim, '2015-10-07', '2015-10-09'))
  expect(await named(maja, maja, lone, '2015-10-09', '2015-10-12')).toMatchObject({ refusal: { kind: 'deputy_already' } })
  expect(await named(ibrahim, ibrahim, maja, '2015-10-08', '2015-10-08')).toMatchObject({ refusal: { kind: 'deputy_absent' } })
  expect(await named(kim, kim, lone, '2015-10-08', '2015-10-08')).toMatchObject({ refusal: { kind: 'stands_in' } })
  await as(scene, lone, clock.now(), (tx) =>
    tellNamed(tx, {
      accounts: [maja.accountId],
      kind: 'hand_over_offered',
      subject: { noun: 'hand_over', id: newId() },
      href: '/caseload',
      at: clock.now(),
    }),
  )
  const seen = (on: string) =>
    as(scene, kim, at(on), async (tx) => (await tasksOf(tx, kim)).filter((task) => task.toAccount === maja.accountId).length)
  expect([await seen('2015-10-06'), await seen('2015-10-07'), await seen('2015-10-09'), await seen('2015-10-10')]).toEqual([0, 1, 1, 0])
  clock.moveTo(at('2015-10-07'))
  const theDay = words((await pages.get(kim, '/day')).html)
  expect(theDay).toContain('for Maja')
  expect(theDay).toContain('Sager for Maja')
  expect(words((await pages.get(kim, `/worklist?list=mine&for=${maja.accountId}`)).html)).toContain('I-2015-001')
  expect(words((await pages.get(lone, `/worklist?list=mine&for=${maja.accountId}`)).html), 'nobody else opens that list').not.toContain(
    'Sager for Maja',
  )
  expect(
    (await as(scene, mette, clock.now(), (tx) => deputies(tx, maja.organisationId, clock.today()))).length,
    'absences are the organisation’s own',
  ).toBe(0)
})

test('what a deputy does in a case of the absent one is marked with their name: in the case, for the citizen, and in the log; what else they do is not', async () => {
  const { mette, lone } = scene.cast
  const ibrahim = await scene.hire('Rasmus', scene.organisations.vallensbaek, ['caseworker'])
  const kim = await scene.hire('Kirsten', scene.organisations.vallensbaek, ['caseworker'])
  const later = await sent(scene)
  const other = await sent(scene)
  const personOf = async (id: CaseId) => {
    const found = await as(scene, lone, clock.now(), (tx) => standing(tx, id))
    if (found === null) throw new Error('the case stands')
    return found.personId
  }
  for (const [id, actor] of [
    [later, ibrahim],
    [other, kim],
  ] as const)
    must(await as(scene, actor, clock.now(), (tx) => assign(tx, { actor, caseId: id, accountId: actor.accountId, at: clock.now() })))
  const name = { actor: ibrahim, id: newId<'deputy'>(), absentId: ibrahim.accountId, deputyId: kim.accountId }
  const days = { from: day('2015-10-12'), until: day('2015-10-16') }
  must(await as(scene, ibrahim, clock.now(), (tx) => nameDeputy(tx, { ...name, ...days, at: clock.now() })))
  const note = async (id: CaseId, on: string, text: string, actor = kim) => {
    clock.moveTo(at(on))
    const personId = await personOf(id)
    const what = { kind: 'conversation', on: clock.today(), words: text, shared: true } as const
    const made = { actor, personId, caseId: id, ...what, requestId: newId(), at: clock.now() }
    must(await as(scene, actor, clock.now(), (tx) => writeNote(tx, made)))
  }
  await note(later, '2015-10-09', 'Før fraværet')
  await note(later, '2015-10-12', 'Første dag')
  await note(other, '2015-10-12', 'Min egen sag')
  // Two who act at the very same moment are told apart by nothing on the timeline, so it says nothing of either.
  await note(later, '2015-10-14', 'Samme øjeblik')
  await note(later, '2015-10-14', 'Samme øjeblik', mette)
  await note(later, '2015-10-16', 'Sidste dag')
  await note(later, '2015-10-17', 'Bagefter')
  const marked = async (id: CaseId, actor: StaffActor) =>
    // It stands beside whoever did it, before the happening's own link.
    [...(await pages.get(actor, `/cases/${id}`)).html.matchAll(/på vegne af Rasmus[^<]*<a class="g-event-link"/gi)].length
  // The other authority reads it too, and the reading of a case marks nothing that was done.
  expect([await marked(later, kim), await marked(later, mette), await marked(other, kim)]).toEqual([2, 2, 0])
  const personId = await personOf(later)
  const log = await as(scene, kim, clock.now(), (tx) => linesAbout(tx, personId, 50))
  const behalf = log.filter((line) => line.kind === 'change' && line.account_id === kim.accountId).map((line) => line.on_behalf_of)
  expect(behalf.toReversed()).toEqual([null, ibrahim.accountId, ibrahim.accountId, ibrahim.accountId, null])
  const citizen = await citizenOf(scene, later)
  expect(words((await pages.get(citizen, '/me/log')).html)).toContain('Din sagsbehandler, som stedfortræder for din sagsbehandler, ændrede')
})

test('a deputy gets a copy of the mail that is to the absent one by name: a number and a link; not after, and not with a conflict of interest', async () => {
  const { lone } = scene.cast
  const found = await as(scene, lone, clock.now(), (tx) => standing(tx, caseId))
  if (found === null) throw new Error('the case stands')
  const peter = await scene.hire('Peter', scene.organisations.vallensbaek, ['caseworker'])
  const nina = await scene.hire('Nina', scene.organisations.vallensbaek, ['caseworker'])
  const days = { from: day('2015-11-02'), until: day('2015-11-06') }
  const name = { actor: peter, absentId: peter.accountId, deputyId: nina.accountId, ...days }
  must(await as(scene, peter, clock.now(), (tx) => nameDeputy(tx, { ...name, id: newId(), at: clock.now() })))
  const mailed = async (on: string) => {
    clock.moveTo(at(on))
    const telling = {
      kind: 'hand_over_offered',
      href: '/caseload',
      personId: found.personId,
      caseNumber: found.caseNumber,
    } as const
    await as(scene, lone, clock.now(), (tx) =>
      tellNamed(tx, { ...telling, accounts: [peter.accountId], subject: { noun: 'hand_over', id: newId() }, at: clock.now() }),
    )
    const rows = await scene.database.ownerDb.read(nobody(clock.today()), (tx) =>
      tx.rows(
        z.object({ to_address: z.string(), reference: z.string().nullable() }),
        sql`select to_address, reference from notices.mail where queued_at = ${clock.now()} order by to_address`,
      ),
    )
    expect(rows.every(({ reference }) => reference === found.caseNumber)).toBe(true)
    return rows.map(({ to_address }) => to_address)
  }
  expect(await mailed('2015-10-30')).toEqual(['peter@example.dk'])
  expect(await mailed('2015-11-02')).toEqual(['nina@example.dk', 'peter@example.dk'])
  const about = { personId: found.personId, accountId: nina.accountId, at: clock.now() }
  must(await as(scene, lone, clock.now(), (tx) => assign(tx, { ...about, actor: lone, caseId })))
  must(await as(scene, nina, clock.now(), (tx) => declareConflict(tx, { ...about, actor: nina }, letGo)))
  for (const on of ['2015-11-03', '2015-11-09']) expect(await mailed(on), on).toEqual(['peter@example.dk'])
  expect(await responsible(), 'to be taken by a colleague').toBeNull()
})

test('the database holds one deputy at a time, who works there', async () => {
  const { mette, lone } = scene.cast
  const put = (deputy: StaffActor) =>
    as(scene, lone, clock.now(), (tx) =>
      tx.run(sql`insert into access.deputy (id, organisation_id, absent_id, deputy_id, during, named_by, named_at)
        values (${newId()}, ${lone.organisationId}, ${maja.accountId}, ${deputy.accountId}, daterange('2015-10-08', '2015-10-20'), ${lone.accountId}, ${clock.now()})`),
    )
  await expect(put(lone)).rejects.toThrow('deputy_one_at_a_time')
  await expect(put(mette)).rejects.toThrow('row-level security')
})
