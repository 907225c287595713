import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, brokenConstraint, sql } from '#platform/db/database.ts'
import { movableClock } from '#platform/clock.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { readPilotFile } from './domain/pilot-file.ts'
import { type AgreementId, agreeLosses, agreement, agreementsModule, importPilot, lossTermOn } from './index.ts'

const at = Temporal.Instant.from('2016-03-01T09:00:00Z')
const pilotText = await readFile('pilots/ishoej-2015.json', 'utf8')
const { programme: _, ...filed } = JSON.parse(pilotText) as Record<string, unknown> & { marks: Record<string, unknown> }

let database: TestDatabase
let pages: Pages
let agreementId: AgreementId
let bare: AgreementId
let organisations: ReadonlyMap<string, OrganisationId>

beforeAll(async () => {
  database = await testDatabase()
  const load = async (source: object) => {
    const answer = await importPilot(database.db, JSON.stringify(source), at)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    return answer.value
  }
  const whole = JSON.parse(pilotText) as Record<string, unknown> & { marks: Record<string, unknown> }
  const { losses: __, ...unsaid } = whole
  const { losses: ___, ...marks } = whole.marks
  ;({ agreementId, organisations } = await load({ ...whole, key: 'losses' }))
  bare = (await load({ ...unsaid, marks, key: 'no-losses' })).agreementId
  const clock = movableClock(at)
  pages = pagesOf(agreementsModule({ db: database.db, clock }, { publicUrl: () => 'http://localhost' }).routes, clock)
})
afterAll(() => database.close())

const staffOf = (key: string, ...roles: Role[]): StaffActor => ({
  kind: 'staff',
  accountId: newId(),
  humanId: newId(),
  name: 'Prøve',
  organisationId: organisations.get(key) ?? newId(),
  roles,
})
const inside = <Answer>(work: (tx: Tx) => Promise<Answer>) =>
  database.db.transaction(
    { accountId: null, organisationId: organisations.get('ishoej') ?? newId(), personId: null, today: day('2016-03-01') },
    work,
  )
const termsOf = (id: AgreementId) => inside((tx) => agreement(tx, id)).then((found) => found?.lossTerms ?? [])
const shares = (purchaser: number, provider: number) => ({ purchaser, provider, lender: 0, actingJobCentre: 0 })
const agree = (
  id: AgreementId,
  from: string,
  given: ReturnType<typeof shares>,
  requestId: string = newId(),
  actor = staffOf('ishoej', 'committee_secretary'),
) => inside((tx) => agreeLosses(tx, { actor, agreementId: id, from: day(from), shares: given, reason: 'Aftalt på møde.', requestId, at }))

test('a file’s term holds from the agreement’s first day; a file without one makes an agreement without', async () => {
  expect(await termsOf(agreementId)).toMatchObject([{ version: 1, from: day('2015-10-01'), shares: shares(10_000, 0) }])
  expect(await termsOf(bare)).toEqual([])
})

describe('the file', () => {
  const faultsOf = (change: object) => {
    const read = readPilotFile({ ...filed, ...change })
    return read.ok ? [] : read.refusal
  }
  const clause = { da: 'Aftalt.', en: 'Agreed.' }
  const unmarked = Object.fromEntries(Object.entries(filed.marks).filter(([path]) => path !== 'losses'))

  test('shares that do not make the whole are named, and so are a party that is none, a term without mark, a mark without term', () => {
    const sum = [{ path: 'losses.shares', message: 'must add up to 10000 basis points, not 9999' }]
    expect(faultsOf({ losses: { shares: { purchaser: 9999 }, clause } })).toEqual(sum)
    expect(faultsOf({ losses: { shares: { bank: 10_000 }, clause } })[0]?.path).toContain('losses.shares')
    expect(faultsOf({ losses: { shares: { purchaser: 10_500, provider: -500 }, clause } }).map(({ path }) => path)).toEqual([
      'losses.shares.purchaser',
      'losses.shares.provider',
    ])
    expect(faultsOf({ marks: unmarked })).toEqual([{ path: 'marks.losses', message: 'is missing: say memo or assumption, and why' }])
    expect(faultsOf({ losses: undefined })).toEqual([{ path: 'marks.losses', message: 'marks no term of the agreement' }])
    expect(faultsOf({ losses: undefined, marks: unmarked })).toEqual([])
  })
})

