import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrganisationId, Role, StaffActor, SystemActor } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { afterEvent, agreementEventNames, agreementSteps } from './domain/agreement-machine.ts'
import {
  type AgreementId,
  type ImportedPilot,
  advanceAgreement,
  agreement,
  agreementEvents,
  agreementsOf,
  changeStay,
  extendAgreement,
  importPilot,
  places,
  releasePlace,
  reservePlace,
  terminateAgreement,
} from './index.ts'

const at = Temporal.Instant.from('2015-09-02T09:00:00Z')
const pilotText = await readFile('pilots/ishoej-2015.json', 'utf8')

let database: TestDatabase
let pilot: ImportedPilot

beforeAll(async () => {
  database = await testDatabase()
  pilot = await imported({})
})
afterAll(() => database.close())

async function imported(change: Record<string, unknown>): Promise<ImportedPilot> {
  const source: object = JSON.parse(pilotText)
  const answer = await importPilot(database.db, JSON.stringify({ ...source, ...change }), at)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.value
}

function organisation(key: string): OrganisationId {
  const id = pilot.organisations.get(key)
  if (id === undefined) throw new Error(`no ${key}`)
  return id
}

function staffOf(key: string, ...roles: Role[]): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId: organisation(key), roles }
}

function inside<Answer>(key: string, today: Day, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return database.db.transaction({ accountId: null, organisationId: organisation(key), personId: null, today }, work)
}

function advance(id: AgreementId, today: string, told: string[]): Promise<number> {
  const actor: SystemActor = { kind: 'system', job: 'due', organisationId: organisation('ishoej') }
  const tellEnding = async (_tx: Tx, { step }: { step: string }) => {
    await Promise.resolve(told.push(step))
  }
  return inside('ishoej', day(today), (tx) => advanceAgreement(tx, { actor, id, today: day(today), at, tellEnding }))
}

test('the pilot file says what the memo says, and marks what it does not', async () => {
  const found = await inside('vallensbaek', day('2015-09-02'), (tx) => agreement(tx, pilot.agreementId))
  expect(found).toMatchObject({ places: 2, refillAllowed: true, state: 'signed' })
  expect(found?.parties).toEqual({
    purchaser: organisation('ishoej'),
    provider: organisation('naestved'),
    actingJobCentre: organisation('vallensbaek'),
    lender: organisation('naestved'),
  })
  expect(found?.marks).toMatchObject({ 'period.places': 'memo', refillAllowed: 'assumption', 'parties.lender': 'assumption' })
  const programme = await inside('naestved', day('2015-09-02'), (tx) => programmeVersion(tx, pilot.programmeVersionId))
  expect(programme.phases.map(({ months }) => months)).toEqual([6, 6])
  expect([programme.loanProduct.minOre, programme.loanProduct.maxOre]).toEqual([100_000n, 5_000_000n])
  expect(programme.criteria[0]?.code).toBe('complete')
})

test('another municipality’s pilot is another file: side by side, with terms of its own, and neither sees the other', async () => {
  const answer = await importPilot(database.db, await readFile('pilots/eksempel-2026.json', 'utf8'), at)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  const { agreementId, programmeVersionId, organisations } = answer.value
  const [greve, today] = [organisations.get('greve') ?? newId(), day('2026-11-25')]
  const inGreve = <Answer>(work: (tx: Tx) => Promise<Answer>) =>
    database.db.transaction({ accountId: null, organisationId: greve, personId: null, today }, work)
  const other = await inGreve((tx) => agreement(tx, agreementId))
  expect(other).toMatchObject({ places: 3, refillAllowed: false, options: [{ months: 12 }, { months: 12 }] })
  expect(other?.periods[0]?.pricePerPlaceMonthOre).toBe(975_000n)
  expect((await inGreve((tx) => programmeVersion(tx, programmeVersionId))).phases.map(({ months }) => months)).toEqual([4, 8])
  expect(await inGreve((tx) => agreement(tx, pilot.agreementId))).toBeNull()
  expect(await inside('ishoej', today, (tx) => agreement(tx, agreementId))).toBeNull()
})

