import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { supportBasisHistory } from '#modules/people/index.ts'
import { type StepWish, doWhatIsDue, enrolment } from './index.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'

const pilotPeriod: object = (JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8')) as { period: object }).period
const offer = (startOn: string, answerBy: string, skipReason = ''): StepWish => ({
  step: 'offer',
  startOn: day(startOn),
  answerBy: day(answerBy),
  skipReason,
})
const start = (on: string): StepWish => ({ step: 'start', on: day(on) })

async function due(scene: Scene, on: string): Promise<number> {
  return doWhatIsDue(scene.database.db, scene.ports, day(on), noon(on))
}

async function placed(scene: Scene, name: string, startOn: string) {
  const one = await scene.accepted(name, '2015-09-14')
  const offered = await scene.step(scene.mette, '2015-09-15', one.id, offer(startOn, '2015-09-25', 'Kan starte med det samme'))
  if (!offered.ok) throw new Error(JSON.stringify(offered.refusal))
  const yes = await scene.step(scene.ibrahim, '2015-09-20', one.id, { step: 'accept' })
  if (!yes.ok) throw new Error(JSON.stringify(yes.refusal))
  return one
}

async function started(scene: Scene, name: string, startOn: string) {
  const one = await placed(scene, name, startOn)
  const begun = await scene.step(scene.mette, startOn, one.id, start(startOn))
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusal))
  return one
}

const directorRow = z.object({ case_number: z.string(), event: z.string(), on_day: z.string(), place_number: z.int().nullable() })
const directorNotices = (scene: Scene) =>
  scene.database.ownerDb.read(contextOf(scene.birgitte, day('2015-09-01')), (tx) =>
    tx.rows(directorRow, sql`select case_number, event, on_day, place_number from notices.director_notice order by at`),
  )

