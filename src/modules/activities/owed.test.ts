import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, day, isBefore } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { startedRun } from '../../../test/support/started-run.ts'
import { type SessionId, cancelSession, catchUpPlan, joinSession, moveSession, owedOf, planSession, registerAttendance } from './index.ts'

// What is owed, recounted by hand from what was done: each session is planned, perhaps moved or cancelled, and registered or not.
const pause = { from: day('2015-11-02'), until: day('2015-11-15') }
const end = '2015-12-01'
const outcomes = ['present', 'late', 'partly', 'absent'] as const

type Doing = {
  activity: 'vat_class' | 'tax_class'
  after: number
  movedBy: number
  fate: 'cancelled' | 'not_held' | 'unregistered' | (typeof outcomes)[number]
  corrected: (typeof outcomes)[number] | null
}

const doing: fc.Arbitrary<Doing> = fc.record({
  activity: fc.constantFrom('vat_class', 'tax_class'),
  after: fc.integer({ min: 0, max: 30 }),
  movedBy: fc.constantFrom(0, 0, 0, 1, 7, 14),
  fate: fc.constantFrom('cancelled', 'not_held', 'unregistered', ...outcomes, 'present'),
  corrected: fc.option(fc.constantFrom(...outcomes)),
})

let scene: Scene
let amina: Awaited<ReturnType<typeof startedRun>>
let peter: Awaited<ReturnType<typeof startedRun>>
/** What Amina has attended, recounted. */
const attended = { vat_class: 0, tax_class: 0 }

beforeAll(async () => {
  scene = await makeScene()
  amina = await startedRun(scene, 'Amina Yıldız')
  peter = await startedRun(scene, 'Peter Lind')
  const stand = { step: 'pause', ...pause, keepsPlace: true } as const
  const paused = await scene.step(scene.ibrahim, '2015-11-01', amina.id, stand, { reason: 'illness' })
  const back = await scene.step(scene.ibrahim, '2015-11-16', amina.id, { step: 'resume', on: day('2015-11-16') })
  assert(paused.ok && back.ok, JSON.stringify([paused, back].map((one) => (one.ok ? 'ok' : one.refusal))))
})
afterAll(() => scene.database.close())

const weekday = (on: Day): Day => (on.dayOfWeek > 5 ? on.add({ days: 8 - on.dayOfWeek }) : on)
const isPaused = (on: Day) => !isBefore(on, pause.from) && !isBefore(pause.until, on)

async function plan(activity: string, on: Day, run = amina): Promise<SessionId> {
  const { agreementId, soeren: actor } = scene
  const at = noon('2015-10-06')
  const what = { agreementId, activity, phase: 'qualifying' as const, on, startsAt: Temporal.PlainTime.from('10:00'), minutes: 120 }
  const planned = await scene.as(actor, at, (tx) =>
    planSession(tx, { actor, plan: { ...what, place: 'Næstved', enrolmentIds: [run.id], requestId: newId<'session'>() }, at }),
  )
  assert(planned.ok, 'a class can be planned')
  return planned.value
}

/** Registers it and answers the version that leaves; with nobody but one on pause it cannot have been held. */
async function register(sessionId: SessionId, on: Day, outcome: (typeof outcomes)[number] | 'not_held', version: number): Promise<number> {
  const { soeren: actor } = scene
  const at = noon(end)
  const reason = outcome === 'absent' ? ('illness' as const) : null
  const lines = outcome === 'not_held' || isPaused(on) ? [] : [{ enrolmentId: amina.id, outcome, reason }]
  const what = { sessionId, version, tookPlace: outcome !== 'not_held', lines, words: { done: '', next: '' }, requestId: newId() }
  const saved = await scene.as(actor, at, (tx) => registerAttendance(tx, { actor, ...what, today: day(end), at }))
  const refused = isPaused(on) && outcome !== 'not_held'
  expect(saved, JSON.stringify(what)).toEqual(refused ? { ok: false, refusal: { kind: 'all_on_pause' } } : { ok: true, value: true })
  return refused ? version : version + 1
}

