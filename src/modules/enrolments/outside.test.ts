import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addStaff } from '#modules/access/index.ts'
import { type AgreementId, advanceAgreement, agreement, importPilot } from '#modules/agreements/index.ts'
import { standingsOfPerson } from '#modules/caseload/index.ts'
import { tellAll, tellCitizen } from '#modules/notices/index.ts'
import { startReferral } from '#modules/referrals/index.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { written, wroteOf } from '../../../test/support/written.ts'
import { type EnrolmentId, type StepWish, doWhatIsDue, enrolment } from './index.ts'

const pilot = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8')) as Record<string, object>

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.database.close())

const offer = (startOn: string, answerBy: string): StepWish => ({
  step: 'offer',
  startOn: day(startOn),
  answerBy: day(answerBy),
  skipReason: 'x',
})

async function must(on: string, who: 'mette' | 'ibrahim', id: EnrolmentId, wish: StepWish, more: { reason?: string; words?: string } = {}) {
  const taken = await scene.step(scene[who], on, id, wish, more)
  if (!taken.ok) throw new Error(JSON.stringify(taken.refusal))
  return taken.value
}

async function started(name: string, startOn: string) {
  const one = await scene.accepted(name, '2015-09-14')
  await must('2015-09-15', 'mette', one.id, offer(startOn, '2015-09-25'))
  await must('2015-09-20', 'ibrahim', one.id, { step: 'accept' })
  await must(startOn, 'mette', one.id, { step: 'start', on: day(startOn) })
  return one
}

const lettered = z.object({ template: z.string() })
const [talked, applied] = [newId(), newId()]
const notices = (subjectId: string) =>
  scene.database.ownerDb.read(contextOf(scene.mette, day('2016-01-01')), (tx) =>
    tx.rows(
      z.object({ kind: z.string(), role: z.string().nullable(), task: z.boolean() }),
      sql`select kind, role, task from notices.notice where subject_id = ${subjectId} and done_at is null order by kind, role nulls last`,
    ),
  )
const mailsTo = (serial: number) =>
  scene.database.ownerDb.read(contextOf(scene.mette, day('2016-01-01')), (tx) =>
    tx.rows(
      z.object({ id: z.string() }),
      sql`select id from notices.mail where to_address = ${`citizen${serial}@example.dk`} and state = 'queued'`,
    ),
  )

test('a death in mid-run: the place is free, the director is told, nobody writes to the citizen; a mistake is put right', async () => {
  const one = await started('Amina Yıldız', '2015-10-05')
  const { personId, id } = one
  const text = { kind: 'session_planned', subject: { noun: 'session', id: 'x' }, href: '/me', personId } as const
  await scene.as(scene.mette, noon('2016-01-10'), (tx) => tellCitizen(tx, { ...text, at: noon('2016-01-10') }))
  expect((await mailsTo(1)).length).toBeGreaterThan(0)
  await scene.as(scene.mette, noon('2016-01-10'), async (tx) => {
    const parties = (await agreement(tx, scene.agreementId))?.parties
    if (parties === undefined) throw new Error('the agreement is read')
    const talk = { parties, personId, caseNumber: 'I-2015-001', href: '/', at: noon('2016-01-10') }
    await tellAll(tx, { ...talk, kind: 'absence', subject: { noun: 'warning', id: talked } })
    await tellAll(tx, { ...talk, kind: 'loan_applied', subject: { noun: 'loan', id: applied } })
  })
  const after = await must('2016-01-12', 'ibrahim', id, { step: 'record_death', on: day('2016-01-11') })
  expect([after.state, after.ball, after.run.outcome, after.run.releasedOn?.toString()]).toEqual([
    'deceased',
    'acting_job_centre',
    'ended_early',
    '2016-01-11',
  ])
  expect(await mailsTo(1), 'what waited to be mailed is taken back').toEqual([])
  expect(await notices(talked), 'there is nobody to talk with').toEqual([])
  expect((await notices(applied)).length, 'what is to be decided is still to be decided').toBe(1)
  await scene.as(scene.mette, noon('2016-01-13'), (tx) => tellCitizen(tx, { ...text, at: noon('2016-01-13') }))
  expect(await mailsTo(1), 'no module writes any more').toEqual([])
  expect((await notices(id)).filter(({ task }) => task)).toEqual([{ kind: 'died', role: 'caseworker', task: true }])
  expect(await doWhatIsDue(scene.database.db, scene.ports, day('2016-03-11'), noon('2016-03-11'))).toBe(0)
  const back = await must('2016-03-11', 'ibrahim', id, { step: 'reopen' }, { words: 'Forvekslet med en anden' })
  expect([back.state, back.run.diedOn]).toEqual(['qualifying', null])
  await scene.as(scene.mette, noon('2016-03-12'), (tx) => tellCitizen(tx, { ...text, at: noon('2016-03-12') }))
  expect((await mailsTo(1)).length).toBe(1)
  await must(
    '2016-03-14',
    'ibrahim',
    id,
    { step: 'end_early', lastDay: day('2016-03-13'), initiator: 'citizen', tookPart: true },
    { reason: 'got_job' },
  )
})

