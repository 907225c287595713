import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { linesAbout } from '#modules/audit/index.ts'
import { publishDeadline } from '#modules/programmes/index.ts'
import { noon } from '../../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../../test/support/pages.ts'
import { loansModule } from '../index.ts'
import { loanPlans } from '../actions/plans-for-budget.ts'
import { loansUnder } from '../store/loans.ts'
import { loanPorts } from '../test-support/loan-ports.ts'
import { applied, done, found, run, scene, staff, take, withdraw } from '../test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-05-10'), today: () => day('2016-05-10') }
const noFile = () => Promise.reject(new Error('no file is read here'))
const pages = pagesOf(loansModule({ db: scene.database.db, clock }, noFile, loanPorts).routes, clock)
const { hanne } = staff
const form = (fields: Record<string, string>) => ({ request_id: newId(), ...fields })

test('by when an application is answered is said to both, by the deadline the lender had published, until it is decided', async () => {
  const actor = { ...hanne, roles: ['administrator' as const] }
  const deadline = { actor, caseType: 'loan' as const, from: day('2016-04-06'), days: 20, legalSource: 'Retssikkerhedsloven § 3, stk. 2' }
  const published = await scene.as(actor, noon('2016-04-05'), (tx) => publishDeadline(tx, { ...deadline, at: noon('2016-04-05') }))
  expect(published).toEqual(done)
  const id = await applied()
  for (const reader of [run.citizen, hanne]) {
    const { html } = await pages.get(reader, `/loans/${id}`)
    expect(html).toContain('Svar senest</a> <time datetime="2016-05-02">')
    expect(html, 'on 10 May it is late').toContain('Svaret er forsinket')
  }
  expect(await take(hanne, id, { kind: 'return', words: 'Hvad koster maskinen?' })).toEqual(done)
  expect((await pages.get(run.citizen, `/loans/${id}`)).html, 'the lender waits for the borrower').not.toContain('Svar senest')
  expect(await take(run.citizen, id, { kind: 'apply_again', words: '900 kr.' }, newId(), '2016-05-01')).toEqual(done)
  expect((await pages.get(hanne, `/loans/${id}`)).html).toContain('datetime="2016-05-21"')
  await withdraw(id)
  expect((await pages.get(hanne, `/loans/${id}`)).html).not.toContain('Svar senest')
})

test('the plan is looked at before the application is sent, with what was typed kept; nothing is made of it', async () => {
  const path = `/enrolments/${run.id}/loan-application`
  const typed = { amount: '24.000', terms: '24', start_pause: '1', anchor_day: '31', purpose: 'Symaskine', do: 'look' }
  const before = await scene.as(hanne, noon('2016-05-10'), (tx) => loansUnder(tx, { agreementIds: [scene.agreementId], page: 1, size: 50 }))
  const { status, html } = await pages.post(run.citizen, path, form(typed))
  const shown = html.replaceAll('\u00a0', ' ')
  expect([status, shown.includes('Du betaler 1.000 kr. den sidste dag i hver måned, 24 gange.'), shown.includes('value="24.000"')]).toEqual(
    [200, true, true],
  )
  expect(shown, 'the last day it can be paid').toContain('01.08.2016')
  const wrong = await pages.post(run.citizen, path, form({ ...typed, amount: '999', purpose: '' }))
  expect([wrong.status, wrong.html.includes('href="#amount"'), wrong.html.includes('href="#purpose"')]).toEqual([422, true, false])
  const after = await scene.as(hanne, noon('2016-05-10'), (tx) => loansUnder(tx, { agreementIds: [scene.agreementId], page: 1, size: 50 }))
  expect(after).toEqual(before)
})

test('the adviser sends an application back with questions before advising, and is told when none was written', async () => {
  const id = await applied()
  const ask = (questions: string) => pages.post(hanne, `/loans/${id}/questions`, form({ questions }))
  const empty = await ask('')
  expect([empty.status, empty.html.includes('href="#questions"'), (await found(id))?.state]).toEqual([422, true, 'applied'])
  expect((await pages.post(staff.gitte, `/loans/${id}/questions`, form({ questions: 'Hvorfor?' }))).status).toBe(403)
  expect([(await ask('Hvad koster maskinen?')).status, (await found(id))?.state]).toEqual([303, 'returned'])
  expect((await pages.get(run.citizen, `/loans/${id}`)).html).toContain('Hvad koster maskinen?')
  await withdraw(id)
})

