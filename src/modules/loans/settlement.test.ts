import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { agreeLosses } from '#modules/agreements/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { type ClosingStep, stepClosing } from './actions/closing.ts'
import type { LoanId } from './domain/loan.ts'
import { settledMonths, settlementTotal } from './domain/settlement.ts'
import { loansModule } from './index.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { done, move, paidOut, pay, scene, staff } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-08-10'), today: () => day('2016-08-10') }
const module = loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts)
const pages = pagesOf(module.routes, clock)
const { gitte, poul, outsider } = staff
const secretary: StaffActor = { ...scene.birgitte, accountId: newId(), humanId: newId(), roles: ['committee_secretary'] }
const close = (actor: StaffActor, loanId: LoanId, step: ClosingStep) =>
  scene.as(actor, noon('2016-06-20'), (tx) =>
    stepClosing(tx, { actor, loanId, requestId: newId(), on: day('2016-06-20'), at: noon('2016-06-20'), step }),
  )

/** A loan of 1.000 kr. paid out in April; 300 kr. repaid in May and taken in again in June, then lost, and 200 kr. of it came in in July. */
beforeAll(async () => {
  const id = await paidOut()
  expect(await pay(id, kroner(300), '2016-05-02')).toEqual(done)
  const taken = newId()
  expect(await pay(id, kroner(50), '2016-05-03', taken)).toEqual(done)
  expect(await move(gitte, id, { kind: 'undo', eventId: taken })).toEqual(done)
  const step = { kind: 'propose_closing', closing: 'write_off', reason: 'other', words: 'Lukket' } as const
  expect(await close(gitte, id, step)).toEqual(done)
  expect(await close(poul, id, { kind: 'write_off', words: 'Ja' })).toEqual(done)
  const recovery = { kind: 'recover', amount: kroner(200), on: day('2016-07-04') } as const
  expect(await move(gitte, id, recovery, { on: '2016-07-04' })).toEqual(done)
  await scene.database.ownerDb.transaction(nobody(day('2016-08-10')), (tx) =>
    tx.run(sql`
      insert into agreements.statement (agreement_id, month, lines, amount_ore, correction_ore, made_at)
      values (${scene.agreementId}, '2016-05-01', '[]', 2000000, -100000, ${noon('2016-06-01')})`),
  )
})

const query = '?from=2016-04&until=2016-07'

test('months add up: places by their statement with its correction, loans by their events, and what was taken back counts nowhere', async () => {
  const file = await pages.get(gitte, `/settlement.csv${query}`)
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(
    file.html
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n'),
  ).toEqual([
    'måned;pladser;udbetalt;tilbagebetalt;tabt;indgået_efter_tab;tab_køber;tab_leverandør;tab_långiver;tab_jobcenter;tab_uden_vilkår',
    '2016-04;;1000,00;0,00;0,00;0,00;0,00;0,00;0,00;0,00;0,00',
    '2016-05;19000,00;0,00;300,00;0,00;0,00;0,00;0,00;0,00;0,00;0,00',
    '2016-06;;0,00;0,00;700,00;0,00;700,00;0,00;0,00;0,00;0,00',
    '2016-07;;0,00;0,00;0,00;200,00;-200,00;0,00;0,00;0,00;0,00',
  ])
  const shown = await pages.get(gitte, `/settlement${query}`)
  expect([shown.status, shown.html.includes('3 af månederne er ikke gjort op')]).toEqual([200, true])
  expect(shown.html).toMatch(/19\.000\s+kr\./)
  expect(shown.html).toMatch(/500\s+kr\./)
  expect(shown.html).toContain(`/agreements/${scene.agreementId}/statements/2016-05`)
  const english = (await pages.get(gitte, `/settlement${query}`, 'en')).html
  expect(english).toContain('Recovered after loss')
  expect(english.replaceAll('\u00a0', ' ')).toContain('Ishøj Kommune pays Næstved Kommune DKK 19,500')
})

test('the same is a PDF; the purchaser’s director reads it too, a stranger nothing, and a wrong order is said', async () => {
  const pdf = await pages.get(gitte, `/settlement.pdf${query}`)
  expect([pdf.status, pdf.html.startsWith('%PDF')]).toEqual([200, true])
  expect((await pages.get(scene.birgitte, `/settlement${query}`)).html).toMatch(/700\s+kr\./)
  expect((await pages.get(scene.mette, '/settlement')).status).toBe(200)
  expect((await pages.get(scene.ibrahim, '/settlement')).status).toBe(403)
  expect((await pages.get(outsider, '/settlement')).html).toContain('ingen aftaler at afregne')
  expect((await pages.get(outsider, '/settlement.csv')).status).toBe(404)
  const wrong = await pages.get(gitte, '/settlement?from=2016-07&until=2016-04')
  expect([wrong.status, wrong.html.includes('Vælg dem om')]).toEqual([422, true])
  expect((await pages.get(gitte, '/settlement?from=x&until=2099-01&agreement=none')).status).toBe(200)
})

