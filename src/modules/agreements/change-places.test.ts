import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, brokenConstraint, sql } from '#platform/db/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import {
  type AgreementId,
  type ImportedPilot,
  agreement,
  changePlaces,
  extendAgreement,
  importPilot,
  places,
  reservePlace,
} from './index.ts'

const at = Temporal.Instant.from('2015-11-02T09:00:00Z')
const pilotText = await readFile('pilots/ishoej-2015.json', 'utf8')

let database: TestDatabase
let pilot: ImportedPilot
let agreementId: AgreementId

beforeAll(async () => {
  database = await testDatabase()
  const source: object = JSON.parse(pilotText)
  const answer = await importPilot(database.db, JSON.stringify({ ...source, key: 'numbers' }), at)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  pilot = answer.value
  agreementId = pilot.agreementId
})
afterAll(() => database.close())

const organisation = (key: string): OrganisationId => pilot.organisations.get(key) ?? newId()
const staffOf = (key: string, ...roles: Role[]): StaffActor => ({
  kind: 'staff',
  accountId: newId(),
  humanId: newId(),
  name: 'Prøve',
  organisationId: organisation(key),
  roles,
})
const inside = <Answer>(key: string, work: (tx: Tx) => Promise<Answer>, today = '2015-11-02') =>
  database.db.transaction({ accountId: null, organisationId: organisation(key), personId: null, today: day(today) }, work)
// All at one moment, as where the clock stands still.
const change = (from: string, count: number, requestId: string = newId(), actor = staffOf('ishoej', 'committee_secretary')) =>
  inside('ishoej', (tx) =>
    changePlaces(tx, { actor, agreementId, from: day(from), places: count, reason: 'Aftalt på møde.', requestId, at }),
  )
const reserve = (from: string, until: string, caseNumber: string) =>
  inside('naestved', (tx) => reservePlace(tx, { agreementId, holderId: newId(), caseNumber, from: day(from), until: day(until), at }))
const rows = async () =>
  (await inside('naestved', (tx) => places(tx, agreementId))).map(
    ({ number, from, until }) => `${number} ${from.toString()} ${until.toString()}`,
  )

test('only the purchaser’s committee secretary changes the number; more places are new rows from their day, once for a button', async () => {
  expect(await change('2015-12-01', 3, newId(), staffOf('naestved', 'programme_manager'))).toMatchObject({
    refusal: { kind: 'not_permitted' },
  })
  const request = newId()
  expect(await change('2015-12-01', 3, request)).toMatchObject({ ok: true, value: { before: 2, added: 1 } })
  expect((await change('2015-12-01', 3, request)).ok).toBe(true)
  expect(await rows()).toEqual(['1 2015-10-01 2016-09-30', '2 2015-10-01 2016-09-30', '3 2015-12-01 2016-09-30'])
  const [now, then] = [
    await inside('ishoej', (tx) => agreement(tx, agreementId)),
    await inside('ishoej', (tx) => agreement(tx, agreementId), '2015-12-01'),
  ]
  expect([now?.places, then?.places]).toEqual([2, 3])
})

test('what cannot be agreed is refused with days', async () => {
  expect(await change('2015-11-01', 2)).toMatchObject({
    refusal: { kind: 'change_out_of_time', min: day('2015-11-02'), max: day('2016-09-30') },
  })
  expect(await change('2015-11-20', 1)).toMatchObject({ refusal: { kind: 'changes_after', on: day('2015-12-01') } })
  expect(await change('2016-01-01', 3)).toMatchObject({ refusal: { kind: 'number_unchanged' } })
  expect(await change('2016-01-01', 0)).toMatchObject({ refusal: { kind: 'places_out_of_bounds' } })
})

test('the number falls while places are held: the free one goes first, then the one held shortest, whose holder keeps it', async () => {
  expect((await reserve('2015-12-01', '2016-11-30', 'I-2015-001')).ok).toBe(true)
  expect((await reserve('2015-12-01', '2016-02-10', 'I-2015-002')).ok).toBe(true)
  const answer = await change('2016-01-01', 1)
  expect(answer).toMatchObject({
    ok: true,
    value: {
      givenUp: [
        { number: 3, until: day('2015-12-31'), heldUntil: null },
        { number: 2, until: day('2015-12-31'), heldUntil: day('2016-02-10'), caseNumber: 'I-2015-002' },
      ],
    },
  })
  expect(await reserve('2016-03-01', '2016-08-31', 'I-2015-003'), 'the place given up takes nobody new').toMatchObject({
    refusal: { kind: 'no_free_place' },
  })
})

test('a rise from the very day of the fall keeps the held place; a later one says who goes on beside the number', async () => {
  expect(await change('2016-01-01', 2)).toMatchObject({ value: { added: 0, kept: [{ number: 2, until: day('2016-09-30') }], beside: [] } })
  expect(await change('2016-01-01', 1)).toMatchObject({ value: { givenUp: [{ number: 2 }] } })
  const later = await change('2016-02-01', 2)
  expect(later).toMatchObject({
    ok: true,
    value: { added: 1, kept: [], beside: [{ number: 2, heldUntil: day('2016-02-10'), caseNumber: 'I-2015-002' }] },
  })
  expect((await rows()).at(-1)).toBe('4 2016-02-01 2016-09-30')
  expect(await change('2016-02-01', 1)).toMatchObject({ value: { givenUp: [{ number: 4 }] } })
})

test('an extension buys its own number: what goes on is prolonged, what was given up is not revived', async () => {
  const actor = staffOf('ishoej', 'committee_secretary')
  const wish = { actor, agreementId, decidedOn: day('2015-11-02'), endsOn: day('2017-09-30'), places: 2, evaluationDueOn: null, at }
  await database.ownerDb.transaction(
    { accountId: null, organisationId: organisation('ishoej'), personId: null, today: day('2015-11-02') },
    (tx) => tx.run(sql`update agreements.agreement set state = 'active' where id = ${agreementId}`),
  )
  expect((await inside('ishoej', (tx) => extendAgreement(tx, wish))).ok).toBe(true)
  expect(await rows()).toEqual([
    '1 2015-10-01 2017-09-30',
    '2 2015-10-01 2015-12-31',
    '3 2015-12-01 2015-12-31',
    '4 2016-02-01 2016-01-31',
    '5 2016-10-01 2017-09-30',
  ])
})

test('the database itself refuses a place that nobody bought', async () => {
  const broken = await inside('ishoej', (tx) =>
    tx.run(sql`
      insert into agreements.place (id, agreement_id, number, from_on, until_on, changed_at)
      values (${newId()}, ${agreementId}, 9, ${day('2016-10-01')}, ${day('2017-01-01')}, ${at})`),
  ).then(
    () => null,
    (error: unknown) => brokenConstraint(error),
  )
  expect(broken).toBe('place_is_bought')
  const bought = z.object({ bought: z.int() })
  const on = (text: string) =>
    inside('ishoej', (tx) => tx.one(bought, sql`select agreements.bought_on(${agreementId}, ${day(text)}) as bought`))
  expect([await on('2015-11-30'), await on('2015-12-31'), await on('2016-01-01'), await on('2016-10-01')].map((row) => row.bought)).toEqual(
    [2, 3, 1, 2],
  )
})
