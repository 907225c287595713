import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setStage } from '../../src/demo/play.ts'
import { refusedAfterHearing } from '../../src/demo/intake.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

let program: RunningProgram<unknown>
let browser: Browser
const pictures = process.env['JOURNEY_PICTURES']

beforeAll(async () => {
  program = await startProgram(async ({ db, clock }) => {
    const stage = await setStage(db, clock)
    const moveTo = (on: string) => Promise.resolve(clock.moveTo(Temporal.Instant.from(`${on}T08:00:00Z`)))
    await refusedAfterHearing({ db, clock, stage, moveTo, citizens: [] }, 'henning')
    await moveTo('2015-11-10')
    return { citizens: [] }
  })
  browser = await openBrowser()
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
}, 240_000)
afterAll(async () => {
  await browser.close()
  await program.close()
})

/** Holds a page to its rules on a desk and on a phone, and leaves a picture where somebody wants to look. */
async function seen(page: Page, name: string): Promise<void> {
  for (const width of [1366, 320]) {
    await page.setViewportSize({ width, height: 900 })
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `refusal-${name}-${width}.png`), fullPage: true })
    await checkPage(page)
  }
  await page.setViewportSize({ width: 1366, height: 900 })
}

test('the rules are checked without a name; a refused citizen’s complaint is upheld, and the case is decided anew', async () => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'da-DK' })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await program.signInAs(page, 'Ibrahim')
  await page.goto(`${program.url}/pre-check`)
  for (const group of await page.getByRole('group').all()) await group.getByLabel('Ja', { exact: true }).check()
  await page.getByRole('button', { name: 'Se, om en henvisning giver mening' }).click()
  await seen(page, 'pre-check')
  // Everything answered yes, bankruptcy too: that one is to be settled first.
  expect(await page.getByRole('status').innerText()).toContain('Noget skal afklares')

  await page.goto(`${program.url}/referrals?list=ended`)
  const href = await page.locator('main tr a[href^="/referrals/"]').first().getAttribute('href')
  await page.goto(`${program.url}${href}/complaint`)
  await page.getByLabel('Hvad klager borgeren over').fill('Min aftale om lokaler er ikke set.')
  await seen(page, 'complaint-new')
  await page.getByRole('button', { name: 'Gem klagen og send kvittering' }).click()
  expect(await page.getByText('Klagen skal være vurderet senest 08.12.2015.').count()).toBe(1)
  await page.getByLabel('Borgeren får medhold').check()
  await page.getByLabel('Begrundelse').fill('Aftalen om lokaler ændrer vores vurdering.')
  await seen(page, 'complaint-settle')
  await page.getByRole('button', { name: 'Gem og send brevet' }).click()
  await seen(page, 'complaint-settled')
  expect(await page.getByText('Medhold i klagen').count()).toBeGreaterThan(0)
  await page.goto(`${program.url}/referrals`)
  expect(await page.locator('main tr', { hasText: 'Henning' }).getByText('Fælles visitation').count()).toBe(1)
}, 240_000)