describe('the main job', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await makeScene()
  })
  afterAll(() => scene.database.close())

  test('from the waiting list through both phases to completion, the director told twice without a name', async () => {
    const amina = await started(scene, 'Amina Yıldız', '2015-10-05')
    const { mette } = scene
    await due(scene, '2016-04-05')
    const gate = await scene.as(mette, noon('2016-04-05'), (tx) => enrolment(tx, amina.id))
    expect([gate?.state, gate?.ball, gate?.placeNumber]).toEqual(['gate', 'provider', 1])
    const passed = await scene.step(mette, '2016-04-06', amina.id, { step: 'pass_gate', on: day('2016-04-07'), despite: '' })
    expect(passed.ok && passed.value.phases.map((phase) => `${phase.startsOn.toString()}/${phase.endsOn.toString()}`)).toEqual([
      '2015-10-05/2016-04-04',
      '2016-04-07/2016-10-06',
    ])
    const done = await scene.step(mette, '2016-10-06', amina.id, { step: 'complete' })
    expect(done.ok && done.value.state).toBe('completed')
    expect(await directorNotices(scene)).toEqual([
      { case_number: 'I-2015-001', event: 'enrolled', on_day: '2015-10-05', place_number: 1 },
      { case_number: 'I-2015-001', event: 'discharged', on_day: '2016-10-06', place_number: 1 },
    ])
    await due(scene, '2016-10-07')
    const after = await scene.as(mette, noon('2016-10-07'), (tx) => enrolment(tx, amina.id))
    expect([after?.state, after?.ball]).toEqual(['after_care', 'acting_job_centre'])
    expect(await due(scene, '2016-10-07'), 'what was done is not done again').toBe(0)
  })

  test('after the run a task comes by the clock at 3, 6, 12 and 24 months; each answer stands in what the citizen lives on over time', async () => {
    const one = await started(scene, 'Karim Haddad', '2015-10-05')
    const { mette, ibrahim, soeren } = scene
    await due(scene, '2016-04-05')
    await scene.step(mette, '2016-04-05', one.id, { step: 'pass_gate', on: day('2016-04-05'), despite: '' })
    await scene.step(mette, '2016-10-04', one.id, { step: 'complete' })
    await due(scene, '2016-10-05')
    const tasks = (kind = 'follow_up_due') =>
      scene.database.ownerDb.read(contextOf(ibrahim, day('2016-10-05')), (tx) =>
        tx.rows(
          z.object({ due_on: z.string(), done: z.boolean() }),
          sql`select due_on::text, done_at is not null as done from notices.notice where subject_id = ${one.id} and kind = ${kind} and task order by due_on`,
        ),
      )
    const check = (actor: StaffActor, on: string, month: number, basis: string) =>
      scene.step(actor, on, one.id, { step: 'record_check', month, finding: 'self_supporting', basis, business: 'trading' })
    const lived = async () =>
      (await scene.as(ibrahim, noon('2018-11-01'), (tx) => supportBasisHistory(tx, one.personId))).map(
        ({ code, from, source }) => `${from.toString()} ${code} ${source}`,
      )
    expect(await tasks()).toEqual([])
    await due(scene, '2017-01-04')
    expect(await tasks()).toMatchObject([{ done: false }])
    expect(await check(ibrahim, '2017-01-05', 3, 'gold')).toMatchObject({ refusal: { kind: 'check_incomplete', field: 'basis' } })
    expect((await check(soeren, '2017-01-05', 3, 'unemployment_benefit')).ok).toBe(true)
    expect(await tasks()).toMatchObject([{ done: true }])
    // The half year is forgotten until the year has come too: recording one leaves the task of the other.
    for (const on of ['2017-04-05', '2017-10-05']) await due(scene, on)
    expect(await tasks('ball_escalated'), 'a month later the lead hears').toEqual([{ due_on: '2017-04-04', done: false }])
    expect((await check(ibrahim, '2017-10-05', 6, 'self_supporting')).ok).toBe(true)
    expect((await tasks()).filter(({ done }) => !done)).toEqual([{ due_on: '2017-10-04', done: false }])
    expect(await tasks('ball_escalated')).toEqual([{ due_on: '2017-04-04', done: true }])
    expect((await check(ibrahim, '2017-10-05', 12, 'self_supporting')).ok).toBe(true)
    expect((await tasks()).filter(({ done }) => !done)).toEqual([])
    await due(scene, '2018-10-05')
    expect((await tasks()).filter(({ done }) => !done)).toMatchObject([{ due_on: '2018-10-04' }])
    expect((await check(ibrahim, '2018-10-05', 24, 'self_supporting')).ok).toBe(true)
    expect((await tasks()).filter(({ done }) => !done)).toEqual([])
    const history = await lived()
    expect(history.slice(-2)).toEqual(['2017-01-05 unemployment_benefit citizen', '2017-10-05 self_supporting citizen'])
  })

  test('who may not, is refused, and nothing is written', async () => {
    const one = await scene.accepted('Peter Lind', '2015-09-14')
    const { ibrahim, birgitte, mette } = scene
    expect(await scene.step(ibrahim, '2015-09-15', one.id, offer('2015-10-05', '2015-09-20'))).toEqual({
      ok: false,
      refusal: { kind: 'not_permitted', action: 'enrolments.offer' },
    })
    expect(await scene.step(birgitte, '2015-09-15', one.id, { step: 'confirm_interest' })).toEqual({
      ok: false,
      refusal: { kind: 'no_such_enrolment' },
    })
    const other = await scene.accepted('Leyla Demir', '2015-09-14')
    expect(await scene.step(other.citizen, '2015-09-15', one.id, { step: 'confirm_interest' })).toMatchObject({ ok: false })
    const same = await scene.as(mette, noon('2015-09-15'), (tx) => enrolment(tx, one.id))
    expect([same?.state, same?.events.length]).toEqual(['waiting', 1])
  })

  test('reasons: none, an unknown one, “other” without words, words without “other”', async () => {
    const one = await scene.accepted('Jens Bak', '2015-09-14')
    const leave = (reason: string, words: string) =>
      scene.step(scene.ibrahim, '2015-09-16', one.id, { step: 'leave_list' }, { reason, words })
    expect(await leave('', '')).toMatchObject({ refusal: { kind: 'reason_missing' } })
    expect(await leave('bored', '')).toMatchObject({ refusal: { kind: 'no_such_reason' } })
    expect(await leave('other', ' ')).toMatchObject({ refusal: { kind: 'words_missing' } })
    expect(await leave('got_job', 'i Køge')).toMatchObject({ refusal: { kind: 'words_not_wanted' } })
    expect(await leave('got_job', '')).toMatchObject({ ok: true, value: { state: 'left_list' } })
  })

  test('somebody who waits is asked every 60 days, once for each time', async () => {
    const one = await scene.accepted('Oda Friis', '2015-12-01')
    await due(scene, '2016-01-29')
    expect(await due(scene, '2016-01-29')).toBe(0)
    expect(await due(scene, '2016-01-30')).toBe(1)
    expect(await due(scene, '2016-01-30')).toBe(0)
    const row = z.object({ kind: z.string() })
    const open = sql`select kind from notices.notice where subject_id = ${one.id} and task and done_at is null`
    const asked = () => scene.database.ownerDb.read(contextOf(scene.ibrahim, day('2016-02-13')), (tx) => tx.rows(row, open))
    expect(await asked()).toEqual([{ kind: 'interest_due' }])
    expect(await due(scene, '2016-02-13')).toBe(1)
    expect(await asked(), 'one task, not two').toEqual([{ kind: 'interest_lapsed' }])
  })
})

