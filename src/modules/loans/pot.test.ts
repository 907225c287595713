import { afterAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Ore, kroner } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { doWhatIsDue } from '#modules/enrolments/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { statementOf } from '#modules/ledger/index.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { type ClosingStep, stepClosing } from './actions/closing.ts'
import { lenderPots, takeFromPot } from './actions/pots.ts'
import type { LoanId } from './domain/loan.ts'
import { loansModule } from './index.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { applied, apply, done, found, move, pay, run, scene, staff, started, take } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const { hanne, poul, gitte, outsider } = staff
const purchaser = scene.birgitte.organisationId
const clock = { now: () => noon('2016-06-01'), today: () => day('2016-06-01') }
const module = loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts)
const pages = pagesOf(module.routes, clock)
const approve = { kind: 'approve', words: 'Ja', aidReference: 'Egen liste 1' } as const

const close = (actor: typeof poul, loanId: LoanId, step: ClosingStep) =>
  scene.as(actor, noon('2016-06-01'), (tx) =>
    stepClosing(tx, { actor, loanId, requestId: newId(), on: day('2016-06-01'), at: noon('2016-06-01'), step }),
  )

/** Enters and confirms a grant, as two humans. */
async function grant(amount: string, fund = 'own', validFrom = '01.01.2016') {
  const request_id = newId()
  const fields = { purchaser, fund, amount, valid_from: validFrom, request_id }
  expect((await pages.post(gitte, '/pot/grants', fields)).status).toBe(303)
  expect((await pages.post(poul, `/pot/grants/${request_id}/confirm`, { request_id: newId() })).status).toBe(303)
}

async function pot(on: string, fund = 'own') {
  const asked = { lenderId: gitte.organisationId, asOf: day(on) }
  const found = (await scene.as(gitte, noon('2016-06-01'), (tx) => lenderPots(tx, asked))).find((one) => one.fund === fund)
  return found === undefined
    ? null
    : Object.fromEntries(Object.entries(found).flatMap(([key, value]) => (typeof value === 'bigint' && value !== 0n ? [[key, value]] : [])))
}

