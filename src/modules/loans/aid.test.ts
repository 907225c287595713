import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { loansModule } from './index.ts'
import { declareAid } from './actions/declare-aid.ts'
import { enterRate } from './actions/enter-rate.ts'
import { eventsOf } from './store/events.ts'
import { grantedAid } from './store/aid.ts'
import { ratesOf } from './store/reference-rates.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { applied, approval, done, found, offered, run, scene, staff, take, withdraw } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const { hanne, poul, gitte, outsider } = staff
const aids = [{ amount: kroner(1_492_075), on: day('2015-01-01'), giver: 'Erhvervshuset', reference: 'DM-99' }]
const declare = (actor: typeof hanne | typeof run.citizen, loanId: Awaited<ReturnType<typeof applied>>, what = aids) =>
  scene.as(actor, noon('2016-04-12'), (tx) =>
    declareAid(tx, { actor, loanId, requestId: newId(), on: day('2016-04-12'), at: noon('2016-04-12'), aids: what }),
  )

test('a loan is not approved above the ceiling, without a declaration or without a register reference, and the offer keeps its aid', async () => {
  const id = await applied({ otherAid: aids })
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  expect(await take(poul, id, approval)).toMatchObject({ refusal: { kind: 'aid_over_ceiling' } })
  expect(await declare(poul, id)).toMatchObject({ refusal: { kind: 'not_permitted' } })
  expect(await declare(run.citizen, id, [])).toEqual(done)
  expect(await take(poul, id, { ...approval, aidReference: '  ' })).toMatchObject({ refusal: { kind: 'no_register_reference' } })
  expect((await found(id))?.state).toBe('advised')
  expect(await take(poul, id, approval)).toEqual(done)
  const kept = await scene.as(poul, noon('2016-04-12'), (tx) => grantedAid(tx, id))
  expect(kept).toMatchObject({ reference: 'DM-2016-7', baseBp: 37, marginBp: 400, discountBp: 100, other: 0n, ceiling: 149_207_600n })
  expect(kept?.aid).toBeGreaterThan(0n)
  expect(await declare(run.citizen, id, []), 'an offer is decided').toMatchObject({ refusal: { kind: 'not_now' } })
  await withdraw(id)
})

test('the database too refuses an offer without its aid, and aid above its ceiling', async () => {
  const id = await applied()
  const write = (text: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) => tx.run(text))
  await expect(
    write(sql`update loans.loan set state = 'offered', decided_by = ${newId()}, ball_since = '2016-04-12' where id = ${id}`),
  ).rejects.toMatchObject({ constraint: 'loan_offered_with_aid' })
  const [first] = await scene.as(poul, noon('2016-04-12'), (tx) => eventsOf(tx, id))
  await expect(
    write(sql`
      insert into loans.aid (event_id, loan_id, granted_on, aid_ore, other_ore, ceiling_ore, base_bp, margin_bp, discount_bp, reference)
      values (${first?.id}, ${id}, '2016-04-12', 2, 9, 10, 0, 400, 100, 'x')`),
  ).rejects.toMatchObject({ constraint: 'aid_within_ceiling' })
  await withdraw(id)
})

test('aid of the lender’s other loans to the same person counts, unless they were given up', async () => {
  const given = await offered()
  await withdraw(given)
  const id = await applied()
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  expect(await take(poul, id, approval)).toEqual(done)
  expect(await scene.as(poul, noon('2016-04-12'), (tx) => grantedAid(tx, id)), 'the one before was given up').toMatchObject({
    other: ore(0n),
  })
  await withdraw(id)
})

const clock = { now: () => noon('2016-04-12'), today: () => day('2016-04-12') }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)
const form = (fields: Record<string, string>) => ({ request_id: newId(), ...fields })

test('the citizen declares on the loan’s page; what is wrong names its field and comes back filled', async () => {
  const id = await applied()
  const path = `/loans/${id}/state-aid`
  const typed = { aid_1_amount: '10.000', aid_1_on: '31.02.2016', aid_1_giver: '', aid_3_amount: 'ti', aid_declared: 'yes' }
  const wrong = await pages.post(run.citizen, path, form(typed))
  expect([wrong.status, wrong.html.includes('value="31.02.2016"'), wrong.html.includes('value="ti"')]).toEqual([422, true, true])
  expect(wrong.html).toContain('href="#aid_1_giver"')
  const silent = await pages.post(run.citizen, path, form({ aid_1_amount: '10.000', aid_1_on: '01.02.2016', aid_1_giver: 'Kommunen' }))
  expect([silent.status, silent.html.includes('href="#aid_declared"')], 'it must be declared').toEqual([422, true])
  const right = form({ aid_1_amount: '10.000', aid_1_on: '01.02.2016', aid_1_giver: 'Kommunen', aid_declared: 'yes' })
  expect((await pages.post(run.citizen, path, right)).status).toBe(303)
  expect((await pages.post(run.citizen, path, right)).status, 'a double click').toBe(303)
  const shown = (await pages.get(poul, `/loans/${id}`)).html
  expect(shown).toContain('Kommunen, 01.02.2016')
  expect((await pages.get(hanne, path)).html, 'and can be changed').toContain('value="10.000"')
  expect((await pages.post(gitte, path, right)).status).toBe(403)
  await withdraw(id)
})

test('a rate is entered by the approver for the own organisation, holds at once, and not for others', async () => {
  const at = noon('2016-04-12')
  const rate = { kind: 'eu_base_dk', validFrom: day('2016-04-01'), value: 9n, source: 'Test 1' } as const
  expect(await scene.as(gitte, at, (tx) => enterRate(tx, { actor: gitte, rate, requestId: newId(), at }))).toMatchObject({
    refusal: { kind: 'not_permitted' },
  })
  const typed = { kind: 'eu_base_dk', valid_from: '01.04.2016', value: '0,4x', source: 'EU-Tidende C 1' }
  const wrong = await pages.post(poul, '/reference-rates', form(typed))
  expect([wrong.status, wrong.html.includes('value="0,4x"')]).toEqual([422, true])
  expect((await pages.post(poul, '/reference-rates', form({ ...typed, value: '0,41' }))).status).toBe(303)
  expect((await pages.get(poul, '/reference-rates')).html).toContain('EU-Tidende C 1')
  expect((await pages.get(outsider, '/reference-rates')).html).not.toContain('EU-Tidende C 1')
  const id = await offered()
  expect(await scene.as(poul, at, (tx) => grantedAid(tx, id))).toMatchObject({ baseBp: 41 })
  await withdraw(id)
})

test('a button pressed twice at once enters one rate', async () => {
  const at = noon('2016-04-12')
  const rate = { kind: 'eu_base_dk', validFrom: day('2016-04-02'), value: 41n, source: 'EU-Tidende C 2' } as const
  const requestId = newId()
  const enter = () => scene.as(poul, at, (tx) => enterRate(tx, { actor: poul, rate, requestId, at }))
  expect(await Promise.all([enter(), enter()])).toEqual([done, done])
  const rates = await scene.as(poul, at, (tx) => ratesOf(tx, poul.organisationId))
  expect(rates.filter(({ source }) => source === rate.source)).toHaveLength(1)
})
