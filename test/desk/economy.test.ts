import { afterAll, expect, test } from 'vitest'
import type { CitizenActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { portalModule } from '#modules/portal/index.ts'
import { movableClock } from '#platform/clock.ts'
import { productOf } from '../../src/modules/loans/actions/apply.ts'
import { loansModule } from '../../src/modules/loans/index.ts'
import { loanPorts } from '../../src/modules/loans/test-support/loan-ports.ts'
import { run, scene } from '../../src/modules/loans/test-support/loan-scene.ts'
import { noon } from '../support/enrolment-scene.ts'
import { pagesOf } from '../support/pages.ts'

afterAll(() => scene.database.close())

const clock = movableClock(noon('2016-04-12'))
const deps = { db: scene.database.db, clock }
const product = await scene.as(scene.mette, noon('2016-04-12'), (tx) => productOf(tx, run.id))
assert(product !== null, 'the run has a product')
const key = {
  referralId: newId<'referral'>(),
  personId: run.citizen.personId,
  enrolmentId: run.id,
  caseNumber: 'GB-2015-1',
  phase: '',
  paused: false,
  parties: product.parties,
}
const cases = { caseOf: () => Promise.resolve(null), casesOfPerson: () => Promise.resolve([key]), onBehalf: () => Promise.resolve([]) }
const loans = loansModule(deps, () => Promise.reject(new Error('no file is read here')), loanPorts)
const portal = portalModule(deps, { ...cases, steps: [], cards: [], timelines: [] })
const pages = pagesOf([...portal.routes, ...loans.routes], clock)

test('one who acts in matters of money alone is led to the application for a loan, sends it, and is led there no more', async () => {
  const bo: CitizenActor = { ...run.citizen, humanId: newId(), name: 'Bo Friis for Amina Yıldız', scope: 'economy' }
  const path = `/enrolments/${run.id}/loan-application`
  expect((await pages.get(bo, '/me/economy')).html).toContain(`<a href="${path}">Søg om lån</a>`)
  const wish = {
    request_id: newId(),
    amount: '1.000',
    purpose: 'Symaskine',
    terms: '10',
    start_pause: '0',
    anchor_day: '1',
    aid_declared: 'yes',
  }
  const sent = await pages.post(bo, path, wish)
  expect(sent.location).toMatch(/^\/loans\//)
  expect((await pages.get(bo, sent.location ?? '')).status).toBe(200)
  expect((await pages.get(bo, '/me/economy')).html).not.toContain(path)
})
