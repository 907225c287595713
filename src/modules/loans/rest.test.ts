import { z } from 'zod'
import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { lettersTo } from '#modules/notices/index.ts'
import { migrationsFolder, readMigrations } from '#platform/db/migration-files.ts'
import { nobody, raw, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { stepClosing } from './actions/closing.ts'
import { fillStandings } from './actions/keep-standing.ts'
import { loanChecks } from './actions/verify.ts'
import { releasePayout } from './actions/release-payment.ts'
import { waiveRest } from './actions/waive-rest.ts'
import type { LoanId } from './domain/loan.ts'
import { loansModule } from './index.ts'
import { stretchesOf } from './store/standings.ts'
import { tranchesOf } from './store/tranches.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { applied, apply, approval, done, found, move, pay, payOff, run, scene, staff, take, withdraw } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const { hanne, poul, gitte } = staff
const today = '2016-06-01'
const owner = scene.database.ownerDb
const clock = { now: () => noon(today), today: () => day(today) }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)

/** 1,000 kr. in two parts, the first of 600 kr. paid out on 15 April. */
async function firstPartPaidOut(): Promise<LoanId> {
  const id = await applied({ amount: kroner(1000), terms: 10 })
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  expect(await take(poul, id, { ...approval, laterParts: [{ amount: kroner(400), condition: null }] })).toEqual(done)
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-04-15' })).toEqual(done)
  return id
}

type Act = typeof hanne | typeof run.citizen
const waive = (actor: Act, loanId: LoanId, requestId: string = newId(), on = today) =>
  scene.as(actor, noon(on), (tx) =>
    waiveRest(tx, { actor, loanId, requestId, on: day(on), at: noon(on), words: 'Maskinen blev billigere' }),
  )
const standsAs = async (id: LoanId) => {
  const stretch = (await scene.as(gitte, noon(today), (tx) => stretchesOf(tx, id))).at(-1)
  return [(await found(id))?.state, stretch?.state, stretch?.share.accepted]
}

/** What differs from the log in what is stored of loans. */
async function differences(): Promise<string[]> {
  const all = await Promise.all(loanChecks.map((check) => owner.read(nobody(day(today)), (tx) => check.batch(tx, null, 1000))))
  return all.flatMap((one) => one.differences.map(({ what, stored, reckoned }) => `${what}: ${stored}, ${reckoned}`))
}

test('a loan whose first part is repaid goes on until the next is paid out, and is then owed again', async () => {
  const id = await firstPartPaidOut()
  expect(await pay(id, kroner(600), today)).toEqual(done)
  expect(await standsAs(id), 'the rest keeps its money in the pot').toEqual(['repaying', 'repaying', kroner(400)])
  expect(await apply(run.citizen), 'the loan is open').toMatchObject({ ok: false, refusal: { kind: 'open_loan_already' } })
  const page = (await pages.get(run.citizen, `/loans/${id}`)).html
  expect(page).toContain('Sidste del er ikke udbetalt: 400')
  expect(await move(gitte, id, { kind: 'pay_out' })).toEqual(done)
  expect(await standsAs(id)).toEqual(['repaying', 'repaying', 0n])
  expect(await waive(run.citizen, id), 'nothing is left to let go').toMatchObject({ refusal: { kind: 'no_tranche_left' } })
  expect(await pay(id, kroner(400), today)).toEqual(done)
  expect((await found(id))?.state).toBe('settled')
  expect(await differences()).toEqual([])
})

