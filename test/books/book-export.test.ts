import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { exportFormats } from '#integrations/erp/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../support/enrolment-scene.ts'
import { pagesOf } from '../support/pages.ts'
import { ledgerModule } from '#modules/ledger/index.ts'
import { loanSubject } from '#modules/loans/index.ts'
import { done, paidOut, pay, scene, staff } from '../../src/modules/loans/test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-06-10'), today: () => day('2016-06-10') }
const ports = { subject: loanSubject, formats: exportFormats }
const pages = pagesOf(ledgerModule({ db: scene.database.db, clock }, ports).routes, clock)
const { gitte, poul } = staff
const today = day('2016-06-10')
let loanId: Awaited<ReturnType<typeof paidOut>>

beforeAll(async () => {
  loanId = await paidOut()
  expect(await pay(loanId, kroner(150), '2016-05-02')).toEqual(done)
})

const make = (until: string, format = 'csv', request_id: string = newId()) =>
  pages.post(gitte, '/ledger/exports', { request_id, until, format })
const file = async (number: number) => (await pages.get(gitte, `/ledger/exports/${number}`)).html

describe('a rule', () => {
  const wish = { account: 'bank', reason: '', source: '', municipal_account: '9.22.01', valid_from: '01.05.2016' }

  test('is seen before it is made, counts once another human has confirmed it, and names a wrong field', async () => {
    const wrong = await pages.get(gitte, `/ledger/rules/preview?${new URLSearchParams({ ...wish, municipal_account: '=1+1' }).toString()}`)
    expect([wrong.status, wrong.html.includes('value="=1+1"')]).toEqual([422, true])
    const preview = (await pages.get(gitte, `/ledger/rules/preview?${new URLSearchParams(wish).toString()}`)).html
    expect(preview).toContain('9.22.05')
    expect(preview).toMatch(/150\s+kr/)
    const request_id = newId()
    const given = { ...wish, valid_from: '2016-05-01', request_id }
    expect((await pages.post(gitte, '/ledger/rules', given)).status).toBe(303)
    expect((await pages.post(gitte, '/ledger/rules', given)).status, 'a double click').toBe(303)
    expect((await pages.get(gitte, '/ledger/rules')).html.match(/9\.22\.01/g)?.length).toBeLessThanOrEqual(3)
    const own = await pages.post(gitte, `/ledger/rules/${request_id}/confirm`, { request_id: newId() })
    expect([own.status, own.html.includes('En anden skal bekræfte den')]).toEqual([422, true])
    const forced = scene.database.ownerDb.transaction(nobody(today), (tx) =>
      tx.run(sql`update ledger.rule set settled_by = made_by, confirmed = true`),
    )
    await expect(forced).rejects.toMatchObject({ constraint: 'rule_by_two' })
    expect((await pages.post(poul, `/ledger/rules/${request_id}/confirm`, { request_id: newId() })).status).toBe(303)
    expect((await pages.post(poul, `/ledger/rules/${request_id}/drop`, { request_id: newId() })).status).toBe(422)
  })
})

describe('an export', () => {
  test('holds whole entries up to the day, by the rules of their posting day, and gives the same bytes again', async () => {
    expect((await make('31.12.2016')).html).toContain('fremtiden')
    expect((await make('30.02.2016')).html).toContain('value="30.02.2016"')
    expect((await make('30.04.2016')).status).toBe(303)
    const first = await file(1)
    expect(first.trim().split('\r\n')).toEqual([
      'eksport;bilag;linje;bogføringsdato;valørdato;konto;intern_konto;hændelse;beløb;modpost_til;køber;program;finansiering',
      expect.stringMatching(/^1;\d+;1;2016-04-15;2016-04-15;9\.22\.05;bank;loan_paid_out;-1000,00;;\d+;[^;]+;own$/),
      expect.stringMatching(/^1;\d+;2;2016-04-15;2016-04-15;9\.32\.25;loans_receivable;loan_paid_out;1000,00;;\d+;[^;]+;own$/),
    ])
    expect(await file(1)).toBe(first)
    expect((await make('10.06.2016', 'xml')).status).toBe(303)
    const second = await file(2)
    expect(second).toContain('entries="1" debitTotal="150.00" creditTotal="150.00"')
    expect(second, 'the rule from May').toContain('account="9.22.01" internalAccount="bank" side="debit">150.00<')
    expect(second).not.toContain('loan_paid_out')
    expect((await make('10.06.2016')).html).toContain('ikke allerede er trukket ud')
    expect((await pages.get(gitte, '/ledger/exports')).html).toContain('Alle bilag er trukket ud')
    expect((await pages.get(gitte, '/ledger/exports/9')).status).toBe(404)
  })

  test('by two clerks at once, and by one who presses twice, holds each entry once; what was exported cannot be changed', async () => {
    expect(await pay(loanId, kroner(100), '2016-06-01')).toEqual(done)
    const request = newId()
    const answers = await Promise.all([
      make('10.06.2016', 'csv', request),
      make('10.06.2016', 'csv', request),
      make('10.06.2016'),
      make('10.06.2016', 'xml'),
    ])
    const made = await scene.database.ownerDb.read(nobody(today), (tx) => tx.run(sql`select from ledger.export`))
    expect(made).toBe(3)
    expect(answers.filter((answer) => answer.status === 303).length).toBeGreaterThanOrEqual(1)
    const force = (statement: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(today), (tx) => tx.run(statement))
    await expect(force(sql`update ledger.export set format = 'xml'`)).rejects.toMatchObject({ constraint: 'export_append_only' })
    await expect(force(sql`delete from ledger.exported`)).rejects.toMatchObject({ constraint: 'export_append_only' })
    await expect(force(sql`insert into ledger.exported select entry_id, book_id, 1 from ledger.exported where number = 2`)).rejects.toThrow(
      /exported_pkey/,
    )
  })

  test('is whole: its entries are all of the book, each once, and its hash is that of the bytes', async () => {
    const files = await Promise.all([1, 2, 3].map(file))
    const [listed] = [(await pages.get(gitte, '/ledger/exports')).html]
    for (const text of files) {
      const bytes = text.startsWith('<?xml') ? text : `\uFEFF${text.replace(/^\uFEFF/, '')}`
      expect(listed).toContain(createHash('sha256').update(bytes).digest('hex'))
    }
    const lost = await scene.database.ownerDb.read(nobody(today), (tx) =>
      tx.run(sql`select from ledger.entry e where not exists (select from ledger.exported x where x.entry_id = e.id)`),
    )
    expect(lost).toBe(0)
  })

  test('is made by the finance clerk, read by the approver, and shut to others', async () => {
    expect((await pages.post(poul, '/ledger/exports', { until: '10.06.2016', format: 'csv' })).status).toBe(403)
    expect((await pages.get(poul, '/ledger/exports/1')).status).toBe(200)
    expect((await pages.get(scene.ibrahim, '/ledger/exports/1')).status).toBe(403)
    expect((await pages.get(staff.outsider, '/ledger/exports/1')).status, 'another book').toBe(404)
  })
})
