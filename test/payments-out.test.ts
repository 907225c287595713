import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { readPaymentStatus, writePaymentFile } from '#integrations/bank-files/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { exportFormats } from '#integrations/erp/index.ts'
import { ledgerModule, statementOf } from '#modules/ledger/index.ts'
import { noon } from './support/enrolment-scene.ts'
import { pagesOf } from './support/pages.ts'
import { type BankFile, type BankLine } from '../src/modules/loans/domain/bank-line.ts'
import type { LoanId } from '../src/modules/loans/domain/loan.ts'
import { endToEndOf } from '../src/modules/loans/domain/payment.ts'
import { loanSubject, loansModule } from '../src/modules/loans/index.ts'
import { eventsOf } from '../src/modules/loans/store/events.ts'
import { paymentsOfLoan } from '../src/modules/loans/store/payments.ts'
import { loanPorts } from '../src/modules/loans/test-support/loan-ports.ts'
import {
  done,
  found,
  move,
  offered,
  ownAccount,
  pay,
  payOff,
  run,
  scene,
  staff,
  take,
} from '../src/modules/loans/test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const today = '2016-06-01'
const account = '00400440116243'
const clock = { now: () => noon(today), today: () => day(today) }
let file: BankFile = { accounts: [account], lines: [], leftOut: {} }
const files = { write: writePaymentFile, readStatus: readPaymentStatus }
const module = loansModule({ db: scene.database.db, clock }, () => Promise.resolve({ ok: true, value: file }), loanPorts, files)
const pages = pagesOf(module.routes, clock)
const books = pagesOf(ledgerModule({ db: scene.database.db, clock }, { subject: loanSubject, formats: exportFormats }).routes, clock)
const other: StaffActor = { ...staff.gitte, accountId: staff.poul.accountId, humanId: newId(), name: 'Bo Lund', roles: ['finance_clerk'] }
const as = <T>(work: Parameters<typeof scene.as<T>>[2]) => scene.as(staff.gitte, noon(today), work)
const post = (who: StaffActor, path: string, fields: Record<string, string | File> = {}) =>
  pages.post(who, path, { request_id: newId(), ...fields })
const payments = (id: LoanId) => as((tx) => paymentsOfLoan(tx, id))
const states = async (id: LoanId) => (await payments(id)).map((one) => one.state)
const names = async (id: LoanId) => (await as((tx) => eventsOf(tx, id))).map((event) => event.name)
const accountId = async () =>
  (await as((tx) => tx.one(z.object({ id: z.string() }), sql`select id from loans.own_account where state = 'confirmed'`))).id
const owner = (query: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(day(today)), (tx) => tx.run(query))

beforeAll(() => ownAccount(account))

let loanId: LoanId
beforeEach(async () => {
  loanId = await offered()
  expect(await take(run.citizen, loanId, { kind: 'accept' })).toEqual(done)
})

const release = (who = staff.gitte, requestId: string = newId()) =>
  post(who, `/loans/${loanId}/payment-releases`, { request_id: requestId, payee: 'cpr' })
async function batch(): Promise<string> {
  const made = await post(staff.gitte, '/payments/batches', { account: await accountId() })
  expect(made.status).toBe(303)
  return made.location ?? ''
}
async function ordered(): Promise<string> {
  expect((await release()).status).toBe(303)
  const path = await batch()
  expect((await post(other, `${path}/approval`)).status).toBe(303)
  return path
}
const payment = async () => {
  const one = (await payments(loanId)).at(-1)
  assert(one !== undefined, 'there is one')
  return one
}
const outcome = async (state: string, reason = '') =>
  post(staff.gitte, `/payments/${(await payment()).id}/outcome`, { outcome: state, settled_on: '01.06.2016', reason })
async function end(): Promise<void> {
  if ((await found(loanId))?.state === 'accepted') await take(run.citizen, loanId, { kind: 'withdraw' })
  else await payOff(loanId)
}

