import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { parseBankAccount } from '#kernel/bank-account.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Ore, kroner } from '#kernel/money.ts'
import { type Result, assert } from '#kernel/result.ts'
import { type Tx, nobody, refusing, sql } from '#platform/db/database.ts'
import { countColumn, idColumn } from '#platform/db/row.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { importLines, parkLine, useLine } from './actions/bank-lines.ts'
import { approveBatch, dropBatch, makeBatch, settlePayment } from './actions/batches.ts'
import { openRequest, stepDeferral } from './actions/defer.ts'
import { moveMoney } from './actions/money.ts'
import { meetCondition } from './actions/meet-condition.ts'
import { accountConstraints, decideOwnAccount, proposeAccount } from './actions/own-accounts.ts'
import { answerGrant, enterGrant } from './actions/pots.ts'
import { askRefund, decidePayment, paymentConstraints, releasePayout } from './actions/release-payment.ts'
import { readStatus } from './actions/read-status.ts'
import { loanChecks } from './actions/verify.ts'
import { paymentFileOf } from './actions/write-file.ts'
import type { LoanId } from './domain/loan.ts'
import type { BatchId, PaymentId } from './domain/payment.ts'
import { eventsOf } from './store/events.ts'
import { proposedAccounts } from './store/own-accounts.ts'
import { batchById, paymentsOf, paymentsOfLoan } from './store/payments.ts'
import { grantsOf } from './store/pots.ts'
import { tranchesOf } from './store/tranches.ts'
import { approval, applied, done, found, move, offered, ownAccount, payOff, run, scene, staff, take } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())
beforeAll(() => ownAccount(account))

const today = '2016-06-01'
const account = '00400440116243'
const by = { on: day(today), at: noon(today) }
const { hanne, poul, gitte } = staff
/** A clerk and an approver more than the scene has: other humans at other desks. */
const bo: StaffActor = { ...gitte, accountId: poul.accountId, humanId: newId(), name: 'Bo Lund' }
const ida: StaffActor = { ...poul, humanId: newId(), name: 'Ida Bech' }

type Deed = (tx: Tx) => Promise<Result<unknown, unknown>>
const as = (actor: StaffActor, deed: Deed) =>
  refusing(() => scene.as(actor, noon(today), deed), { ...paymentConstraints, ...accountConstraints })
/** Both at the same instant; answers how many got through. Nothing that is stored then differs from the logs. */
async function together(...deeds: readonly (readonly [StaffActor, Deed])[]): Promise<number> {
  const answers = await Promise.all(deeds.map(([actor, deed]) => as(actor, deed)))
  for (const check of loanChecks) {
    const { differences } = await scene.database.ownerDb.read(nobody(day(today)), (tx) => check.batch(tx, null, 500))
    expect([check.name, differences]).toEqual([check.name, []])
  }
  return answers.filter((answer) => answer.ok).length
}
const read = <T>(work: (tx: Tx) => Promise<T>) => scene.as(gitte, noon(today), work)
const counted = (query: ReturnType<typeof sql>) => read(async (tx) => (await tx.one(z.object({ n: countColumn }), query)).n)
const events = async (id: LoanId, name: string) => (await read((tx) => eventsOf(tx, id))).filter((event) => event.name === name).length
const payment = async (id: LoanId) => {
  const one = (await read((tx) => paymentsOfLoan(tx, id))).at(-1)
  assert(one !== undefined, 'the loan has a payment')
  return one
}
const accountId = async () =>
  (await read((tx) => tx.one(z.object({ id: idColumn<'own_account'>() }), sql`select id from loans.own_account where state = 'confirmed'`)))
    .id

async function dropped(loanId: LoanId): Promise<void> {
  const { id } = await payment(loanId)
  await as(gitte, (tx) => decidePayment(tx, { actor: gitte, id, decision: 'drop', at: by.at }))
}
async function accepted(): Promise<LoanId> {
  const id = await offered()
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  return id
}
async function released(): Promise<LoanId> {
  const loanId = await accepted()
  expect(await as(gitte, (tx) => releasePayout(tx, { actor: gitte, ...by, loanId, requestId: newId(), payee: 'cpr' }))).toEqual(done)
  return loanId
}
async function drafted(): Promise<{ loanId: LoanId; id: BatchId }> {
  const [loanId, id, from] = [await released(), newId<'payment_batch'>(), await accountId()]
  expect(await as(gitte, (tx) => makeBatch(tx, { actor: gitte, ...by, id, accountId: from }))).toEqual(done)
  return { loanId, id }
}
/** Ends a loan, so that the run is free for the next. */
async function end(id: LoanId): Promise<void> {
  if ((await found(id))?.state === 'accepted') await take(run.citizen, id, { kind: 'withdraw' })
  else await payOff(id)
}