describe('the pot', () => {
  test('is granted by two humans, names a wrong field, and is shut to others', async () => {
    const wrong = await pages.post(gitte, '/pot/grants', { purchaser, fund: 'Pulje 1', amount: '0', valid_from: '31.02.2016' })
    expect([wrong.status, wrong.html.includes('value="Pulje 1"'), wrong.html.includes('value="31.02.2016"')]).toEqual([422, true, true])
    expect((await pages.post(gitte, '/pot/grants', { purchaser, fund: 'own', amount: '0', valid_from: '01.01.2016' })).status).toBe(422)
    expect(
      (await pages.post(gitte, '/pot/grants', { purchaser: gitte.organisationId, fund: 'own', amount: '10', valid_from: '01.01.2016' }))
        .status,
    ).toBe(422)
    const request_id = newId()
    expect(
      (await pages.post(gitte, '/pot/grants', { purchaser, fund: 'own', amount: '5000', valid_from: '01.01.2016', request_id })).status,
    ).toBe(303)
    const own = await pages.post(gitte, `/pot/grants/${request_id}/confirm`, { request_id: newId() })
    expect([own.status, own.html.includes('En anden skal bekræfte den')]).toEqual([422, true])
    const forced = scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) =>
      tx.run(sql`update loans.pot_grant set settled_by = made_by, confirmed = true`),
    )
    await expect(forced).rejects.toMatchObject({ constraint: 'pot_grant_by_two' })
    expect((await pages.post(gitte, `/pot/grants/${request_id}/drop`, { request_id: newId() })).status).toBe(303)
    expect(await pot('2016-06-01')).toBeNull()
    expect((await pages.get(scene.ibrahim, '/pot')).status).toBe(403)
    expect((await pages.get(outsider, '/pot')).html).toContain('ingen bevillinger')
  })

  test('follows a loan from offer to loss on every day, refuses what it does not hold, and gives the loan its source', async () => {
    await grant('1500')
    const id = await applied({ amount: kroner(1000), terms: 10 })
    expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
    await grant('-700')
    expect(await take(poul, id, approve)).toMatchObject({ refusal: { kind: 'pot_too_small', left: kroner(800) } })
    await grant('2000', 'pulje_2016')
    expect(await take(poul, id, approve)).toEqual(done)
    expect(await pot('2016-04-12', 'pulje_2016')).toEqual({ granted: kroner(2000), offered: kroner(1000), left: kroner(1000) })
    const whileCounting = scene.database.ownerDb.transaction(nobody(day('2016-06-01')), async (tx) => {
      await tx.run(sql`delete from loans.standing`)
      const one = await found(id)
      assert(one !== null, 'the loan is seen')
      const answer = await takeFromPot(tx, one, { purchaserId: scene.birgitte.organisationId, on: day('2016-04-12') })
      expect(answer, 'a plain answer after an upgrade').toEqual({ kind: 'pots_being_counted' })
      throw new Error('nothing of it is kept')
    })
    await expect(whileCounting).rejects.toThrow('nothing of it is kept')
    expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
    expect(await pot('2016-04-12', 'pulje_2016')).toEqual({ granted: kroner(2000), accepted: kroner(1000), left: kroner(1000) })
    expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-04-15' })).toEqual(done)
    expect(await pay(id, kroner(300), '2016-06-01')).toEqual(done)
    const lent = (amount: number, repaid: Ore | null) => ({
      granted: kroner(2000),
      lent: kroner(amount),
      left: kroner(2000 - amount),
      ...(repaid === null ? {} : { repaid }),
    })
    expect(await pot('2016-04-14', 'pulje_2016'), 'the day before the payout').toEqual({
      granted: kroner(2000),
      accepted: kroner(1000),
      left: kroner(1000),
    })
    expect(await pot('2016-05-31', 'pulje_2016')).toEqual(lent(1000, null))
    expect(await pot('2016-06-01', 'pulje_2016'), 'what is repaid can be lent again').toEqual(lent(700, kroner(300)))
    expect(await pot('2016-06-01')).toEqual({ granted: kroner(800), left: kroner(800) })
    const entries = await scene.as(gitte, noon('2016-06-01'), (tx) => statementOf(tx, id))
    expect(entries.map(({ source }) => source.fund)).toEqual(['pulje_2016', 'pulje_2016'])
    const shown = (await pages.get(gitte, '/pot?as_of=01.06.2016')).html
    expect(shown).toMatch(/1\.300\s+kr\./)
    expect((await pages.get(gitte, '/pot?as_of=31.02.2016')).status).toBe(422)
    expect(await pay(id, kroner(700), '2016-06-01')).toEqual(done)
    expect(await pot('2016-06-01', 'pulje_2016')).toEqual({ granted: kroner(2000), repaid: kroner(1000), left: kroner(2000) })
  })
  test('keeps what was lost out of the pot, and takes back what comes in afterwards', async () => {
    const id = await applied({ amount: kroner(1000), terms: 10 })
    expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
    expect(await take(poul, id, approve)).toEqual(done)
    expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
    expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-04-15' })).toEqual(done)
    expect(await pay(id, kroner(300), '2016-06-01')).toEqual(done)
    const step = { kind: 'propose_closing', closing: 'write_off', reason: 'other', words: 'Lukket' } as const
    expect(await close(gitte, id, step)).toEqual(done)
    expect(await close(poul, id, { kind: 'write_off', words: 'Ja' })).toEqual(done)
    const after = { granted: kroner(2000), repaid: kroner(1300), lost: kroner(700) }
    expect(await pot('2016-06-01', 'pulje_2016')).toEqual({ ...after, left: kroner(1300) })
    expect(await move(gitte, id, { kind: 'recover', amount: kroner(200), on: day('2016-06-01') })).toEqual(done)
    expect(await pot('2016-06-01', 'pulje_2016')).toEqual({ ...after, recovered: kroner(200), left: kroner(1500) })
    expect((await pages.get(gitte, '/pot?as_of=01.06.2016')).html).toContain('Indgået efter tab')
  })

  test('two approvals at once do not share the last kroner, and an offer that has lapsed gives them back', async () => {
    const other = await started('Karim Haddad')
    await doWhatIsDue(scene.database.db, scene.ports, day('2016-04-05'), noon('2016-04-05'))
    const both: LoanId[] = []
    for (const one of [run, other]) {
      const made = await apply(one.citizen, { enrolmentId: one.id, amount: kroner(1200) })
      assert(made.ok, 'each applies')
      expect(await take(hanne, made.value, { kind: 'advise', words: 'Godt' })).toEqual(done)
      both.push(made.value)
    }
    const answers = await Promise.all(both.map((id) => take(poul, id, approve, newId(), '2016-06-02')))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { kind: 'pot_too_small', left: kroner(800) } })
    const [offered, refused] = answers[0]?.ok === true ? both : both.toReversed()
    assert(offered !== undefined && refused !== undefined, 'there are two')
    expect(await pot('2016-07-02', 'pulje_2016'), 'the offer’s last day').toMatchObject({ offered: kroner(1200), left: kroner(300) })
    expect(await pot('2016-07-03', 'pulje_2016')).toMatchObject({ left: kroner(1500) })
    const citizen = offered === both[0] ? run.citizen : other.citizen
    expect(await take(citizen, offered, { kind: 'accept' }, newId(), '2016-07-03')).toMatchObject({ refusal: { kind: 'offer_expired' } })
    expect(await take(poul, refused, approve, newId(), '2016-07-03'), 'the money is there again').toEqual(done)
  })
})
