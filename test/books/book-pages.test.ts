import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { exportFormats } from '#integrations/erp/index.ts'
import { sql } from '#platform/db/database.ts'
import { noon } from '../support/enrolment-scene.ts'
import { pagesOf } from '../support/pages.ts'
import { done, found, move, paidOut, pay, scene, staff } from '../../src/modules/loans/test-support/loan-scene.ts'
import { ledgerModule, statementOf } from '#modules/ledger/index.ts'
import { loanSubject } from '#modules/loans/index.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-06-10'), today: () => day('2016-06-10') }
const pages = pagesOf(ledgerModule({ db: scene.database.db, clock }, { subject: loanSubject, formats: exportFormats }).routes, clock)
const { gitte, poul, outsider } = staff

test('the books are read from balance to account to entry to loan, by finance only, and the reading of an entry is logged', async () => {
  const id = await paidOut()
  const requestId = newId()
  expect(await pay(id, kroner(150), '2016-06-01', requestId)).toEqual(done)
  expect(await move(gitte, id, { kind: 'undo', eventId: requestId })).toEqual(done)
  const entries = await scene.as(gitte, noon('2016-06-10'), (tx) => statementOf(tx, id))
  expect(entries.map((entry) => entry.source)).toEqual(
    Array(3).fill({ purchaserId: scene.birgitte.organisationId, programme: expect.any(String), fund: 'own' }),
  )
  const balance = (await pages.get(gitte, '/ledger/trial-balance?from=01.06.2016&until=10.06.2016')).html
  expect(balance).toContain('Råbalance 01.06.2016 til 10.06.2016')
  expect(balance.match(/\b150\skr/g)?.length, 'debit and credit of two accounts').toBe(4)
  expect(balance.match(/\b300\skr/g)?.length, 'their sums').toBe(2)
  const account = (await pages.get(gitte, '/ledger/accounts/bank?from=01.06.2016&until=10.06.2016')).html
  expect(account).toContain('Primo 01.06.2016')
  const [, payment, reversal] = entries
  expect(account).toContain(`href="/ledger/entries/${payment?.id}"`)
  const entry = (await pages.get(gitte, `/ledger/entries/${payment?.id}`)).html
  expect(entry).toContain(`href="/ledger/entries/${reversal?.id}"`)
  expect(entry).toContain((await found(id))?.number)
  expect(entry).toContain(`href="/loans/${id}"`)
  const logged = await scene.database.ownerDb.read(
    { accountId: null, organisationId: null, personId: null, today: day('2016-06-10') },
    (tx) => tx.run(sql`select from audit.line where kind = 'read' and action = 'ledger.entry'`),
  )
  expect(logged).toBe(1)
  expect((await pages.get(scene.ibrahim, '/ledger')).status).toBe(403)
  expect((await pages.get(outsider, `/ledger/entries/${payment?.id}`)).status, 'another book').toBe(404)
})

test('an unreal day is named, kept and answered with the form; an unknown account or entry is not found', async () => {
  const backwards = await pages.get(gitte, '/ledger/trial-balance?from=10.06.2016&until=01.06.2016')
  expect([backwards.status, backwards.html.includes('Vælg dem om'), backwards.html.includes('value="10.06.2016"')]).toEqual([
    422,
    true,
    true,
  ])
  const wrong = await pages.get(gitte, '/ledger/trial-balance?from=31.02.2016&until=10.06.2016')
  expect([wrong.status, wrong.html.includes('value="31.02.2016"')]).toEqual([422, true])
  for (const path of ['/ledger/accounts/gold', '/ledger/entries/x', '/ledger/entries/999999'])
    expect((await pages.get(gitte, path)).status, path).toBe(404)
})

test('a month is asked for by one, closed by another, and says why it cannot be done by the same', async () => {
  const press = (who: typeof gitte, step: string, month = '2016-04') =>
    pages.post(who, `/ledger/months/${month}/${step}`, { request_id: newId() })
  expect((await press(gitte, 'ask_close', '2016-05')).html, 'in order').toContain('Luk først april 2016')
  expect((await press(gitte, 'ask_close')).status).toBe(303)
  const own = await press(gitte, 'close')
  expect([own.status, own.html.includes('En anden skal gøre det')]).toEqual([422, true])
  expect((await press(poul, 'close')).status).toBe(303)
  expect((await pages.get(gitte, '/ledger')).html).toContain('Bed om genåbning')
  expect((await press(poul, 'shut')).status).toBe(404)
})
