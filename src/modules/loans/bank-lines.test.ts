import { afterAll, expect, test } from 'vitest'
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
import { found, paidOut, scene, staff } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-06-01'), today: () => day('2016-06-01') }
let file: BankFile = { lines: [], leftOut: {} }
const pages = pagesOf(loansModule({ db: scene.database.db, clock }, () => Promise.resolve({ ok: true, value: file })).routes, clock)
const line = (n: number, amount: bigint, more: Partial<BankLine> = {}): BankLine => ({
  key: n.toString(16).padStart(64, '0'),
  account: '12345678901234',
  bookedOn: day('2016-05-02'),
  amount: ore(amount),
  paymentId: null,
  creditor: null,
  name: 'Ukendt',
  text: 'Overførsel',
  ...more,
})
const send = (requestId: string = newId()) =>
  pages.post(staff.gitte, '/bank-lines', { request_id: requestId, file: new File(['x'], 'a.xml') })
const as = <T>(work: Parameters<typeof scene.as<T>>[2]) => scene.as(staff.gitte, noon('2016-06-01'), work)
const open = () => as((tx) => linesIn(tx, staff.gitte.organisationId, 'open', 100))

test('a payment id names its loan and no other', () => {
  for (const number of ['L-2016-001', 'L-2016-1000', 'L-2026-12345']) expect(loanNumberOf(paymentIdOf(number))).toBe(number)
})

test('a file imported twice books its payment once; the rest waits, is split, and is used once by two clerks', async () => {
  const id = await paidOut()
  const number = (await found(id))?.number ?? ''
  file = {
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
})

test('the database refuses a line used for less than it is, and a stranger sees no line', async () => {
  const wrong = scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) =>
    tx.run(sql`update loans.bank_line set state = 'used', settled_at = ${noon('2016-06-01')} where amount_ore > 0 and state = 'used'`),
  )
  await wrong
  file = { lines: [line(9, kroner(1))], leftOut: {} }
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
  file = { lines: Array.from({ length: 5000 }, (_, n) => line(n + 100, 100n)), leftOut: {} }
  expect((await send()).status).toBe(303)
  expect((await open()).length).toBe(100)
})
