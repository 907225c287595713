import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, brokenConstraint, sql } from '#platform/db/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { type AgreementId, changeStay, importPilot, occupancies, releasePlace, reservePlace } from './index.ts'

const at = Temporal.Instant.from('2015-10-05T09:00:00Z')
const pilotText = await readFile('pilots/ishoej-2015.json', 'utf8')

let database: TestDatabase
let provider: string

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** A fresh copy of the pilot's agreement under another key. */
async function freshAgreement(change: Record<string, unknown> = {}): Promise<AgreementId> {
  const pilot: object = JSON.parse(pilotText)
  const imported = await importPilot(database.db, JSON.stringify({ ...pilot, ...change, key: `pilot-${newId().slice(0, 8)}` }), at)
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusal))
  provider = imported.value.organisations.get('naestved') ?? ''
  return imported.value.agreementId
}

function inside<Answer>(work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return database.db.transaction({ accountId: null, organisationId: provider, personId: null, today: day('2015-10-05') }, work)
}

function reserve(agreementId: AgreementId, from: string, until: string, holderId: string = newId()) {
  const wanted = { agreementId, holderId, caseNumber: 'I-2015-001', from: day(from), until: day(until), at }
  return inside((tx) => reservePlace(tx, wanted)).then((answer) => ({ answer, holderId }))
}

test('twenty reservations at the same instant for two places: exactly two get one', async () => {
  const id = await freshAgreement()
  const answers = await Promise.all(Array.from({ length: 20 }, () => reserve(id, '2015-10-12', '2016-10-11')))
  const got = answers.flatMap(({ answer }) => (answer.ok ? [answer.value.number] : []))
  expect(got.sort((a, b) => a - b)).toEqual([1, 2])
  for (const { answer } of answers) if (!answer.ok) expect(answer.refusal.kind).toBe('no_free_place')
})

test('where a freed place may not be filled again, twenty who come later get none', async () => {
  const id = await freshAgreement({ refillAllowed: false })
  const first = await reserve(id, '2015-10-12', '2015-11-11')
  await reserve(id, '2015-10-12', '2015-11-11')
  await inside((tx) =>
    changeStay(tx, { holderId: first.holderId, from: day('2015-10-12'), until: day('2015-11-11'), kind: 'occupied', at }),
  )
  await inside((tx) => releasePlace(tx, { holderId: first.holderId, lastDay: day('2015-10-31'), at }))
  const later = await Promise.all(Array.from({ length: 20 }, () => reserve(id, '2016-01-01', '2016-02-01')))
  expect(later.filter(({ answer }) => answer.ok)).toEqual([])
})

test('a reservation given back does not count as a run', async () => {
  const id = await freshAgreement({ refillAllowed: false })
  const { holderId } = await reserve(id, '2015-10-12', '2016-10-11')
  await inside((tx) => releasePlace(tx, { holderId, lastDay: day('2015-10-09'), at }))
  expect((await reserve(id, '2015-10-12', '2016-10-11')).answer.ok).toBe(true)
  expect((await reserve(id, '2015-10-12', '2016-10-11')).answer.ok).toBe(true)
  expect((await reserve(id, '2015-10-12', '2016-10-11')).answer.ok).toBe(false)
})

test('a place is free the day after its last day, and the refusal says when', async () => {
  const id = await freshAgreement()
  const first = await reserve(id, '2015-10-12', '2016-02-29')
  await reserve(id, '2015-10-12', '2016-10-11')
  expect((await reserve(id, '2016-02-29', '2016-05-01')).answer).toMatchObject({ ok: false, refusal: { kind: 'no_free_place' } })
  const { answer } = await reserve(id, '2016-02-01', '2016-05-01')
  expect(!answer.ok && answer.refusal.kind === 'no_free_place' && answer.refusal.nextFreeOn?.toString()).toBe('2016-03-01')
  expect((await reserve(id, '2016-03-01', '2016-05-01')).answer).toMatchObject({ ok: true, value: { number: 1 } })
  expect(first.answer).toMatchObject({ ok: true, value: { number: 1 } })
})

test('a stay that would run into the next one is refused with the days of that one', async () => {
  const id = await freshAgreement()
  const { holderId } = await reserve(id, '2015-10-12', '2016-03-31')
  await reserve(id, '2015-10-12', '2016-09-30')
  await reserve(id, '2016-04-01', '2017-03-31')
  const answer = await inside((tx) => changeStay(tx, { holderId, from: day('2015-10-12'), until: day('2016-04-14'), at }))
  expect(!answer.ok && answer.refusal.kind === 'place_taken' && [answer.refusal.from.toString(), answer.refusal.until.toString()]).toEqual([
    '2016-04-01',
    '2017-03-31',
  ])
})

