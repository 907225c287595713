import { expect, test } from 'vitest'
import type { CitizenActor, StaffActor } from '#kernel/actor.ts'
import { type Day, addMonths, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { changePlaces } from '#modules/agreements/index.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { type World, advance, given, judge, namesOf, newWorld, seen } from '../../../test/support/histories.ts'
import { placeStepNames } from './domain/place-machine.ts'
import { firstPhaseEnd, runPhases } from './domain/run.ts'
import type { Enrolment, StepWish } from './index.ts'

/** A run that is told: everybody's steps are pressed by two at the same time, and judged; time goes only forward. */
async function telling() {
  const world = await newWorld()
  const { scene, people } = world
  let today = day('2015-10-01')
  const happened = new Set<string>()
  const note = async () => {
    await judge(world, today)
    for (const name of namesOf(await seen(world, today))) happened.add(name)
  }
  const on = async (date: string | Day) => {
    today = typeof date === 'string' ? day(date) : date
    await advance(world, today)
    await note()
  }
  const runOf = async (who: number): Promise<Enrolment> => {
    const run = (await seen(world, today)).find(({ id }) => id === people[who]?.id)
    assert(run !== undefined, 'the run is there')
    return run
  }
  const does = async (who: number, by: 'mette' | 'ibrahim' | 'self', wish: StepWish) => {
    const person = people[who]
    assert(person !== undefined, 'five wait')
    const actor: StaffActor | CitizenActor = by === 'self' ? person.citizen : scene[by]
    const press = () => scene.step(actor, today.toString(), person.id, wish, given[wish.step] ?? {})
    const answers = await Promise.all([press(), press()])
    expect(
      answers.some(({ ok }) => ok),
      `${wish.step} of ${who} on ${today.toString()}: ${JSON.stringify(answers)}`,
    ).toBe(true)
    await note()
  }
  return { world, happened, on, does, runOf, today: () => today }
}

type Telling = Awaited<ReturnType<typeof telling>>

const offer = (startOn: string, answerBy: string): StepWish => ({
  step: 'offer',
  startOn: day(startOn),
  answerBy: day(answerBy),
  skipReason: 'x',
})

async function changeTo({ scene }: World, today: Day, places: number): Promise<void> {
  const actor: StaffActor = { ...scene.birgitte, roles: ['committee_secretary'] }
  const wish = { from: today, places, reason: 'x', requestId: newId() }
  const at = noon(today.toString())
  const { agreementId } = scene
  expect(await scene.as(actor, at, (tx) => changePlaces(tx, { actor, agreementId, ...wish, at }))).toMatchObject({ ok: true })
}

async function inLine({ world, on, does, today }: Telling): Promise<void> {
  await on('2015-10-01')
  for (const who of [0, 1]) {
    await does(who, 'mette', offer('2015-10-05', '2015-10-03'))
    await does(who, 'self', { step: 'accept' })
  }
  await does(2, 'self', { step: 'confirm_interest' })
  await does(2, 'mette', { step: 'put_ahead' })
  await does(2, 'mette', { step: 'put_back' })
  await does(2, 'ibrahim', { step: 'record_move', on: today(), municipality: '0253' })
  await does(2, 'ibrahim', { step: 'settle_move' })
  await does(3, 'ibrahim', { step: 'leave_list' })
  await does(3, 'ibrahim', { step: 'reopen', orWait: true })
  await does(3, 'ibrahim', { step: 'transfer', agreementId: world.nextAgreement })
  await on('2015-10-05')
  await does(0, 'mette', { step: 'start', on: today() })
  await does(1, 'mette', { step: 'never_start', initiator: 'provider' })
  await does(1, 'mette', { step: 'reopen', orWait: false })
  await does(1, 'mette', { step: 'start', on: today() })
}

async function pauses({ on, does, today }: Telling): Promise<void> {
  await on('2015-10-20')
  await does(0, 'ibrahim', { step: 'pause', from: today(), until: day('2015-11-01'), keepsPlace: true })
  await does(0, 'ibrahim', { step: 'extend_pause', until: day('2015-11-20') })
  await does(1, 'ibrahim', { step: 'pause', from: today(), until: day('2015-11-10'), keepsPlace: false })
  await does(2, 'mette', offer('2015-11-05', '2015-10-25'))
  await does(2, 'self', { step: 'decline' })
  await does(2, 'mette', offer('2015-11-05', '2015-10-25'))
  await on('2015-10-27')
  await does(2, 'mette', offer('2015-11-05', '2015-10-30'))
  await does(2, 'self', { step: 'turn_down' })
  await on('2015-11-10')
  await does(2, 'ibrahim', { step: 'record_death', on: today() })
  for (const who of [0, 1]) await does(who, 'ibrahim', { step: 'resume', on: today() })
}

async function phases({ world, on, does, runOf, today }: Telling): Promise<void> {
  await on('2015-12-01')
  await changeTo(world, today(), 1)
  await on('2016-01-04')
  await changeTo(world, today(), 2)
  const end = async (who: number) => firstPhaseEnd((await runOf(who)).run) ?? today()
  await does(0, 'mette', { step: 'prolong', until: (await end(0)).add({ days: 30 }) })
  await on((await end(1)).add({ days: 2 }))
  await does(1, 'mette', { step: 'pass_gate', on: today(), despite: 'x' })
  await on((await end(0)).add({ days: 35 }))
  await does(0, 'mette', { step: 'end_after_first', lastDay: today() })
  await does(4, 'mette', offer(today().add({ days: 3 }).toString(), today().add({ days: 1 }).toString()))
  await does(4, 'self', { step: 'accept' })
  await on(today().add({ days: 3 }))
  await does(4, 'mette', { step: 'start', on: today() })
  await on(today().add({ days: 20 }))
  await does(4, 'ibrahim', { step: 'end_early', lastDay: today(), initiator: 'citizen', tookPart: true })
}

async function endings({ on, does, runOf, today }: Telling): Promise<void> {
  const { run } = await runOf(0)
  await on(addMonths(run.endedOn ?? today(), 3))
  await does(0, 'ibrahim', { step: 'record_check', month: 3, finding: 'not_reached', basis: null, business: null })
  const [, main] = runPhases((await runOf(1)).run)
  await on((main?.endsOn ?? today()).add({ days: 1 }))
  await does(1, 'mette', { step: 'complete' })
  await does(3, 'ibrahim', { step: 'close_list' })
  for (const date of ['2017-06-01', '2018-06-01', '2019-06-01']) await on(date)
}

test('every step of the machine, each pressed twice at the same time, leaves what the events say', async () => {
  const told = await telling()
  await inLine(told)
  await pauses(told)
  await phases(told)
  await endings(told)
  const all = placeStepNames.flatMap((name) => (name === 'pause' ? ['pause_keeping', 'pause_releasing'] : [name]))
  expect(
    all.filter((name) => !told.happened.has(name)),
    'no step is left out',
  ).toEqual([])
  await told.world.scene.database.close()
}, 120_000)
