import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { useLine } from './actions/bank-lines.ts'
import { type BankFile, type BankLine, loanNumberOf, paymentIdOf } from './domain/bank-line.ts'
import { loansModule } from './index.ts'
import { eventsOf } from './store/events.ts'
import { linesIn } from './store/bank-lines.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { done, found, ownAccount, paidOut, pay, payOff, scene, staff } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())
beforeAll(() => ownAccount('12345678901234', '12345678'))

const clock = { now: () => noon('2016-06-01'), today: () => day('2016-06-01') }
const account = '12345678901234'
let file: BankFile = { accounts: [account], lines: [], leftOut: {} }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.resolve({ ok: true, value: file }), loanPorts).routes,
  clock,
)
const line = (n: number, amount: bigint, more: Partial<BankLine> = {}): BankLine => ({
  key: n.toString(16).padStart(64, '0'),
  account,
  bookedOn: day('2016-05-02'),
  amount: ore(amount),
  paymentId: null,
  creditor: null,
  endToEnd: null,
  name: 'Ukendt',
  text: 'Overførsel',
  ...more,
})
const send = (requestId: string = newId()) =>
  pages.post(staff.gitte, '/bank-lines', { request_id: requestId, file: new File(['x'], 'a.xml') })
const as = <T>(work: Parameters<typeof scene.as<T>>[2]) => scene.as(staff.gitte, noon('2016-06-01'), work)
const open = () => as((tx) => linesIn(tx, { lenderId: staff.gitte.organisationId, state: 'open', page: 1, size: 100 }))

test('a payment id names its loan and no other', () => {
  for (const number of ['L-2016-001', 'L-2016-1000', 'L-2026-12345']) expect(loanNumberOf(paymentIdOf(number))).toBe(number)
})

test('a file imported twice books its payment once; the rest waits, is split, and is used once by two clerks', async () => {
  const id = await paidOut()
  const number = (await found(id))?.number ?? ''
  file = {
    accounts: [account],
    lines: [line(1, 10_000n, { paymentId: paymentIdOf(number) }), line(2, 20_000n, { text: `Afdrag ${number}` }), line(3, -500n)],
    leftOut: {},
  }
  expect((await send()).status).toBe(303)
  expect((await send()).status).toBe(303)
  const paid = async () => (await as((tx) => eventsOf(tx, id))).filter((event) => event.name === 'pay').map((event) => event.amount)
  expect(await paid()).toEqual([10_000n])
  const waiting = await open()
  expect(waiting.map((one) => one.amount)).toEqual([20_000n, -500n])
  expect((await pages.get(staff.gitte, '/bank-lines')).html).toContain(`Bogfør på ${number}`)
  const [second] = waiting
  assert(second !== undefined, 'one waits')
  const part = (amount: bigint) => ({ number, amount: ore(amount) })
  const use = (parts: { number: string; amount: ReturnType<typeof ore> }[]) =>
    as((tx) =>
      useLine(tx, { actor: staff.gitte, requestId: newId(), on: day('2016-06-01'), at: noon('2016-06-01'), lineId: second.id, parts }),
    )
  expect(await use([part(19_999n)])).toMatchObject({ refusal: { kind: 'parts_do_not_add_up' } })
  const two = await Promise.all([use([part(15_000n), part(5_000n)]), use([part(20_000n)])])
  expect(two.filter((answer) => answer.ok)).toHaveLength(1)
  expect((await paid()).reduce((sum, amount) => sum + (amount ?? 0n), 0n)).toBe(30_000n)
  await payOff(id)
})

test('a proposal above the debt asks on the line’s page whether the rest is to be credit; a payment id asks nobody', async () => {
  const id = await paidOut()
  const number = (await found(id))?.number ?? ''
  file = { accounts: [account], lines: [line(21, 120_000n, { text: `Alt, ${number}` })], leftOut: {} }
  await send()
  const waiting = (await open()).find((one) => one.amount === 120_000n)
  assert(waiting !== undefined, 'it waits')
  const press = (more: Record<string, string> = {}) =>
    pages.post(staff.gitte, `/bank-lines/${waiting.id}/uses`, { request_id: newId(), number_1: number, amount_1: '1200,00', ...more })
  const asked = await press()
  expect([
    asked.status,
    asked.html.includes('value="200,00"'),
    asked.html.replaceAll('\u00a0', ' ').includes(`200 kr. på ${number}`),
  ]).toEqual([422, true, true])
  expect((await press({ credit: '199,00', credit_agreed: 'yes' })).status, 'another amount than was asked about').toBe(422)
  expect((await press({ credit: '200,00' })).status, 'without the tick').toBe(422)
  expect((await press({ credit: '200,00', credit_agreed: 'yes' })).status).toBe(303)
  file = { accounts: [account], lines: [line(22, 100n, { paymentId: paymentIdOf(number) })], leftOut: {} }
  await send()
  expect((await as((tx) => eventsOf(tx, id))).filter((event) => event.name === 'pay').map((event) => event.amount)).toEqual([
    120_000n,
    100n,
  ])
})

