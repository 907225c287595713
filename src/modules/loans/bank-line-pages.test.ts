import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import type { BankLine } from './domain/bank-line.ts'
import { loansModule } from './index.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { ownAccount, scene, staff } from './test-support/loan-scene.ts'

const account = '12345678901234'
afterAll(() => scene.database.close())
beforeAll(() => ownAccount(account, '12345678'))

const clock = { now: () => noon('2016-06-01'), today: () => day('2016-06-01') }
const fee = (n: number): BankLine => ({
  key: n.toString(16).padStart(64, '0'),
  account,
  bookedOn: day('2016-05-03'),
  amount: ore(BigInt(-1 - n)),
  paymentId: null,
  creditor: null,
  endToEnd: null,
  name: 'Banken',
  text: `Gebyr nr. ${n}`,
})
const file = { accounts: [account], lines: Array.from({ length: 230 }, (_, n) => fee(n)), leftOut: {} }
const { routes } = loansModule({ db: scene.database.db, clock }, () => Promise.resolve({ ok: true, value: file }), loanPorts)
const pages = pagesOf(routes, clock)

test('every line can be reached a hundred at a time, and a page that is gone gives the last there is', async () => {
  const sent = await pages.post(staff.gitte, '/bank-lines', { request_id: newId(), file: new File(['x'], 'a.xml') })
  expect(sent.status).toBe(303)
  const linesOn = async (page: number) => {
    const { html } = await pages.get(staff.gitte, `/bank-lines?state=open&page=${page}`)
    return [...new Set(html.match(/(?<=href="\/bank-lines\/)[0-9a-f-]{36}(?=")/g))]
  }
  const [first, second, third] = [await linesOn(1), await linesOn(2), await linesOn(3)]
  expect([first.length, second.length, third.length]).toEqual([100, 100, 30])
  expect(new Set([...first, ...second, ...third]).size).toBe(230)
  expect(await linesOn(99)).toEqual(third)
  const { html } = await pages.get(staff.gitte, '/bank-lines')
  expect(html).toContain('/bank-lines?state=open&amp;page=2')
})