test('the parties agree anew from a day on, once for a button; only the purchaser’s secretary, whole shares, not behind what holds', async () => {
  expect(await agree(agreementId, '2016-02-01', shares(5000, 5000), newId(), staffOf('naestved', 'finance_clerk'))).toMatchObject({
    refusal: { kind: 'not_permitted' },
  })
  expect(await agree(agreementId, '2016-02-01', shares(5000, 4000))).toMatchObject({ refusal: { kind: 'shares_not_whole', sum: 9000 } })
  expect(await agree(agreementId, '2015-09-30', shares(5000, 5000))).toMatchObject({
    refusal: { kind: 'loss_term_out_of_time', min: day('2015-10-01') },
  })
  expect(await agree(agreementId, '2016-02-01', shares(10_000, 0))).toMatchObject({ refusal: { kind: 'loss_term_unchanged' } })
  const request = newId()
  expect(await agree(agreementId, '2016-02-01', shares(5000, 5000), request)).toMatchObject({ ok: true, value: { version: 2 } })
  expect((await agree(agreementId, '2016-02-01', shares(5000, 5000), request)).ok).toBe(true)
  expect(await agree(agreementId, '2016-01-31', shares(0, 10_000))).toMatchObject({
    refusal: { kind: 'loss_term_out_of_time', min: day('2016-02-01') },
  })
  const terms = await termsOf(agreementId)
  const on = (text: string) => lossTermOn(terms, day(text))?.version
  expect([terms.length, on('2015-09-30'), on('2016-01-31'), on('2016-02-01')]).toEqual([2, undefined, 1, 2])
})

test('two who agree at the same instant make two versions, one after the other', async () => {
  const answers = await Promise.all([agree(bare, '2016-01-01', shares(1000, 9000)), agree(bare, '2016-01-01', shares(2000, 8000))])
  const versions = answers.map((answer) => (answer.ok ? answer.value.version : 0))
  expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2])
})

describe('the database refuses', () => {
  const insert = (version: number, from: string, purchaser: number, provider: number) =>
    inside((tx) =>
      tx.run(sql`
        insert into agreements.loss_term (agreement_id, version, from_on, purchaser_bp, provider_bp, lender_bp, acting_job_centre_bp, words_da, words_en, recorded_at, account_id)
        values (${agreementId}, ${version}, ${from}::date, ${purchaser}, ${provider}, 0, 0, 'x', 'x', ${at}, ${newId()})`),
    ).then(
      () => null,
      (error: unknown) => brokenConstraint(error),
    )

  test('shares that are not the whole, a version behind another, and changing or deleting what was agreed', async () => {
    expect(await insert(9, '2017-01-01', 5000, 4999)).toBe('loss_term_whole')
    expect(await insert(9, '2017-01-01', 10_001, -1)).toMatch(/^loss_term_/)
    expect(await insert(9, '2015-12-01', 5000, 5000)).toBe('loss_term_in_order')
    expect(await insert(2, '2017-01-01', 5000, 5000)).toBe('loss_term_in_order')
    await expect(inside((tx) => tx.run(sql`update agreements.loss_term set purchaser_bp = 0`))).rejects.toThrow('permission denied')
    await expect(inside((tx) => tx.run(sql`delete from agreements.loss_term`))).rejects.toThrow('permission denied')
  })
})

test('on the page the secretary writes shares in per cent, gets a wrong form back filled, and reads what was agreed', async () => {
  const secretary = staffOf('ishoej', 'committee_secretary')
  const path = `/agreements/${agreementId}/losses`
  const form = await pages.get(secretary, path)
  expect(form.html).toContain('Leverandør, långiver')
  expect(form.html.match(/inputmode="decimal"/g)).toHaveLength(3)
  expect((await pages.get(staffOf('naestved', 'finance_clerk'), path)).status).toBe(403)
  const wrong = { from: '01.03.2016', purchaser: '60', provider: '30', reason: 'Aftalt den 1. marts.' }
  const answer = await pages.post(secretary, path, wrong)
  expect(answer.status).toBe(422)
  expect(answer.html.replaceAll('\u00a0', ' ')).toContain('Delene giver 90 % i alt. De skal give 100 %.')
  expect(answer.html).toContain('value="60"')
  expect((await pages.post(secretary, path, { ...wrong, purchaser: 'mest' })).html).toContain('href="#purchaser"')
  const right = await pages.post(secretary, path, { ...wrong, purchaser: '62,5', provider: '37,5' })
  expect(right.status).toBe(303)
  const shown = (await pages.get(secretary, `/agreements/${agreementId}`)).html.replaceAll('\u00a0', ' ')
  expect(shown).toContain('Ishøj Kommune 62,5 %, Næstved Kommune 37,5 %')
  expect(shown).toContain('Aftalt den 1. marts.')
})
