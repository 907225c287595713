import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { accepted } from '../../src/demo/intake.ts'
import type { DemoCitizen } from '../../src/demo/invite.ts'
import { type Theatre, openPlay } from '../../src/demo/play.ts'
import { place, step } from '../../src/demo/run.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

type Played = { run: EnrolmentId; citizens: readonly DemoCitizen[] }
let program: RunningProgram<Played>
let browser: Browser

/** Amina is in the main phase and has no loan. */
async function play(theatre: Theatre): Promise<Played> {
  const scene = await openPlay(theatre)
  const { moveTo } = scene
  const run = await accepted(scene, 'amina', { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' })
  await place(scene, run, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-07' })
  const despite = 'De sidste samtaler er aftalt.'
  await step(scene, 'mette', '2016-04-11', run, { step: 'pass_gate', on: day('2016-04-11'), despite })
  await moveTo('2016-04-12')
  return { run, citizens: scene.citizens }
}

beforeAll(async () => {
  program = await startProgram(play, ({ citizens }) => citizens)
  browser = await openBrowser()
}, 240_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

/** A browser of somebody's own, without script. */
async function browserOf(name: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1366, height: 900 } })).newPage()
  await program.signInAs(page, name)
  return page
}

const pictures = process.env['JOURNEY_PICTURES']

/** Checks the page somebody stands on, wide and narrow, in a twin browser with script: the checker needs script, the pages do not. */
async function check(page: Page, name: string): Promise<void> {
  const storageState = await page.context().storageState()
  for (const width of [1366, 390]) {
    const context = await browser.newContext({ storageState, viewport: { width, height: 900 } })
    const twin = await context.newPage()
    await twin.goto(page.url())
    await checkPage(twin)
    if (pictures !== undefined) await twin.screenshot({ path: `${pictures}/loan-${name}-${width}.png`, fullPage: true })
    await context.close()
  }
}

async function fillApplication(page: Page, amount: string): Promise<void> {
  await page.getByLabel('Hvor meget vil du låne?').fill(amount)
  await page.getByLabel('Hvad skal pengene bruges til?').fill('Brugt industrisymaskine.')
  await page.getByLabel('Antal månedlige afdrag').fill('36')
  await page.getByLabel('Jeg erklærer').check()
  await page.getByRole('button', { name: 'Send ansøgning' }).click()
}

/** Sends a form the page does not show, as one who makes up their own request would. */
async function force(page: Page, path: string, form: Record<string, string>): Promise<number> {
  const answer = await page.request.post(program.url + path, { form, headers: { origin: program.url }, maxRedirects: 0 })
  return answer.status()
}

/** What the page says is left of the loan. */
const leftOf = (page: Page) => page.locator('.g-tile', { hasText: 'Hvor meget er tilbage?' }).innerText()
const bodyOf = (page: Page) => page.locator('main').innerText()