/** Does it, and answers whether it counts: attended on a day on which nothing stood still, as the last register says. */
async function happens({ activity, after, movedBy, fate, corrected }: Doing): Promise<boolean> {
  const { soeren: actor } = scene
  const at = noon('2015-10-06')
  const planned = weekday(day('2015-10-06').add({ days: after }))
  const sessionId = await plan(activity, planned)
  const by = { actor, sessionId, askedBy: 'teacher' as const, reason: 'work' as const, requestId: newId(), at }
  const on = weekday(planned.add({ days: movedBy }))
  if (!on.equals(planned)) {
    const move = { on, startsAt: Temporal.PlainTime.from('10:00'), place: 'Næstved', scope: 'one' as const }
    expect((await scene.as(actor, at, (tx) => moveSession(tx, { ...by, move, today: day('2015-10-06') }))).ok).toBe(true)
  }
  if (fate === 'cancelled') {
    expect((await scene.as(actor, at, (tx) => cancelSession(tx, { ...by, requestId: newId() }))).ok).toBe(true)
    return false
  }
  if (fate === 'unregistered') return false
  const version = await register(sessionId, on, fate, 1)
  if (corrected !== null) await register(sessionId, on, corrected, version)
  const last = corrected ?? fate
  return !isPaused(on) && last !== 'absent' && last !== 'not_held'
}

const owed = () => scene.as(scene.soeren, noon(end), (tx) => owedOf(tx, amina.id))

test('what is owed is what a recount of the registers says, whatever was moved, cancelled, corrected, or fell in a pause', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 4 }), async (doings) => {
      for (const one of doings) if (await happens(one)) attended[one.activity] += 1
      for (const line of (await owed()).filter(({ code }) => code in attended)) {
        const came = attended[line.code === 'vat_class' ? 'vat_class' : 'tax_class']
        expect([line.code, line.attended, line.missing]).toEqual([line.code, came, Math.max(line.demanded - came, 0)])
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 60_000)

test('who missed VAT is proposed the coming classes that fit, one after another, until nothing is short', async () => {
  const { soeren: actor } = scene
  const lineOf = async () => {
    const plan = await scene.as(actor, noon('2015-10-07'), async (tx) => {
      const run = await enrolment(tx, peter.id)
      assert(run !== null, 'Peter runs')
      return catchUpPlan(tx, run, day('2015-12-01'))
    })
    const line = plan.find(({ owed: { code } }) => code === 'vat_class')
    assert(line !== undefined, 'VAT is demanded')
    return line
  }
  const { owed: first, short } = await lineOf()
  expect([first.missing, short]).toEqual([first.demanded, first.demanded])
  const days = Array.from({ length: first.demanded + 1 }, (_, index) => day('2015-12-07').add({ days: 7 * index }))
  for (const on of days) await plan('vat_class', on)
  const proposed = await lineOf()
  expect(proposed.proposals.map(({ on }) => on.toString())).toEqual(days.slice(0, first.demanded).map(String))
  const join = { actor, enrolmentId: peter.id, today: day('2015-12-01'), at: noon('2015-12-01') }
  for (const { id: sessionId } of proposed.proposals)
    expect(await scene.as(actor, noon('2015-12-01'), (tx) => joinSession(tx, { ...join, sessionId }))).toEqual({ ok: true, value: true })
  const joined = await lineOf()
  expect([joined.late, joined.planned.length, joined.proposals.length, joined.short]).toEqual([[], first.demanded, 0, 0])
})

test('a session after the last day of the phase helps nobody to catch up: it is neither proposed nor counted as planned', async () => {
  const { soeren: actor } = scene
  const planOf = () =>
    scene.as(actor, noon('2015-10-07'), async (tx) => {
      const run = await enrolment(tx, peter.id)
      assert(run !== null, 'Peter runs')
      const last = run.phases.find(({ code }) => code === 'qualifying')?.endsOn
      assert(last !== undefined, 'the phase has an end')
      const line = (await catchUpPlan(tx, run, day('2015-12-01'))).find(({ owed: { code } }) => code === 'accounting_class')
      assert(line !== undefined, 'accounting is demanded')
      return { last, line }
    })
  const { last, line } = await planOf()
  expect(line.short).toBe(2)
  await plan('accounting_class', last.add({ days: 1 }))
  expect((await planOf()).line).toMatchObject({ proposals: [], short: 2 })
  await plan('accounting_class', last.add({ days: 2 }), peter)
  await plan('accounting_class', last, peter)
  const after = (await planOf()).line
  expect([after.planned.map(({ on }) => on.toString()), after.late.length, after.short]).toEqual([[last.toString()], 1, 1])
})