test('two release a payout at once, and two ask for a refund: one payment waits', async () => {
  const loanId = await accepted()
  const release = (actor: StaffActor): [StaffActor, Deed] => [
    actor,
    (tx) => releasePayout(tx, { actor, ...by, loanId, requestId: newId(), payee: 'cpr' }),
  ]
  expect(await together(release(gitte), release(bo))).toBe(1)
  await dropped(loanId)
  expect(await move(gitte, loanId, { kind: 'pay_out' }, { on: '2016-04-20' })).toEqual(done)
  expect(await move(gitte, loanId, { kind: 'pay', amount: kroner(1300), on: day(today) })).toEqual(done)
  const ask = (actor: StaffActor): [StaffActor, Deed] => [
    actor,
    (tx) => askRefund(tx, { actor, ...by, loanId, requestId: newId(), amount: kroner(300) }),
  ]
  expect(await together(ask(gitte), ask(bo))).toBe(1)
  await dropped(loanId)
})

test('two clerks gather payments: one batch holds them, and none is left empty', async () => {
  const [loanId, from] = [await released(), await accountId()]
  const gather = (actor: StaffActor): [StaffActor, Deed] => [
    actor,
    (tx) => makeBatch(tx, { actor, ...by, id: newId<'payment_batch'>(), accountId: from }),
  ]
  expect(await together(gather(gitte), gather(bo))).toBe(1)
  expect(await counted(sql`select count(*) as n from loans.payment_batch`)).toBe(1)
  const { batchId } = await payment(loanId)
  assert(batchId !== null, 'it is in the batch')
  expect(await as(gitte, (tx) => dropBatch(tx, { actor: gitte, ...by, id: batchId }))).toEqual(done)
  await dropped(loanId)
  await end(loanId)
})

test.each(['approve', 'drop'] as const)(
  'two approve a batch at once, or one while another would %s it: each payment is booked once, or not',
  async (second) => {
    const { loanId, id } = await drafted()
    const other: Deed = (tx) =>
      second === 'approve' ? approveBatch(tx, { actor: ida, ...by, id }) : dropBatch(tx, { actor: bo, ...by, id })
    expect(await together([poul, (tx) => approveBatch(tx, { actor: poul, ...by, id })], [second === 'approve' ? ida : bo, other])).toBe(1)
    const state = (await read((tx) => batchById(tx, id)))?.state
    expect(await events(loanId, 'pay_out')).toBe(state === 'approved' ? 1 : 0)
    expect((await read((tx) => paymentsOf(tx, id))).length).toBe(state === 'approved' ? 1 : 0)
    if (state === 'dropped') await dropped(loanId)
    await end(loanId)
  },
)

test('who may not see a borrower approves no batch, and fetches no file, that would lack the payment', async () => {
  const { loanId, id } = await drafted()
  const asOwner = (statement: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(day(today)), (tx) => tx.run(statement))
  const conflict = () =>
    asOwner(sql`
      insert into people.conflict (person_id, human_id, account_id, declared_at, declared_by)
      select l.person_id, a.human_id, a.id, now(), a.id from loans.loan l, access.account a where l.id = ${loanId} and a.id = ${poul.accountId}`)
  const unseen = { ok: false, refusal: { kind: 'payments_unseen' } }
  const approve = () => as(poul, (tx) => approveBatch(tx, { actor: poul, ...by, id }))
  const fetched = () => as(poul, (tx) => paymentFileOf(tx, { actor: poul, id, at: by.at, textOf: String }))
  await conflict()
  expect(await approve()).toEqual(unseen)
  await asOwner(sql`delete from people.conflict`)
  expect(await approve()).toEqual(done)
  await conflict()
  expect(await fetched()).toEqual(unseen)
  await asOwner(sql`delete from people.conflict`)
  expect((await fetched()).ok).toBe(true)
  await end(loanId)
})

