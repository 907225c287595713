import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import jsQR from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

const password = 'bord stol lampe vindue'
const email = 'sanne.friis@grobund.invalid'
let program: RunningProgram<string>
let browser: Browser
/** A folder to leave pictures in, when somebody wants to look. */
const pictures = process.env['JOURNEY_PICTURES']

beforeAll(async () => {
  program = await startProgram(({ db }) =>
    db.transaction(nobody(realClock.today()), async (tx) => {
      const organisationId = await addOrganisation(tx, {
        key: 'x',
        name: 'Næstved Kommune',
        shortName: 'N',
        letter: 'N',
        municipalityCode: '0370',
      })
      return (await addStaff(tx, { name: 'Sanne Friis', email, organisationId, roles: ['finance_clerk'], at: realClock.now() })).token
    }),
  )
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

/** What a camera reads of the code as the browser paints it, four points to a square. */
async function scanned(page: Page): Promise<string> {
  const painted = await page.locator('.g-qr').evaluate((drawing) => {
    const { x, y, width } = (drawing as SVGSVGElement).viewBox.baseVal
    const ink = drawing.querySelector('path')
    const side = Array.from({ length: width * 4 }, (_, at) => at / 4 + 1 / 8)
    return side.map((down) => side.map((right) => ink?.isPointInFill(new DOMPoint(x + right, y + down)) === true))
  })
  const points = painted.flat().flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]))
  return jsQR.default(new Uint8ClampedArray(points), painted.length, painted.length)?.data ?? ''
}

test.each([
  { width: 1366, height: 900 },
  { width: 320, height: 720 },
])('a colleague turns codes on and signs in by one, %o', async (viewport) => {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  const shot = async (name: string) => {
    await checkPage(page)
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/second-factor-${name}-${viewport.width}.png`, fullPage: true })
  }
  if (viewport.width === 1366) {
    await page.goto(`${program.url}/invitation/${program.played}`)
    await page.getByLabel('Ny adgangskode').fill(password)
    await page.getByLabel('Gentag adgangskoden').fill(password)
    await page.getByRole('button', { name: 'Gem og log ind' }).click()
  } else {
    await page.goto(`${program.url}/sign-in`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Adgangskode').fill(password)
    await page.getByRole('button', { name: 'Log ind' }).click()
  }
  await page.goto(`${program.url}/my-sign-in`)
  await shot('1-off')
  const codes = page.getByRole('form', { name: 'Kode fra din telefon' })
  await codes.getByLabel('Din nuværende adgangskode').fill('forkert ord her')
  await codes.getByRole('button', { name: 'Slå koder til' }).click()
  await shot('2-wrong')
  await codes.getByLabel('Din nuværende adgangskode').fill(password)
  await codes.getByRole('button', { name: 'Slå koder til' }).click()
  await shot('3-begun')
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '')
  expect(new URL(await scanned(page)).searchParams.get('secret')).toBe(secret)
  const codeAt = (steps: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })
  await codes.getByLabel('Kode').fill(codeAt(0))
  await codes.getByRole('button', { name: 'Bekræft' }).click()
  await shot('4-codes')
  await page.getByRole('link', { name: 'Jeg har gemt koderne' }).click()
  await shot('5-on')
  const other = await (await browser.newContext({ viewport })).newPage()
  await other.goto(`${program.url}/sign-in?next=/my-sign-in`)
  await other.getByLabel('E-mail').fill(email)
  await other.getByLabel('Adgangskode').fill(password)
  await other.getByRole('button', { name: 'Log ind' }).click()
  await other.getByLabel('Kode').fill('000000')
  await other.getByRole('button', { name: 'Log ind' }).click()
  await checkPage(other)
  if (pictures !== undefined) await other.screenshot({ path: `${pictures}/second-factor-6-ask-${viewport.width}.png`, fullPage: true })
  await other.getByLabel('Kode').fill(codeAt(1))
  await other.getByRole('button', { name: 'Log ind' }).click()
  expect(new URL(other.url()).pathname).toBe('/my-sign-in')
  await other.getByText('Slå koder fra').first().click()
  const off = other.getByRole('form', { name: 'Slå koder fra' })
  await off.getByLabel('Din nuværende adgangskode').fill(password)
  await off.getByRole('button', { name: 'Slå koder fra' }).click()
  expect(await other.getByText('Koder er slået fra.').count()).toBe(1)
})
