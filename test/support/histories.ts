import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { z } from 'zod'
import type { CitizenActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type AgreementId, advanceAgreement, importPilot } from '#modules/agreements/index.ts'
import { type Enrolment, type EnrolmentId, type StepWish, doWhatIsDue, enrolmentsOf } from '#modules/enrolments/index.ts'
import { type Sql, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from './enrolment-scene.ts'

/** Five people in line under one of two agreements, whose histories are judged after every turn. */
export type World = { scene: Scene; nextAgreement: AgreementId; people: readonly { id: EnrolmentId; citizen: CitizenActor }[] }

const held = z.object({ number: z.int(), taken: z.int() })
const standing = z.object({ id: z.string(), state: z.string(), ball: z.string().nullable(), paused: z.boolean() })

/** The runs as the programme manager sees them, under both agreements. */
export async function seen({ scene, nextAgreement }: World, today: Day): Promise<Enrolment[]> {
  const of = (id: AgreementId) => scene.as(scene.mette, noon(today.toString()), (tx) => enrolmentsOf(tx, id))
  return [...(await of(scene.agreementId)), ...(await of(nextAgreement))]
}

/** Whatever was done by whom at the same time: what the database must hold then. */
export async function judge(world: World, today: Day): Promise<void> {
  const { ownerDb } = world.scene.database
  const context = contextOf(world.scene.mette, today)
  const read = <Row>(schema: z.ZodType<Row>, query: Sql) => ownerDb.read(context, (tx) => tx.rows(schema, query))
  const overlaps = sql`
    select p.number, count(*)::int as taken from agreements.occupancy a
    join agreements.occupancy b on b.place_id = a.place_id and b.id > a.id and b.stay && a.stay join agreements.place p on p.id = a.place_id group by p.number`
  expect(await read(held, overlaps), 'no day of a place is given to two').toEqual([])
  // Only where somebody begins, or another number holds, can more be held than the day before: these days stand for every day.
  // Beyond what is bought on a day only those hold a place who had begun before it was given up or the agreement ended.
  const tooMany = sql`
    select d::date::text as day from agreements.agreement a, lateral (
      select lower(o.stay) as d from agreements.occupancy o where o.agreement_id = a.id and not isempty(o.stay)
      union select p.from_on from agreements.place p where p.agreement_id = a.id
      union select c.from_on from agreements.place_change c where c.agreement_id = a.id
      union select p.starts_on from agreements.period p where p.agreement_id = a.id) days
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
  const elsewhere = sql`
    select e.id from enrolments.enrolment e join caseload.standing s on s.case_id = e.referral_id where s.ball <> coalesce(e.ball, 'none')`
  expect(await read(z.object({ id: z.string() }), elsewhere), 'the worklist says the same holder').toEqual([])
  for (const { state, ball } of rows) expect(ball === null, 'an open run has one holder of the ball').toBe(state === 'closed')
}

/** The reason or the words that a step asks for. */
export const given: Partial<Record<StepWish['step'], { reason?: string; words?: string }>> = {
  leave_list: { reason: 'got_job' },
  turn_down: { reason: 'got_job' },
  never_start: { reason: 'got_job' },
  pause: { reason: 'illness' },
  end_early: { reason: 'moved' },
  put_ahead: { words: 'x' },
  put_back: { words: 'x' },
  prolong: { words: 'x' },
  settle_move: { words: 'x' },
  reopen: { words: 'x' },
}

/** The two agreements and the people, before the first day. */
export async function newWorld(): Promise<World> {
  const scene = await makeScene()
  const source: object = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8'))
  const next = await importPilot(scene.database.db, JSON.stringify({ ...source, key: 'next' }), noon('2015-09-01'))
  if (!next.ok) throw new Error(JSON.stringify(next.refusal))
  const people: World['people'][number][] = []
  for (const name of ['Amina', 'Jonas', 'Leyla', 'Peter', 'Oda']) people.push(await scene.accepted(name, '2015-09-20'))
  return { scene, nextAgreement: next.value.agreementId, people }
}

/** Does what the calendar has brought: to the agreements, and to every run. */
export async function advance({ scene, nextAgreement }: World, today: Day): Promise<void> {
  const organisationId = scene.birgitte.organisationId
  const actor = { kind: 'system', job: 'agreements', organisationId } as const
  const at = noon(today.toString())
  for (const id of [scene.agreementId, nextAgreement])
    await scene.database.db.transaction(contextOf(actor, today), (tx) =>
      advanceAgreement(tx, { actor, id, today, at, tellEnding: () => Promise.resolve() }),
    )
  await doWhatIsDue(scene.database.db, scene.ports, today, at)
}

/** The names an event is known by here: a pause by its policy. */
export function namesOf(runs: readonly Enrolment[]): string[] {
  return runs.flatMap(({ events }) => events.map((event) => (event.name === 'pause' ? pauseName(event.keepsPlace) : event.name)))
}

/** What a pause with this policy is known by. */
export function pauseName(keepsPlace: boolean): string {
  return keepsPlace ? 'pause_keeping' : 'pause_releasing'
}