for (const [from, until, kind] of [
  ['2015-09-30', '2016-09-29', 'agreement_closed'],
  ['2016-10-01', '2017-09-30', 'agreement_closed'],
  ['2016-09-30', '2018-01-01', 'past_run_off'],
] as const)
  test(`a stay from ${from} to ${until} is refused: ${kind}`, async () => {
    expect((await reserve(await freshAgreement(), from, until)).answer).toMatchObject({ ok: false, refusal: { kind } })
  })

test('the database itself refuses a second stay, a third run, a third place and a day outside', async () => {
  const id = await freshAgreement({ refillAllowed: false })
  await reserve(id, '2015-10-12', '2016-10-11')
  const place = sql`(select id from agreements.place where agreement_id = ${id} and number = 1)`
  const insert = (from: string, until: string) =>
    inside((tx) =>
      tx.run(sql`insert into agreements.occupancy (id, agreement_id, place_id, holder_id, case_number, stay, kind, changed_at)
        values (${newId()}, ${id}, ${place}, ${newId()}, 'x', daterange(${from}::date, ${until}::date), 'occupied', ${at})`),
    ).then(() => 'kept', brokenConstraint)
  expect(await insert('2016-10-11', '2016-12-01')).toBe('stay_starts_in_agreement')
  expect(await insert('2016-09-01', '2016-12-01')).toBe('place_held_once')
  expect(await insert('2015-09-01', '2015-10-01')).toBe('stay_starts_in_agreement')
  expect(await insert('2015-10-01', '2018-10-01')).toBe('stay_ends_in_run_off')
  await reserve(id, '2015-10-12', '2016-10-11')
  expect(await insert('2015-10-01', '2015-10-05')).toBe('runs_within_places')
  const third = inside((tx) =>
    tx.run(
      sql`insert into agreements.place (id, agreement_id, number, from_on, until_on, changed_at) values (${newId()}, ${id}, 3, '2015-10-01', '2016-09-30', ${at})`,
    ),
  )
  expect(await third.then(() => 'kept', brokenConstraint)).toBe('place_is_bought')
})

test('an organisation that is no party neither sees the places nor takes one', async () => {
  const id = await freshAgreement()
  await reserve(id, '2015-10-12', '2016-10-11')
  const stranger = { accountId: null, organisationId: newId(), personId: null, today: day('2015-10-05') }
  expect(await database.db.read(stranger, (tx) => occupancies(tx, id))).toEqual([])
  const wanted = { agreementId: id, holderId: newId(), caseNumber: 'x', from: day('2015-10-12'), until: day('2016-01-01'), at }
  expect(await database.db.transaction(stranger, (tx) => reservePlace(tx, wanted))).toMatchObject({
    refusal: { kind: 'no_such_agreement' },
  })
})

const start = fc.integer({ min: 0, max: 300 }).map((days): Day => day('2015-10-01').add({ days }))
const step = fc.record({ act: fc.constantFrom('reserve', 'release', 'lengthen'), from: start, days: fc.integer({ min: 0, max: 200 }) })

test('whatever is reserved, lengthened and given back, no place is held twice on a day and never more than two', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), start, async (steps, probe) => {
      const id = await freshAgreement()
      const holders: string[] = []
      for (const { act, from, days } of steps) {
        const until = from.add({ days })
        const holderId = holders.at(-1) ?? ''
        if (act === 'reserve') holders.push((await reserve(id, from.toString(), until.toString())).holderId)
        else if (holderId !== '' && act === 'release') await inside((tx) => releasePlace(tx, { holderId, lastDay: until, at }))
        else if (holderId !== '') await inside((tx) => changeStay(tx, { holderId, from, until, kind: 'occupied', at }))
      }
      const held = (await inside((tx) => occupancies(tx, id))).filter(
        (stay) => Temporal.PlainDate.compare(stay.from, probe) <= 0 && Temporal.PlainDate.compare(probe, stay.until) <= 0,
      )
      expect(new Set(held.map((stay) => stay.number)).size).toBe(held.length)
      expect(held.length).toBeLessThanOrEqual(2)
    }),
    { numRuns: 15 },
  )
})