test('the database refuses a line used for less than it is, and a stranger sees no line', async () => {
  const wrong = scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) =>
    tx.run(sql`update loans.bank_line set state = 'used', settled_at = ${noon('2016-06-01')} where amount_ore > 0 and state = 'used'`),
  )
  await wrong
  file = { accounts: [account], lines: [line(9, kroner(1))], leftOut: {} }
  await send()
  await expect(
    scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) =>
      tx.run(sql`update loans.bank_line set state = 'used', settled_at = ${noon('2016-06-01')} where line_key = ${line(9, 1n).key}`),
    ),
  ).rejects.toMatchObject({ constraint: 'bank_line_used_once' })
  const seen = await scene.as(staff.outsider, noon('2016-06-01'), (tx) =>
    tx.rows(z.object({ id: z.string() }), sql`select id from loans.bank_line`),
  )
  expect(seen).toEqual([])
})

test('five thousand lines are kept in one go', async () => {
  file = { accounts: [account], lines: Array.from({ length: 5000 }, (_, n) => line(n + 100, 100n)), leftOut: {} }
  expect((await send()).status).toBe(303)
  expect((await open()).length).toBe(100)
})

test('a file of a stranger\u2019s account is refused by name, and only the own account\u2019s lines of a mixed file are kept', async () => {
  const foreign = line(7001, 100n, { account: '99998888888888' })
  file = { accounts: [foreign.account], lines: [foreign], leftOut: {} }
  const refused = await send()
  expect([refused.status, refused.html.includes('9999 8888888888')]).toEqual([422, true])
  file = { accounts: [account, foreign.account], lines: [foreign, line(7002, 101n)], leftOut: {} }
  const before = await countLines()
  expect((await send()).status).toBe(303)
  expect(await countLines()).toBe(before + 1)
})

const countLines = async () =>
  (await as((tx) => tx.one(z.object({ n: z.coerce.number() }), sql`select count(*) as n from loans.bank_line`))).n

test('a payment id with another\u2019s creditor number books nothing; with the own one it does', async () => {
  const id = await paidOut()
  const number = (await found(id))?.number ?? ''
  const paymentId = paymentIdOf(number)
  file = {
    accounts: [account],
    lines: [line(8001, 1_000n, { paymentId, creditor: '87654321' }), line(8002, 2_000n, { paymentId, creditor: '12345678' })],
    leftOut: {},
  }
  await send()
  const paid = (await as((tx) => eventsOf(tx, id))).filter((event) => event.name === 'pay')
  expect(paid.map((event) => event.amount)).toEqual([2_000n])
  const payment = await as((tx) => tx.one(z.object({ id: z.string() }), sql`select id from loans.bank_line where creditor = '87654321'`))
  expect((await pages.get(staff.gitte, `/bank-lines/${payment.id}`)).html).toContain('87654321')
  await payOff(id)
})

test('a part without its amount is named, and the form comes back filled', async () => {
  file = { accounts: [account], lines: [line(9001, 5_000n, { text: 'en del' })], leftOut: {} }
  await send()
  const waiting = await as((tx) =>
    tx.one(
      z.object({ id: z.string() }),
      sql`select l.id from loans.bank_line l join loans.bank_line_words w on w.line_id = l.id where w.text = 'en del'`,
    ),
  )
  const wrong = await pages.post(staff.gitte, `/bank-lines/${waiting.id}/uses`, {
    request_id: newId(),
    number_1: 'L-2016-001',
    amount_1: '20',
    number_2: 'L-2016-002',
  })
  expect([wrong.status, wrong.html.includes('href="#amount_2"'), wrong.html.includes('value="L-2016-002"')]).toEqual([422, true, true])
})

test('what the bank said of a payer whom the clerk may not see by name is hidden, once the movement has paid or names the loan', async () => {
  const id = await paidOut()
  const number = (await found(id))?.number ?? ''
  const words = { name: 'Amina Yildiz', text: 'Fra Hemmelig Vej 9' }
  file = {
    accounts: [account],
    lines: [line(9201, 10_000n, { ...words, paymentId: paymentIdOf(number) }), line(9202, 7n, { bookedOn: day('2015-01-03') })],
    leftOut: {},
  }
  await send()
  const asOwner = (statement: ReturnType<typeof sql>) =>
    scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) => tx.run(statement))
  const shield = (yes: boolean) =>
    asOwner(sql`update people.contact set protected_address = ${yes} where person_id = (select person_id from loans.loan where id = ${id})`)
  const shown = async () => (await pages.get(staff.gitte, '/bank-lines?state=used')).html
  expect(await shown()).toContain('Hemmelig Vej 9')
  await shield(true)
  const masked = await shown()
  expect([masked.includes('Navn skjult'), masked.includes('Yildiz'), masked.includes('Hemmelig Vej')]).toEqual([true, false, false])
  expect((await pages.get(staff.gitte, '/bank-lines')).html).toContain('Ukendt')
  await shield(false)
  await asOwner(sql`
    insert into people.conflict (person_id, human_id, account_id, declared_at, declared_by)
    select l.person_id, a.human_id, a.id, now(), a.id from loans.loan l, access.account a where l.id = ${id} and a.id = ${staff.gitte.accountId}`)
  expect(await shown()).not.toContain('Hemmelig Vej')
  await asOwner(sql`delete from people.conflict`)
  await payOff(id)
})

