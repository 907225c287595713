import { importPilot, memoPilot } from '#modules/agreements/index.ts'
import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import type { StaffActor } from '#kernel/actor.ts'
import { newId, parseId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { z } from 'zod'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { fillStandings } from './actions/keep-standing.ts'
import { noteOnLoan } from './actions/note.ts'
import { loansModule } from './index.ts'
import { figuresOn } from './store/portfolio.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { applied, done, move, paidOut, pay, run, scene, staff, standing, take } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-09-20'), today: () => day('2016-09-20') }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)
const { hanne, poul, gitte, outsider } = staff
const figures = (on: string, actor: typeof gitte = gitte) =>
  scene.as(actor, noon(on), async (tx) => [...(await figuresOn(tx, day(on))).values()].at(0))
const rows = () =>
  scene.database.ownerDb.read(nobody(clock.today()), (tx) =>
    tx.rows(z.object({ row: z.string() }), sql`select s::text as row from loans.standing s order by loan_id, from_on`),
  )

test('the portfolio of any day is what the log replayed to that day says, also after a backdated payment and an undo', async () => {
  expect(await figures('2016-04-20')).toBeUndefined()
  const id = await applied()
  expect((await figures('2016-04-12'))?.waiting.loans, 'advice is waited for').toBe(1)
  await take(run.citizen, id, { kind: 'withdraw' })
  const loan = await paidOut()
  const request = newId()
  expect(await pay(loan, kroner(100), '2016-06-01', request)).toEqual(done)
  expect(await move(gitte, loan, { kind: 'pay', amount: kroner(150), on: day('2016-05-20') }, { on: '2016-09-01' })).toEqual(done)
  expect(await move(gitte, loan, { kind: 'undo', eventId: request }, { on: '2016-09-05' })).toEqual(done)
  for (const on of ['2016-04-14', '2016-04-15', '2016-05-20', '2016-06-02', '2016-06-15', '2016-08-03', '2016-09-04', '2016-09-20']) {
    const found = await figures(on)
    const state = await scene.as(gitte, noon(on), (tx) => standing(tx, loan, on))
    expect([on, found?.lent.balance ?? 0n, found?.late.amount ?? 0n]).toEqual([on, state.balance, state.arrears.amount])
    expect(found?.par30.loans ?? 0, on).toBe(state.arrears.daysPastDue > 30 ? 1 : 0)
    const buckets = [found?.late_1, found?.late_31, found?.late_61, found?.late_91].map((each) => each?.loans ?? 0)
    expect(
      buckets.reduce((sum, each) => sum + each, 0),
      on,
    ).toBe(state.arrears.daysPastDue > 0 ? 1 : 0)
  }
  expect((await figures('2016-06-27'))?.due, 'half of the second instalment falls due on 1 July').toMatchObject({
    loans: 1,
    amount: kroner(50),
  })
})

test('a row of another organisation is neither counted nor listed', async () => {
  expect(await figures('2016-09-20', outsider)).toBeUndefined()
})

test('standings that were lost are written again as they were', async () => {
  const before = await rows()
  expect(before.length).toBeGreaterThan(2)
  await scene.database.ownerDb.transaction(nobody(clock.today()), (tx) =>
    tx.run(sql`delete from loans.standing where state <> 'withdrawn'`),
  )
  expect(await fillStandings(scene.database.db, clock.today())).toBe(1)
  expect(await fillStandings(scene.database.db, clock.today()), 'a second run writes nothing').toBe(0)
  expect(await rows()).toEqual(before)
})

