import { z } from 'zod'
import { afterAll, describe, expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { statementOf } from '#modules/ledger/index.ts'
import { lettersTo } from '#modules/notices/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { type ClosingStep, stepClosing } from './actions/closing.ts'
import { type DeferralStep, openRequest, stepDeferral } from './actions/defer.ts'
import { meetCondition } from './actions/meet-condition.ts'
import { noteOnLoan } from './actions/note.ts'
import { remindDue } from './actions/remind.ts'
import { loanTimeline } from './index.ts'
import type { Deferral } from './domain/engine/index.ts'
import type { LoanId } from './domain/loan.ts'
import { eventsOf } from './store/events.ts'
import { freshLetters } from './test-support/fresh-letters.ts'
import {
  applied,
  approval,
  done,
  found,
  move,
  paidOut,
  pay,
  payOff,
  run,
  scene,
  staff,
  standing,
  take,
  withdraw,
} from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const { hanne, poul, gitte } = staff
type Act = typeof hanne | typeof run.citizen
const command = (actor: Act, loanId: LoanId, on: string, requestId: string) => ({ actor, loanId, requestId, on: day(on), at: noon(on) })
type Decision = { kind: 'defer'; deferral: Deferral; reason: string; words: string } | { kind: 'refuse_deferral'; words: string }
/** A decision answers the request that stands open when it is made. */
const defer = (
  actor: Act,
  id: LoanId,
  step: Exclude<DeferralStep, { answers: unknown }> | Decision,
  on = '2016-05-10',
  requestId: string = newId(),
) =>
  scene.as(actor, noon(on), async (tx) => {
    const open = openRequest(await eventsOf(tx, id))?.id ?? null
    const named = step.kind === 'defer' ? { ...step, wish: 'borrower' as const } : step
    const whole: DeferralStep = named.kind === 'defer' || named.kind === 'refuse_deferral' ? { ...named, answers: open } : named
    return stepDeferral(tx, { ...command(actor, id, on, requestId), step: whole })
  })
const close = (actor: Act, id: LoanId, step: ClosingStep, on = '2016-08-10', requestId: string = newId()) =>
  scene.as(actor, noon(on), (tx) => stepClosing(tx, { ...command(actor, id, on, requestId), step }))
const at = (id: LoanId, on: string) => scene.as(gitte, noon(on), (tx) => standing(tx, id, on))
const pause = (months: number) => ({ kind: 'pause', fromDue: day('2016-06-01'), months }) as const
const books = async (id: LoanId) => {
  const entries = await scene.as(gitte, noon('2016-09-01'), (tx) => statementOf(tx, id))
  const sums = new Map<string, bigint>()
  for (const { account, amount } of entries.flatMap((entry) => entry.lines)) sums.set(account, (sums.get(account) ?? 0n) + amount)
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n))
}

test('whoever sent or advised in an earlier round does not decide a later one, by the action and by the database', async () => {
  const as = (human: Act): StaffActor => ({ ...poul, humanId: human.humanId })
  const id = await applied()
  const soeren = { ...hanne, humanId: scene.soeren.humanId }
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  expect(await take(poul, id, { kind: 'return', words: 'Mangler et budget' })).toEqual(done)
  expect(await take(soeren, id, { kind: 'apply_again', words: 'Med budget' })).toEqual(done)
  expect(await take(soeren, id, { kind: 'advise', words: 'Nu godt' })).toEqual(done)
  expect(await take(as(hanne), id, approval)).toMatchObject({ refusal: { because: 'advised' } })
  expect(await take(as(run.citizen), id, approval)).toMatchObject({ refusal: { kind: 'second_person_required' } })
  await expect(
    scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
      tx.run(sql`update loans.loan set decided_by = ${hanne.humanId} where id = ${id}`),
    ),
  ).rejects.toMatchObject({ constraint: 'loan_decided_by_another' })
  await withdraw(id)
})