test('a death after the run keeps its outcome, and closes the case two months later', async () => {
  const one = await started('Jonas Berg', '2015-10-06')
  await must(
    '2015-12-01',
    'ibrahim',
    one.id,
    { step: 'end_early', lastDay: day('2015-11-30'), initiator: 'citizen', tookPart: true },
    { reason: 'education' },
  )
  await doWhatIsDue(scene.database.db, scene.ports, day('2015-12-02'), noon('2015-12-02'))
  const dead = await must('2016-02-20', 'ibrahim', one.id, { step: 'record_death', on: day('2016-02-19') })
  expect([dead.state, dead.run.outcome, dead.run.endedOn?.toString()]).toEqual(['deceased', 'ended_early', '2015-11-30'])
  await doWhatIsDue(scene.database.db, scene.ports, day('2016-04-20'), noon('2016-04-20'))
  expect((await scene.as(scene.mette, noon('2016-04-20'), (tx) => enrolment(tx, one.id)))?.state).toBe('closed')
})

test('a move goes on for four weeks, then asks; settling it says what was agreed', async () => {
  await scene.database.close()
  scene = await makeScene()
  const one = await started('Leyla Demir', '2015-10-07')
  expect(await scene.step(scene.ibrahim, '2016-01-05', one.id, { step: 'settle_move' }, { words: 'x' })).toMatchObject({
    refusal: { kind: 'no_open_move' },
  })
  const moved = await must('2016-01-05', 'ibrahim', one.id, { step: 'record_move', on: day('2016-01-01'), municipality: '0253' })
  expect([moved.state, moved.run.move]).toEqual(['qualifying', { on: day('2016-01-01'), municipality: '0253', settled: false }])
  expect(await doWhatIsDue(scene.database.db, scene.ports, day('2016-01-29'), noon('2016-01-29'))).toBe(1)
  expect((await notices(one.id)).filter(({ task }) => task)).toEqual([{ kind: 'moved', role: 'caseworker', task: true }])
  expect(await scene.step(scene.ibrahim, '2016-01-30', one.id, { step: 'settle_move' })).toMatchObject({
    refusal: { kind: 'words_missing' },
  })
  const settled = await must('2016-01-30', 'ibrahim', one.id, { step: 'settle_move' }, { words: 'Greve betaler fra 1. januar.' })
  expect(settled.run.move?.settled).toBe(true)
  expect((await notices(one.id)).filter(({ task }) => task)).toEqual([])
})

