import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { programmesModule } from '#modules/programmes/index.ts'
import { movableClock } from '#platform/clock.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../test/support/pages.ts'
import { agreementByKey, agreementsModule, importPilot } from '../index.ts'

const clock = movableClock(Temporal.Instant.from('2026-11-25T09:00:00Z'))
const [memo, example] = [await readFile('pilots/ishoej-2015.json', 'utf8'), await readFile('pilots/eksempel-2026.json', 'utf8')]

let database: TestDatabase
let pages: Pages
let organisations: ReadonlyMap<string, OrganisationId>

beforeAll(async () => {
  database = await testDatabase()
  const deps = { db: database.db, clock }
  pages = pagesOf([...agreementsModule(deps, { publicUrl: () => 'https://grobund.dk' }).routes, ...programmesModule(deps).routes], clock)
  const imported = await importPilot(database.db, memo, Temporal.Instant.from('2015-09-01T09:00:00Z'))
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusal))
  organisations = imported.value.organisations
  await agreementsModule(deps, { publicUrl: () => '' }).due?.(clock.today())
})
afterAll(() => database.close())

function staffOf(key: string, ...roles: Role[]): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId: organisations.get(key) ?? newId(), roles }
}

const memoAgain = (change: Record<string, unknown>) => {
  const source: object = JSON.parse(memo)
  return JSON.stringify({ ...source, key: 'ishoej-2027', ...change })
}
const period = {
  signedOn: '2026-11-02',
  startsOn: '2027-01-01',
  endsOn: '2027-12-31',
  runOffUntil: '2029-01-31',
  places: 2,
  pricePerPlaceMonthOre: 1_300_000,
  evaluationDueOn: null,
}
const send = (actor: StaffActor, text: string, what: 'check' | 'save') => pages.post(actor, '/agreements/new', { text, do: what })
const kept = (key: string) =>
  database.db.read(contextOf(staffOf('ishoej', 'administrator'), clock.today()), (tx) => agreementByKey(tx, key))

test('the memo’s agreement is long over: its page says so and leads an administrator to a new one', async () => {
  const found = await kept('ishoej-2015')
  const page = await pages.get(staffOf('ishoej', 'administrator'), `/agreements/${found?.id ?? ''}`)
  for (const text of ['Aftalen udløb 30.09.2016', 'Det kunne den til og med 30.12.2016', 'href="/agreements/new"'])
    expect(page.html).toContain(text)
  const director = await pages.get(staffOf('ishoej', 'business_director'), `/agreements/${found?.id ?? ''}`)
  expect(director.html).toContain('En administrator hos en af parterne kan indlæse den.')
})

test('only an administrator loads a file', async () => {
  expect((await pages.get(staffOf('ishoej', 'committee_secretary'), '/agreements/new')).status).toBe(403)
  expect((await pages.get(staffOf('ishoej', 'administrator'), '/agreements/new')).status).toBe(200)
})

test('a file is looked at without being kept, then kept as a draft that the purchaser signs', async () => {
  const administrator = staffOf('ishoej', 'administrator')
  const looked = await send(administrator, memoAgain({ period }), 'check')
  expect(looked.status).toBe(200)
  for (const text of ['01.01.2027 – 31.12.2027', '13.000', 'Den nyeste version, som den er']) expect(looked.html).toContain(text)
  expect(await kept('ishoej-2027'), 'a look keeps nothing').toBeNull()
  expect((await send(administrator, memoAgain({ period }), 'save')).html).toContain('Aftalen er oprettet som udkast')
  const draft = await kept('ishoej-2027')
  expect(draft?.state).toBe('draft')
  const again = await send(administrator, memoAgain({ period }), 'save')
  expect([again.status, again.html.includes('Der er allerede en aftale med den nøgle')]).toEqual([422, true])
  const path = `/agreements/${draft?.id ?? ''}/signature`
  expect((await pages.get(administrator, path)).status).toBe(403)
  const secretary = staffOf('ishoej', 'committee_secretary')
  expect((await pages.post(secretary, path, { on: '26.11.2026' })).status).toBe(422)
  expect((await pages.post(secretary, path, { on: '24.11.2026' })).status).toBe(303)
  expect((await pages.post(secretary, path, { on: '24.11.2026' })).status, 'the button pressed twice').toBe(303)
  expect((await kept('ishoej-2027'))?.state).toBe('signed')
})

test('faults are told with their paths, and a file of others is refused', async () => {
  const administrator = staffOf('ishoej', 'administrator')
  const faulty = await send(administrator, memoAgain({ key: 'x', period: { ...period, places: 0 } }), 'check')
  expect([faulty.status, faulty.html.includes('period.places: skal være mindst 1')]).toEqual([422, true])
  expect((await send(administrator, '', 'check')).html).toContain('Vælg en fil')
  expect((await send(administrator, example, 'check')).html).toContain('Din egen organisation (ishoej) skal være part')
})

test('nobody changes another’s programme by an agreement; its own administrator loads the version, and sees what changes', async () => {
  const source = JSON.parse(memo) as { programme: Record<string, unknown> }
  const programme = { ...source.programme, gateDaysMax: 20 }
  const text = memoAgain({ key: 'ishoej-2028', period, programme })
  expect((await send(staffOf('ishoej', 'administrator'), text, 'save')).html).toContain('En administrator hos naestved skal indlæse')
  const load = (actor: StaffActor, what: string) => pages.post(actor, '/programmes/new', { text, do: what })
  expect((await load(staffOf('ishoej', 'administrator'), 'check')).html).toContain('udbydes af en anden organisation')
  const looked = await load(staffOf('naestved', 'administrator'), 'check')
  expect([looked.html.includes('version 2'), looked.html.includes('<code>gateDaysMax</code>')]).toEqual([true, true])
  expect((await load(staffOf('naestved', 'administrator'), 'save')).status).toBe(303)
  expect((await load(staffOf('naestved', 'administrator'), 'save')).html).toContain('siger det samme som version 2')
  expect((await send(staffOf('ishoej', 'administrator'), text, 'save')).html).toContain('oprettet som udkast')
})

test('an organisation that is new gets a first administrator, whose link is shown once', async () => {
  const source = JSON.parse(example) as { parties: object; organisations: object[] }
  const text = JSON.stringify({
    ...source,
    organisations: [
      ...source.organisations,
      { key: 'ishoej', name: 'Ishøj Kommune', shortName: 'Ishøj', letter: 'I', municipalityCode: '0183' },
    ],
    parties: { ...source.parties, actingJobCentre: 'ishoej' },
  })
  const made = await send(staffOf('ishoej', 'administrator'), text, 'save')
  expect(made.html.match(/https:\/\/grobund\.dk\/invitation\/[A-Za-z0-9_-]{20,}/g)).toHaveLength(2)
})
