import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../src/demo/intake.ts'
import { type Theatre, openPlay } from '../../src/demo/play.ts'
import { place } from '../../src/demo/run.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

let program: RunningProgram<null>
let browser: Browser

/** Amina has begun; it is spring, and the evaluation is due in a few weeks. */
async function play(theatre: Theatre): Promise<null> {
  const scene = await openPlay(theatre)
  const { moveTo } = scene
  const run = await accepted(scene, 'amina', { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' })
  await place(scene, run, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-07' })
  await moveTo('2016-04-12')
  return null
}

beforeAll(async () => {
  program = await startProgram(play)
  browser = await openBrowser()
}, 240_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

/** A browser of somebody's own. */
async function browserOf(name: string, width = 1366): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage()
  page.setDefaultTimeout(8_000)
  await program.signInAs(page, name)
  return page
}

test('from the gaps to the published report and the recorded decision', async () => {
  const secretary = await browserOf('Torben Vang')
  await secretary.goto(`${program.url}/evaluation/new`)
  await secretary.getByLabel('Overskrift').fill('Evaluering, foråret 2016')
  await secretary.getByLabel('Opgørelsesdag').fill('11.04.2016')
  await secretary.getByRole('button', { name: 'Lav en rapport' }).click()
  const address = new URL(secretary.url()).pathname
  await checkPage(secretary)

  await secretary.getByRole('link', { name: 'Mangler' }).click()
  await checkPage(secretary)
  expect(await secretary.getByRole('heading', { level: 1 }).innerText()).toBe('Huller i tallene')

  await secretary.goto(program.url + address)
  await secretary.getByRole('link', { name: 'Tekst', exact: true }).click()
  await secretary.getByLabel('Resumé').fill('Vi har [[places]] pladser.')
  await secretary.getByLabel('Indstilling').fill('At aftalen forlænges.')
  await checkPage(secretary)
  await secretary.getByRole('button', { name: 'Gem' }).click()
  expect(await secretary.locator('#section-summary').innerText()).toContain('Vi har 2 pladser.')

  await secretary.getByRole('link', { name: 'Regnestykket' }).click()
  await checkPage(secretary)
  await secretary.getByLabel('Ydelse pr. måned').fill('10.000')
  await secretary.getByLabel('Måneder, besparelsen regnes over').fill('24')
  const live = await secretary.locator('#outcome').innerText()
  await secretary.getByRole('button', { name: 'Regn ud' }).click()
  expect(await secretary.locator('#outcome').innerText()).toBe(live)
  await secretary.getByRole('button', { name: 'Gem forudsætningerne' }).click()
  expect(await secretary.getByLabel('Ydelse pr. måned').inputValue()).toBe('10.000')

  await secretary.getByRole('link', { name: 'Sammenligning' }).click()
  await secretary.getByLabel('Henvist').fill('64')
  await secretary.getByLabel('Kilde').fill('Årsberetning 2015')
  await checkPage(secretary)
  await secretary.getByRole('button', { name: 'Gem' }).click()

  await secretary.getByRole('link', { name: 'Høring' }).click()
  await secretary.getByLabel('Svar senest').fill('20.04.2016')
  await secretary.getByRole('button', { name: 'Send i høring' }).click()
  await checkPage(secretary)

  const manager = await browserOf('Mette Holm', 390)
  await manager.goto(`${program.url + address}/hearing`)
  await manager.getByRole('textbox', { name: 'Høringssvar' }).fill('Vi er enige.')
  await checkPage(manager)
  await manager.getByRole('button', { name: 'Send høringssvar' }).click()

  const member = await browserOf('Vibeke Holt', 390)
  expect((await member.goto(program.url + address))?.status()).toBe(403)

  await secretary.goto(program.url + address)
  await secretary.getByRole('button', { name: 'Offentliggør' }).click()
  await secretary.getByRole('link', { name: 'Kontrol' }).click()
  await checkPage(secretary)
  expect(await secretary.locator('main').innerText()).toContain('Hashen passer.')

  await member.goto(program.url + address)
  await checkPage(member)
  const read = await member.locator('main').innerText()
  expect(read).toContain('Vi er enige.')
  expect(read).toContain('1–4')
  expect((await member.goto(`${program.url + address}?version=closed`))?.status()).toBe(403)

  await secretary.goto(`${program.url + address}/link`)
  await secretary.getByLabel('Gælder til og med').fill('01.06.2016')
  await secretary.getByRole('button', { name: 'Lav et link' }).click()
  const link = await secretary.locator('code').innerText()
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(link)
  await checkPage(stranger)
  expect(await stranger.getByRole('heading', { level: 1 }).innerText()).toBe('Evaluering, foråret 2016')

  await secretary.goto(`${program.url + address}/decision`)
  await secretary.getByRole('radio', { name: 'Forlæng' }).check()
  await secretary.getByLabel('Udvalgets møde').fill('12.04.2016')
  await secretary.getByLabel('Sagsnummer').fill('16/1234')
  await secretary.getByLabel('Beslutningen').fill('Udvalget forlænger.')
  await secretary.getByLabel('Ny slutdato').fill('30.09.2017')
  await checkPage(secretary)
  await secretary.getByRole('button', { name: 'Registrér beslutningen' }).click()
  expect(await secretary.locator('#decision').innerText()).toContain('Aftalens periode 2 er oprettet.')
  await secretary.goto(`${program.url + address}/decision`)
  expect(await secretary.locator('main').innerText()).toContain('Beslutningen er allerede registreret.')
  expect(await secretary.getByLabel('Sagsnummer').count()).toBe(0)
  await checkPage(secretary)
}, 180_000)