test('the agreement ends while somebody waits: told before and after, then on to the next agreement with the same date, or off the list', async () => {
  const own = await makeScene()
  const [one, two] = [await own.accepted('Peter Lind', '2016-08-01'), await own.accepted('Oda Friis', '2016-08-02')]
  const step = (on: string, id: EnrolmentId, wish: StepWish) => own.step(own.ibrahim, on, id, wish)
  expect(await step('2016-09-20', one.id, { step: 'close_list' })).toMatchObject({ refusal: { kind: 'agreement_goes_on' } })
  const due = async (on: string) => {
    const actor = {
      kind: 'system',
      job: 'agreements',
      organisationId: own.organisations.get('ishoej') ?? own.mette.organisationId,
    } as const
    await own.database.db.transaction(contextOf(actor, day(on)), (tx) =>
      advanceAgreement(tx, { actor, id: own.agreementId, today: day(on), at: noon(on), tellEnding: () => Promise.resolve() }),
    )
    return doWhatIsDue(own.database.db, own.ports, day(on), noon(on))
  }
  expect(await due('2016-09-16'), 'two weeks before').toBe(2)
  expect(await due('2016-09-17'), 'once').toBe(0)
  expect(await due('2016-10-01'), 'and when it has ended; the question of interest has come due too').toBe(4)
  expect(await own.step(own.mette, '2016-10-02', one.id, offer('2016-10-05', '2016-10-04'))).toMatchObject({
    refusal: { kind: 'agreement_closed' },
  })
  const period = {
    ...pilot['period'],
    signedOn: '2016-09-01',
    startsOn: '2016-10-01',
    endsOn: '2017-09-30',
    runOffUntil: '2018-12-31',
    evaluationDueOn: null,
  }
  const next = await importPilot(own.database.db, JSON.stringify({ ...pilot, key: 'next', period }), noon('2016-09-30'))
  if (!next.ok) throw new Error(JSON.stringify(next.refusal))
  const moved = await step('2016-10-02', one.id, { step: 'transfer', agreementId: next.value.agreementId })
  expect(moved.ok && [moved.value.state, moved.value.agreementId, moved.value.run.acceptedOn.toString()]).toEqual([
    'waiting',
    next.value.agreementId,
    '2016-08-01',
  ])
  const offered = await own.step(own.mette, '2016-10-03', one.id, offer('2016-10-05', '2016-10-04'))
  expect(offered.ok && offered.value.placeNumber).toBe(1)
  const closed = await step('2016-10-03', two.id, { step: 'close_list' })
  expect(closed.ok && closed.value.state).toBe('left_list')
  await own.database.close()
})

test('an ending is put right although the place is promised: the citizen waits with a right of return, before everybody else in line', async () => {
  const own = await makeScene()
  const begin = async (name: string, startOn: string) => {
    const one = await own.accepted(name, '2015-09-14')
    await own.step(own.mette, '2015-09-15', one.id, offer(startOn, '2015-09-25'))
    await own.step(own.ibrahim, '2015-09-20', one.id, { step: 'accept' })
    await own.step(own.mette, startOn, one.id, { step: 'start', on: day(startOn) })
    return one
  }
  const [first, second] = [await begin('Amina Yıldız', '2015-10-05'), await begin('Jonas Berg', '2015-10-05')]
  await own.step(
    own.ibrahim,
    '2015-12-01',
    first.id,
    { step: 'end_early', lastDay: day('2015-11-30'), initiator: 'provider', tookPart: true },
    { reason: 'not_attending' },
  )
  const letters = await own.as(own.ibrahim, noon('2015-12-01'), (tx) =>
    tx.rows(lettered, sql`select template from notices.letter where person_id = ${first.personId} order by sent_at`),
  )
  expect(letters, 'an offer, a start and an ending by others are written').toEqual([
    { template: 'place_offer' },
    { template: 'enrolled' },
    { template: 'discharge_early' },
  ])
  const third = await own.accepted('Leyla Demir', '2015-11-20')
  await own.step(own.mette, '2015-12-02', third.id, offer('2015-12-07', '2015-12-05'))
  const words = { words: 'Fejlregistreret' }
  expect(await own.step(own.ibrahim, '2015-12-03', first.id, { step: 'reopen' }, words)).toMatchObject({
    refusal: { kind: 'no_free_place' },
  })
  const back = await own.step(own.ibrahim, '2015-12-03', first.id, { step: 'reopen', orWait: true }, words)
  expect(back.ok && [back.value.state, back.value.pause?.keepsPlace, back.value.ball]).toEqual(['qualifying', false, 'acting_job_centre'])
  const fourth = await own.accepted('Peter Lind', '2015-12-01')
  await own.step(
    own.ibrahim,
    '2016-02-01',
    second.id,
    { step: 'end_early', lastDay: day('2016-01-31'), initiator: 'citizen', tookPart: true },
    { reason: 'got_job' },
  )
  const skipping = await own.step(own.mette, '2016-02-02', fourth.id, {
    step: 'offer',
    startOn: day('2016-02-15'),
    answerBy: day('2016-02-10'),
    skipReason: '',
  })
  expect(skipping, 'who may return is passed over with a reason only').toMatchObject({ refusal: { kind: 'skips_line', ahead: 1 } })
  const resumed = await own.step(own.ibrahim, '2016-02-02', first.id, { step: 'resume', on: day('2016-02-02') })
  expect(resumed.ok && [resumed.value.placeNumber, resumed.value.phases[0]?.endsOn.toString()]).toEqual([2, '2016-06-06'])
  await own.database.close()
})

