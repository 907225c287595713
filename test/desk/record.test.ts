import { afterAll, expect, test } from 'vitest'
import type { CitizenActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { portalModule } from '#modules/portal/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { productOf } from '../../src/modules/loans/actions/apply.ts'
import { run, scene } from '../../src/modules/loans/test-support/loan-scene.ts'
import { noon } from '../support/enrolment-scene.ts'
import { serverOf } from '../support/pages.ts'
import { readPaper } from '../support/pdf.ts'

afterAll(() => scene.database.close())

const clock = movableClock(noon('2016-04-12'))
const product = await scene.as(scene.mette, noon('2016-04-12'), (tx) => productOf(tx, run.id))
assert(product !== null, 'the run has a product')
const { personId } = run.citizen
const key = {
  referralId: newId<'referral'>(),
  personId,
  enrolmentId: run.id,
  caseNumber: 'GB-2015-1',
  phase: '',
  paused: false,
  parties: product.parties,
}
const cases = { caseOf: () => Promise.resolve(null), casesOfPerson: () => Promise.resolve([key]), onBehalf: () => Promise.resolve([]) }
const portal = portalModule({ db: scene.database.db, clock }, { ...cases, steps: [], cards: [], timelines: [] })

test('the record bears the citizen’s name, also when somebody who acts for them downloads it', async () => {
  const vera: CitizenActor = { ...run.citizen, humanId: newId(), name: 'Vera Holm for Amina Yıldız', scope: 'everything' }
  const server = serverOf(portal.routes, clock, new Map([['vera', vera]]))
  const answer = await server.request('http://localhost/me/record.pdf', { headers: { cookie: `${sessionCookie}=vera; lang=da` } })
  const words = readPaper(new Uint8Array(await answer.arrayBuffer()))
    .order.map(({ text }) => text)
    .join(' ')
  expect(words).toContain('Amina Yıldız deltager i et mikrolånsforløb')
  expect(words).not.toContain('Vera Holm')
})
