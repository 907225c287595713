import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { accepted } from '../../src/demo/intake.ts'
import { type Play, openPlay } from '../../src/demo/play.ts'
import { place, step } from '../../src/demo/run.ts'
import { openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'
import { assessAndDecide, idIn, refer } from './support/intake.ts'
import { borrow } from './support/loan.ts'
import { type Person, crowd, desk, newcomer, phone, recordConsent } from './support/person.ts'
import { report } from './support/report.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
}, 60_000)
afterAll(() => browser.close())

/** The memo's pilot: Fatou goes all the way through the pages; Amina holds the other place and Leyla waits, as the demo plays them. */
describe.each([
  { how: 'with script, each page held to its rules', script: true },
  { how: 'without script', script: false },
])('the pilot from the first referral to the committee’s decision and the discharge, $how', ({ script }) => {
  let program: RunningProgram<Play>
  let be: (name: string) => Promise<Person>
  let fatou = { caseId: '', run: '', loan: '' }
  let amina: EnrolmentId

  beforeAll(async () => {
    program = await startProgram<Play>(async (theatre) => {
      const scene = await openPlay(theatre, 12)
      await scene.moveTo('2015-10-05')
      return scene
    })
    be = crowd(browser, program, script)
  }, 120_000)
  afterAll(() => program.close())

  test('1–2: the job centre refers, both assess, and two keys decide', async () => {
    const [ibrahim, mette] = [await be('Ibrahim'), await be('Mette')]
    const caseId = await refer(ibrahim)
    await assessAndDecide(ibrahim, mette)
    expect(await mette.read()).toContain('Afgørelsen er truffet')
    fatou = { ...fatou, caseId }
  }, 90_000)

  test('3: a place is offered, accepted and begun; the director signs; with both places held, a third waits', async () => {
    const [ibrahim, mette, birgitte] = [await be('Ibrahim'), await be('Mette'), await be('Birgitte')]
    await mette.go(`/cases/${fatou.caseId}`)
    await mette.check(desk, phone)
    await mette.follow('Tilbyd en plads')
    const run = idIn(mette.page)
    fatou = { ...fatou, run }
    await mette.fill('Start på pladsen', '07.10.2015')
    await mette.fill('Svar senest', '07.10.2015')
    await mette.check(desk)
    await mette.press('Tilbyd en plads')
    await accept(ibrahim, run)
    await program.played.moveTo('2015-10-07')
    await start(mette, run)

    await birgitte.go('/notices')
    expect(await birgitte.read()).not.toContain('Fatou')
    await birgitte.check(desk, phone)
    await birgitte.press(/^Set/)
    expect(await birgitte.read()).toContain('Kvitteringen er gemt')

    amina = await accepted(program.played, 'amina', { referred: '2015-10-12', assessed: '2015-10-14', decided: '2015-10-16' })
    await place(program.played, amina, { offered: '2015-10-20', accepted: '2015-10-22', starts: '2015-11-02' })
    const leyla = await accepted(program.played, 'leyla', { referred: '2015-11-09', assessed: '2015-11-16', decided: '2015-11-18' })
    await mette.go('/places')
    expect(await mette.page.locator('#line').innerText()).toContain('Leyla Demir')
    await mette.check(desk, phone)
    await mette.go(`/enrolments/${leyla}/offer`)
    await mette.fill('Start på pladsen', '01.12.2015')
    await mette.fill('Svar senest', '25.11.2015')
    await mette.press('Tilbyd en plads')
    expect(await mette.read()).toContain('Der er ingen ledig plads')
  }, 90_000)

  test('4: a session is planned and registered, and what is owed falls', async () => {
    const soeren = await be('Søren')
    const owed = async () => {
      await soeren.go(`/enrolments/${fatou.run}/owed`)
      return soeren.page.locator('#owed-personal_guidance').innerText()
    }
    const before = await owed()
    await soeren.check(desk, phone)
    await soeren.go(`/enrolments/${fatou.run}/sessions/new`)
    await soeren.choose('Aktivitet', 'Personlig vejledning')
    await soeren.fill('Dato', '01.12.2015')
    await soeren.fill('Klokken', '10.00')
    await soeren.fill('Sted', 'Erhvervshuset, Næstved')
    await soeren.check(desk)
    await soeren.press('Planlæg')
    await program.played.moveTo('2015-12-01')
    await soeren.go('/sessions')
    await soeren.follow('Personlig vejledning')
    await soeren.check(desk, phone)
    await soeren.press('Gem fremmøde')
    await soeren.page.waitForURL(/\/sessions\?saved=/)
    const after = await owed()
    expect(before).toContain('0 af ')
    expect(after).toContain('1 af ')
  }, 60_000)

  test('5: the gate names what is missing and wants the reason; then the main phase is open', async () => {
    const mette = await be('Mette')
    await program.played.moveTo('2016-04-11')
    await mette.go(`/enrolments/${fatou.run}/main-phase`)
    await mette.check(desk, phone)
    await mette.press('Gå videre til hovedforløbet')
    expect(await mette.page.getByLabel('Hvorfor går borgeren videre alligevel?').getAttribute('aria-invalid')).toBe('true')
    expect(await mette.page.locator(':focus').getAttribute('id'), 'the keyboard begins at what is wrong').toBe('error-summary')
    await mette.fill('Hvorfor går borgeren videre alligevel?', 'De sidste samtaler er aftalt.')
    await mette.press('Gå videre til hovedforløbet')
    expect(await mette.read()).toContain('Hovedforløbet er åbnet.')
  }, 60_000)

  test('6: a loan within the bounds is advised, approved, accepted, paid out and paid on; a wrong payment is taken back', async () => {
    await program.played.moveTo('2016-04-12')
    fatou = { ...fatou, loan: await borrow(be, fatou.run) }
  }, 90_000)

  test('the citizen comes in by a link that works once, finds the way and the loan, and signs in again with the password', async () => {
    const ibrahim = await be('Ibrahim')
    await ibrahim.go(`/cases/${fatou.caseId}`)
    await ibrahim.press('Lav invitation')
    const link = await ibrahim.page.locator('.g-link-once').innerText()
    await ibrahim.check(desk)
    const citizen = await newcomer(browser, program.url, script)
    await citizen.go(link.slice(program.url.length))
    await citizen.check(desk, phone)
    await citizen.fill('Ny adgangskode', 'rugbroed med sild')
    await citizen.fill('Gentag adgangskoden', 'rugbroed med sild')
    await citizen.press('Gem og log ind')
    await citizen.go('/findes-ikke')
    expect(await citizen.read(), 'a citizen has no organisation and no administrator').toContain('siden er ikke din')
    await citizen.go('/worklist')
    expect(await citizen.read()).toContain('skriv til din kontaktperson')
    await citizen.check(phone)
    await citizen.go('/me')
    expect(await citizen.read()).toContain('Hovedforløb')
    await citizen.check(desk, phone)
    await citizen.go(`/loans/${fatou.loan}`)
    expect(await citizen.read()).toMatch(/20\.000\skr/)
    await citizen.check(desk, phone)
    const again = await newcomer(browser, program.url, script)
    await again.go(link.slice(program.url.length))
    expect(await again.read()).toContain('Linket virker ikke længere')
    await again.go('/sign-in')
    await again.fill('E-mail', 'fatou@journey.invalid')
    await again.fill('Adgangskode', 'rugbroed med sild')
    await again.press('Log ind')
    await again.go('/me')
    expect(await again.read()).toContain('Hovedforløb')
    await again.go(`/cases/${fatou.caseId}`)
    expect(await again.read(), 'the case is the staff’s page').not.toContain('Fatou')
  }, 60_000)

  test('8: the committee reads the report and extends, which makes the agreement’s next period', async () => {
    await report(be)
  }, 90_000)

  test('7: discharge; the place goes on the day after to the one who waits, and the loan lives on', async () => {
    const [mette, ibrahim, gitte, birgitte] = [await be('Mette'), await be('Ibrahim'), await be('Gitte Dam'), await be('Birgitte')]
    await goesOn(program.played, amina)
    await program.played.moveTo('2016-10-10')
    await mette.go(`/cases/${fatou.caseId}`)
    await mette.follow('Registrér gennemført')
    await mette.check(desk, phone)
    await mette.press('Registrér gennemført')
    expect(await mette.read()).toContain('Forløbet er gennemført.')

    await mette.go('/places')
    await mette.follow(/^Tilbyd/)
    const leyla = idIn(mette.page)
    await mette.fill('Start på pladsen', '10.10.2016')
    await mette.fill('Svar senest', '10.10.2016')
    await mette.press('Tilbyd en plads')
    expect(await mette.read(), 'the place is held to the last day').toContain('Næste ledige dag er 11.10.2016')
    await mette.fill('Start på pladsen', '11.10.2016')
    await mette.press('Tilbyd en plads')
    await accept(ibrahim, leyla)
    await program.played.moveTo('2016-10-11')
    await start(mette, leyla)

    await birgitte.go('/notices')
    expect(await birgitte.read()).toContain('11.10.2016')
    await gitte.go(`/loans/${fatou.loan}`)
    expect(await gitte.page.locator('.g-tile', { hasText: 'Hvor meget er tilbage?' }).innerText()).toMatch(/20\.000\skr/)
    await gitte.check(desk)
  }, 90_000)

  test('9: the three meet and write what was said; a lesson is recorded and read by all', async () => {
    const [mette, ibrahim, birgitte] = [await be('Mette'), await be('Ibrahim'), await be('Birgitte')]
    await mette.go('/meetings')
    await mette.fill('Dag', '11.10.2016')
    await mette.fill('Klokken', '9.30')
    await mette.fill('Sted', 'Rådhuset, Ishøj')
    await mette.fill('Dagsorden', 'Pladserne i næste periode.')
    for (const name of [/^Mette/, /^Ibrahim/, /^Birgitte/]) await mette.page.getByRole('checkbox', { name }).check()
    await mette.check(desk, phone)
    await mette.press('Planlæg et møde')
    await ibrahim.go('/meetings')
    await ibrahim.follow('Rådhuset, Ishøj')
    await ibrahim.page.locator('#minutes-card textarea').fill('Vi fordeler pladserne ved kvartalets begyndelse.')
    await ibrahim.check(desk, phone)
    await ibrahim.press('Gem referatet')
    await birgitte.go(new URL(ibrahim.page.url()).pathname)
    expect(await birgitte.page.locator('#minutes-card textarea').inputValue()).toContain('Vi fordeler pladserne')

    await mette.go('/lessons')
    await mette.pick('Hvad handler den om?', 'Undervisning og vejledning')
    await mette.fill('Erfaringen på én linje', 'Moms først, så skat')
    await mette.fill('Hvad har I lært?', 'Den, der har set en momsangivelse, spørger bedre om skat.')
    await mette.check(desk, phone)
    await mette.press('Notér en erfaring')
    await birgitte.go('/lessons')
    expect(await birgitte.read()).toContain('Moms først, så skat')
  }, 60_000)

  test('9: the purchaser asks about the case by its number, and the programme answers; the timeline tells it all', async () => {
    const [birgitte, mette] = [await be('Birgitte'), await be('Mette')]
    await mette.go(`/cases/${fatou.caseId}/questions`)
    const caseNumber = /Spørgsmål om sag (\S+)/.exec(await mette.page.title())?.[1] ?? ''
    await birgitte.go('/questions')
    await birgitte.fill('Sagsnummer', caseNumber)
    await birgitte.pick('Til', 'Næstved Kommune')
    await birgitte.page.locator('#ask').getByLabel('Spørgsmål').fill('Er virksomheden åbnet?')
    await birgitte.check(desk, phone)
    await birgitte.press('Send')
    await mette.go(`/cases/${fatou.caseId}/questions`)
    await mette.fill('Svar', 'Ja, i juni.')
    await mette.check(desk)
    await mette.press('Send svaret')
    await birgitte.go('/questions')
    expect(await birgitte.read()).toContain('Ja, i juni.')

    await mette.go(`/cases/${fatou.caseId}`)
    const told = await mette.read()
    for (const event of [
      'Fik tilbudt en plads',
      'Sagde ja til pladsen',
      'Startede',
      'Gik videre til hovedforløbet',
      'Gennemførte forløbet',
    ])
      expect(told).toContain(event)
    await mette.check(desk, phone)
  }, 60_000)
})

/** The job centre answers an offer for the citizen, on recorded consent. */
async function accept(caseworker: Person, run: string): Promise<void> {
  await caseworker.go(`/enrolments/${run}/answer`)
  await recordConsent(caseworker, 'Svare på tilbud om en plads')
  await caseworker.pick('Borgerens svar', 'Sig ja til pladsen')
  await caseworker.check(desk)
  await caseworker.press('Borgerens svar')
  expect(await caseworker.read()).toContain('Pladsen er taget imod.')
}

async function start(manager: Person, run: string): Promise<void> {
  await manager.go(`/enrolments/${run}/start`)
  await manager.check(desk)
  await manager.press('Registrér start')
  expect(await manager.read()).toContain('Starten er registreret')
}

/** Amina keeps her place: she goes on to the main phase when her first is over. */
async function goesOn(play: Play, run: EnrolmentId): Promise<void> {
  await step(play, 'mette', '2016-05-04', run, { step: 'pass_gate', on: day('2016-05-04'), despite: 'De sidste samtaler er aftalt.' })
}
