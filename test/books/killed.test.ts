import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId, parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { readBankFile, readPaymentStatus, writePaymentFile } from '#integrations/bank-files/index.ts'
import { type Sql, type Tx, createDb, nobody, sql } from '#platform/db/database.ts'
import { countColumn } from '#platform/db/row.ts'
import { doWhatIsDue } from '#modules/enrolments/index.ts'
import { checks } from '../../src/checks.ts'
import { verifyAll } from '../../src/command/verify.ts'
import { approveBatch } from '../../src/modules/loans/actions/batches.ts'
import { paymentIdOf } from '../../src/modules/loans/domain/bank-line.ts'
import type { LoanId } from '../../src/modules/loans/domain/loan.ts'
import { type BatchId, endToEndOf } from '../../src/modules/loans/domain/payment.ts'
import { eventsOf } from '../../src/modules/loans/store/events.ts'
import { batchById, paymentsOfLoan } from '../../src/modules/loans/store/payments.ts'
import {
  apply,
  approval,
  done,
  found,
  ownAccount,
  run,
  scene,
  staff,
  started,
  take,
} from '../../src/modules/loans/test-support/loan-scene.ts'
import { noon } from '../support/enrolment-scene.ts'
import { fixedAt, loansPages } from './loan-pages.ts'
import type { Press } from './press.ts'

const today = '2016-06-01'
const account = '00400440116243'
const files = { write: writePaymentFile, readStatus: readPaymentStatus }
const pages = loansPages(scene.database.db, fixedAt(today), readBankFile, files)
const { gitte } = staff
const other: StaffActor = { ...gitte, accountId: staff.poul.accountId, humanId: newId(), name: 'Bo Lund' }
const superuser = createDb(scene.database.superuserConnection, { max: 2 })
const root = join(import.meta.dirname, '..', '..')

afterAll(async () => {
  await superuser.close()
  await scene.database.close()
})

const as = <T>(work: (tx: Tx) => Promise<T>) => scene.as(gitte, noon(today), work)
const post = (actor: StaffActor, path: string, fields: Record<string, string | File> = {}) =>
  pages.post(actor, path, { request_id: newId(), ...fields })
const names = async (id: LoanId) => (await as((tx) => eventsOf(tx, id))).map((event) => event.name)
const counted = async (id: LoanId, name: string) => (await names(id)).filter((one) => one === name).length
const payment = async (id: LoanId) => {
  const one = (await as((tx) => paymentsOfLoan(tx, id))).at(-1)
  assert(one !== undefined, 'the loan has a payment')
  return one
}

let loans: readonly LoanId[] = []
const loan = (n: number): LoanId => {
  const id = loans[n]
  assert(id !== undefined, 'there are three')
  return id
}
const numbers = async () => Promise.all(loans.map(async (id) => (await found(id))?.number ?? ''))

beforeAll(async () => {
  await ownAccount(account, '12345678')
  const more = [await started('Karim Haddad'), await started('Jonas Lind')]
  await doWhatIsDue(scene.database.db, scene.ports, day('2016-04-05'), noon('2016-04-05'))
  const made: LoanId[] = []
  for (const one of [run, ...more]) {
    const id = await apply(one.citizen, { enrolmentId: one.id })
    assert(id.ok, 'each applies')
    expect(await take(staff.hanne, id.value, { kind: 'advise', words: 'Godt' })).toEqual(done)
    expect(await take(staff.poul, id.value, approval)).toEqual(done)
    expect(await take(one.citizen, id.value, { kind: 'accept' })).toEqual(done)
    made.push(id.value)
  }
  loans = made
})

function begin(press: Omit<Press, 'today'>): ChildProcess {
  const script = join(import.meta.dirname, 'clerk-process.ts')
  const said = JSON.stringify({ ...press, today })
  return spawn(process.execPath, ['--import', 'tsx', script, scene.database.appConnection, said], { cwd: root, stdio: 'ignore' })
}

