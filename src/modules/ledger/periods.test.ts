import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role, StaffActor } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { contextOf } from '#platform/http/context.ts'
import { sql } from '#platform/db/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { answerRule, makeRule } from './actions/change-rules.ts'
import { postEntry } from './actions/post-entry.ts'
import { stepPeriod } from './actions/step-period.ts'
import type { PeriodStep } from './domain/period.ts'
import { balancesOn, turnovers } from './store/balances.ts'
import { entriesAbout } from './store/entries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const today = day('2016-05-10')
const at = Temporal.Instant.from('2016-05-10T08:00:00Z')

/** A book of its own for each test, with a clerk and an approver, and one payment on 20 March. */
async function book() {
  const organisationId = newId<'organisation'>()
  const staff = (name: string, role: Role): StaffActor => ({
    kind: 'staff',
    accountId: newId(),
    humanId: newId(),
    name,
    organisationId,
    roles: [role],
  })
  const [gitte, poul] = [staff('Gitte Dam', 'finance_clerk'), staff('Poul Krogh', 'approver')]
  const inBook = contextOf(gitte, today)
  const posted = (on: string, subjectId: string = newId()) => ({
    actor: gitte,
    bookId: organisationId,
    on: day(on),
    at,
    reason: 'loan_payment',
    requestId: newId(),
    subjectId,
    lines: [
      { account: 'bank', amount: kroner(100) },
      { account: 'loans_receivable', amount: kroner(-100) },
    ] as const,
  })
  const post = async (on: string) => {
    const posting = posted(on)
    await database.db.transaction(inBook, (tx) => postEntry(tx, posting))
    const [entry] = await database.db.read(inBook, (tx) => entriesAbout(tx, posting.subjectId))
    return [entry?.on.toString(), entry?.postedOn.toString()]
  }
  const step = (actor: StaffActor, name: PeriodStep, month: string) =>
    database.db.transaction(contextOf(actor, today), (tx) =>
      stepPeriod(tx, { actor, step: name, month: day(`${month}-01`), on: today, at }),
    )
  const close = async (month: string) => {
    expect(await step(gitte, 'ask_close', month)).toEqual({ ok: true, value: true })
    expect(await step(poul, 'close', month)).toEqual({ ok: true, value: true })
  }
  const bankOn = (on: Day) =>
    database.db.read(inBook, async (tx) => (await balancesOn(tx, organisationId, on)).find(({ account }) => account === 'bank')?.balance)
  await post('2016-03-20')
  return { organisationId, gitte, poul, inBook, post, step, close, bankOn }
}

