import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation } from '#modules/access/index.ts'
import { type Tx, brokenConstraint, nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { makeProgrammeVersion, programmeVersion } from './index.ts'

const today = day('2015-09-01')
const at = Temporal.Instant.from('2015-09-01T08:00:00Z')
const file = z.object({ programme: z.record(z.string(), z.unknown()) }).parse(JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8')))

let database: TestDatabase
let naestved: OrganisationId

beforeAll(async () => {
  database = await testDatabase()
  const given = { key: 'naestved', name: 'Næstved Kommune', shortName: 'Næstved', letter: 'N', municipalityCode: '0370' }
  naestved = await database.db.transaction(nobody(today), (tx) => addOrganisation(tx, given))
})
afterAll(() => database.close())

function staff(organisationId: OrganisationId, ...roles: Role[]): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Anne', organisationId, roles }
}

function make(actor: StaffActor, source: unknown) {
  return database.db.transaction(contextOf(actor, today), (tx) => makeProgrammeVersion(tx, { actor, organisationId: naestved, source, at }))
}

const counted = z.object({ months: z.array(z.int()), activities: z.int(), reasons: z.int() })

test('a version is kept as document and as rows that say the same; the same document is the same version', async () => {
  const anne = staff(naestved, 'administrator')
  const first = await make(anne, file.programme)
  expect(await make(anne, file.programme)).toEqual(first)
  if (!first.ok) throw new Error(first.refusal.kind)
  const read = <Answer>(work: (tx: Tx) => Promise<Answer>) => database.db.read(contextOf(anne, today), work)
  const version = await read((tx) => programmeVersion(tx, first.value))
  const rows = await read((tx) =>
    tx.one(
      counted,
      sql`select array(select months from programmes.phase where version_id = ${first.value} order by ordinal) as months,
                 (select count(*)::int from programmes.activity where version_id = ${first.value}) as activities,
                 (select count(*)::int from programmes.reason where version_id = ${first.value}) as reasons`,
    ),
  )
  expect(rows).toEqual({
    months: version.phases.map((phase) => phase.months),
    activities: version.phases.flatMap((phase) => phase.activities).length,
    reasons: Object.values(version.reasons).flat().length,
  })
  const second = await make(anne, { ...file.programme, gateDaysMax: 14 })
  if (!second.ok) throw new Error(second.refusal.kind)
  expect((await read((tx) => programmeVersion(tx, second.value))).number).toBe(2)
  expect((await read((tx) => programmeVersion(tx, first.value))).gateDaysMax).toBe(30)
})

test('nobody changes a version, not even the owner of the tables', async () => {
  for (const statement of [
    sql`update programmes.version set name_da = 'x'`,
    sql`delete from programmes.reason`,
    sql`update programmes.loan_product set max_ore = 1`,
  ]) {
    const answer = database.ownerDb.transaction(nobody(today), (tx) => tx.run(statement))
    expect(await answer.then(() => 'changed', brokenConstraint)).toBe('version_is_permanent')
    await expect(database.db.transaction(nobody(today), (tx) => tx.run(statement))).rejects.toThrow(/permission denied/)
  }
})

for (const [who, actor] of [
  ['an administrator of another organisation', () => staff(newId(), 'administrator')],
  ['a programme manager', () => staff(naestved, 'programme_manager')],
] as const)
  test(`${who} makes no version`, async () => {
    expect(await make(actor(), file.programme)).toMatchObject({ ok: false, refusal: { kind: 'not_permitted' } })
  })

test('a faulty document is refused with every path', async () => {
  const answer = await make(staff(naestved, 'administrator'), { ...file.programme, gateDaysMax: -1, disagreementThreshold: 9 })
  expect(!answer.ok && answer.refusal.kind === 'document_faulty' && answer.refusal.faults.map((fault) => fault.path)).toEqual([
    'disagreementThreshold',
    'gateDaysMax',
  ])
})