test('a payer whom the clerk may not see by name is hidden before any payment too, and the loan they name is still proposed', async () => {
  const id = await paidOut()
  const { number = '', caseNumber = '', personId } = (await found(id)) ?? {}
  const { name } = await scene.database.ownerDb.read(nobody(day('2016-06-01')), (tx) =>
    tx.one(z.object({ name: z.string() }), sql`select name from people.contact where person_id = ${personId ?? null}`),
  )
  const bank = name.toUpperCase().replaceAll('I', 'ı').normalize('NFD').replaceAll(/\p{M}/gu, '')
  const cut = bank
    .split(' ')
    .map((word, index) => (index === 0 ? word : word.slice(0, 1)))
    .join(' ')
  const early = (n: number, more: Partial<BankLine>) => line(n, 4_321n, { bookedOn: day('2015-01-04'), ...more })
  file = {
    accounts: [account],
    lines: [
      early(9301, { name: bank, text: 'Fra Skjult Allé 1' }),
      early(9302, { name: 'En nabo', text: `Afdrag ${number}` }),
      early(9303, { name: 'En bror', text: `Sag ${caseNumber.toLowerCase()}` }),
      early(9304, { name: 'Helt Anden', text: 'Gave' }),
      early(9305, { name: cut, text: 'Cut short' }),
      early(9306, { name: `${cut} Holm`, text: 'Another' }),
    ],
    leftOut: {},
  }
  await send()
  const shield = (yes: boolean) =>
    scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) =>
      tx.run(sql`update people.contact set protected_address = ${yes} where person_id = ${personId ?? null}`),
    )
  const lines = async () =>
    (await open()).filter((one) => one.amount === 4_321n).map((one) => [one.payerHidden, one.name, one.text, one.loanNumber])
  expect((await lines()).map(([hidden]) => hidden)).toEqual([false, false, false, false, false, false])
  await shield(true)
  expect(await lines()).toEqual([
    [true, '', '', null],
    [true, '', '', number],
    [true, '', '', number],
    [false, 'Helt Anden', 'Gave', null],
    [true, '', '', null],
    [false, `${cut} Holm`, 'Another', null],
  ])
  const { html } = await pages.get(staff.gitte, '/bank-lines')
  expect([html.includes('Skjult Allé'), html.includes('En nabo'), html.includes(`Bogfør på ${number}`)]).toEqual([false, false, true])
  await shield(false)
  await payOff(id)
})

test('reading the payers is logged: each line shown, and each borrower proposed', async () => {
  const id = await paidOut()
  const borrower = (await found(id))?.personId ?? ''
  file = {
    accounts: [account],
    lines: [line(9101, 100n, { bookedOn: day('2015-01-02'), text: (await found(id))?.number ?? '' })],
    leftOut: {},
  }
  await send()
  const count = () =>
    scene.database.ownerDb.read(nobody(day('2016-06-01')), (tx) =>
      tx.one(
        z.object({ lines: z.coerce.number(), persons: z.coerce.number() }),
        sql`
        select count(*) filter (where noun = 'bank_line') as lines, count(*) filter (where person_id = ${borrower}) as persons
        from audit.line where kind = 'read' and action = 'loans.see_bank'`,
      ),
    )
  const before = await count()
  await pages.get(staff.gitte, '/bank-lines')
  const after = await count()
  expect([after.lines - before.lines, after.persons - before.persons]).toEqual([100, 1])
  await payOff(id)
})

test('a movement out of the account is offered as the return of a payment that was in by then, and not of a later one', async () => {
  const id = await paidOut()
  expect(await pay(id, kroner(200), '2016-06-01')).toEqual(done)
  const out = (n: number, on: string) => line(n, -20_000n, { bookedOn: day(on) })
  file = { accounts: [account], lines: [out(9401, '2016-05-31'), out(9402, '2016-06-01')], leftOut: {} }
  await send()
  const kept = await scene.as(staff.gitte, noon('2016-06-01'), (tx) =>
    tx.rows(z.object({ id: z.string() }), sql`select id from loans.bank_line where amount_ore = -20000 order by booked_on`),
  )
  const offered = await Promise.all(kept.map(async (one) => (await pages.get(staff.gitte, `/bank-lines/${one.id}`)).html))
  expect(offered.map((html) => html.includes('value="payment_back:'))).toEqual([false, true])
  expect(offered[1]?.match(/id="meaning"/g), 'the error leads to the choice').toHaveLength(1)
  await payOff(id)
})