test('a payout is released by one, gathered, approved by another and only then booked; the file says what was approved', async () => {
  expect((await release(staff.poul)).status).toBe(403)
  expect((await release()).status).toBe(303)
  expect(await names(loanId)).not.toContain('pay_out')
  const path = await batch()
  const own = await post(staff.gitte, `${path}/approval`)
  expect([own.status, own.html.includes('En anden person skal godkende')]).toEqual([422, true])
  expect((await pages.get(staff.gitte, `${path}/file`)).status).toBe(404)
  const requestId = newId()
  const twice = await Promise.all([1, 2].map(() => pages.post(other, `${path}/approval`, { request_id: requestId })))
  expect(twice.filter((answer) => answer.status === 303).length).toBeGreaterThan(0)
  expect((await names(loanId)).filter((name) => name === 'pay_out')).toHaveLength(1)
  expect((await found(loanId))?.paidOutBy).toBe(staff.gitte.humanId)
  const saved = await pages.get(staff.gitte, `${path}/file`)
  expect(saved.status).toBe(200)
  const { id } = await payment()
  for (const part of ['<CtrlSum>1000.00</CtrlSum>', `<EndToEndId>${endToEndOf(id)}</EndToEndId>`, '<IBAN>DK5000400440116243</IBAN>'])
    expect(saved.html).toContain(part)
  expect((await pages.get(staff.gitte, `${path}/file`)).html).toBe(saved.html)
  expect((await pages.get(staff.hanne, `${path}/file`)).status).toBe(403)
  const reads = await scene.database.ownerDb.read(nobody(day(today)), (tx) =>
    tx.one(
      z.object({ n: z.coerce.number() }),
      sql`select count(*) as n from audit.line where kind = 'read' and action = 'loans.download_batch' and noun_id = ${id}`,
    ),
  )
  expect(reads.n).toBe(2)
  await end()
})

test('two clerks at once, a double click, and paying by hand beside it: a tranche has one live payment', async () => {
  const requestId = newId()
  const all = await Promise.all([release(staff.gitte, requestId), release(staff.gitte, requestId), release(other), release(other)])
  expect(all.every((answer) => answer.status === 303 || answer.status === 422)).toBe(true)
  expect(await states(loanId)).toEqual(['released'])
  expect(await move(staff.gitte, loanId, { kind: 'pay_out' })).toMatchObject({ refusal: { kind: 'payment_under_way' } })
  const { id } = await payment()
  await expect(
    owner(sql`
      insert into loans.payment_order (id, lender_id, loan_id, purpose, tranche, amount_ore, payee, state, asked_by, asked_at, released_by, released_at)
      select ${newId()}, lender_id, loan_id, purpose, tranche, amount_ore, payee, state, asked_by, asked_at, released_by, released_at
      from loans.payment_order where id = ${id}`),
  ).rejects.toMatchObject({ constraint: 'payment_order_once' })
  await post(staff.gitte, `/payments/${id}/decision`, { decision: 'drop' })
  expect(await move(staff.gitte, loanId, { kind: 'pay_out' })).toEqual(done)
  await expect(
    owner(sql`
      insert into loans.payment_order (id, lender_id, loan_id, purpose, tranche, amount_ore, payee, state, asked_by, asked_at, released_by, released_at)
      select ${newId()}, lender_id, loan_id, purpose, tranche, amount_ore, payee, 'released', asked_by, asked_at, asked_by, asked_at
      from loans.payment_order where id = ${id}`),
  ).rejects.toMatchObject({ constraint: 'payment_order_or_by_hand' })
  await end()
})

test('a batch whose loan was withdrawn meanwhile is refused by name, books nothing, and goes on without it', async () => {
  await release()
  const path = await batch()
  expect(await take(run.citizen, loanId, { kind: 'withdraw' })).toEqual(done)
  const refused = await post(other, `${path}/approval`)
  expect([refused.status, refused.html.includes((await found(loanId))?.number ?? '?')]).toEqual([422, true])
  expect(await names(loanId)).not.toContain('pay_out')
  await post(staff.gitte, `/payments/${(await payment()).id}/decision`, { decision: 'drop' })
  expect((await post(other, `${path}/approval`)).html).toContain('intet at betale')
  expect((await post(staff.gitte, `${path}/dissolution`)).status).toBe(303)
})

