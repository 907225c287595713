import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { checkReport, evaluationModule, makeReport, publishReport, readReport } from '#modules/evaluation/index.ts'
import { erasePerson } from '#modules/people/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { evaluationPorts } from '../../src/evaluation-ports.ts'
import { makeScene, noon } from '../support/enrolment-scene.ts'
import { histories, numberOf, stays } from './histories.ts'
import { keepHistories, keepStays } from './keep-histories.ts'
import { recountEconomy } from './recount-economy.ts'
import { recount } from './recount.ts'

const scene = await makeScene()
afterAll(() => scene.database.close())

const at = noon('2018-06-01')
function staff(key: string, role: StaffActor['roles'][number]): StaffActor {
  const organisationId = scene.organisations.get(key)
  assert(organisationId !== undefined, 'the party is there')
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Torben Vang', organisationId, roles: [role] }
}

/** The figures of a draft on a cut-off, read by the secretary two years later. */
async function figuresOn(cutoff: string): Promise<ReadonlyMap<string, bigint | null>> {
  const actor = staff('ishoej', 'committee_secretary')
  const id = newId<'report'>()
  const wish = { actor, agreementId: scene.agreementId, title: 'Evaluering', cutoffOn: day(cutoff), requestId: id, at }
  const read = await scene.as(actor, at, async (tx) => {
    assert((await makeReport(tx, wish)).ok, 'the secretary may make a report')
    return readReport(tx, evaluationPorts, { actor, id, now: at })
  })
  assert(read.ok, 'the secretary may read a draft')
  return new Map(read.value.dataset.figures.map((figure) => [figure.code, figure.value]))
}

test('every indicator is what another hand counts from the raw events of a thousand random histories, as they were known', async () => {
  const seed = Number(process.env['HISTORIES_SEED'] ?? 20160415)
  const all = histories(1000, seed)
  const held = stays(seed)
  await scene.database.ownerDb.transaction(nobody(day('2018-06-01')), async (tx) => {
    await keepHistories(tx, scene.agreementId, all)
    await keepStays(tx, scene.agreementId, held)
  })
  for (const cutoff of ['2015-11-15', '2016-04-15', '2017-06-15']) {
    const found = await figuresOn(cutoff)
    const people = recount(all, numberOf(day(cutoff)))
    const expected = { ...people, ...recountEconomy(held, numberOf(day(cutoff)), people) }
    const counted = Object.fromEntries(Object.entries(expected).map(([code, value]) => [code, value === null ? null : String(value)]))
    const told = Object.fromEntries(
      Object.keys(expected).map((code) => {
        const value = found.get(code)
        // a reason, a basis or a way that nobody has is no figure
        return [code, value === undefined ? '0' : value === null ? null : String(value)]
      }),
    )
    expect({ cutoff, seed, ...told }).toEqual({ cutoff, seed, ...counted })
    const missing = [...found.keys()].filter((code) => !(code in expected))
    expect(missing.filter((code) => !elsewhere.has(code)).toSorted()).toEqual([])
    expect(Object.values(expected).filter((value) => value !== null && value > 0).length).toBeGreaterThan(80)
  }
}, 240_000)

test('when persons of a published report are erased the recomputation still matches it, and it is said how many they were', async () => {
  const [secretary, officer] = [staff('ishoej', 'committee_secretary'), staff('naestved', 'data_protection_officer')]
  const id = newId<'report'>()
  const wish = { actor: secretary, agreementId: scene.agreementId, title: 'Evaluering', cutoffOn: day('2016-04-15'), requestId: id, at }
  await scene.as(secretary, at, async (tx) => {
    assert((await makeReport(tx, wish)).ok, 'the secretary may make a report')
    assert((await publishReport(tx, evaluationPorts, { actor: secretary, reportId: id, at })).ok, 'and publish it')
  })
  const gone = await scene.database.ownerDb.transaction(nobody(day('2018-06-01')), (tx) =>
    tx.rows(
      z.object({ person_id: idColumn<'person'>(), case_number: z.string() }),
      sql`insert into people.part (person_id, organisation_id, why, from_on, until_on)
          select r.person_id, ${officer.organisationId}, 'provider', date '2014-01-01', date '2017-12-31'
          from (select e.person_id from enrolments.enrolment e where e.case_number like 'X-2015-%' order by e.case_number limit 40) r
          returning person_id, (select e.case_number from enrolments.enrolment e where e.person_id = part.person_id)`,
    ),
  )
  expect(gone).toHaveLength(40)
  // these histories have no words of theirs for the modules to erase
  for (const { person_id: personId } of gone)
    expect(
      await scene.as(officer, at, (tx) => erasePerson(tx, { actor: officer, personId, reason: 'retention_over', at, erasers: [] })),
    ).toMatchObject({ ok: true })
  await evaluationModule({ db: scene.database.db, clock: movableClock(at) }, evaluationPorts).due?.(day('2018-06-01'))
  const check = await scene.as(secretary, at, (tx) => checkReport(tx, evaluationPorts, { actor: secretary, id, now: at }))
  assert(check.ok, 'the secretary may check it')
  const { hashHolds, differs, erased, dataset } = check.value
  const counted = await figuresOn('2016-04-15')
  expect({ hashHolds, differs }).toEqual({ hashHolds: true, differs: [] })
  // those whose case was known on the cut-off have a row
  expect(erased).toBeGreaterThan(25)
  expect(erased).toBeLessThanOrEqual(40)
  expect(dataset.figures.map(({ code, value }) => [code, value])).toEqual(dataset.figures.map(({ code }) => [code, counted.get(code)]))
}, 240_000)

/** Lessons and changes are rows that are counted as they lie. */
const elsewhere = new Set(['lessons', 'method_changes'])