test('loading the pilot again changes nothing', async () => {
  expect(await imported({})).toEqual({ ...pilot, alreadyThere: true })
  expect(await inside('ishoej', day('2015-09-02'), (tx) => agreementsOf(tx, organisation('ishoej')))).toHaveLength(1)
})

test('every fault of a file is named with its path, and nothing is loaded', async () => {
  const source = JSON.parse(pilotText) as Record<string, Record<string, unknown>>
  const faulty = {
    ...source,
    key: 'faulty',
    period: { ...source['period'], startsOn: '2015-02-29', places: 0 },
    parties: { ...source['parties'], lender: 'roskilde' },
    programme: { ...source['programme'], disagreementThreshold: 9 },
  }
  const answer = await importPilot(database.db, JSON.stringify(faulty), at)
  expect(!answer.ok && answer.refusal.faults.map(({ path }) => path).sort()).toEqual([
    'period.places',
    'period.startsOn',
    'programme.disagreementThreshold',
  ])
  const stranger = await importPilot(database.db, JSON.stringify({ ...source, key: 'faulty', parties: faulty.parties }), at)
  expect(!stranger.ok && stranger.refusal.faults).toEqual([{ path: 'parties.lender', message: '"roskilde" is not among organisations' }])
  const unmarked = await importPilot(database.db, JSON.stringify({ ...source, key: 'faulty', marks: {} }), at)
  expect(!unmarked.ok && unmarked.refusal.faults.map(({ path }) => path)).toContain('marks.refillAllowed')
  expect(await importPilot(database.db, 'no json', at)).toMatchObject({ ok: false })
  expect(await inside('ishoej', day('2015-09-02'), (tx) => agreementsOf(tx, organisation('ishoej')))).toHaveLength(1)
})

test('the calendar starts, warns and ends an agreement, each once, and replaying the events gives the state', async () => {
  const { agreementId: id } = await imported({ key: 'calendar' })
  const told: string[] = []
  expect(await advance(id, '2015-09-30', told)).toBe(0)
  expect(await advance(id, '2015-10-01', told)).toBe(1)
  expect(await advance(id, '2015-10-01', told)).toBe(0)
  await advance(id, '2016-01-30', told)
  await advance(id, '2016-01-31', told)
  await advance(id, '2016-09-20', told)
  await advance(id, '2016-09-30', told)
  await advance(id, '2016-10-01', told)
  expect(told).toEqual(['months_8', 'days_14', 'days_7'])
  const events = await inside('ishoej', day('2016-10-01'), (tx) => agreementEvents(tx, id))
  expect(events.map(({ name, on }) => `${name} ${on.toString()}`)).toEqual([
    'sign 2015-09-01',
    'start 2015-10-01',
    'begin_expiry 2016-06-30',
    'expire 2016-10-01',
  ])
  let state: Parameters<typeof afterEvent>[0] = 'draft'
  for (const { name } of events) {
    const next = afterEvent(state, name)
    if (next.ok) state = next.value
  }
  expect(state).toBe((await inside('ishoej', day('2016-10-01'), (tx) => agreement(tx, id)))?.state)
})

const extension = { decidedOn: day('2016-04-20'), endsOn: day('2017-09-30'), places: 3, evaluationDueOn: day('2017-04-15'), at }

test('the committee secretary extends: a next period, places prolonged and added, runs past the old end', async () => {
  const { agreementId } = await imported({ key: 'extended' })
  await advance(agreementId, '2016-04-20', [])
  const actor = staffOf('ishoej', 'committee_secretary')
  const answer = await inside('ishoej', day('2016-04-20'), (tx) => extendAgreement(tx, { ...extension, actor, agreementId }))
  expect(answer).toMatchObject({ ok: true, value: { number: 2, places: 3 } })
  const found = await inside('ishoej', day('2016-04-20'), (tx) => agreement(tx, agreementId))
  expect(found).toMatchObject({ state: 'option_used', places: 2 })
  expect(found?.endsOn.toString()).toBe('2017-09-30')
  expect((await inside('ishoej', day('2016-10-01'), (tx) => agreement(tx, agreementId)))?.places).toBe(3)
  const rows = await inside('naestved', day('2016-04-20'), (tx) => places(tx, agreementId))
  expect(rows.map(({ number, from, until }) => [number, from.toString(), until.toString()])).toEqual([
    [1, '2015-10-01', '2017-09-30'],
    [2, '2015-10-01', '2017-09-30'],
    [3, '2016-10-01', '2017-09-30'],
  ])
})

