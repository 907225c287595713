import { afterAll, expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { makeReport, readReport } from '#modules/evaluation/index.ts'
import { nobody } from '#platform/db/database.ts'
import { evaluationPorts } from '../../src/evaluation-ports.ts'
import { makeScene, noon } from '../support/enrolment-scene.ts'
import { histories, numberOf, stays } from './histories.ts'
import { keepHistories, keepStays } from './keep-histories.ts'
import { recountEconomy } from './recount-economy.ts'
import { recount } from './recount.ts'

const scene = await makeScene()
afterAll(() => scene.database.close())

/** The figures of a draft on a cut-off, read by the secretary two years later. */
async function figuresOn(cutoff: string): Promise<ReadonlyMap<string, bigint | null>> {
  const organisationId = scene.organisations.get('ishoej')
  assert(organisationId !== undefined, 'the purchaser is there')
  const roles: StaffActor['roles'] = ['committee_secretary']
  const actor: StaffActor = { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Torben Vang', organisationId, roles }
  const [id, at] = [newId<'report'>(), noon('2018-06-01')]
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

/** Lessons and changes are rows that are counted as they lie; no loan of these histories is deferred. */
const elsewhere = new Set(['lessons', 'method_changes', 'loans_deferred'])