test('the rest is let go for good with a reason, by borrower, adviser or approver, once; then the loan is settled when nothing is owed', async () => {
  for (const actor of [run.citizen, hanne, poul]) {
    const id = await firstPartPaidOut()
    expect(await pay(id, kroner(600), today)).toEqual(done)
    expect(await waive(gitte, id), 'the clerk pays, and does not decide').toMatchObject({ refusal: { kind: 'not_permitted' } })
    const request = newId()
    expect([await waive(actor, id, request), await waive(actor, id, request)], 'pressed twice').toEqual([done, done])
    expect(await standsAs(id)).toEqual(['settled', 'settled', 0n])
    expect(await move(gitte, id, { kind: 'pay_out' })).toMatchObject({ ok: false })
    expect((await scene.as(gitte, noon(today), (tx) => tranchesOf(tx, id))).map(({ waived }) => waived)).toEqual([false, true])
    expect((await pages.get(run.citizen, `/loans/${id}`)).html).toContain('Udbetales ikke')
  }
  expect(await differences()).toEqual([])
})

test('what was paid out is still owed after the rest was let go, and the page asks why', async () => {
  const id = await firstPartPaidOut()
  const silent = await pages.post(run.citizen, `/loans/${id}/rest-waivers`, { request_id: newId(), rest: ' ' })
  expect([silent.status, silent.html.includes('href="#rest"')]).toEqual([422, true])
  const sent = await pages.post(run.citizen, `/loans/${id}/rest-waivers`, { request_id: newId(), rest: 'Jeg klarer mig' })
  expect([sent.status, sent.location]).toEqual([303, `/loans/${id}`])
  expect(await standsAs(id)).toEqual(['repaying', 'repaying', 0n])
  expect((await pages.get(hanne, `/loans/${id}`)).html).toContain('Jeg klarer mig')
  expect(await move(gitte, id, { kind: 'pay_out' })).toMatchObject({ refusal: { kind: 'no_tranche_left' } })
  expect(await pay(id, kroner(600), today)).toEqual(done)
  expect((await found(id))?.state).toBe('settled')
})

test('the rest is not let go while a part is on its way to the bank, though the borrower does not see that', async () => {
  const id = await firstPartPaidOut()
  const release = (loanId: LoanId) =>
    scene.as(gitte, noon(today), (tx) =>
      releasePayout(tx, { actor: gitte, loanId, requestId: newId(), on: day(today), at: noon(today), payee: 'cpr' }),
    )
  expect(await release(id)).toEqual(done)
  expect(await waive(hanne, id)).toMatchObject({ refusal: { kind: 'payment_under_way' } })
  const sent = await pages.post(run.citizen, `/loans/${id}/rest-waivers`, { request_id: newId(), rest: 'Jeg klarer mig' })
  expect([sent.status, sent.html.includes('Beløbet er allerede frigivet eller udbetalt.')]).toEqual([422, true])
  await owner.transaction(nobody(day(today)), (tx) => tx.run(sql`update loans.payment_order set state = 'dropped' where loan_id = ${id}`))
  expect(await waive(run.citizen, id)).toEqual(done)
  expect(await pay(id, kroner(600), today)).toEqual(done)
})

test('a loan written off, or handed over, with a part not paid out takes nothing more of the pot, or waits for its recall', async () => {
  const close = (actor: typeof poul, id: LoanId, step: Parameters<typeof stepClosing>[1]['step'], on = today) =>
    scene.as(actor, noon(on), (tx) => stepClosing(tx, { actor, loanId: id, requestId: newId(), on: day(on), at: noon(on), step }))
  const propose = (closing: 'write_off' | 'hand_over') => ({ kind: 'propose_closing', closing, reason: 'other', words: 'Lukket' }) as const
  const lost = await firstPartPaidOut()
  expect(await close(gitte, lost, propose('write_off'))).toEqual(done)
  expect(await close(poul, lost, { kind: 'write_off', words: 'Ja' })).toEqual(done)
  expect(await standsAs(lost)).toEqual(['written_off', 'written_off', 0n])
  expect(await move(gitte, lost, { kind: 'pay_out' })).toMatchObject({ refusal: { kind: 'not_now' } })
  expect(await waive(poul, lost)).toMatchObject({ refusal: { kind: 'not_now' } })

  const handed = await firstPartPaidOut()
  expect(await close(gitte, handed, propose('hand_over'), '2016-08-05')).toEqual(done)
  expect(await close(poul, handed, { kind: 'hand_over', words: 'Ja' }, '2016-08-16')).toEqual(done)
  expect(await move(gitte, handed, { kind: 'pay', amount: kroner(600), on: day('2016-08-16') }, { on: '2016-08-16' })).toEqual(done)
  expect(await standsAs(handed)).toEqual(['handed_over', 'handed_over', kroner(400)])
  expect(await waive(poul, handed, newId(), '2016-08-16')).toEqual(done)
  expect((await found(handed))?.state).toBe('settled')
  expect(await differences()).toEqual([])
})

