import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { movableClock } from '#platform/clock.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { monthsToState } from './domain/statement.ts'
import {
  type ImportedPilot,
  agreementsModule,
  changeStay,
  importPilot,
  places,
  releasePlace,
  reservePlace,
  terminateAgreement,
} from './index.ts'
import { givenUpAtEnd } from './domain/given-up-at-end.ts'

const clock = movableClock(Temporal.Instant.from('2015-10-01T09:00:00Z'))
let database: TestDatabase
let pilot: ImportedPilot
const ports = { publicUrl: () => 'http://localhost' }

beforeAll(async () => {
  database = await testDatabase()
  const answer = await importPilot(database.db, await readFile('pilots/ishoej-2015.json', 'utf8'), clock.now())
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  pilot = answer.value
})
afterAll(() => database.close())

const organisation = (key: string): OrganisationId => pilot.organisations.get(key) ?? newId()
const inside = <Answer>(work: (tx: Tx) => Promise<Answer>) =>
  database.db.transaction({ accountId: null, organisationId: organisation('naestved'), personId: null, today: clock.today() }, work)
const due = (on: string) => {
  clock.moveTo(Temporal.Instant.from(`${on}T09:00:00Z`))
  return agreementsModule({ db: database.db, clock }, ports).due?.(clock.today())
}
const rows = () =>
  inside((tx) =>
    tx.rows(
      z.object({ month: z.string(), amount_ore: z.bigint(), correction_ore: z.bigint() }),
      sql`select month, amount_ore, correction_ore from agreements.statement where agreement_id = ${pilot.agreementId} order by month`,
    ),
  )
const told = () =>
  database.ownerDb.read({ accountId: null, organisationId: null, personId: null, today: clock.today() }, (tx) =>
    tx.rows(z.object({ role: z.string() }), sql`select role from notices.notice where kind = 'place_statement' order by at, role`),
  )

test('which months are still to be stated', () => {
  const months = (today: string, stated: string[] = []) =>
    monthsToState(day('2015-10-15'), day('2016-01-10'), day(today), stated.map(day)).map((month) => month.toString())
  expect(months('2015-10-31')).toEqual([])
  expect(months('2015-11-01')).toEqual(['2015-10-01'])
  expect(months('2016-03-05', ['2015-10-01'])).toEqual(['2015-11-01', '2015-12-01', '2016-01-01'])
})

test('a month is stated once when it is over, to both parties; an ending recorded late is put right in the next', async () => {
  const holderId = newId()
  const stay = { holderId, from: day('2015-10-05'), until: day('2016-10-04') }
  await inside((tx) => reservePlace(tx, { ...stay, agreementId: pilot.agreementId, caseNumber: 'I-2015-001', at: clock.now() }))
  await inside((tx) => changeStay(tx, { ...stay, kind: 'occupied', at: clock.now() }))
  await due('2015-10-31')
  expect(await rows()).toEqual([])
  await due('2015-11-01')
  await due('2015-11-02')
  expect(await rows()).toEqual([{ month: '2015-10-01', amount_ore: 2_500_000n, correction_ore: 0n }])
  expect((await told()).map(({ role }) => role)).toEqual(['business_director', 'committee_secretary', 'finance_clerk', 'programme_manager'])
  await due('2016-11-01')
  expect((await rows()).at(-1), 'run-off days are paid for').toEqual({ month: '2016-10-01', amount_ore: 161_290n, correction_ore: 0n })
  await inside((tx) => releasePlace(tx, { holderId, lastDay: day('2016-10-01'), at: clock.now() }))
  await due('2016-12-01')
  expect((await rows()).at(-1)).toEqual({ month: '2016-11-01', amount_ore: 0n, correction_ore: -120_967n })
  await due('2017-01-02')
  expect((await rows()).length, 'then nothing more is settled').toBe(14)
})

test('an agreement that is ended is paid for until that day, its parties are told, and nothing more is stated', async () => {
  const source: object = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8'))
  const made = await importPilot(database.db, JSON.stringify({ ...source, key: 'ended' }), Temporal.Instant.from('2015-10-01T09:00:00Z'))
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  const { agreementId } = made.value
  const at = Temporal.Instant.from('2015-11-10T09:00:00Z')
  const actor: StaffActor = {
    kind: 'staff',
    accountId: newId(),
    humanId: newId(),
    name: 'Prøve',
    organisationId: organisation('ishoej'),
    roles: ['committee_secretary'],
  }
  const context = { accountId: null, organisationId: actor.organisationId, personId: null, today: day('2015-11-10') }
  const end = { actor, agreementId, on: day('2015-11-02'), reason: 'by_agreement', at } as const
  expect((await database.db.transaction(context, (tx) => terminateAgreement(tx, end))).ok).toBe(true)
  expect((await inside((tx) => places(tx, agreementId))).map(({ until }) => until.toString())).toEqual(['2015-11-10', '2015-11-10'])
  await due('2027-01-02')
  const stated = await inside((tx) =>
    tx.rows(
      z.object({ month: z.string(), amount_ore: z.bigint() }),
      sql`select month, amount_ore from agreements.statement where agreement_id = ${agreementId} order by month`,
    ),
  )
  expect(stated).toEqual([
    { month: '2015-10-01', amount_ore: 2_500_000n },
    { month: '2015-11-01', amount_ore: 833_334n },
  ])
  const roles = await database.ownerDb.read(context, (tx) =>
    tx.rows(
      z.object({ role: z.string() }),
      sql`select role from notices.notice where kind = 'agreement_terminated' and subject_id = ${agreementId} order by role`,
    ),
  )
  expect(roles.map(({ role }) => role)).toEqual(['business_director', 'committee_secretary', 'job_centre_lead', 'programme_manager'])
})

test('a place that had not begun when its agreement was ended was never bought, and one given up before stays as it is', () => {
  const place = (number: number, from: string, until: string) => ({ id: newId<'place'>(), number, from: day(from), until: day(until) })
  const [old, now, later] = [
    place(1, '2015-10-01', '2015-10-31'),
    place(2, '2015-10-01', '2016-09-30'),
    place(3, '2016-03-15', '2016-09-30'),
  ] as const
  expect(givenUpAtEnd([old, now, later], day('2015-11-10')).map(({ id, until }) => [id, until.toString()])).toEqual([
    [now.id, '2015-11-10'],
    [later.id, '2016-03-14'],
  ])
})

test('months of long ago are stated without a word', async () => {
  const before = (await told()).length
  const again = await importPilot(
    database.db,
    (await readFile('pilots/ishoej-2015.json', 'utf8')).replace('"ishoej-2015"', '"late"'),
    clock.now(),
  )
  expect(again.ok).toBe(true)
  await due('2026-11-25')
  expect((await told()).length).toBe(before)
})

test('the page of a statement and of all months', async () => {
  const pages = pagesOf(agreementsModule({ db: database.db, clock }, ports).routes, clock)
  const director = {
    kind: 'staff',
    accountId: newId<'account'>(),
    humanId: newId<'human'>(),
    name: 'Prøve',
    organisationId: organisation('ishoej'),
    roles: ['business_director'],
  } as const
  const path = `/agreements/${pilot.agreementId}`
  const page = await pages.get(director, `${path}/statements/2015-10`)
  for (const text of ['Opgørelse for oktober 2015', '25.000', 'Til betaling']) expect(page.html).toContain(text)
  expect((await pages.get(director, `${path}/months`)).html).toContain(`${path}/statements/2016-01`)
  expect((await pages.get(director, `${path}/statements/2014-01`)).status).toBe(404)
})