test('one writes that a payout was paid while another writes that it was rejected: one of them stands', async () => {
  const { loanId, id } = await drafted()
  expect(await as(poul, (tx) => approveBatch(tx, { actor: poul, ...by, id }))).toEqual(done)
  const sent = await payment(loanId)
  const write = (actor: StaffActor, outcome: Parameters<typeof settlePayment>[1]['outcome']): [StaffActor, Deed] => [
    actor,
    (tx) => settlePayment(tx, { actor, ...by, id: sent.id, outcome }),
  ]
  const paid = { state: 'paid', on: day(today) } as const
  expect(await together(write(gitte, paid), write(bo, { state: 'rejected', on: day(today), reason: 'AC03' }))).toBe(1)
  const { state } = await payment(loanId)
  expect([state, await events(loanId, 'undo'), (await found(loanId))?.state]).toEqual(
    state === 'paid' ? ['paid', 0, 'repaying'] : ['rejected', 1, 'accepted'],
  )
  await end(loanId)
})

test('a status report read by two at the same instant takes a rejected payout back once', async () => {
  const { loanId, id } = await drafted()
  expect(await as(poul, (tx) => approveBatch(tx, { actor: poul, ...by, id }))).toEqual(done)
  const statuses = [{ endToEnd: null, status: 'rejected', reason: 'AC03' }] as const
  const report = { messageId: (await read((tx) => batchById(tx, id)))?.messageId ?? '', statuses }
  const readIt = (actor: StaffActor): [StaffActor, Deed] => [actor, (tx) => readStatus(tx, { actor, ...by, report })]
  expect(await together(readIt(gitte), readIt(bo))).toBe(2)
  const { state } = await payment(loanId)
  expect([state, await events(loanId, 'undo'), (await found(loanId))?.state]).toEqual(['rejected', 1, 'accepted'])
  await end(loanId)
})

test.each([
  ['approves', 'approve'],
  ['drops', 'drop'],
] as const)('one approves a refund while another %s it: it is decided once', async (_, second) => {
  const loanId = await accepted()
  expect(await move(gitte, loanId, { kind: 'pay_out' }, { on: '2016-04-20' })).toEqual(done)
  expect(await move(gitte, loanId, { kind: 'pay', amount: kroner(1300), on: day(today) })).toEqual(done)
  const id = newId<'payment_order'>()
  expect(await as(gitte, (tx) => askRefund(tx, { actor: gitte, ...by, loanId, requestId: id, amount: kroner(300) }))).toEqual(done)
  const decide = (actor: StaffActor, decision: 'approve' | 'drop'): [StaffActor, Deed] => [
    actor,
    (tx) => decidePayment(tx, { actor, id, decision, at: by.at }),
  ]
  const through = await together(decide(poul, 'approve'), decide(ida, second))
  const { state, releasedBy } = await payment(loanId)
  // A refund that is approved may still be dropped, for it has not been sent.
  expect([through, state]).toEqual(state === 'dropped' ? [expect.any(Number), 'dropped'] : [1, 'released'])
  if (state === 'released') expect([poul.humanId, ida.humanId]).toContain(releasedBy)
  await as(gitte, (tx) => decidePayment(tx, { actor: gitte, id: id as PaymentId, decision: 'drop', at: by.at }))
})

test('two propose the same account, then one confirms it while another drops it: one proposal, decided once', async () => {
  const parsed = parseBankAccount('20000123456789')
  assert(parsed.ok, 'an account')
  const facts = { account: parsed.value, holder: 'Næstved Kommune', bic: null, creditor: null, format: 'pain.001.001.03' } as const
  const propose = (actor: StaffActor): [StaffActor, Deed] => [
    actor,
    (tx) => proposeAccount(tx, { actor, requestId: newId(), at: by.at, facts, closes: false }),
  ]
  expect(await together(propose(gitte), propose(bo))).toBe(1)
  const [proposal] = await read((tx) => proposedAccounts(tx, gitte.organisationId))
  assert(proposal !== undefined, 'one waits')
  const decide = (actor: StaffActor, decision: 'confirmed' | 'dropped'): [StaffActor, Deed] => [
    actor,
    (tx) => decideOwnAccount(tx, { actor, id: proposal.id, decision, at: by.at }),
  ]
  expect(await together(decide(poul, 'confirmed'), decide(ida, 'dropped'))).toBe(1)
  expect(await counted(sql`select count(*) as n from loans.own_account where account = ${parsed.value} and state = 'proposed'`)).toBe(0)
})