test('the one sum is places and the purchaser’s share of the losses, by the term of the day; without one it says so and adds no loss', async () => {
  const words = async () => (await pages.get(gitte, `/settlement${query}`)).html.replaceAll('\u00a0', ' ')
  expect(await words()).toContain('Ishøj Kommune betaler Næstved Kommune 19.500 kr.')
  const agree = (requestId: string) => {
    const term = { from: day('2016-06-01'), shares: { purchaser: 2500, provider: 7500, lender: 0, actingJobCentre: 0 } }
    const command = {
      ...term,
      actor: secretary,
      agreementId: scene.agreementId,
      reason: 'Aftalt på møde.',
      requestId,
      at: noon('2016-08-10'),
    }
    return scene.as(secretary, noon('2016-08-10'), (tx) => agreeLosses(tx, command))
  }
  expect(await agree(newId())).toMatchObject({ ok: true })
  const shared = await words()
  expect(shared).toContain('Ishøj Kommune betaler Næstved Kommune 19.125 kr.')
  expect(shared).toContain('Tab fra 01.06.2016 bæres af Ishøj Kommune 25 %, Næstved Kommune 75 %. Aftalt på møde.')
  expect(shared).toContain('Ishøj Kommune 125 kr., Næstved Kommune 375 kr.')
  await scene.database.ownerDb.transaction(nobody(day('2016-08-10')), (tx) => tx.run(sql`delete from agreements.loss_term`))
  const none = await words()
  expect(none).toContain('Aftalen siger ikke, hvem der bærer et tab.')
  expect(none).toContain('Ishøj Kommune betaler Næstved Kommune 19.000 kr.')
  expect((await pages.get(gitte, `/settlement.pdf${query}`)).status).toBe(200)
})

test('a sent settlement stands as it was sent; what changed in its months since is the correction of the next', async () => {
  const send = (until: string, actor = gitte) =>
    pages.post(actor, '/settlement/send', { agreement: scene.agreementId, until, request_id: newId() })
  const linesOf = async (address: string) => {
    const { html } = await pages.get(gitte, address.replace('/settlement?', '/settlement.csv?'))
    return html.trim().split('\r\n').slice(1)
  }
  const both = await Promise.all([send('2016-06'), send('2016-06')])
  expect(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    'two at once send it once',
  ).toEqual([303, 422])
  const first = both.find(({ status }) => status === 303) ?? both[0]
  expect(first.status).toBe(303)
  const told = await scene.database.ownerDb.read(nobody(day('2016-08-10')), (tx) =>
    tx.rows(
      z.object({ role: z.string(), href: z.string() }),
      sql`select role, href from notices.notice where kind = 'settlement_locked' order by role`,
    ),
  )
  expect(told.map(({ role }) => role)).toEqual(['business_director', 'committee_secretary', 'programme_manager'])
  expect(
    told.every(({ href }) => href === first.location),
    'it leads to the settlement as it was locked',
  ).toBe(true)
  const asSent = await linesOf(first.location ?? '')
  expect(asSent.at(-1)).toBe('2016-06;;0,00;0,00;700,00;0,00;0,00;0,00;0,00;0,00;700,00')
  const id = await paidOut()
  const proposal = { kind: 'propose_closing', closing: 'write_off', reason: 'other', words: 'Lukket' } as const
  expect(await close(gitte, id, proposal)).toEqual(done)
  expect(await close(poul, id, { kind: 'write_off', words: 'Ja' })).toEqual(done)
  expect(await linesOf(first.location ?? '')).toEqual(asSent)
  expect(await linesOf(`/settlement?agreement=${scene.agreementId}&from=2016-06&until=2016-06`)).not.toContain(asSent.at(-1))
  expect((await send('2016-05')).html).toContain('De måneder er låst. Den næste er juli 2016.')
  expect((await send('2016-08')).html).toContain('Måneden er ikke slut.')
  expect((await send('2016-07', scene.birgitte)).status).toBe(403)
  const second = await send('2016-07')
  expect(await linesOf(second.location ?? '')).toEqual([
    '2016-07;;0,00;0,00;0,00;200,00;0,00;0,00;0,00;0,00;-200,00',
    'rettelse;0,00;1000,00;0,00;1000,00;0,00;0,00;0,00;0,00;0,00;1000,00',
  ])
  const shown = await pages.get(scene.birgitte, second.location ?? '')
  expect([shown.status, shown.html.includes('Rettelse af låste måneder')]).toEqual([200, true])
  expect((await pages.get(gitte, (second.location ?? '').replace('/settlement?', '/settlement.pdf?'))).status).toBe(200)
  expect((await pages.get(gitte, `/settlement?agreement=${scene.agreementId}`)).html).toContain('Alle måneder, der er gået, er låst.')
})

test('the database keeps no settlement twice, none that was altered, and changes none', async () => {
  const tries = (statement: ReturnType<typeof sql>) => scene.as(gitte, noon('2016-08-10'), (tx) => tx.run(statement))
  const copy = (months: string) =>
    sql`insert into loans.settlement select gen_random_uuid(), agreement_id, ${months}, ${months}, content, sha256, sent_by, sent_on, sent_at
        from loans.settlement limit 1`
  await expect(tries(copy('2016-06-01'))).rejects.toThrow('settlement_month_once')
  await expect(tries(copy('2016-08-01'))).rejects.toThrow('settlement_months_over')
  await expect(tries(sql`update loans.settlement set sha256 = sha256`)).rejects.toThrow('permission denied')
})

test('without loans and statements the months are empty, and none is in the sum of places', () => {
  const months = settledMonths({ from: day('2016-01-01'), until: day('2016-03-01') }, { stated: [], moved: [], losses: [], terms: [] })
  expect(months.map((month) => month.month.toString())).toEqual(['2016-01-01', '2016-02-01', '2016-03-01'])
  const none = ore(0n)
  const borne = { purchaser: none, provider: none, lender: none, actingJobCentre: none }
  expect(settlementTotal(months)).toEqual({
    places: none,
    missing: 3,
    paidOut: none,
    repaid: none,
    lost: none,
    recovered: none,
    borne,
    unshared: none,
  })
})