test('each figure leads to its loans, on a day of one’s choice, in both languages', async () => {
  const page = await pages.get(gitte, '/portfolio')
  expect(page.status).toBe(200)
  for (const list of [
    'lent',
    'due',
    'late',
    'late_1',
    'late_31',
    'late_61',
    'late_91',
    'par30',
    'par90',
    'restructured',
    'paused',
    'waiting',
  ]) {
    expect(page.html).toContain(`href="/portfolio/loans?list=${list}&amp;on=20.09.2016"`)
    expect((await pages.get(hanne, `/portfolio/loans?list=${list}&on=20.09.2016`)).status).toBe(200)
  }
  expect((await pages.get(gitte, '/portfolio/loans?list=late_61&on=20.09.2016')).html).toMatch(/L-2016-\d{3}/)
  // A row of the ages says the figure; the foot of the list behind it says the sum of its loans.
  const age = /list=late_61&amp;on=20\.09\.2016">.*?<\/tr>/s
    .exec(page.html)?.[0]
    .match(/\d[\d.]*\skr\./g)
    ?.slice(0, 2)
  const foot = /<tfoot.*<\/tfoot>/s.exec((await pages.get(gitte, '/portfolio/loans?list=late_61&on=20.09.2016')).html)?.[0]
  expect(foot?.match(/\d[\d.]*\skr\./g), 'outstanding, then late').toEqual(age?.toReversed())
  expect((await pages.get(gitte, '/portfolio?on=20.04.2016', 'en')).html).toContain('Loan portfolio')
  const wrong = await pages.get(gitte, '/portfolio?on=31.02.2016')
  expect([wrong.status, wrong.html.includes('value="31.02.2016"')]).toEqual([422, true])
  expect((await pages.get(gitte, '/portfolio?on=01.01.2030')).status, 'not after today').toBe(422)
  expect((await pages.get(gitte, '/portfolio/loans?list=bogus')).status).toBe(404)
  expect((await pages.get(run.citizen, '/portfolio')).status).toBe(403)
})

test.each(['finance_clerk', 'approver', 'financial_adviser', 'programme_manager'] as const)(
  'an organisation that has a part in the person but neither lends nor provides sees none of their loans, whatever roles it gives: %s',
  async (role) => {
    const ofJobCentre: typeof gitte = { ...scene.ibrahim, roles: [role] }
    const owed = (await pages.get(gitte, '/portfolio/loans?list=lent&on=20.09.2016')).html
    const number = /L-2016-\d{3}/.exec(owed)?.[0]
    expect([number !== undefined, owed.includes('Amina')]).toEqual([true, true])
    for (const path of ['/portfolio/loans?list=lent&on=20.09.2016', '/portfolio/loans?list=late&on=20.09.2016', '/loans']) {
      const { html } = await pages.get(ofJobCentre, path)
      expect([path, html.includes(number ?? ''), html.includes('Amina')]).toEqual([path, false, false])
    }
    expect((await pages.get(ofJobCentre, '/portfolio?on=20.09.2016')).html).not.toContain('/portfolio/loans?list=lent')
  },
)

test('where two agreements stand side by side, each loan behind a figure names its own', async () => {
  const path = '/portfolio/loans?list=lent&on=20.09.2016'
  expect((await pages.get(gitte, path)).html).not.toContain('Pilotprojekt om mikrolån, Ishøj 2015')
  const pilot: Record<string, unknown> = JSON.parse(await memoPilot())
  const other = { ...pilot, key: 'other', name: { da: 'En aftale til', en: 'One more agreement' } }
  expect((await importPilot(scene.database.db, JSON.stringify(other), clock.now())).ok).toBe(true)
  expect((await pages.get(gitte, path)).html).toContain('Pilotprojekt om mikrolån, Ishøj 2015')
})

test('a dispute waits for a decision until it is ended', async () => {
  const loanId = parseId<'loan'>(
    /\/loans\/([0-9a-f-]{36})/.exec((await pages.get(gitte, '/portfolio/loans?list=lent&on=20.09.2016')).html)?.[1] ?? '',
  )
  assert(loanId !== null, 'one loan is lent')
  const note = (actor: StaffActor, kind: 'dispute' | 'end_dispute', on: string) =>
    scene.as(actor, noon(on), (tx) =>
      noteOnLoan(tx, { actor, loanId, requestId: newId(), on: day(on), at: noon(on), note: { kind, words: 'Har betalt' } }),
    )
  expect(await note(gitte, 'dispute', '2016-09-18')).toEqual(done)
  expect((await pages.get(poul, '/portfolio/loans?list=waiting&on=20.09.2016')).html).toContain('Indsigelse')
  expect((await figures('2016-09-18'))?.waiting.loans).toBe(1)
  expect((await figures('2016-09-17'))?.waiting.loans ?? 0, 'not before').toBe(0)
  expect(await note(poul, 'end_dispute', '2016-09-20')).toEqual(done)
  expect((await figures('2016-09-20'))?.waiting.loans).toBe(0)
})