test('one confirms a grant while another drops it: it is settled once', async () => {
  const grant = { purchaserId: scene.birgitte.organisationId, fund: 'pulje', amount: kroner(50_000) as Ore, validFrom: day('2016-01-01') }
  const id = newId()
  expect(await as(gitte, (tx) => enterGrant(tx, { actor: gitte, requestId: id, grant, at: by.at }))).toEqual(done)
  const answer = (actor: StaffActor, confirm: boolean): [StaffActor, Deed] => [
    actor,
    (tx) => answerGrant(tx, { actor, grantId: id, confirm, at: by.at }),
  ]
  expect(await together(answer(poul, true), answer(ida, true), answer(bo, false))).toBe(1)
  const kept = (await read((tx) => grantsOf(tx, gitte.organisationId))).filter((one) => one.id === id)
  expect(kept.every((one) => one.confirmed === true)).toBe(true)
  const clean = answer(gitte, false)
  await as(...clean)
})

test('one books a movement while another puts it aside: it is booked once, and never lost', async () => {
  const id = await accepted()
  expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-04-20' })).toEqual(done)
  const line = { key: 'a'.repeat(64), account, bookedOn: day(today), amount: kroner(40), paymentId: null, creditor: null, endToEnd: null }
  const file = { accounts: [account], lines: [{ ...line, name: 'Ukendt', text: 'Overførsel' }], leftOut: {} }
  expect(
    await together(
      ...[gitte, bo].map((actor): [StaffActor, Deed] => [actor, (tx) => importLines(tx, { actor, ...by, requestId: newId(), file })]),
    ),
  ).toBe(2)
  const { id: lineId } = await read((tx) => tx.one(z.object({ id: idColumn<'bank_line'>() }), sql`select id from loans.bank_line`))
  const number = (await found(id))?.number ?? ''
  const use: Deed = (tx) => useLine(tx, { actor: gitte, ...by, requestId: newId(), lineId, parts: [{ number, amount: kroner(40) }] })
  await together([gitte, use], [bo, (tx) => parkLine(tx, { actor: bo, ...by, requestId: newId(), lineId, note: 'Ukendt' })])
  const state = await read((tx) => tx.one(z.object({ state: z.string() }), sql`select state from loans.bank_line`))
  expect([state.state, await events(id, 'pay')]).toEqual(['used', 1])
  await end(id)
})

test('two see the same paper: its condition is met once; two answer a request for deferral: it is answered once', async () => {
  const id = await applied()
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  const laterParts = [{ amount: kroner(400), condition: 'Lejekontrakt' }]
  expect(await take(poul, id, { ...approval, laterParts })).toEqual(done)
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  const meet = (actor: StaffActor): [StaffActor, Deed] => [
    actor,
    (tx) => meetCondition(tx, { actor, ...by, loanId: id, requestId: newId(), met: { tranche: 2, n: 1, voucher: 'Kontrakt' } }),
  ]
  expect(await together(meet(hanne), meet({ ...hanne, humanId: newId() }))).toBe(1)
  expect((await read((tx) => tranchesOf(tx, id)))[1]?.conditions[0]?.metOn?.toString()).toBe(today)
  expect(await move(gitte, id, { kind: 'pay_out' }, { on: '2016-06-01' })).toEqual(done)
  const payOut = (actor: StaffActor): [StaffActor, Deed] => [
    actor,
    (tx) => moveMoney(tx, { actor, ...by, loanId: id, requestId: newId(), move: { kind: 'pay_out' } }),
  ]
  expect(await together(payOut(gitte), payOut(bo)), 'the second part').toBe(1)
  expect(await events(id, 'pay_out')).toBe(2)
  const deferral = { kind: 'pause', fromDue: day('2016-07-01'), months: 1 } as const
  const defer = (actor: StaffActor, step: Parameters<typeof stepDeferral>[1]['step']): [StaffActor, Deed] => [
    actor,
    (tx) => stepDeferral(tx, { actor, ...by, loanId: id, requestId: newId(), step }),
  ]
  const asks = { kind: 'ask_deferral', deferral, words: 'Syg' } as const
  expect(await together(defer(hanne, asks), defer({ ...hanne, humanId: newId() }, asks))).toBe(1)
  const answers = openRequest(await read((tx) => eventsOf(tx, id)))?.id ?? null
  expect(
    await together(
      defer(hanne, { kind: 'defer', answers, wish: 'borrower', deferral, reason: 'other', words: 'Ja' }),
      defer(poul, { kind: 'refuse_deferral', answers, words: 'Nej' }),
    ),
  ).toBe(1)
  await end(id)
})