test('an extension uses the next option; one beyond it demands a reason, and the database holds an option to be used once', async () => {
  const { agreementId } = await imported({ key: 'options' })
  await advance(agreementId, '2016-04-20', [])
  const actor = staffOf('ishoej', 'committee_secretary')
  const extend = (wish: Partial<Parameters<typeof extendAgreement>[1]>) =>
    inside('ishoej', day('2016-04-20'), (tx) => extendAgreement(tx, { ...extension, actor, agreementId, ...wish }))
  const [decideBy, reachesTo] = [day('2016-06-30'), day('2017-09-30')]
  const beyond = (why: string) => ({ ok: false, refusal: { kind: 'beyond_options', why, decideBy, reachesTo } })
  expect(await extend({ endsOn: day('2017-10-01') })).toEqual(beyond('longer_than_option'))
  expect(await extend({ decidedOn: day('2016-07-01'), beyondReason: ' ' })).toEqual(beyond('later_than_option'))
  expect(await extend({ beyondReason: 'not needed' })).toMatchObject({ ok: true, value: { option: 1, beyond: null, beyondReason: null } })
  const second = { endsOn: day('2018-09-30'), decidedOn: day('2016-04-20') }
  const none = { kind: 'beyond_options', why: 'no_option_left', decideBy: null, reachesTo: null }
  expect(await extend(second)).toEqual({ ok: false, refusal: none })
  expect(await extend({ ...second, beyondReason: 'Nyt udbud tager tid.' })).toMatchObject({ ok: true, value: { number: 3, option: null } })
  const found = await inside('ishoej', day('2016-04-20'), (tx) => agreement(tx, agreementId))
  expect(found?.periods.map(({ option, beyond: how, beyondReason }) => [option, how, beyondReason])).toEqual([
    [null, null, null],
    [1, null, null],
    [null, 'no_option_left', 'Nyt udbud tager tid.'],
  ])
  const again = sql`
    insert into agreements.period (agreement_id, number, starts_on, ends_on, run_off_until, places, recorded_at, option_number)
    values (${agreementId}, 4, '2018-10-01', '2019-09-30', '2020-12-31', 2, ${at}, 1)`
  await expect(inside('ishoej', day('2016-04-20'), (tx) => tx.run(again))).rejects.toThrow('period_option_once')
})

for (const [who, actor, kind] of [
  ['the Business Director', () => staffOf('ishoej', 'business_director'), 'not_permitted'],
  ['a committee secretary of another party', () => staffOf('naestved', 'committee_secretary'), 'not_permitted'],
] as const)
  test(`${who} cannot extend or end the agreement`, async () => {
    const { agreementId } = await imported({ key: 'not-extended' })
    const by = actor()
    const answer = await inside('ishoej', day('2016-04-20'), (tx) => extendAgreement(tx, { ...extension, actor: by, agreementId }))
    expect(answer).toMatchObject({ ok: false, refusal: { kind } })
    const ended = await inside('ishoej', day('2016-04-20'), (tx) =>
      terminateAgreement(tx, { actor: by, agreementId, on: day('2016-04-20'), reason: 'by_purchaser', at }),
    )
    expect(ended).toMatchObject({ ok: false, refusal: { kind } })
  })

test('an expired agreement is extended without a gap for three months, and not after', async () => {
  const { agreementId } = await imported({ key: 'late' })
  for (const today of ['2015-10-01', '2016-09-20', '2016-10-01']) await advance(agreementId, today, [])
  const actor = staffOf('ishoej', 'committee_secretary')
  const late = (on: string) =>
    inside('ishoej', day(on), (tx) =>
      extendAgreement(tx, {
        ...extension,
        actor,
        agreementId,
        decidedOn: day(on),
        beyondReason: 'Udvalget mødtes sent.',
        at: Temporal.Instant.from(`${on}T09:00:00Z`),
      }),
    )
  expect(await late('2016-12-31')).toEqual({ ok: false, refusal: { kind: 'expired_too_long', until: day('2016-12-30') } })
  expect(await late('2016-12-30')).toMatchObject({ ok: true, value: { startsOn: day('2016-10-01') } })
  expect(await inside('ishoej', day('2016-12-30'), (tx) => agreement(tx, agreementId))).toMatchObject({ state: 'option_used', places: 3 })
})

