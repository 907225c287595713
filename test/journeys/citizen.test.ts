import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DemoCitizen } from '../../src/demo/invite.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startDemo } from '../support/program.ts'

let program: RunningProgram<readonly DemoCitizen[]>
let browser: Browser

beforeAll(async () => {
  program = await startDemo()
  browser = await openBrowser()
}, 240_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

async function pageOf(name: string, options: { script?: boolean; width?: number } = {}): Promise<Page> {
  const { script = true, width = 390 } = options
  const context: BrowserContext = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 844 } })
  const page = await context.newPage()
  await program.signInAs(page, name)
  return page
}

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`).innerText()
const figures = async (page: Page) => Promise.all(['low', 'lowAt', 'profit', 'sales', 'last'].map((name) => figure(page, name)))
const main = (page: Page) => page.locator('main').innerText()

async function open(page: Page, link: string): Promise<void> {
  const href = await page.locator('main').getByRole('link', { name: link }).first().getAttribute('href')
  await page.goto(program.url + (href ?? '/'))
  await checkPage(page)
}

test('a citizen’s month on a phone: where am I, my plan, my budget, another time, who looked', async () => {
  const leyla = await pageOf('Leyla Demir')
  await leyla.goto(`${program.url}/me`)
  await checkPage(leyla)
  expect(await main(leyla)).toContain('Nu: du er i opkvalificering')
  expect(await main(leyla)).toContain('Fredag kl. 10.00 med Søren Bjerg')

  // The plan: her coach has asked, she answers by writing.
  await open(leyla, 'Forretningsplan')
  expect(await main(leyla)).toContain('Hvor mange beboere får klippet hår hver måned?')
  await open(leyla, 'Ret Kunderne')
  await leyla.getByRole('textbox', { name: 'Teksten' }).fill('To plejecentre med 120 beboere. Omkring 60 bliver klippet hver måned.')
  await leyla.getByRole('button', { name: 'Gem afsnit' }).click()
  expect(await main(leyla)).toContain('Omkring 60 bliver klippet hver måned.')
  await leyla.getByRole('button', { name: 'Send planen ind' }).click()
  expect(await main(leyla)).toContain('Skriv noget i hvert afsnit først')

  // The budget: figures follow while she types, and are the same from the server once saved.
  await leyla.goto(`${program.url}/me`)
  await open(leyla, 'Budget')
  await open(leyla, 'Salg')
  const before = await figures(leyla)
  await leyla.getByLabel('Beløb uden moms').first().fill('9.876,55')
  const live = await figures(leyla)
  expect(live).not.toEqual(before)
  await leyla.getByLabel('Beløb uden moms').first().fill('mange penge')
  expect(await figures(leyla), 'what cannot be read leaves the figures').toEqual(live)
  await leyla.getByLabel('Beløb uden moms').first().fill('9.876,55')
  await leyla.getByRole('button', { name: 'Gem', exact: true }).click()
  await leyla.waitForURL(/\/budget$/)
  await open(leyla, 'Salg')
  expect(await figures(leyla)).toEqual(live)
  const bare = await pageOf('Leyla Demir', { script: false })
  await bare.goto(leyla.url())
  expect(await figures(bare), 'without script').toEqual(live)

  // Another time: she proposes, her coach answers with a reason.
  await leyla.goto(`${program.url}/me`)
  await open(leyla, 'Foreslå en anden tid')
  expect(await leyla.getByLabel('En anden tid til en aftale').isChecked()).toBe(true)
  expect(await leyla.getByLabel('Fra dato').inputValue()).toBe('14.10.2016')
  await leyla.getByLabel('Til dato').fill('17.10.2016')
  await leyla.getByLabel('Begrundelse').fill('Jeg klipper på plejecentret den dag. Helst kl. 9.')
  await leyla.getByRole('button', { name: 'Send' }).click()
  const path = new URL(leyla.url()).pathname
  const soeren = await pageOf('Søren Bjerg', { width: 1366, script: false })
  await soeren.goto(program.url + path)
  await soeren.getByLabel('Din begrundelse').fill('Mandag kl. 9 passer fint.')
  await soeren.getByRole('button', { name: 'Godkend' }).click()
  const plan = `/enrolments/${/enrolments\/([0-9a-f-]{36})/.exec(bare.url())?.[1] ?? ''}/plan`
  await soeren.goto(program.url + plan)
  await leyla.goto(program.url + path)
  expect(await main(leyla)).toContain('Mandag kl. 9 passer fint.')

  // Her goals, and a step that is done.
  await leyla.goto(`${program.url}/me`)
  await open(leyla, 'Mål')
  await leyla.getByRole('button', { name: 'Er gjort Ring til lederen af Strandgården' }).click()
  expect(await main(leyla)).toContain('Gjort')

  // Who looked, what she lives on, how to complain, and the record to take along.
  for (const [address, words] of [
    ['/me/log', 'Din coach åbnede din forretningsplan'],
    ['/me/support', 'Dagpenge'],
    ['/me/decisions', 'Du har fire uger'],
  ] as const) {
    await leyla.goto(program.url + address)
    expect(await main(leyla)).toContain(words)
    await checkPage(leyla)
  }
  const record = await leyla.request.get(`${program.url}/me/record.pdf`)
  expect([record.status(), record.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect((await record.body()).toString('latin1')).toContain('/S /H1')
}, 120_000)

test('whoever ended early still has the way behind them and a record to take along', async () => {
  const jonas = await pageOf('Jonas Bech')
  await jonas.goto(`${program.url}/me`)
  await checkPage(jonas)
  expect(await main(jonas)).toMatch(/Nu: dit forløb er slut|Dit forløb er afsluttet/)
  expect((await jonas.request.get(`${program.url}/me/record.pdf`)).status()).toBe(200)
})
