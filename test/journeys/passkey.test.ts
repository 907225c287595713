import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

const email = 'sanne.friis@grobund.invalid'
let program: RunningProgram<string>
let browser: Browser
/** A folder to leave pictures in, when somebody wants to look. */
const pictures = process.env['JOURNEY_PICTURES']

beforeAll(async () => {
  program = await startProgram(({ db }) =>
    db.transaction(nobody(realClock.today()), async (tx) => {
      const place = { key: 'x', name: 'Næstved Kommune', shortName: 'N', letter: 'N', municipalityCode: '0370' }
      const organisationId = await addOrganisation(tx, place)
      return (await addStaff(tx, { name: 'Sanne Friis', email, organisationId, roles: ['coach'], at: realClock.now() })).token
    }),
  )
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

/** Gives the page's browser a device with a fingerprint that always fits; answers how to pull it out again. */
async function plugIn(page: Page): Promise<() => Promise<void>> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return async () => {
    await client.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  }
}

test('one who was invited makes a passkey on her phone, signs in by it, adds another and removes it', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const shot = async (name: string) => {
    await checkPage(page)
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/passkey-${name}.png`, fullPage: true })
  }
  const unplug = await plugIn(page)
  await page.goto(`${program.url}/invitation/${program.played}`)
  await shot('1-invitation')
  await page.getByLabel('Navn på nøglen').fill('Sannes telefon')
  await page.getByRole('button', { name: 'Lav en adgangsnøgle' }).click()
  await page.waitForURL('**/day')
  await page.goto(`${program.url}/my-sign-in`)
  expect(await page.getByText('Sannes telefon').first().isVisible()).toBe(true)
  await shot('2-own')
  await context.clearCookies()
  await page.goto(`${program.url}/sign-in?next=/my-sign-in`)
  await shot('3-sign-in')
  await page.getByRole('button', { name: 'Brug adgangsnøgle' }).click()
  await page.waitForURL((url) => url.pathname === '/my-sign-in')
  await unplug()
  await plugIn(page)
  await page.getByText('Lav en adgangsnøgle').first().click()
  const making = page.getByRole('form', { name: 'Lav en adgangsnøgle' })
  await making.getByLabel('Navn på nøglen').fill('Bærbar')
  await making.getByRole('button', { name: 'Lav en adgangsnøgle' }).click()
  await page.getByText('Adgangsnøglen »Bærbar« er lavet.').waitFor()
  await context.clearCookies()
  await page.goto(`${program.url}/sign-in?next=/my-sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Brug adgangsnøgle' }).click()
  await page.waitForURL((url) => url.pathname === '/my-sign-in')
  await page.getByText('Fjern en adgangsnøgle').first().click()
  await page.getByLabel('Hvilken nøgle?').selectOption('Sannes telefon')
  await shot('4-removing')
  await page.getByRole('button', { name: 'Fjern en adgangsnøgle' }).click()
  await page.getByText('Adgangsnøglen er fjernet.').waitFor()
  await shot('5-removed')
  await context.close()
})

test('where no device answers, the page says so and the password is still there', async () => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 900 } })
  await page.addInitScript('navigator.credentials.get = () => Promise.reject(new DOMException("no", "NotAllowedError"))')
  await page.goto(`${program.url}/sign-in`)
  await page.getByRole('button', { name: 'Brug adgangsnøgle' }).click()
  await page.getByText('Det lykkedes ikke med adgangsnøglen.').waitFor()
  await checkPage(page)
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/passkey-6-refused.png`, fullPage: true })
  const bare = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 720 } })
  const plain = await bare.newPage()
  await plain.goto(`${program.url}/sign-in`)
  expect(await plain.getByRole('button', { name: 'Brug adgangsnøgle' }).isVisible()).toBe(false)
  expect(await plain.getByText('Din browser kan ikke bruge adgangsnøgler her.').isVisible()).toBe(true)
  expect(await plain.getByLabel('Adgangskode').isVisible()).toBe(true)
  await bare.close()
})