test('on a day without legal basis the approver reads why nothing can be approved before trying, and trying is refused', async () => {
  const id = await applied()
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  const later = { now: () => noon('2026-07-01'), today: () => day('2026-07-01') }
  const then = pagesOf(loansModule({ db: scene.database.db, clock: later }, noFile, loanPorts).routes, later)
  const said = 'Programmets hjemmel til at give lån gælder ikke i dag'
  expect((await pages.get(staff.poul, `/loans/${id}`)).html).not.toContain(said)
  expect((await then.get(staff.poul, `/loans/${id}`)).html).toContain(said)
  expect((await then.get(staff.poul, `/loans/${id}`)).html).toContain(
    'Lov om aktiv socialpolitik § 65 gælder fra 01.07.1998 til og med 30.06.2026',
  )
  const tried = await then.post(staff.poul, `/loans/${id}/decision`, form({ decision: 'approve', words: 'Ja', aid_reference: 'X' }))
  expect([tried.status, tried.html.includes(said), (await found(id))?.state]).toEqual([422, true, 'advised'])
  await withdraw(id)
  // Nobody fills in an application that could only be refused; one who had the form open is told the same.
  const address = `/enrolments/${run.id}/loan-application`
  const closed = await then.get(run.citizen, address)
  expect([closed.status, closed.html.includes(said), closed.html.includes('name="purpose"')]).toEqual([200, true, false])
  const wish = {
    amount: '1000',
    purpose: 'Maskine',
    terms: '10',
    start_pause: '0',
    anchor_day: '1',
    other_aid: 'on',
    none: 'on',
    declared: 'on',
  }
  const sent = await then.post(run.citizen, address, form(wish))
  expect([sent.status, sent.html.includes('value="1000"')]).toEqual([422, true])
})

test('an application shows no note and no calendar, and its adviser that no budget is kept; withdrawn it has no plan', async () => {
  const id = await applied()
  const shown = (await pages.get(hanne, `/loans/${id}`)).html
  expect([shown.includes('plan.xlsx'), shown.includes('agreement.pdf'), shown.includes('plan.ics')]).toEqual([true, false, false])
  expect(shown).toContain('Der er ikke gemt en version af budgettet')
  const again = await pages.get(run.citizen, `/enrolments/${run.id}/loan-application`)
  const seen = [again.status, again.html.includes(`href="/loans/${id}"`), again.html.includes('name="purpose"')]
  expect(seen, 'no form that could only be refused').toEqual([200, true, false])
  await withdraw(id)
  expect((await pages.get(run.citizen, `/loans/${id}`)).html).not.toContain('id="plan"')
})

test('the citizen can read in their log that the adviser opened the application in their name', async () => {
  const logged = async () =>
    (await scene.as(run.citizen, noon('2016-05-10'), (tx) => linesAbout(tx, run.citizen.personId, null))).filter(
      ({ kind, action, account_id }) => kind === 'read' && action === 'loans.apply' && account_id === hanne.accountId,
    ).length
  const before = await logged()
  expect((await pages.get(hanne, `/enrolments/${run.id}/loan-application`)).status).toBe(200)
  expect(await logged()).toBe(before + 1)
})

test('what was returned comes back as it was sent, with the question above; all of it can be changed within the product', async () => {
  const id = await applied()
  expect(await take(hanne, id, { kind: 'return', words: 'Kan du klare dig med det halve?' })).toEqual(done)
  const page = (await pages.get(run.citizen, `/loans/${id}`)).html
  expect(page).toContain('Kan du klare dig med det halve?')
  for (const kept of ['value="1000"', 'value="10"', 'Symaskine']) expect(page).toContain(kept)
  const again = (fields: Record<string, string>) =>
    pages.post(
      run.citizen,
      `/loans/${id}/reapplication`,
      form({ amount: '1.200', terms: '6', start_pause: '1', words: 'Brugt maskine', ...fields }),
    )
  for (const [fields, said] of [
    [{ amount: '999' }, 'value="999"'],
    [{ amount: '50001' }, 'value="50001"'],
    [{ terms: '0' }, 'value="0"'],
    [{ words: '' }, 'value="1.200"'],
  ] as const) {
    const refused = await again(fields)
    expect([refused.status, refused.html.includes(said)], JSON.stringify(fields)).toEqual([422, true])
  }
  expect(await found(id), 'nothing half-written').toMatchObject({ state: 'returned', amount: kroner(1000), terms: 10 })
  expect((await again({})).status).toBe(303)
  expect(await found(id)).toMatchObject({ state: 'applied', amount: kroner(1200), terms: 6, startPauseMonths: 1, purpose: 'Brugt maskine' })
  await withdraw(id)
})

