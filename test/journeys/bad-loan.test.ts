import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import type { LoanId } from '#modules/loans/index.ts'
import { accepted } from '../../src/demo/intake.ts'
import { type Theatre, openPlay } from '../../src/demo/play.ts'
import { lend, place, step } from '../../src/demo/run.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

let program: RunningProgram<LoanId>
let browser: Browser

/** Amina has borrowed 12.000 kr. and paid nothing by 10 July; the nights have reminded her. */
async function play(theatre: Theatre): Promise<LoanId> {
  const scene = await openPlay(theatre)
  const { moveTo } = scene
  const run = await accepted(scene, 'amina', { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' })
  await place(scene, run, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-07' })
  const despite = 'De sidste samtaler er aftalt.'
  await step(scene, 'mette', '2016-04-11', run, { step: 'pass_gate', on: day('2016-04-11'), despite })
  const days: [string, string, string, string] = ['2016-04-12', '2016-04-13', '2016-04-14', '2016-04-15']
  const loan = await lend(scene, run, { amount: 12_000, terms: 12, purpose: 'Brugt ovn.', days })
  for (const on of ['2016-06-04', '2016-06-08', '2016-06-15', '2016-06-25', '2016-07-10']) await moveTo(on)
  return loan
}

beforeAll(async () => {
  program = await startProgram(play)
  browser = await openBrowser()
}, 240_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

async function browserOf(name: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1366, height: 900 } })).newPage()
  await program.signInAs(page, name)
  return page
}

/** Checks the page somebody stands on, wide and narrow, in a twin browser with script: the checker needs script, the pages do not. */
async function check(page: Page): Promise<void> {
  const storageState = await page.context().storageState()
  for (const width of [1366, 390]) {
    const context = await browser.newContext({ storageState, viewport: { width, height: 900 } })
    const twin = await context.newPage()
    await twin.goto(page.url())
    await checkPage(twin)
    await context.close()
  }
}

const bodyOf = (page: Page) => page.locator('main').innerText()

test('a loan that is not paid is reminded, disputed, warned of, written off by two, and something comes in after all', async () => {
  const path = `${program.url}/loans/${program.played}`
  const hanne = await browserOf('Hanne Krog')
  await hanne.goto(path)
  expect(await hanne.locator('.g-tile', { hasText: 'Er noget for sent?' }).innerText()).toMatch(/2\.000\skr/)
  await check(hanne)
  await hanne.goto(`${path}/reminders`)
  const sent = await hanne.locator('#sent').innerText()
  for (const rung of ['Venlig påmindelse', 'Coachen er bedt om at ringe', 'Rykkerbrev']) expect(sent).toContain(rung)
  await hanne.locator('#disputes-words').fill('Borgeren mener, at der er betalt kontant.')
  await hanne.getByRole('button', { name: 'Gør indsigelse' }).click()
  expect(await bodyOf(hanne)).toContain('Rykkere står stille: der er gjort indsigelse.')
  await check(hanne)
  await hanne.goto(path)
  expect(await hanne.locator('.g-tile', { hasText: 'Hvem skal gøre noget?' }).innerText()).toContain('Långiveren')

  const poul = await browserOf('Poul Riis')
  await poul.goto(`${path}/reminders`)
  await poul.locator('#dispute-ends-words').fill('Der er ingen kvittering.')
  await poul.getByRole('button', { name: 'Afgør indsigelsen' }).click()
  expect(await bodyOf(poul)).not.toContain('Rykkere står stille')

  const gitte = await browserOf('Gitte Dam')
  const propose = async (kind: string) => {
    await gitte.goto(`${path}/closing`)
    await gitte.getByLabel(kind).check()
    await gitte.getByLabel('Grund', { exact: true }).selectOption({ index: 1 })
    await gitte.getByLabel('Begrundelse').fill('Rykket forgæves.')
    await gitte.getByRole('button', { name: 'Foreslå' }).click()
  }
  await propose('Overdragelse til inddrivelse')
  await poul.goto(`${path}/closing`)
  await check(poul)
  expect(await poul.getByRole('button', { name: 'Overdrag kravet' }).count(), 'the debtor has been warned, and has ten days').toBe(0)
  expect(await bodyOf(poul)).toContain('Der er ikke gået ti dage')
  expect(await bodyOf(poul)).toMatch(/Kravet kan overdrages fra \d{2}\.\d{2}\.\d{4}\./)
  await poul.getByLabel('Begrundelse').fill('Virksomheden er lukket, der er intet at hente.')
  await poul.getByRole('button', { name: 'Afvis forslaget' }).click()

  await propose('Afskrivning')
  await poul.goto(`${path}/closing`)
  await poul.getByLabel('Begrundelse').fill('Enig.')
  await poul.getByRole('button', { name: 'Afskriv lånet' }).click()
  expect(await bodyOf(poul)).toContain('Afskrevet')
  await gitte.goto(`${path}/closing`)
  await gitte.getByLabel('Beløb', { exact: true }).fill('500')
  await gitte.getByRole('button', { name: 'Registrér indgået beløb' }).click()
  expect(await bodyOf(gitte)).toContain('Indgået efter afskrivning')
}, 240_000)