test('a rejected payout is taken back with a link, the loan is accepted again, and it is sent again once', async () => {
  await ordered()
  const { id } = await payment()
  const wrong = { outcome: 'rejected', settled_on: '31.06.2016', reason: '' }
  const { status, html } = await post(staff.gitte, `/payments/${id}/outcome`, wrong)
  expect([status, html.includes('value="31.06.2016"')]).toEqual([422, true])
  for (const field of [`#on-${id}">Dag: Datoen findes ikke`, `#reason-${id}">Bankens grund: Feltet skal`]) expect(html).toContain(field)
  expect((await outcome('rejected', 'AC03')).status).toBe(303)
  expect((await outcome('rejected', 'AC03')).status).toBe(303)
  expect((await outcome('paid')).html).toContain('allerede skrevet')
  expect((await found(loanId))?.state).toBe('accepted')
  const entries = await as((tx) => statementOf(tx, loanId))
  expect(entries.map((entry) => entry.reason)).toEqual(['loan_paid_out', 'loan_paid_out_reversed'])
  await ordered()
  expect(await states(loanId)).toEqual(['rejected', 'ordered'])
  expect((await outcome('paid')).status).toBe(303)
  expect((await found(loanId))?.state).toBe('repaying')
  expect(await release()).toMatchObject({ status: 422 })
  await end()
})

test('the bank\u2019s status report writes each payment, twice the same, and names a batch it does not know', async () => {
  const path = await ordered()
  const message = /<MsgId>([^<]+)</.exec((await pages.get(staff.gitte, `${path}/file`)).html)?.[1] ?? ''
  const report = (id: string, status: string) =>
    new File(
      [
        `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${id}</OrgnlMsgId><GrpSts>${status}</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>`,
      ],
      'status.xml',
    )
  expect((await post(staff.gitte, '/payments/statuses', { file: report('NO-SUCH', 'RJCT') })).html).toContain('NO-SUCH')
  for (const status of ['ACTC', 'ACSC', 'ACSC'])
    expect((await post(staff.gitte, '/payments/statuses', { file: report(message, status) })).status).toBe(303)
  expect(await states(loanId)).toEqual(['paid'])
  await post(staff.gitte, '/payments/statuses', { file: report(message, 'RJCT') })
  expect(await states(loanId)).toEqual(['paid'])
  await end()
})

const line = (n: number, amount: bigint, more: Partial<BankLine> = {}): BankLine => ({
  key: n.toString(16).padStart(64, '0'),
  account,
  bookedOn: day(today),
  amount: ore(amount),
  paymentId: null,
  creditor: null,
  endToEnd: null,
  name: 'Banken',
  text: 'Retur',
  ...more,
})
const importFile = async (...lines: BankLine[]) => {
  file = { accounts: [account], lines, leftOut: {} }
  expect((await post(staff.gitte, '/bank-lines', { file: new File(['x'], 'a.xml') })).status).toBe(303)
}

test('the statement settles what the bank tells by its end-to-end id: paid, then come back; told again it changes nothing', async () => {
  await ordered()
  const endToEnd = endToEndOf((await payment()).id)
  const out = line(1, -100_000n, { endToEnd })
  await importFile(out)
  expect(await states(loanId)).toEqual(['paid'])
  const back = line(2, 100_000n, { endToEnd })
  await importFile(out, back)
  await importFile(out, back)
  expect(await states(loanId)).toEqual(['came_back'])
  expect((await books.get(staff.gitte, `/ledger/accounts/bank?from=01.06.2016&until=01.06.2016`)).html, 'in words').toContain(
    'Udbetaling tilbageført',
  )
  expect([(await found(loanId))?.state, (await names(loanId)).filter((name) => name === 'undo').length]).toEqual(['accepted', 1])
  await end()
})