test('tranches go out in order, each once and only when its condition has been shown; what was agreed on sums to the loan', async () => {
  const id = await applied({ amount: kroner(1000), terms: 10 })
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  const split = (...amounts: number[]) => amounts.map((amount) => ({ amount: kroner(amount), condition: 'Kvittering' }))
  expect(await take(poul, id, { ...approval, laterParts: split(600, 400) })).toMatchObject({
    refusal: { kind: 'tranches_do_not_sum' },
  })
  expect(await take(poul, id, { ...approval, laterParts: split(1, 1, 1) })).toMatchObject({
    refusal: { kind: 'too_many_tranches' },
  })
  expect(await take(poul, id, { ...approval, laterParts: split(400) })).toEqual(done)
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  expect(await move(gitte, id, { kind: 'pay_out', tranche: 2 }, { on: '2016-04-15' })).toMatchObject({
    refusal: { kind: 'another_tranche_first' },
  })
  expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-04-15' })).toEqual(done)
  expect((await at(id, '2016-04-15')).balance).toBe(60_000n)
  expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-04-20' })).toMatchObject({
    refusal: { kind: 'condition_not_met', tranche: 2 },
  })
  const meet = (actor: Act) =>
    scene.as(actor, noon('2016-04-20'), (tx) =>
      meetCondition(tx, { ...command(actor, id, '2016-04-20', newId()), met: { tranche: 2, n: 1, voucher: 'Faktura 17' } }),
    )
  expect(await meet(gitte)).toMatchObject({ refusal: { kind: 'not_permitted' } })
  expect(await meet(hanne)).toEqual(done)
  expect(await meet(hanne)).toMatchObject({ refusal: { kind: 'no_such_condition' } })
  const other = { ...gitte, humanId: newId<'human'>() }
  const two = await Promise.all([gitte, other].map((clerk) => move(clerk, id, { kind: 'pay_out' }, { on: '2016-04-20' })))
  expect(
    two.filter((answer) => answer.ok),
    'two clerks at once',
  ).toHaveLength(1)
  expect((await at(id, '2016-04-20')).plan.map((row) => row.total)).toEqual(Array(10).fill(10_000n))
  expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-04-20' })).toMatchObject({ refusal: { kind: 'no_tranche_left' } })
  await payOff(id)
})

describe('a deferral', () => {
  test('is asked for once, granted within the limits by the adviser, beyond them by the approver, and taken back to the øre', async () => {
    const id = await paidOut()
    const before = (await at(id, '2016-05-10')).plan
    const ask = { kind: 'ask_deferral', deferral: pause(2), words: 'Varevognen er på værksted' } as const
    expect(await defer(run.citizen, id, ask)).toEqual(done)
    expect(await defer(run.citizen, id, ask)).toMatchObject({ refusal: { kind: 'asked_already' } })
    const grant = (months: number) => ({ kind: 'defer', deferral: pause(months), reason: 'other', words: 'Bevilget' }) as const
    expect(await defer(gitte, id, grant(2))).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await defer({ ...hanne, humanId: run.citizen.humanId }, id, grant(2))).toMatchObject({ refusal: { because: 'borrower' } })
    expect(await defer(hanne, id, grant(7))).toMatchObject({ refusal: { kind: 'over_deferral_limit', used: 0, most: 6 } })
    const request = newId()
    const both = await Promise.all([defer(hanne, id, grant(2), '2016-05-10', request), defer(hanne, id, grant(2), '2016-05-10', request)])
    expect(both, 'one press, twice').toEqual([done, done])
    const moved = (await at(id, '2016-05-10')).plan
    expect(moved[0]?.movedFrom?.toString()).toBe('2016-06-01')
    expect(moved[0]?.due.toString()).toBe('2016-08-01')
    expect(await books(id), 'dates move, no money does').toEqual({ bank: -100_000n, loans_receivable: 100_000n })
    expect(await defer(hanne, id, { kind: 'undo_deferral', eventId: request, words: 'Fejl' })).toEqual(done)
    expect((await at(id, '2016-05-10')).plan).toEqual(before)
    expect(await defer(hanne, id, { kind: 'refuse_deferral', words: 'Nej' })).toMatchObject({ refusal: { kind: 'nothing_asked_for' } })
    expect(await defer(poul, id, grant(7))).toEqual(done)
    await payOff(id)
  })

  test('of a plan that cannot be is refused when asked for', async () => {
    const id = await paidOut()
    const ask = { kind: 'ask_deferral', deferral: { kind: 'pause', fromDue: day('2016-06-02'), months: 1 }, words: 'x' } as const
    expect(await defer(run.citizen, id, ask)).toMatchObject({ refusal: { kind: 'no_such_instalment' } })
    await payOff(id)
  })
})

