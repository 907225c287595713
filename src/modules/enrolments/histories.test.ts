import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { changePlaces, extendAgreement } from '#modules/agreements/index.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { type World, advance, given, judge, namesOf, newWorld, seen } from '../../../test/support/histories.ts'
import { stepOf } from './domain/place-machine.ts'
import { firstPhaseEnd } from './domain/run.ts'
import type { Enrolment, StepWish } from './index.ts'

/** Something to wish for in each state, the way ahead more often; much of it is refused: what matters is what the database holds then. */
function wishFor(run: Enrolment | undefined, today: Day, { pick, nextAgreement }: { pick: number; nextAgreement: string }): StepWish {
  const soon = today.add({ days: pick % 20 })
  const phaseEnd = (run === undefined ? null : firstPhaseEnd(run.run)) ?? today
  const offer: StepWish = { step: 'offer', startOn: soon, answerBy: soon, skipReason: 'x' }
  const outside: readonly StepWish[] = [
    { step: 'record_move', on: today, municipality: '0253' },
    { step: 'settle_move' },
    ...(pick % 5 === 0 ? [{ step: 'record_death', on: today } as const] : []),
  ]
  const running: readonly StepWish[] = [
    { step: 'pause', from: today, until: soon, keepsPlace: pick % 3 > 0 },
    { step: 'resume', on: today },
    { step: 'resume', on: today },
    { step: 'extend_pause', until: today.add({ days: 60 }) },
    ...(pick % 3 === 0 ? [{ step: 'end_early', lastDay: today, initiator: 'citizen', tookPart: true } as const] : []),
    ...outside,
  ]
  const ended: readonly StepWish[] = [{ step: 'reopen', orWait: pick % 2 === 0 }, ...outside.slice(2)]
  const waits: readonly StepWish[] = [
    { step: 'put_ahead' },
    { step: 'put_back' },
    { step: 'leave_list' },
    { step: 'close_list' },
    { step: 'transfer', agreementId: nextAgreement },
    ...outside,
  ]
  const wishes: Record<string, readonly StepWish[]> = {
    waiting: [offer, offer, offer, offer, offer, offer, { step: 'confirm_interest' }, ...(pick % 4 === 0 ? waits : [])],
    offered: [{ step: 'accept' }, { step: 'accept' }, { step: 'accept' }, { step: 'decline' }, { step: 'turn_down' }],
    placed: [
      { step: 'start', on: today },
      { step: 'start', on: today },
      { step: 'start', on: today },
      { step: 'never_start', initiator: 'provider' },
      ...outside,
    ],
    qualifying: [{ step: 'open_gate' }, { step: 'prolong', until: phaseEnd.add({ days: 1 + (pick % 60) }) }, ...running],
    gate: [
      { step: 'pass_gate', on: today, despite: 'x' },
      { step: 'pass_gate', on: soon, despite: 'x' },
      { step: 'end_after_first', lastDay: today },
      ...outside,
    ],
    main: [{ step: 'complete' }, { step: 'complete' }, ...running],
    after_care: [{ step: 'record_check', month: 3, finding: 'not_reached', basis: null, business: null }, ...ended],
  }
  const open = wishes[run?.state ?? ''] ?? ended
  return open[pick % open.length] ?? { step: 'confirm_interest' }
}

type Act = { who: number; pick: number }

/** One clerk or citizen acts on what they saw a moment ago; whoever the table lets take the step. */
async function act({ scene, nextAgreement, people }: World, today: Day, runs: readonly Enrolment[], { who, pick }: Act): Promise<void> {
  const person = people[who]
  if (person === undefined) return
  const wish = wishFor(
    runs.find((run) => run.id === person.id),
    today,
    { pick, nextAgreement },
  )
  const { by } = stepOf(wish.step)
  const bySelf = by.includes('self') && pick % 2 === 0
  const byProvider = by.some((one) => typeof one === 'object' && one.role === 'programme_manager')
  const actor = bySelf ? person.citizen : byProvider ? scene.mette : scene.ibrahim
  await scene.step(actor, today.toString(), person.id, wish, given[wish.step] ?? {})
}

/** The parties buy another number of places, or extend: refused or not. */
async function agree({ scene }: World, today: Day, pick: number): Promise<void> {
  const actor: StaffActor = { ...scene.birgitte, roles: ['committee_secretary'] }
  const at = noon(today.toString())
  const { agreementId } = scene
  if (pick % 2 === 0) {
    const wish = { from: today.add({ days: pick % 30 }), places: 1 + (pick % 4), reason: 'x', requestId: newId() }
    await scene.as(actor, at, (tx) => changePlaces(tx, { actor, agreementId, ...wish, at }))
  } else {
    const wish = {
      decidedOn: today,
      endsOn: today.add({ years: 1 }),
      places: 1 + (pick % 3),
      evaluationDueOn: null,
      beyondReason: pick % 3 === 0 ? '' : 'x',
    }
    await scene.as(actor, at, (tx) => extendAgreement(tx, { actor, agreementId, ...wish, at }))
  }
}

test('random histories of all events by people at the same time never over-occupy, lose the ball, or tell two stories', async () => {
  const acts = fc.array(fc.record({ who: fc.nat(4), pick: fc.nat() }), { minLength: 2, maxLength: 5 })
  const turns = fc.array(fc.record({ days: fc.integer({ min: 3, max: 45 }), acts, agree: fc.option(fc.nat(), { freq: 6 }) }), {
    minLength: 22,
    maxLength: 28,
  })
  const [states, events] = [new Set<string>(), new Set<string>()]
  await fc.assert(
    fc.asyncProperty(turns, async (history) => {
      const world = await newWorld()
      const { scene } = world
      let today = day('2015-10-01')
      for (const turn of history) {
        today = today.add({ days: turn.days })
        await advance(world, today)
        const runs = await seen(world, today)
        const parties = turn.agree === null ? [] : [agree(world, today, turn.agree)]
        await Promise.all([...turn.acts.map((one) => act(world, today, runs, one)), ...parties])
        await judge(world, today)
      }
      const runs = await seen(world, today)
      for (const { state } of runs) states.add(state)
      for (const name of namesOf(runs)) events.add(name)
      await scene.database.close()
    }),
    // A history is long: it is told as it was, not shrunk for minutes.
    { numRuns: 4, endOnFailure: true },
  )
  expect(events.size, 'the histories went somewhere').toBeGreaterThanOrEqual(14)
  expect(states.size).toBeGreaterThanOrEqual(3)
}, 240_000)