test('a loan is refused out of bounds, decided by another, paid out by a third, and a payment is taken back', async () => {
  const amina = await browserOf('Amina Yıldız')
  await amina.getByRole('link', { name: 'Søg om lån' }).click()
  await amina.getByLabel('Hvor meget vil du låne?').fill('36.000')
  await amina.getByRole('button', { name: 'Vis planen' }).click()
  expect(await bodyOf(amina), 'the borrower finds the application, and sees the plan before sending').toMatch(/Du betaler 1\.000\skr\./)
  const hanne = await browserOf('Hanne Krog')
  const application = `${program.url}/enrolments/${program.played.run}/loan-application`
  await hanne.goto(application)
  await hanne.getByRole('link', { name: 'Notér borgerens samtykke' }).click()
  await hanne.getByLabel('Søge om lån').check()
  await hanne.getByLabel('Ved et møde').check()
  await check(hanne, 'acting')
  await hanne.getByRole('button', { name: 'Gem' }).click()
  expect(await bodyOf(hanne)).toContain('Du handler i borgerens navn')
  for (const amount of ['999', '50.001']) {
    await hanne.goto(application)
    await fillApplication(hanne, amount)
    expect(await hanne.getByRole('link', { name: /Hvor meget vil du låne\?/ }).count(), amount).toBe(1)
    expect(await hanne.getByLabel('Hvor meget vil du låne?').inputValue()).toBe(amount)
    expect(await hanne.getByLabel('Hvad skal pengene bruges til?').inputValue()).toBe('Brugt industrisymaskine.')
  }
  await fillApplication(hanne, '36.000')
  const path = new URL(hanne.url()).pathname
  expect(path).toMatch(/^\/loans\/[0-9a-f-]{36}$/)

  await hanne.goto(application)
  expect(await bodyOf(hanne)).toContain('Der er allerede et åbent lån i forløbet.')
  await check(hanne, 'open-already')
  await hanne.getByRole('link', { name: /^Lån L-/ }).click()
  expect(new URL(hanne.url()).pathname, 'the open loan, in place of a form that could only be refused').toBe(path)

  await hanne.goto(program.url + path)
  await check(hanne, 'advise')
  await hanne.getByLabel('Din rådgivning').fill('Afdraget kan betales.')
  await hanne.getByRole('button', { name: 'Gem' }).click()
  expect(await hanne.getByRole('heading', { name: 'Afgør ansøgningen' }).count()).toBe(0)
  expect(await force(hanne, `${path}/decision`, { decision: 'approve', words: 'Ja.' })).toBe(403)

  const poul = await browserOf('Poul Riis')
  await poul.goto(program.url + path)
  await poul.getByLabel('Godkend og tilbyd lånet').check()
  await poul.getByLabel('Begrundelse').fill('Lånet går til det, planen bygger på.')
  await poul.getByRole('button', { name: 'Gem' }).click()
  expect(await bodyOf(poul), 'not without the register').toContain('Lånet kan ikke godkendes uden.')
  await poul.getByLabel('Reference i de minimis-registret').fill('Egen liste 2016-1')
  await poul.getByRole('button', { name: 'Gem' }).click()
  await hanne.goto(program.url + path)
  await check(hanne, 'offered')
  await hanne.getByRole('button', { name: 'Accepter tilbuddet' }).click()
  expect(await hanne.getByLabel('Underskrevet gældsbrev').getAttribute('aria-invalid'), 'not without the signed note').toBe('true')
  const signed = { name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') }
  await hanne.getByLabel('Underskrevet gældsbrev').setInputFiles(signed)
  await hanne.getByLabel('Borgeren har skrevet under').check()
  await hanne.getByRole('button', { name: 'Accepter tilbuddet' }).click()
  expect(await hanne.getByRole('link', { name: 'Underskrevet gældsbrev' }).count()).toBe(1)

  await poul.reload()
  expect(await poul.getByRole('button', { name: 'Udbetal lånet' }).count()).toBe(0)
  expect(await force(poul, `${path}/payout`, {})).toBe(403)
  expect(await force(poul, `${path}/payments`, { amount: '1.000', paid_on: '12.04.2016' })).toBe(403)

  const gitte = await browserOf('Gitte Dam')
  await gitte.goto(program.url + path)
  await gitte.getByRole('button', { name: 'Udbetal lånet' }).click()
  await check(gitte, 'paid-out')
  expect(await leftOf(gitte)).toMatch(/36\.000\skr/)

  await gitte.getByLabel('Beløb').fill('1.000')
  await gitte.getByLabel('Betalt den').fill('31.04.2016')
  await gitte.getByRole('button', { name: 'Registrér betaling' }).click()
  expect(await gitte.getByLabel('Beløb').inputValue()).toBe('1.000')
  expect(await gitte.getByLabel('Betalt den').getAttribute('aria-invalid')).toBe('true')

  await gitte.getByLabel('Betalt den').fill('12.04.2016')
  await gitte.getByRole('button', { name: 'Registrér betaling' }).click()
  expect(await leftOf(gitte)).toMatch(/35\.000\skr/)
  await gitte.getByRole('button', { name: 'Tilbagefør' }).click()
  expect(await bodyOf(gitte)).toContain('Betaling tilbageført')
  expect(await leftOf(gitte)).toMatch(/36\.000\skr/)
  expect(await gitte.getByRole('button', { name: 'Tilbagefør' }).count()).toBe(0)

  await hanne.goto(`${program.url}${path}/deferral`)
  await check(hanne, 'deferral')
  await hanne.getByRole('button', { name: 'Vis ny plan' }).click()
  expect(await hanne.getByRole('table', { name: 'Plan efter henstand' }).locator('del').count()).toBeGreaterThan(0)
  await hanne.getByLabel('Borgeren har bedt om den').check()
  await hanne.getByLabel('Grund', { exact: true }).selectOption({ index: 1 })
  await hanne.getByLabel('Begrundelse').fill('To måneder uden ordrer.')
  await hanne.getByRole('button', { name: 'Giv henstand' }).click()
  expect(await hanne.locator('#plan-rows del').count(), 'every old date is struck through').toBe(36)
  await check(hanne, 'deferred')
  await hanne.getByRole('button', { name: 'Tag henstanden tilbage' }).click()
  expect(await hanne.locator('#plan-rows del').count()).toBe(0)

  await gitte.goto(`${program.url}${path}/reminders`)
  await gitte.getByLabel('Begrundelse').fill('Aftale om ro i en måned.')
  await gitte.getByRole('button', { name: 'Sæt restancen i bero' }).click()
  expect(await bodyOf(gitte)).toContain('Restancen er i bero fra 12.04.2016')
  await check(gitte, 'paused')
  await gitte.getByLabel('Begrundelse').fill('Aftalen er slut.')
  await gitte.getByRole('button', { name: 'Lad restancen løbe igen' }).click()
  expect(await gitte.getByRole('button', { name: 'Sæt restancen i bero' }).count()).toBe(1)

  await gitte.goto(`${program.url}${path}/closing`)
  await check(gitte, 'closing')
  await gitte.getByLabel('Afskrivning').check()
  await gitte.getByLabel('Grund', { exact: true }).selectOption({ index: 1 })
  await gitte.getByLabel('Begrundelse').fill('Virksomheden er lukket.')
  await gitte.getByRole('button', { name: 'Foreslå' }).click()
  await poul.goto(`${program.url}${path}/closing`)
  await poul.getByLabel('Begrundelse').fill('Enig.')
  await poul.getByRole('button', { name: 'Afskriv lånet' }).click()
  expect(await bodyOf(poul)).toContain('Afskrevet')
  await gitte.goto(`${program.url}${path}/closing`)
  for (const [amount, answer] of [
    ['36.001', 'og mere kan ikke indgå.'],
    ['1.500', 'Indgået efter afskrivning'],
  ] as const) {
    await gitte.getByLabel('Beløb', { exact: true }).fill(amount)
    await gitte.getByRole('button', { name: 'Registrér indgået beløb' }).click()
    expect(await bodyOf(gitte)).toContain(answer)
  }
  for (const page of ['reminders', 'what-if', 'statement']) {
    await hanne.goto(`${program.url}${path}/${page}`)
    await check(hanne, page)
  }
}, 300_000)