describe('closing a claim', () => {
  const propose = (closing: 'write_off' | 'remit' | 'hand_over') =>
    ({ kind: 'propose_closing', closing, reason: 'other', words: 'Virksomheden er lukket' }) as const

  test('by write-off takes two humans, keeps the claim, and never recovers more than was written off', async () => {
    const id = await paidOut()
    expect(await pay(id, kroner(300), '2016-06-01')).toEqual(done)
    expect(await close(poul, id, { kind: 'write_off', words: 'Ja' })).toMatchObject({ refusal: { kind: 'no_closing_open' } })
    expect(await close(gitte, id, propose('write_off'))).toEqual(done)
    expect(await close(hanne, id, propose('remit'))).toMatchObject({ refusal: { kind: 'closing_open_already' } })
    expect(await close({ ...poul, humanId: gitte.humanId }, id, { kind: 'write_off', words: 'Ja' })).toMatchObject({
      refusal: { kind: 'proposed_by_the_same' },
    })
    expect(await close(poul, id, { kind: 'remit', words: 'Ja' })).toMatchObject({ refusal: { kind: 'another_closing_proposed' } })
    const both = await Promise.all([
      close(poul, id, { kind: 'write_off', words: 'Ja' }),
      close(poul, id, { kind: 'write_off', words: 'Ja' }),
    ])
    expect(both.filter((answer) => answer.ok)).toHaveLength(1)
    expect((await found(id))?.state).toBe('written_off')
    const recover = (amount: bigint, on = '2016-08-20') =>
      move(gitte, id, { kind: 'recover', amount: ore(amount), on: day(on) }, { on: '2016-09-01' })
    expect(await recover(70_001n)).toMatchObject({ refusal: { kind: 'over_written_off', left: 70_000n } })
    const race = await Promise.all([recover(50_000n), recover(50_000n)])
    expect(
      race.filter((answer) => answer.ok),
      'two recoveries at once',
    ).toHaveLength(1)
    expect(await books(id)).toEqual({ bank: -20_000n, loan_losses: 70_000n, recoveries: -50_000n })
  })

  test('by hand-over waits ten days from the notice, is late first, and can be called back', async () => {
    const id = await paidOut()
    expect(await close(gitte, id, propose('hand_over'), '2016-05-20')).toMatchObject({ refusal: { kind: 'not_late' } })
    expect(await close(gitte, id, propose('hand_over'))).toEqual(done)
    const hand = { kind: 'hand_over', words: 'Rykket forgæves' } as const
    expect(await close(poul, id, hand)).toMatchObject({ refusal: { kind: 'notice_not_over', earliest: day('2016-08-21') } })
    const onTheLettersDay = await close(poul, id, hand, '2016-08-20')
    expect(onTheLettersDay, 'the debtor has the whole of the day that the letter names').toMatchObject({
      refusal: { kind: 'notice_not_over' },
    })
    expect(await close(poul, id, hand, '2016-08-21')).toEqual(done)
    expect((await found(id))?.state).toBe('handed_over')
    expect(await pay(id, kroner(100), '2016-06-01')).toEqual(done)
    expect((await found(id))?.state).toBe('handed_over')
    expect(await close(gitte, id, { kind: 'recall', words: 'Aftale' }, '2016-09-01')).toEqual(done)
    await payOff(id)
  })

  test('by remission ends the claim: nothing can come in on it any more', async () => {
    const id = await paidOut()
    expect(await close(hanne, id, propose('remit'))).toEqual(done)
    expect(await close(poul, id, { kind: 'remit', words: 'Ja' })).toEqual(done)
    expect((await found(id))?.state).toBe('remitted')
    expect(await move(gitte, id, { kind: 'recover', amount: ore(1n), on: day('2016-08-20') }, { on: '2016-09-01' })).toMatchObject({
      refusal: { kind: 'not_now' },
    })
    expect(await books(id)).toEqual({ bank: -100_000n, loan_losses: 100_000n })
  })
})