test('a clerk says what a movement was: a payout sent, and a payment in that the payer\u2019s bank took back', async () => {
  await ordered()
  await importFile(line(11, -100_000n, { text: 'Overf\u00f8rsel' }))
  const lineId = async (amount: bigint) =>
    (
      await as((tx) =>
        tx.one(z.object({ id: z.string() }), sql`select id from loans.bank_line where amount_ore = ${amount} and state = 'open'`),
      )
    ).id
  const sent = await lineId(-100_000n)
  expect((await pages.get(staff.gitte, `/bank-lines/${sent}`)).html).toContain('er g\u00e5et ud')
  const meaning = `order_paid:${(await payment()).id}`
  const both = await Promise.all([1, 2].map(() => post(staff.gitte, `/bank-lines/${sent}/meaning`, { meaning })))
  expect(both.filter((answer) => answer.status === 303)).toHaveLength(1)
  expect(await states(loanId)).toEqual(['paid'])
  expect(await pay(loanId, kroner(200), today)).toEqual(done)
  await importFile(line(12, -20_000n))
  const returned = await lineId(-20_000n)
  const page = await pages.get(staff.gitte, `/bank-lines/${returned}`)
  const value = /value="(payment_back:[^"]+)"/.exec(page.html)?.[1] ?? ''
  expect((await post(staff.gitte, `/bank-lines/${returned}/meaning`, { meaning: value })).status).toBe(303)
  expect(await names(loanId)).toContain('undo')
  expect((await pages.get(staff.gitte, `/bank-lines/${returned}`)).html).toContain('Indbetaling taget retur')
  await end()
})

test('overpaid money is asked back by one and approved by another, goes in a batch, and never twice', async () => {
  await ordered()
  await outcome('paid')
  expect(await pay(loanId, kroner(1300), today)).toEqual(done)
  const ask = (amount: string) => post(staff.gitte, `/loans/${loanId}/refund-requests`, { refund: amount })
  const tooMuch = (await ask('300,01')).html
  expect([tooMuch.includes('kun betalt'), tooMuch.includes('value="300,01"')]).toEqual([true, true])
  const mistyped = (await ask('tre')).html
  expect(mistyped).toContain('href="#refund-amount"')
  expect(mistyped).toMatch(/value="tre"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*value="tre"/)
  const two = await Promise.all([ask('300'), ask('300')])
  expect(two.filter((answer) => answer.status === 303)).toHaveLength(1)
  const { id } = await payment()
  expect((await post(staff.gitte, `/payments/${id}/decision`, { decision: 'approve' })).status).toBe(422)
  expect((await post(staff.poul, `/payments/${id}/decision`, { decision: 'approve' })).status).toBe(303)
  const path = await batch()
  expect((await post(staff.gitte, `${path}/approval`)).status, 'whoever asked does not approve').toBe(422)
  expect((await post(staff.poul, `${path}/approval`)).status, 'two are enough').toBe(303)
  expect((await names(loanId)).at(-1)).toBe('refund')
  await outcome('rejected', 'AC03')
  expect(await ask('300')).toMatchObject({ status: 303 })
  await post(staff.poul, `/payments/${(await payment()).id}/decision`, { decision: 'drop' })
})

test('the database keeps an approved batch as it was, its second human, and payments that go forward only; a stranger sees none', async () => {
  await end()
  loanId = await offered()
  await take(run.citizen, loanId, { kind: 'accept' })
  await ordered()
  const { id } = await payment()
  for (const [query, constraint] of [
    [sql`update loans.payment_order set state = 'released', event_id = null where id = ${id}`, 'payment_order_kept'],
    [sql`update loans.payment_order set amount_ore = 1 where id = ${id}`, 'payment_order_kept'],
    [sql`update loans.payment_batch set sum_ore = sum_ore + 1 where state = 'approved'`, 'payment_batch_whole'],
    [sql`update loans.payment_batch set approved_by = made_by where state = 'approved'`, 'payment_batch_by_two'],
    [
      sql`update loans.payment_batch b set approved_by = o.asked_by from loans.payment_order o where o.batch_id = b.id and o.purpose = 'refund'`,
      'payment_batch_by_two',
    ],
  ] as const)
    await expect(owner(query)).rejects.toMatchObject({ constraint })
  expect(
    await scene.as(staff.outsider, noon(today), (tx) => tx.rows(z.object({ id: z.string() }), sql`select id from loans.payment_order`)),
  ).toEqual([])
})
