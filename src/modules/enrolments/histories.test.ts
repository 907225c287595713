import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { CitizenActor, StaffActor } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type AgreementId, advanceAgreement, changePlaces, extendAgreement, importPilot } from '#modules/agreements/index.ts'
import { type Sql, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { stepOf } from './domain/place-machine.ts'
import { type Enrolment, type EnrolmentId, type StepWish, doWhatIsDue, enrolmentsOf } from './index.ts'

/** Something to wish for in each state, the way ahead more often; much of it is refused: what matters is what the database holds then. */
function wishFor(run: Enrolment | undefined, today: Day, { pick, nextAgreement }: { pick: number; nextAgreement: string }): StepWish {
  const soon = today.add({ days: pick % 20 })
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
    { step: 'leave_list' },
    { step: 'close_list' },
    { step: 'transfer', agreementId: nextAgreement },
    ...outside,
  ]
  const wishes: Record<string, readonly StepWish[]> = {
    waiting: [offer, offer, offer, offer, offer, offer, { step: 'confirm_interest' }, ...(pick % 4 === 0 ? waits : [])],
    offered: [{ step: 'accept' }, { step: 'accept' }, { step: 'accept' }, { step: 'decline' }, { step: 'turn_down' }],
    placed: [{ step: 'start', on: today }, { step: 'start', on: today }, { step: 'start', on: today }, { step: 'never_start' }, ...outside],
    qualifying: [{ step: 'open_gate' }, { step: 'prolong', until: today.add({ days: 40 }) }, ...running],
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

const given: Partial<Record<StepWish['step'], { reason?: string; words?: string }>> = {
  leave_list: { reason: 'got_job' },
  turn_down: { reason: 'got_job' },
  never_start: { reason: 'got_job' },
  pause: { reason: 'illness' },
  end_early: { reason: 'moved' },
  prolong: { words: 'x' },
  settle_move: { words: 'x' },
  reopen: { words: 'x' },
}

const held = z.object({ number: z.int(), taken: z.int() })
const standing = z.object({ id: z.string(), state: z.string(), ball: z.string().nullable(), paused: z.boolean() })

/** The runs as the programme manager sees them, under both agreements. */
async function seen({ scene, nextAgreement }: World, today: Day): Promise<Enrolment[]> {
  const of = (id: AgreementId) => scene.as(scene.mette, noon(today.toString()), (tx) => enrolmentsOf(tx, id))
  return [...(await of(scene.agreementId)), ...(await of(nextAgreement))]
}

async function judge(world: World, today: Day): Promise<void> {
  const { ownerDb } = world.scene.database
  const context = contextOf(world.scene.mette, today)
  const read = <Row>(schema: z.ZodType<Row>, query: Sql) => ownerDb.read(context, (tx) => tx.rows(schema, query))
  const overlaps = sql`
    select p.number, count(*)::int as taken from agreements.occupancy a
    join agreements.occupancy b on b.place_id = a.place_id and b.id > a.id and b.stay && a.stay join agreements.place p on p.id = a.place_id group by p.number`
  expect(await read(held, overlaps), 'no day of a place is given to two').toEqual([])
  // Beyond what is bought on a day only those hold a place who had begun before it was given up or the agreement ended.
  const tooMany = sql`
    select d::date::text as day from generate_series('2015-10-01'::date, '2018-12-31'::date, '7 days') d, agreements.agreement a
    where (select count(*) from agreements.occupancy o join agreements.place p on p.id = o.place_id
           where o.agreement_id = a.id and o.stay @> d::date and d::date between p.from_on and p.until_on) > agreements.bought_on(a.id, d::date)`
  expect(await read(z.object({ day: z.string() }), tooMany), 'never more than are bought').toEqual([])
  // What was promised is kept, though the start is moved; so the first promise is what counts.
  const strangers = sql`
    select o.case_number as day from agreements.occupancy o
    cross join lateral (select e.stay from agreements.stay_event e where e.occupancy_id = o.id order by e.id limit 1) first
    where not exists (select from agreements.place_event v where v.place_id = o.place_id and lower(first.stay) between v.from_on and v.until_on)
      and not exists (select from agreements.occupancy e where e.holder_id = o.holder_id and e.id <> o.id and e.kind = 'occupied' and not isempty(e.stay))`
  expect(await read(z.object({ day: z.string() }), strangers), 'nobody new begins in a place given up').toEqual([])
  const rows = await read(standing, sql`select id, state, ball, paused from enrolments.enrolment order by case_number`)
  const runs = await seen(world, today)
  const columns = runs.map(({ id, state, ball, pause }) => ({ id, state, ball, paused: pause !== null }))
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
  const kept = rows.filter(({ id }) => runs.some((run) => run.id === id))
  expect(columns.toSorted(byId), 'the column is what the events say').toEqual(kept.toSorted(byId))
  for (const { state, ball } of rows) expect(ball === null, 'an open run has one holder of the ball').toBe(state === 'closed')
}

type Act = { who: number; pick: number }
type World = { scene: Scene; nextAgreement: AgreementId; people: readonly { id: EnrolmentId; citizen: CitizenActor }[] }

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

async function newWorld(): Promise<World> {
  const scene = await makeScene()
  const source: object = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8'))
  const next = await importPilot(scene.database.db, JSON.stringify({ ...source, key: 'next' }), noon('2015-09-01'))
  if (!next.ok) throw new Error(JSON.stringify(next.refusal))
  const people: World['people'][number][] = []
  for (const name of ['Amina', 'Jonas', 'Leyla', 'Peter', 'Oda']) people.push(await scene.accepted(name, '2015-09-20'))
  return { scene, nextAgreement: next.value.agreementId, people }
}

async function advance({ scene, nextAgreement }: World, today: Day): Promise<void> {
  const organisationId = scene.birgitte.organisationId
  const actor = { kind: 'system', job: 'agreements', organisationId } as const
  const at = noon(today.toString())
  for (const id of [scene.agreementId, nextAgreement])
    await scene.database.db.transaction(contextOf(actor, today), (tx) =>
      advanceAgreement(tx, { actor, id, today, at, tellEnding: () => Promise.resolve() }),
    )
  await doWhatIsDue(scene.database.db, scene.ports, today, at)
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
      for (const run of await seen(world, today)) {
        states.add(run.state)
        for (const { name } of run.events) events.add(name)
      }
      await scene.database.close()
    }),
    // A history is long: it is told as it was, not shrunk for minutes.
    { numRuns: 3, endOnFailure: true },
  )
  expect(events.size, 'the histories went somewhere').toBeGreaterThanOrEqual(14)
  expect(states.size).toBeGreaterThanOrEqual(3)
}, 240_000)
