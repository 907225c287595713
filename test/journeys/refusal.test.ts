import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { ReferralId } from '#modules/referrals/index.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Play, setStage } from '../../src/demo/play.ts'
import { assess, refer } from '../../src/demo/intake.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'
import { crowd, desk, phone } from './support/person.ts'

let program: RunningProgram<Play & { referralId: ReferralId }>
let browser: Browser
const pictures = process.env['JOURNEY_PICTURES']

beforeAll(async () => {
  program = await startProgram(
    async ({ db, clock }) => {
      const stage = await setStage(db, clock)
      const moveTo = (on: string) => Promise.resolve(clock.moveTo(Temporal.Instant.from(`${on}T08:00:00Z`)))
      const play: Play = { db, clock, stage, moveTo, citizens: [] }
      const referralId = await refer(play, 'henning', '2015-10-08')
      await assess(play, referralId, '2015-10-15', [1, 2, 2, 1, 2, 1, 2])
      await moveTo('2015-10-20')
      return { ...play, referralId }
    },
    ({ citizens }) => citizens,
  )
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

test('a refusal is proposed, the citizen is heard and answers, and two keys refuse with reasons, rule and complaint guidance', async () => {
  const be = crowd(browser, program, true)
  const [mette, ibrahim, henning] = [await be('Mette'), await be('Ibrahim'), await be('Henning')]
  const { referralId, moveTo } = program.played
  const decision = `/referrals/${referralId}/decision`
  const considerations = 'Idéen kræver en bevilling, som ikke kan fås, og der er ingen kunder endnu.'
  await mette.go(decision)
  expect(await mette.read(), 'nobody is refused unheard').not.toMatch(/^Afslag$/m)
  const grounds = mette.page.getByLabel('Grund', { exact: true })
  expect(await grounds.filter({ visible: true }).count(), 'nothing is asked before something is chosen').toBe(0)
  await mette.tick('Afslag foreslås. Borgeren høres først')
  expect(await grounds.filter({ visible: true }).count(), 'only what goes with the outcome is asked').toBe(1)
  await mette.fill('Fælles begrundelse', considerations)
  await mette.press('Drej nøglen for Næstved')
  expect(await mette.page.locator('#reason_refusal').getAttribute('aria-invalid')).toBe('true')
  await mette.check(desk, phone)
  await mette.page.locator('#reason_refusal').selectOption({ label: 'Idéen vurderes ikke bæredygtig' })
  await mette.fill('Borgeren kan svare til og med', '03.11.2015')
  await mette.press('Drej nøglen for Næstved')
  await ibrahim.go(decision)
  await ibrahim.check(desk, phone)
  await ibrahim.press('Drej nøglen for Vallensbæk')

  await ibrahim.go(decision)
  await ibrahim.tick('Afslag')
  await ibrahim.fill('Fælles begrundelse', considerations)
  await ibrahim.press('Drej nøglen for Vallensbæk')
  expect(await ibrahim.read(), 'the hearing runs').toContain('Borgeren kan svare til og med 03.11.2015')

  await henning.go('/me/referral')
  await henning.check(desk, phone)
  await henning.fill('Dit svar', 'Jeg har en aftale om lokaler, som I ikke har set.')
  await henning.press('Gem svaret')
  expect(await henning.read()).toContain('Jeg har en aftale om lokaler')

  await moveTo('2015-11-05')
  await mette.go(decision)
  expect(await mette.read()).toContain('Jeg har en aftale om lokaler')
  await mette.tick('Afslag')
  await mette.fill('Fælles begrundelse', considerations)
  await mette.page.locator('#reason_refusal').selectOption({ label: 'Idéen vurderes ikke bæredygtig' })
  await mette.press('Drej nøglen for Næstved')
  await ibrahim.go(decision)
  await ibrahim.page.getByText('Brevet, som det bliver sendt').click()
  const letter = await ibrahim.read()
  expect(letter).toContain(considerations)
  expect(letter, 'the letter says where to complain').toContain('Ankestyrelsen')
  await ibrahim.check(desk, phone)
  await ibrahim.press('Drej nøglen for Vallensbæk')
  expect(await ibrahim.read()).toContain('Afgørelsen er truffet')
  await moveTo('2015-11-10')
}, 240_000)

test('the rules are checked without a name; a refused citizen’s complaint is upheld, and the case is decided anew', async () => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'da-DK' })
  context.setDefaultTimeout(20_000)
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