test('late loans are reminded by the ladder when the day comes, once however often the job runs, and not after a dispute', async () => {
  const id = await paidOut()
  const db = scene.database.db
  const names = async () =>
    (await scene.as(gitte, noon('2016-09-01'), (tx) => eventsOf(tx, id))).flatMap((event) =>
      event.name === 'remind' ? [event.payload.rung] : [],
    )
  for (const on of ['2016-06-03', '2016-06-04', '2016-06-04', '2016-06-05', '2016-06-08', '2016-06-15', '2016-06-24', '2016-06-25'])
    await remindDue(db, day(on), noon(on))
  expect(await names()).toEqual([1, 2, 3, 4])
  await Promise.all([remindDue(db, day('2016-06-26'), noon('2016-06-26')), remindDue(db, day('2016-06-26'), noon('2016-06-26'))])
  const letters = await scene.as(gitte, noon('2016-06-26'), (tx) => lettersTo(tx, run.citizen.personId))
  expect(letters.filter((letter) => letter.title.includes('bevilget')).length, 'each offer was a letter').toBeGreaterThan(3)
  expect(letters.filter((letter) => letter.title.startsWith('Rykker'))).toHaveLength(2)
  const timeline = (actor: Act | typeof scene.ibrahim) =>
    scene.as(actor, noon('2016-06-26'), (tx) =>
      loanTimeline(tx, { actor, lang: 'da', today: day('2016-06-26') }, { personId: run.citizen.personId, enrolmentId: run.id }),
    )
  const told = await timeline(run.citizen)
  const leads = (rows: typeof told) => rows.filter(({ href }) => href !== undefined).length
  expect(leads(told)).toBe(told.length)
  const { ibrahim } = scene
  expect(leads(await timeline(ibrahim)), 'the loan is not for the caseworker, who is led nowhere').toBe(0)
  const granted = await scene.as(ibrahim, noon('2016-06-26'), (tx) =>
    tx.rows(z.object({ href: z.string() }), sql`select href from notices.notice where subject_id = ${id} and kind = 'loan_approved'`),
  )
  expect(granted.length).toBeGreaterThan(0)
  for (const { href } of granted) expect(href).toMatch(/^\/cases\//)
  expect(
    told.map(({ title }) => title).filter((title) => /påmindelse|Coachen|Rykker/.test(title)),
    'each rung is called what it was',
  ).toEqual(['Lån: Venlig påmindelse', 'Lån: Coachen er bedt om at ringe', 'Lån: Rykkerbrev', 'Lån: Rykkerbrev'])
  const dispute = { kind: 'dispute', words: 'Jeg har betalt' } as const
  expect(
    await scene.as(run.citizen, noon('2016-06-30'), (tx) =>
      noteOnLoan(tx, { ...command(run.citizen, id, '2016-06-30', newId()), note: dispute }),
    ),
  ).toEqual(done)
  await remindDue(db, day('2016-07-20'), noon('2016-07-20'))
  expect(await names(), 'a dispute holds the ladder').toEqual([1, 2, 3, 4])
  expect((await at(id, '2016-07-20')).outstanding, 'no fee unless decided').toBe(100_000n)
  expect(await coachTasks(id)).toBeGreaterThan(0)
  expect(await coachTasks(id, '/cases/%'), 'the coach opens cases, and no loans').toBeGreaterThan(0)
  expect(await move(gitte, id, { kind: 'pay', amount: kroner(1000), on: day('2016-07-21') }, { on: '2016-07-21' })).toEqual(done)
  expect(await coachTasks(id), 'nothing is left to talk about').toBe(0)
})

const coachTasks = (id: LoanId, address = '/%') =>
  scene.database.ownerDb.read(nobody(day('2016-09-01')), (tx) =>
    tx.run(
      sql`select from notices.notice where subject_id = ${id} and kind = 'loan_late_coach' and href like ${address} and done_at is null`,
    ),
  )

test('every decision about a deferral, the notice before a hand-over, a remission and a recall is a letter; a write-off is none', async () => {
  const id = await paidOut()
  const since = await freshLetters()
  expect(await defer(run.citizen, id, { kind: 'ask_deferral', deferral: pause(2), words: 'Færre kunder' })).toEqual(done)
  expect(await since(), 'asking is no decision').toEqual([])
  expect(await defer(hanne, id, { kind: 'refuse_deferral', words: 'Budgettet bærer afdraget' })).toEqual(done)
  const granted = newId()
  expect(await defer(hanne, id, { kind: 'defer', deferral: pause(2), reason: 'other', words: 'Bevilget' }, '2016-05-10', granted)).toEqual(
    done,
  )
  expect(await defer(hanne, id, { kind: 'undo_deferral', eventId: granted, words: null })).toEqual(done)
  expect(await since()).toEqual(['loan_deferral_refused', 'loan_deferral_undone', 'loan_deferred'])
  expect(await close(gitte, id, { kind: 'propose_closing', closing: 'hand_over', reason: 'other', words: 'Rykket' })).toEqual(done)
  expect(await close(poul, id, { kind: 'drop_closing', words: 'Der er aftalt en plan' })).toEqual(done)
  expect(await since(), 'who was warned hears that it does not come about').toEqual(['loan_hand_over_dropped', 'loan_hand_over_notice'])
  expect(await close(gitte, id, { kind: 'propose_closing', closing: 'write_off', reason: 'other', words: 'Rykket' })).toEqual(done)
  expect(await close(poul, id, { kind: 'drop_closing', words: 'Nej' })).toEqual(done)
  expect(await since(), 'a write-off was never told').toEqual([])
  expect(await close(gitte, id, { kind: 'propose_closing', closing: 'hand_over', reason: 'other', words: 'Rykket' })).toEqual(done)
  expect(await close(poul, id, { kind: 'hand_over', words: 'Rykket forgæves' }, '2016-08-21')).toEqual(done)
  expect(await close(gitte, id, { kind: 'recall', words: 'Aftale' }, '2016-09-01')).toEqual(done)
  expect(await close(hanne, id, { kind: 'propose_closing', closing: 'remit', reason: 'other', words: 'Syg' }, '2016-09-01')).toEqual(done)
  expect(await close(poul, id, { kind: 'remit', words: 'Varigt syg' }, '2016-09-01')).toEqual(done)
  expect(await since()).toEqual(['loan_hand_over_notice', 'loan_recalled', 'loan_remitted'])
})