test('an agreement that was ended takes neither extension nor runs', async () => {
  const { agreementId } = await imported({ key: 'ended' })
  await advance(agreementId, '2015-10-01', [])
  const actor = staffOf('ishoej', 'committee_secretary')
  const end = { actor, agreementId, on: day('2016-01-15'), reason: 'by_agreement', at } as const
  expect((await inside('ishoej', day('2016-01-15'), (tx) => terminateAgreement(tx, end))).ok).toBe(true)
  expect(await inside('ishoej', day('2016-01-15'), (tx) => terminateAgreement(tx, end))).toMatchObject({
    refusal: { kind: 'agreement_out_of_order', state: 'terminated' },
  })
  expect(await inside('ishoej', day('2016-04-20'), (tx) => extendAgreement(tx, { ...extension, actor, agreementId }))).toMatchObject({
    refusal: { kind: 'agreement_out_of_order' },
  })
  const wanted = { agreementId, holderId: newId(), caseNumber: 'x', from: day('2016-02-01'), until: day('2016-03-01'), at }
  expect(await inside('naestved', day('2016-01-16'), (tx) => reservePlace(tx, wanted))).toMatchObject({
    refusal: { kind: 'agreement_closed' },
  })
})

test('the machine: every step starts in a state and ends in another room of the table', () => {
  for (const name of agreementEventNames) {
    for (const state of agreementSteps[name].from) expect(afterEvent(state, name)).toEqual({ ok: true, value: agreementSteps[name].to })
    expect(afterEvent('terminated', name).ok).toBe(false)
    expect(afterEvent('expired', name).ok).toBe(name === 'use_option')
  }
})

const placeDays = z.object({ place_number: z.int(), days_bought: z.int(), days_reserved: z.int(), days_occupied: z.int(), runs: z.int() })

test('use of places is told as it was known at the moment asked about', async () => {
  const { agreementId } = await imported({ key: 'figures' })
  const holderId = newId()
  const moment = (text: string) => Temporal.Instant.from(text)
  const stay = { holderId, from: day('2015-10-12'), until: day('2016-10-11') }
  await inside('naestved', day('2015-10-05'), (tx) =>
    reservePlace(tx, { ...stay, agreementId, caseNumber: 'x', at: moment('2015-10-05T10:00:00Z') }),
  )
  await inside('naestved', day('2015-10-06'), (tx) => changeStay(tx, { ...stay, kind: 'occupied', at: moment('2015-10-06T10:00:00Z') }))
  await inside('naestved', day('2015-12-31'), (tx) =>
    releasePlace(tx, { holderId, lastDay: day('2015-12-31'), at: moment('2015-12-31T10:00:00Z') }),
  )
  const figures = (known: string, cutoff: string) =>
    inside('ishoej', day('2016-04-01'), (tx) =>
      tx.rows(
        placeDays,
        sql`select place_number, days_bought, days_reserved, days_occupied, runs from agreements.place_days(${moment(known)}, ${day(cutoff)})
            where agreement_id = ${agreementId}`,
      ),
    )
  const one = { place_number: 1, days_bought: 183, days_reserved: 0 }
  expect((await figures('2015-10-05T12:00:00Z', '2016-03-31'))[0]).toEqual({ ...one, days_reserved: 172, days_occupied: 0, runs: 0 })
  expect((await figures('2015-11-01T12:00:00Z', '2016-03-31'))[0]).toEqual({ ...one, days_occupied: 172, runs: 1 })
  expect((await figures('2016-04-01T12:00:00Z', '2016-03-31'))[0]).toEqual({ ...one, days_occupied: 81, runs: 1 })
  expect((await figures('2016-04-01T12:00:00Z', '2016-03-31'))[1]).toMatchObject({ place_number: 2, days_occupied: 0, runs: 0 })
})
