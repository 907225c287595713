import { afterAll, describe, expect, test } from 'vitest'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { applied, apply, approval, done, found, move, run, scene, staff, started, take, withdraw } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

describe('an application', () => {
  test.each([
    [99_900n, 'amount_out_of_bounds'],
    [99_999n, 'amount_out_of_bounds'],
    [100_000n, null],
    [5_000_000n, null],
    [5_000_001n, 'amount_out_of_bounds'],
    [5_000_100n, 'amount_out_of_bounds'],
  ])('for %s øre: refused with %s, by the action and by the database alike', async (amount, refusal) => {
    const answer = await apply(run.citizen, { amount: ore(amount) })
    if (answer.ok) await withdraw(answer.value)
    expect(answer.ok ? null : answer.refusal.kind).toBe(refusal)
    const subject = await applied()
    const write = scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
      tx.run(sql`update loans.loan set amount_ore = ${amount} where id = ${subject}`),
    )
    if (refusal === null) await write
    else await expect(write).rejects.toMatchObject({ constraint: 'loan_within_product' })
    await withdraw(subject)
  })

  test('is not made while qualifying, by a wrong role, for another organisation or another person', async () => {
    const early = await started('Peter Lind')
    expect(await apply(early.citizen, { enrolmentId: early.id })).toMatchObject({ refusal: { kind: 'not_in_gate_or_main_phase' } })
    expect(await apply(scene.soeren)).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await apply(staff.outsider)).toMatchObject({ refusal: { kind: 'no_such_enrolment' } })
    expect(await apply(early.citizen)).toMatchObject({ refusal: { kind: 'no_such_enrolment' } })
  })

  test('is not made by who is not 18 on the day, and is the day after', async () => {
    const born = (on: string) =>
      scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
        tx.run(sql`update people.person set birth_on = ${on}::date where id = ${run.citizen.personId}`),
      )
    await born('1998-04-13')
    expect(await apply(run.citizen)).toMatchObject({ refusal: { kind: 'under_age' } })
    const masked = (protectedAddress: boolean) =>
      scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
        tx.run(sql`update people.contact set protected_address = ${protectedAddress} where person_id = ${run.citizen.personId}`),
      )
    await masked(true)
    expect(await apply(staff.hanne), 'nor where the birthday is masked').toMatchObject({ refusal: { kind: 'under_age' } })
    await masked(false)
    await born('1998-04-12')
    const made = await apply(run.citizen)
    assert(made.ok, 'who turns 18 today may')
    await withdraw(made.value)
  })

  test('past the legal basis is refused', async () => {
    expect(await apply(run.citizen, { on: '2026-07-01' })).toMatchObject({ ok: false })
  })

  test('pressed twice at once is one loan for both; another one beside it is refused; a used form makes no second loan', async () => {
    const requestId = newId()
    const both = await Promise.all([apply(run.citizen, { requestId }), apply(run.citizen, { requestId })])
    expect(both[0]).toEqual(both[1])
    const [first] = both
    assert(first.ok, 'applied')
    const others = await Promise.all([apply(run.citizen), apply(staff.hanne)])
    expect(others.map((answer) => (answer.ok ? null : answer.refusal.kind))).toEqual(['open_loan_already', 'open_loan_already'])
    await withdraw(first.value)
    expect(await apply(run.citizen, { requestId }), 'the old form again').toEqual(first)
  })
})

describe('four eyes, by human and not by account', () => {
  const as = (actor: StaffActor, human: Actor): StaffActor => ({ ...actor, humanId: human.kind === 'system' ? newId() : human.humanId })

  test('who applied, advised or borrows does not decide; who decided or borrows does not pay out', async () => {
    const { hanne, poul, gitte } = staff
    const made = await apply(hanne)
    assert(made.ok, 'the adviser applies on behalf')
    const id = made.value
    expect(await take(as(hanne, scene.mette), id, { kind: 'advise', words: 'Godt' })).toEqual(done)
    for (const [human, because] of [
      [hanne, 'applied'],
      [scene.mette, 'advised'],
    ] as const)
      for (const step of [approval, { kind: 'decline', reason: 'other', words: 'Nej' }] as const)
        expect(await take(as(poul, human), id, step)).toEqual({ ok: false, refusal: { kind: 'second_person_required', because } })
    expect(await take(poul, id, approval)).toEqual(done)
    expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
    for (const [human, because] of [
      [poul, 'decided'],
      [run.citizen, 'borrower'],
    ] as const)
      expect(await move(as(gitte, human), id, { kind: 'pay_out' })).toEqual({
        ok: false,
        refusal: { kind: 'second_person_required', because },
      })
    await expect(
      scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
        tx.run(sql`update loans.loan set paid_out_by = decided_by where id = ${id}`),
      ),
    ).rejects.toMatchObject({ constraint: 'loan_paid_out_by_another' })
    await withdraw(id)
  })

  test('who sent a returned application again does not decide it', async () => {
    const { hanne, poul } = staff
    const id = await applied()
    expect(await take(hanne, id, { kind: 'return', words: 'Mangler et budget' })).toEqual(done)
    expect(await take(as(hanne, scene.soeren), id, { kind: 'apply_again', words: 'Symaskine og bord' })).toEqual(done)
    expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
    expect(await take(as(poul, scene.soeren), id, approval)).toMatchObject({ refusal: { because: 'applied' } })
    await withdraw(id)
  })
})

describe('a step', () => {
  test('is refused to a wrong role, another organisation, out of order and with an unknown reason', async () => {
    const { hanne, poul, gitte, outsider } = staff
    const id = await applied()
    expect(await take(poul, id, approval)).toMatchObject({ refusal: { kind: 'not_now', state: 'applied' } })
    expect(await take(gitte, id, { kind: 'advise', words: 'Ja' })).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await take(outsider, id, approval)).toMatchObject({ refusal: { kind: 'no_such_loan' } })
    expect(await take({ ...hanne, organisationId: scene.ibrahim.organisationId }, id, { kind: 'advise', words: 'Ja' })).toMatchObject({
      refusal: { kind: 'not_permitted' },
    })
    expect(await take(hanne, id, { kind: 'advise', words: 'Ja' })).toEqual(done)
    expect(await take(poul, id, { kind: 'decline', reason: 'lottery', words: 'Nej' })).toMatchObject({
      refusal: { kind: 'no_such_reason' },
    })
    expect((await found(id))?.state, 'what was refused left nothing').toBe('advised')
    await withdraw(id)
  })

  test('pressed twice, one after the other and at once, is one step', async () => {
    const id = await applied()
    const requestId = newId()
    const advise = () => take(staff.hanne, id, { kind: 'advise', words: 'Godt' }, requestId)
    expect(await Promise.all([advise(), advise()])).toEqual([done, done])
    expect(await advise()).toEqual(done)
    const poul2 = { ...staff.poul, humanId: newId<'human'>() }
    const two = await Promise.all([take(staff.poul, id, approval), take(poul2, id, { kind: 'decline', reason: 'other', words: 'Nej' })])
    expect(two.filter((answer) => answer.ok)).toHaveLength(1)
    const state = (await found(id))?.state
    if (state === 'offered') await withdraw(id)
  })
})
