import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Day, day } from '#kernel/days.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type Enrolment, type EnrolmentId, type StepWish, doWhatIsDue, enrolmentsOf } from './index.ts'

/** A wish that may well be refused: what matters is what the database holds afterwards. */
function wishFor(run: Enrolment | undefined, today: Day, pick: number): StepWish {
  const soon = today.add({ days: pick % 20 })
  const wishes: Record<string, readonly StepWish[]> = {
    waiting: [{ step: 'offer', startOn: today.add({ days: 10 }), answerBy: today.add({ days: 10 }), skipReason: 'x' }],
    offered: [{ step: 'accept' }, { step: 'accept' }, { step: 'decline' }, { step: 'turn_down' }],
    placed: [{ step: 'start', on: today }, { step: 'never_start' }],
    qualifying: [
      { step: 'pause', from: today, until: soon, keepsPlace: pick % 3 > 0 },
      { step: 'resume', on: today },
      { step: 'extend_pause', until: today.add({ days: 60 }) },
      { step: 'prolong', until: today.add({ days: 40 }) },
      { step: 'end_early', lastDay: today, initiator: 'citizen', tookPart: true },
    ],
    gate: [
      { step: 'pass_gate', on: soon, despite: 'x' },
      { step: 'end_after_first', lastDay: today },
    ],
    main: [{ step: 'complete' }, { step: 'pause', from: today, until: soon, keepsPlace: false }, { step: 'resume', on: today }],
    ended_early: [{ step: 'reopen' }],
    after_care: [{ step: 'reopen' }, { step: 'record_check', month: 3, finding: 'not_reached', basis: null, business: null }],
  }
  const open = wishes[run?.state ?? ''] ?? [{ step: 'confirm_interest' }, { step: 'reopen' }]
  return open[pick % open.length] ?? { step: 'confirm_interest' }
}

const given: Partial<Record<StepWish['step'], { reason?: string; words?: string }>> = {
  turn_down: { reason: 'got_job' },
  never_start: { reason: 'got_job' },
  pause: { reason: 'illness' },
  end_early: { reason: 'moved' },
  prolong: { words: 'x' },
  reopen: { words: 'x' },
}

const held = z.object({ number: z.int(), taken: z.int() })
const standing = z.object({ id: z.string(), state: z.string(), ball: z.string().nullable(), paused: z.boolean() })

async function judge(scene: Scene, today: Day): Promise<void> {
  const { ownerDb } = scene.database
  const context = contextOf(scene.mette, today)
  const overlaps = await ownerDb.read(context, (tx) =>
    tx.rows(
      held,
      sql`select p.number, count(*)::int as taken from agreements.occupancy a
          join agreements.occupancy b on b.place_id = a.place_id and b.id > a.id and b.stay && a.stay join agreements.place p on p.id = a.place_id group by p.number`,
    ),
  )
  expect(overlaps, 'no day of a place is given to two').toEqual([])
  const rows = await ownerDb.read(context, (tx) =>
    tx.rows(standing, sql`select id, state, ball, paused from enrolments.enrolment order by case_number`),
  )
  const runs = await scene.as(scene.mette, noon(today.toString()), (tx) => enrolmentsOf(tx, scene.agreementId))
  expect(
    runs.map(({ id, state, ball, pause }) => ({ id, state, ball, paused: pause !== null })),
    'the column is what the events say',
  ).toEqual(rows.filter(({ id }) => runs.some((run) => run.id === id)))
  for (const { state, ball } of rows) expect(ball === null, 'an open run has one holder of the ball').toBe(state === 'closed')
}

async function act(
  scene: Scene,
  today: Day,
  { runs, id, pick }: { runs: readonly Enrolment[]; id: EnrolmentId | undefined; pick: number },
): Promise<void> {
  if (id === undefined) return
  const wish = wishFor(
    runs.find((run) => run.id === id),
    today,
    pick,
  )
  const byJobCentre = ['accept', 'decline', 'turn_down', 'confirm_interest'].includes(wish.step)
  await scene.step(byJobCentre ? scene.ibrahim : scene.mette, today.toString(), id, wish, given[wish.step] ?? {})
}

test('random histories of five citizens by clerks at the same time never over-occupy, lose the ball, or tell two stories', async () => {
  const turns = fc.array(
    fc.tuple(fc.integer({ min: 3, max: 30 }), fc.array(fc.tuple(fc.nat(4), fc.nat()), { minLength: 2, maxLength: 5 })),
    {
      minLength: 14,
      maxLength: 18,
    },
  )
  const states = new Set<string>()
  await fc.assert(
    fc.asyncProperty(turns, async (history) => {
      const scene = await makeScene()
      const ids: EnrolmentId[] = []
      for (const name of ['Amina', 'Jonas', 'Leyla', 'Peter', 'Oda']) ids.push((await scene.accepted(name, '2015-09-20')).id)
      let today = day('2015-10-01')
      for (const [days, acts] of history) {
        today = today.add({ days })
        await doWhatIsDue(scene.database.db, scene.ports, today, noon(today.toString()))
        const runs = await scene.as(scene.mette, noon(today.toString()), (tx) => enrolmentsOf(tx, scene.agreementId))
        await Promise.all(acts.map(([who, pick]) => act(scene, today, { runs, id: ids[who], pick })))
        await judge(scene, today)
        for (const run of runs) states.add(run.state)
      }
      await scene.database.close()
    }),
    { numRuns: 3 },
  )
  expect(states.size, 'the histories went somewhere').toBeGreaterThanOrEqual(4)
}, 180_000)