const waiting = z.object({ pid: z.int() })
/** Who waits for what this transaction holds. */
async function waiterOf(tx: Tx, child: ChildProcess): Promise<number> {
  for (;;) {
    const who = await tx.maybe(
      waiting,
      sql`select distinct pid from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)) limit 1`,
    )
    if (who !== null) return who.pid
    if (child.exitCode !== null) throw new Error('The process went through without coming to the lock')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Lets a process of its own do the deed until it waits for a lock of ours, kills it with -9, and lets go when it is dead. */
async function killedAt(lock: Sql, press: Omit<Press, 'today'>): Promise<void> {
  const pid = await scene.database.ownerDb.transaction(nobody(day(today)), async (tx) => {
    await tx.run(lock)
    const child = begin(press)
    const ended = once(child, 'exit')
    const backend = await waiterOf(tx, child)
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
    return backend
  })
  const alive = () =>
    superuser.read(nobody(day(today)), (tx) =>
      tx.one(z.object({ n: countColumn }), sql`select count(*) as n from pg_stat_activity where pid = ${pid}`),
    )
  while ((await alive()).n > 0) await new Promise((resolve) => setTimeout(resolve, 20))
}

async function nothingDiffers(): Promise<void> {
  const said: string[] = []
  const voice = { say: (line: string) => void said.push(line), progress: () => undefined }
  expect(await verifyAll(scene.database.ownerDb, checks, null, voice), said.join('\n')).toBe(0)
}

async function batchOfAll(): Promise<string> {
  for (const id of loans) expect((await post(gitte, `/loans/${id}/payment-releases`, { payee: 'cpr' })).status).toBe(303)
  const accountId = z.object({ id: z.string() })
  const own = await as((tx) => tx.one(accountId, sql`select id from loans.own_account where state = 'confirmed'`))
  const made = await post(gitte, '/payments/batches', { account: own.id })
  return made.location ?? ''
}

const lockedLoan = (id: LoanId) => sql`select from loans.loan where id = ${id} for update`

test('a batch approved by a process that is killed when a part is booked is not approved; done again, each loan is paid out once', async () => {
  const path = await batchOfAll()
  const request_id = newId()
  const press = { actor: other, path: `${path}/approval`, fields: { request_id } }
  await killedAt(lockedLoan(loan(2)), press)
  for (const id of loans) expect([await counted(id, 'pay_out'), (await payment(id)).state]).toEqual([0, 'released'])
  expect((await pages.get(gitte, `${path}/file`)).status).toBe(404)
  await nothingDiffers()
  await cutAnywhere(path)
  expect((await pages.post(other, press.path, press.fields)).status).toBe(303)
  await pages.post(other, press.path, press.fields)
  for (const id of loans) expect([await counted(id, 'pay_out'), (await payment(id)).state]).toEqual([1, 'ordered'])
  await nothingDiffers()
})

/** Ends the connection before every seventh statement of the approval in turn, at last before its commit: nothing of it is ever kept. */
async function cutAnywhere(path: string): Promise<void> {
  const id = batchIdOf(path)
  const events = () => as((tx) => tx.one(z.object({ n: countColumn }), sql`select count(*) as n from loans.event where name = 'pay_out'`))
  for (let n = 1; ; n += 7) {
    const sent = await approveUntil(id, n)
    expect((await events()).n).toBe(0)
    expect((await as((tx) => batchById(tx, id)))?.state).toBe('draft')
    if (sent < n) break
  }
}

/** Approves a batch on a connection that ends before the `n`th statement or, when there are fewer, before the commit; answers how many were sent. */
async function approveUntil(id: BatchId, n: number): Promise<number> {
  let sent = 0
  const attempt = scene.as(other, noon(today), async (tx) => {
    const count = async () => {
      sent += 1
      if (sent === n) await end(tx)
    }
    const counted: Tx = {
      rows: async (schema, query) => (await count(), tx.rows(schema, query)),
      one: async (schema, query) => (await count(), tx.one(schema, query)),
      maybe: async (schema, query) => (await count(), tx.maybe(schema, query)),
      run: async (query) => (await count(), tx.run(query)),
    }
    const answer = await approveBatch(counted, { actor: other, id, on: day(today), at: noon(today) })
    expect(answer).toEqual(done)
    await end(tx)
    return answer
  })
  await expect(attempt).rejects.toThrow()
  return sent
}

function batchIdOf(path: string): BatchId {
  const id = parseId<'payment_batch'>(path.split('/').at(-1) ?? '')
  assert(id !== null, 'the path ends with it')
  return id
}

async function end(tx: Tx): Promise<void> {
  const { pid } = await tx.one(waiting, sql`select pg_backend_pid() as pid`)
  await superuser.transaction(nobody(day(today)), (over) => over.run(sql`select pg_terminate_backend(${pid}, 5000)`))
}

const camtLine = (amount: string, direction: 'CRDT' | 'DBIT', ref: string, endToEnd: string) =>
  `<Ntry><Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${today}</Dt></BookgDt>
   <AcctSvcrRef>${ref}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${endToEnd}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>`
const camt = (entries: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id>
   <Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const send = (file: string) => post(gitte, '/bank-lines', { file: new File([file], 'bank-file') })
const kept = () => as((tx) => tx.one(z.object({ n: countColumn }), sql`select count(*) as n from loans.bank_line`))

test('a statement whose reader is killed half-way through what the bank tells of payouts is read again, and each is settled once', async () => {
  const orders = await Promise.all(loans.map(payment))
  const file = camt(orders.map((one, n) => camtLine('1000', 'DBIT', `U${n}`, endToEndOf(one.id))).join(''))
  const press = { actor: gitte, path: '/bank-lines', fields: { request_id: newId() }, file }
  await killedAt(sql`lock table loans.bank_import in exclusive mode`, press)
  expect((await kept()).n, 'killed while the lines are kept').toBe(0)
  await killedAt(sql`select from loans.payment_order where loan_id = ${loan(1)} for update`, press)
  expect((await kept()).n).toBe(3)
  const states = async () => (await Promise.all(loans.map(payment))).map((one) => one.state)
  expect(await states()).toEqual(['paid', 'ordered', 'ordered'])
  expect((await send(file)).status).toBe(303)
  expect(await states()).toEqual(['paid', 'paid', 'paid'])
  expect((await kept()).n).toBe(3)
  await nothingDiffers()
})

test('a file of payments whose reader is killed between two bookings is imported again, with nothing lost and nothing doubled', async () => {
  const named = await numbers()
  const row = (n: number, number: string) => `${account};01-06-2016;100,00;Afdrag;Betaler;R${n};${paymentIdOf(number)}`
  const rows = [...named, ...named].map((number, n) => row(n, number))
  const csv = ['konto;dato;beløb;tekst;navn;reference;betalings-id', ...rows].join('\r\n')
  const press = { actor: gitte, path: '/bank-lines', fields: { request_id: newId() }, file: csv }
  await killedAt(lockedLoan(loan(1)), press)
  expect((await kept()).n).toBe(9)
  expect(await Promise.all(loans.map((id) => counted(id, 'pay')))).toEqual([1, 0, 0])
  await nothingDiffers()
  const again = await Promise.all([send(csv), send(csv)])
  expect(again.map((answer) => answer.status)).toEqual([303, 303])
  expect(await Promise.all(loans.map((id) => counted(id, 'pay')))).toEqual([2, 2, 2])
  expect((await kept()).n).toBe(9)
  await nothingDiffers()
})