describe('a month of the books', () => {
  test('is closed by another human than the one who asked, whatever accounts they use, and the database says so too', async () => {
    const { gitte, poul, step, organisationId } = await book()
    expect(await step(gitte, 'ask_close', '2016-03')).toMatchObject({ ok: true })
    expect(await step({ ...poul, humanId: gitte.humanId }, 'close', '2016-03')).toMatchObject({
      refusal: { kind: 'second_person_required' },
    })
    const forced = database.ownerDb.transaction(contextOf(gitte, today), (tx) =>
      tx.run(sql`update ledger.period set state = 'closed', settled_by = asked_by where book_id = ${organisationId}`),
    )
    await expect(forced).rejects.toMatchObject({ constraint: 'period_by_two' })
    expect(await step(poul, 'close', '2016-03')).toMatchObject({ ok: true })
    expect(await step(poul, 'close', '2016-03')).toMatchObject({ refusal: { kind: 'period_not_now', state: 'closed' } })
    expect(await step(gitte, 'ask_reopen', '2016-03')).toMatchObject({ ok: true })
    expect(await step(gitte, 'reopen', '2016-03')).toMatchObject({ refusal: { kind: 'second_person_required' } })
    expect(await step(poul, 'reopen', '2016-03')).toMatchObject({ ok: true })
  })

  test('is closed in order, not before it is over, and reopened from the last', async () => {
    const { gitte, step, close } = await book()
    expect(await step(gitte, 'ask_close', '2016-05')).toMatchObject({ refusal: { kind: 'month_not_over' } })
    expect(await step(gitte, 'ask_close', '2016-04')).toMatchObject({ refusal: { kind: 'earlier_month_open', month: day('2016-03-01') } })
    await close('2016-03')
    await close('2016-04')
    expect(await step(gitte, 'ask_reopen', '2016-03')).toMatchObject({ refusal: { kind: 'later_month_closed', month: day('2016-04-01') } })
    expect(await step({ ...gitte, roles: ['caseworker'] }, 'ask_reopen', '2016-04')).toMatchObject({ refusal: { kind: 'not_permitted' } })
  })

  test('takes no entry once closed: the first open day does, with the value day kept, and what the month said stays', async () => {
    const { post, close, bankOn, step, gitte, poul } = await book()
    expect(await post('2016-03-31')).toEqual(['2016-03-31', '2016-03-31'])
    await close('2016-03')
    const before = await bankOn(day('2016-03-31'))
    expect(await post('2016-03-21')).toEqual(['2016-03-21', '2016-04-01'])
    expect(await post('2015-12-31'), 'long before the first entry').toEqual(['2015-12-31', '2016-04-01'])
    expect(await post('2016-04-02')).toEqual(['2016-04-02', '2016-04-02'])
    expect(await bankOn(day('2016-03-31'))).toBe(before)
    await close('2016-04')
    expect(await post('2016-03-21')).toEqual(['2016-03-21', '2016-05-01'])
    expect(await step(gitte, 'ask_reopen', '2016-04')).toMatchObject({ ok: true })
    expect(await post('2016-04-21'), 'asked for is not yet reopened').toEqual(['2016-04-21', '2016-05-01'])
    expect(await step(poul, 'reopen', '2016-04')).toMatchObject({ ok: true })
    expect(await post('2016-04-22')).toEqual(['2016-04-22', '2016-04-22'])
  })

  test('refuses an entry posted into it by force, and one posted before its value day', async () => {
    const { close, organisationId, inBook } = await book()
    await close('2016-03')
    const insert = (occurred: string, posted: string) =>
      database.ownerDb.transaction(inBook, (tx) =>
        tx.run(sql`insert into ledger.entry (book_id, occurred_on, posted_on, recorded_at, reason, lines, request_id)
          values (${organisationId}, ${occurred}::date, ${posted}::date, ${at}, 'loan_payment', 2, ${newId()})`),
      )
    await expect(insert('2016-03-10', '2016-03-10')).rejects.toMatchObject({ constraint: 'entry_in_open_month' })
    await expect(insert('2016-04-10', '2016-04-09')).rejects.toMatchObject({ constraint: 'entry_posted_not_before' })
  })

  test('is not closed under an entry that is on its way, and no entry slips in behind it', async () => {
    const { post, step, gitte, poul } = await book()
    await step(gitte, 'ask_close', '2016-03')
    const [, ...entries] = await Promise.all([step(poul, 'close', '2016-03'), ...Array.from({ length: 12 }, () => post('2016-03-25'))])
    const closedAt = await database.ownerDb.read(contextOf(gitte, today), (tx) =>
      turnovers(tx, gitte.organisationId, { from: day('2016-03-01'), until: day('2016-03-31') }, {}),
    )
    const inMarch = entries.filter(([, postedOn]) => postedOn === '2016-03-25').length
    expect(entries.every(([, postedOn]) => postedOn === '2016-03-25' || postedOn === '2016-04-01')).toBe(true)
    expect(closedAt.find(({ account }) => account === 'bank')?.debit).toBe(kroner(100 * (inMarch + 1)))
  })

  test('takes each step once from two who press at the same instant, and stands as one of them said when they disagree', async () => {
    const { gitte, poul, step } = await book()
    const [bo, ida] = [gitte, poul].map((one): StaffActor => ({ ...one, humanId: newId<'human'>() }))
    if (bo === undefined || ida === undefined) throw new Error('there are two more')
    const race = async (...answers: ReturnType<typeof step>[]) => (await Promise.all(answers)).filter((answer) => answer.ok).length
    expect(await race(step(gitte, 'ask_close', '2016-03'), step(bo, 'ask_close', '2016-03'))).toBe(1)
    expect(await race(step(poul, 'close', '2016-03'), step(ida, 'close', '2016-03'), step(ida, 'keep_open', '2016-03'))).toBe(1)
    if ((await step(gitte, 'ask_close', '2016-03')).ok) await step(poul, 'close', '2016-03')
    expect(await race(step(gitte, 'ask_reopen', '2016-03'), step(bo, 'ask_reopen', '2016-03'))).toBe(1)
    expect(await race(step(poul, 'reopen', '2016-03'), step(ida, 'reopen', '2016-03'), step(ida, 'keep_closed', '2016-03'))).toBe(1)
  })

  test('is kept by the rule that one of two let stand or drop, decided once', async () => {
    const { gitte, poul, inBook } = await book()
    const requestId = newId()
    const rule = {
      account: 'bank',
      reason: null,
      purchaserId: null,
      programme: null,
      fund: null,
      municipalAccount: '9.22.01',
      validFrom: today,
    } as const
    const made = () => database.db.transaction(inBook, (tx) => makeRule(tx, { actor: gitte, at, requestId, rule }))
    await Promise.all([made(), made()])
    const answer = (actor: StaffActor, confirm: boolean) =>
      database.db.transaction(contextOf(actor, today), (tx) => answerRule(tx, { actor, at, ruleId: requestId, confirm }))
    const answers = await Promise.all([answer(poul, true), answer({ ...poul, humanId: newId<'human'>() }, true), answer(gitte, false)])
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
  })
})