describe('two places and many who want them', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await makeScene()
  })
  afterAll(() => scene.database.close())

  test('two clerks offer the last place at the same instant: one gets it, the other is told plainly', async () => {
    await started(scene, 'Amina Yıldız', '2015-10-05')
    const [first, second] = [await scene.accepted('Jonas Berg', '2015-09-15'), await scene.accepted('Leyla Demir', '2015-09-16')]
    const wish = offer('2015-10-12', '2015-10-10', 'Begge vil have den')
    const answers = await Promise.all([first, second].map(({ id }) => scene.step(scene.mette, '2015-10-06', id, wish)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))
    expect(refused).toEqual([{ kind: 'no_free_place', nextFreeOn: null }])
  })

  test('an early end frees the place the day after, and the programme manager gets the task of offering it', async () => {
    const runs = await scene.as(scene.mette, noon('2016-01-10'), (tx) =>
      tx.rows(z.object({ id: z.string(), state: z.string() }), sql`select id, state from enrolments.enrolment order by case_number`),
    )
    const [amina, ...others] = runs
    const waiting = others.find((run) => run.state === 'waiting')
    const ended = await scene.step(
      scene.ibrahim,
      '2016-01-10',
      amina?.id as never,
      { step: 'end_early', lastDay: day('2016-01-09'), initiator: 'citizen', tookPart: true },
      { reason: 'got_job' },
    )
    expect(ended.ok && ended.value.state).toBe('ended_early')
    const tasks = await scene.database.ownerDb.read(contextOf(scene.mette, day('2016-01-10')), (tx) =>
      tx.rows(z.object({ role: z.string() }), sql`select role from notices.notice where kind = 'place_free' and task and done_at is null`),
    )
    expect(tasks).toEqual([{ role: 'programme_manager' }])
    const next = await scene.step(scene.mette, '2016-01-10', waiting?.id as never, offer('2016-01-10', '2016-01-10'))
    expect(next.ok && next.value.placeNumber).toBe(1)
  })
})