test('a loan that was settled with a part not paid out is opened by the upgrade; where its run has an open loan, its rest is let go', async () => {
  const migration = readMigrations(migrationsFolder()).find(({ name }) => name === 'rest_let_go')
  assert(migration !== undefined, 'the migration is there')
  const text = migration.text.slice(migration.text.indexOf('create temporary table'))
  // As the program wrote it before the upgrade.
  const settled = async () => {
    const id = await firstPartPaidOut()
    expect(await pay(id, kroner(600), today)).toEqual(done)
    await owner.transaction(nobody(day(today)), (tx) => tx.run(sql`update loans.loan set state = 'settled' where id = ${id}`))
    return id
  }
  const upgrade = async () => {
    await owner.transaction(nobody(day(today)), (tx) => tx.run(raw(text)))
    await fillStandings(scene.database.db, day(today), undefined)
  }
  const first = await settled()
  const next = await applied()
  await upgrade()
  expect(await standsAs(first)).toEqual(['settled', 'settled', 0n])
  await withdraw(next)
  const [older, newer] = [await settled(), await settled()]
  await upgrade()
  expect(await standsAs(older)).toEqual(['settled', 'settled', 0n])
  expect(await standsAs(newer)).toEqual(['repaying', 'repaying', kroner(400)])
  expect(await differences()).toEqual([])
  expect(await waive(poul, newer)).toEqual(done)
})

test('a part paid out is told as a part and the last as the loan; whoever pays it out reads which part', async () => {
  const id = await firstPartPaidOut()
  const told = () =>
    scene.as(run.citizen, noon(today), (tx) =>
      tx.rows(
        z.object({ kind: z.string() }),
        sql`select kind from notices.notice where subject_id = ${id} and kind like '%paid_out' order by id`,
      ),
    )
  expect(new Set((await told()).map(({ kind }) => kind))).toEqual(new Set(['loan_part_paid_out']))
  expect((await pages.get(gitte, `/loans/${id}`)).html).toContain('Udbetal rate 2')
  expect(await move(gitte, id, { kind: 'pay_out' })).toEqual(done)
  expect(new Set((await told()).map(({ kind }) => kind))).toEqual(new Set(['loan_part_paid_out', 'loan_paid_out']))
  await payOff(id)
})

test('the borrower gets a letter with reason and complaint guidance when staff let the rest go, and none of their own wish', async () => {
  const letters = async () =>
    (await scene.as(gitte, noon(today), (tx) => lettersTo(tx, run.citizen.personId))).filter(({ title }) =>
      title.includes('bliver ikke udbetalt'),
    )
  const before = (await letters()).length
  const own = await firstPartPaidOut()
  expect(await waive(run.citizen, own)).toEqual(done)
  expect((await letters()).length).toBe(before)
  await payOff(own)
  const theirs = await firstPartPaidOut()
  const request = newId()
  expect([await waive(poul, theirs, request), await waive(poul, theirs, request)]).toEqual([done, done])
  const titles = (await letters()).map(({ title }) => title)
  expect([titles.length, titles.includes(`Afgørelse: Resten af lån ${(await found(theirs))?.number} bliver ikke udbetalt`)]).toEqual([
    before + 1,
    true,
  ])
  await payOff(theirs)
})