test('who paused and let the place go comes back after the agreement has ended, within its run-off', async () => {
  const own = await makeScene()
  const one = await own.accepted('Amina Yıldız', '2016-08-01')
  await own.step(own.mette, '2016-08-02', one.id, offer('2016-09-01', '2016-08-20'))
  await own.step(own.ibrahim, '2016-08-10', one.id, { step: 'accept' })
  await own.step(own.mette, '2016-09-01', one.id, { step: 'start', on: day('2016-09-01') })
  await own.step(
    own.ibrahim,
    '2016-09-20',
    one.id,
    { step: 'pause', from: day('2016-09-21'), until: day('2016-11-30'), keepsPlace: false },
    { reason: 'illness' },
  )
  const back = await own.step(own.ibrahim, '2016-11-15', one.id, { step: 'resume', on: day('2016-11-15') })
  expect(back.ok && [back.value.placeNumber, back.value.phases[1]?.endsOn.toString()]).toEqual([1, '2017-10-24'])
  await own.database.close()
})

test('nobody is referred who waits or is in a run, here or in another municipality; after the run one can begin anew', async () => {
  const one = await started('Sofie Lund', '2015-10-05')
  const refer = (actor: StaffActor, agreementId: AgreementId, on: string) =>
    startReferral(scene.database.db, { actor, agreementId, cpr: one.cpr, name: 'Sofie Lund', protectedAddress: false, at: noon(on) })
  const { ibrahim, agreementId } = scene
  expect(await refer(ibrahim, agreementId, '2016-01-10')).toMatchObject({
    ok: false,
    refusal: { kind: 'in_a_run', caseNumber: expect.stringMatching(/^I-2015-/) },
  })
  const elsewhere = JSON.stringify({ ...pilot, key: 'elsewhere' }).replaceAll('"vallensbaek"', '"greve"')
  const imported = await importPilot(scene.database.db, elsewhere, noon('2015-09-02'))
  const organisationId = imported.ok ? imported.value.organisations.get('greve') : undefined
  if (!imported.ok || organisationId === undefined) throw new Error('the other agreement is there')
  const sanne = { name: 'Sanne Lund', email: 'sanne@example.dk', organisationId, roles: ['caseworker'] as const, at: noon('2015-09-02') }
  const { accountId } = await scene.as(ibrahim, noon('2015-09-02'), (tx) => addStaff(tx, sanne))
  const other = { ...ibrahim, accountId, organisationId }
  expect(await refer(other, imported.value.agreementId, '2016-01-10')).toMatchObject({
    ok: false,
    refusal: { kind: 'in_a_run', caseNumber: null, referralId: null },
  })
  const ended = { step: 'end_early', lastDay: day('2016-01-15'), initiator: 'citizen', tookPart: true } as const
  await must('2016-01-15', 'mette', one.id, ended, { reason: 'got_job' })
  expect((await refer(other, imported.value.agreementId, '2016-01-16')).ok).toBe(true)
  // Each of the two sees its own case of the citizen and not the other's.
  const seen = (actor: StaffActor) =>
    scene.as(actor, noon('2016-01-16'), async (tx) => [
      (await standingsOfPerson(tx, one.personId)).map(({ source }) => source).join(),
      (await enrolment(tx, one.id)) !== null,
    ])
  expect(await seen(other)).toEqual(['referral', false])
  expect(await seen(ibrahim)).toEqual(['run', true])
  // The same of what was written of the first case: none of it is the other's, though both have a part in the citizen.
  await wroteOf(scene, one)
  const read = (actor: Actor) => scene.as(actor, noon('2016-01-16'), (tx) => tx.rows(z.object({ what: z.string() }), written(one.personId)))
  const all = 'acting_consent answer came consent document expected letter meeting note register warning'.split(' ')
  expect((await read(other)).map(({ what }) => what)).toEqual([])
  expect((await read(ibrahim)).map(({ what }) => what)).toEqual(all)
  expect((await read(scene.mette)).map(({ what }) => what)).toEqual(all)
  expect((await read(one.citizen)).map(({ what }) => what)).toEqual(all)
})