describe('a pause', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await makeScene()
  })
  afterAll(() => scene.database.close())

  test('that would push the run into a place already promised is refused with both days, and nothing moves', async () => {
    const long = await makeScene({ period: { ...pilotPeriod, endsOn: '2017-09-30', runOffUntil: '2018-09-30' } })
    const first = await started(long, 'Amina Yıldız', '2015-10-05')
    await started(long, 'Jonas Berg', '2015-10-19')
    const next = await long.accepted('Leyla Demir', '2016-08-20')
    const promised = await long.step(long.mette, '2016-09-01', next.id, offer('2016-10-10', '2016-09-15'))
    expect(promised.ok && promised.value.placeNumber).toBe(1)
    await due(long, '2016-04-10')
    await long.step(long.mette, '2016-04-12', first.id, { step: 'pass_gate', on: day('2016-04-05'), despite: '' })
    const pause = (until: string) =>
      long.step(
        long.ibrahim,
        '2016-09-02',
        first.id,
        { step: 'pause', from: day('2016-09-02'), until: day(until), keepsPlace: true },
        { reason: 'illness' },
      )
    expect(await pause('2016-09-07')).toEqual({
      ok: false,
      refusal: { kind: 'place_taken', wouldEndOn: day('2016-10-10'), takenFrom: day('2016-10-10') },
    })
    const untouched = await long.as(long.mette, noon('2016-09-02'), (tx) => enrolment(tx, first.id))
    expect([untouched?.pause, untouched?.phases[1]?.endsOn.toString()]).toEqual([null, '2016-10-04'])
    expect((await pause('2016-09-06')).ok).toBe(true)
    await long.database.close()
  })

  test('moves the end of both phases, and its reason stands apart; what was let go cannot be had back once it is promised', async () => {
    const first = await started(scene, 'Amina Yıldız', '2015-10-05')
    const second = await started(scene, 'Jonas Berg', '2015-10-05')
    const third = await scene.accepted('Leyla Demir', '2015-09-20')
    const early = await scene.step(
      scene.ibrahim,
      '2015-12-01',
      second.id,
      { step: 'end_early', lastDay: day('2015-11-30'), initiator: 'provider', tookPart: true },
      { reason: 'moved' },
    )
    expect(early.ok).toBe(true)
    expect((await scene.step(scene.mette, '2015-12-01', third.id, offer('2015-12-07', '2015-12-05'))).ok).toBe(true)
    const reopened = await scene.step(scene.ibrahim, '2015-12-02', second.id, { step: 'reopen' }, { words: 'Fejlregistreret' })
    expect(reopened).toMatchObject({ ok: false, refusal: { kind: 'no_free_place' } })
    const pause = await scene.step(
      scene.ibrahim,
      '2015-12-20',
      first.id,
      { step: 'pause', from: day('2015-12-21'), until: day('2016-01-03'), keepsPlace: true },
      { reason: 'illness' },
    )
    expect(pause.ok && pause.value.phases.map((phase) => phase.endsOn.toString())).toEqual(['2016-04-18', '2016-10-18'])
    const row = await scene.database.ownerDb.read(contextOf(scene.mette, day('2015-12-20')), (tx) =>
      tx.one(
        z.object({ reason: z.string().nullable() }),
        sql`select reason from enrolments.event where enrolment_id = ${first.id} and name = 'pause'`,
      ),
    )
    expect(row.reason, 'the reason does not stand in the event').toBeNull()
  })
})

test('the state in the row is what the events say, and the published runs tell it as it was known', async () => {
  const scene = await makeScene()
  const one = await started(scene, 'Amina Yıldız', '2015-10-05')
  await scene.step(
    scene.ibrahim,
    '2016-01-12',
    one.id,
    { step: 'end_early', lastDay: day('2016-01-10'), initiator: 'citizen', tookPart: true },
    { reason: 'education' },
  )
  const published = z.object({
    case_number: z.string(),
    state: z.string(),
    started_on: z.string().nullable(),
    ended_on: z.string().nullable(),
    reason: z.string().nullable(),
  })
  const runs = (knownAt: string, cutoff: string) =>
    scene.as(scene.birgitte, noon('2016-02-01'), (tx) =>
      tx.rows(
        published,
        sql`select case_number, state, started_on, ended_on, reason from enrolments.runs(${noon(knownAt)}, ${cutoff}::date)`,
      ),
    )
  expect(await runs('2016-02-01', '2016-01-31')).toEqual([
    { case_number: 'I-2015-001', state: 'ended_early', started_on: '2015-10-05', ended_on: '2016-01-10', reason: 'education' },
  ])
  expect(await runs('2016-01-11', '2016-01-31')).toMatchObject([{ state: 'qualifying', ended_on: null, reason: null }])
  expect(await runs('2016-02-01', '2015-10-01')).toMatchObject([{ state: 'placed', started_on: null }])
  await scene.database.close()
})