test('the list of loans is read a page at a time, and an address of no page is none', async () => {
  for (let made = 0; made < 2; made += 1) await withdraw(await applied())
  const list = (page: number) =>
    scene.as(hanne, noon('2016-05-10'), (tx) => loansUnder(tx, { agreementIds: [scene.agreementId], page, size: 1 }))
  const [first, second] = [await list(1), await list(2)]
  expect([first.length, first[1]?.id]).toEqual([2, second[0]?.id])
  expect((await pages.get(hanne, '/loans?page=1')).status).toBe(200)
  for (const none of ['0', '1,5', 'x', '-1']) expect((await pages.get(hanne, `/loans?page=${none}`)).status, none).toBe(404)
  const past = await pages.get(hanne, '/loans?page=99')
  expect([past.status, past.html.includes('href="/loans?page=98"')]).toEqual([200, true])
})

test('what the loan refuses for the sake of one field is said at that field, in the summary and at the field itself', async () => {
  const id = await applied()
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  const decide = (fields: Record<string, string>) =>
    pages.post(staff.poul, `/loans/${id}/decision`, form({ decision: 'approve', words: 'Ja', aid_reference: '', ...fields }))
  const bare = await decide({})
  expect([bare.status, bare.html.includes('href="#aid_reference"'), bare.html.includes('aria-describedby="aid_reference-')]).toEqual([
    422,
    true,
    true,
  ])
  expect(bare.html.split('Skriv den reference, støtten er registreret under.').length - 1, 'on top and at the field').toBe(2)
  const split = await decide({ aid_reference: 'X', second: '1.000' })
  expect([split.status, split.html.includes('href="#second"'), split.html.includes('value="1.000"')]).toEqual([422, true, true])
  expect(await take(hanne, id, { kind: 'return', words: 'Hvad koster den?' })).toEqual(done)
  expect((await pages.get(hanne, `/loans/${id}`)).html, 'what was asked is no reason').not.toContain('Begrundelse</dt>')
  const much = { amount: '60.000', terms: '10', start_pause: '0', words: 'Brugt maskine' }
  const again = await pages.post(run.citizen, `/loans/${id}/reapplication`, form(much))
  expect([again.status, again.html.includes('href="#amount"'), again.html.includes('value="60.000"')]).toEqual([422, true, true])
  await withdraw(id)
})

test('a declaration of aid tells its errors in the order of its form, and of which aid each is', async () => {
  const id = await applied()
  const sent = { aid_1_amount: '100', aid_1_on: '01.02.2016', aid_1_giver: 'Erhvervshus', aid_2_amount: '50' }
  const { status, html } = await pages.post(run.citizen, `/loans/${id}/state-aid`, form(sent))
  const said = [...html.matchAll(/<li><a href="#(aid_\w+)">([^<]*)/g)].map((found) => [found[1], found[2]?.split(':')[0]])
  expect([status, said]).toEqual([
    422,
    [
      ['aid_2_on', 'Støtte 2, Bevilget den'],
      ['aid_2_giver', 'Støtte 2, Hvem gav støtten? Feltet skal udfyldes'],
      ['aid_declared', 'Jeg erklærer, at jeg de sidste tre år ikke har fået anden de minimis-støtte end den, der står her'],
    ],
  ])
  await withdraw(id)
})

test('a budget counts a loan that is not paid out from its own first month, and never as paid out before', async () => {
  const id = await applied()
  const payouts = async (from: string) =>
    (await scene.as(hanne, noon('2016-05-10'), (tx) => loanPlans(tx, run.id, day(from)))).map(({ payoutOn, rows }) => [
      payoutOn.toString(),
      rows[0]?.due.toString(),
    ])
  expect(await payouts('2016-06-01'), 'applied for in April, budget from June').toContainEqual(['2016-06-01', '2016-07-01'])
  expect(await payouts('2016-01-01')).toContainEqual(['2016-04-12', '2016-06-01'])
  await withdraw(id)
})
