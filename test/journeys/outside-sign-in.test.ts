import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { Role } from '#kernel/actor.ts'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type IdentityProvider, startIdentityProvider, testClient } from '../support/identity-provider.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

const password = 'bord stol lampe vindue'
const [desk, phone] = [1366, 390]

type Invited = Record<'anne' | 'carl' | 'sanne', string>
let provider: IdentityProvider
let program: RunningProgram<Invited>
let browser: Browser
/** A folder to leave pictures in, when somebody wants to look. */
const pictures = process.env['JOURNEY_PICTURES']

beforeAll(async () => {
  program = await startProgram(
    ({ db }) =>
      db.transaction(nobody(realClock.today()), async (tx) => {
        const house = { key: 'x', name: 'Næstved Kommune', shortName: 'N', letter: 'N', municipalityCode: '0370' }
        const organisationId = await addOrganisation(tx, house)
        const hire = async (name: string, role: Role) => {
          const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '.')}@grobund.invalid`
          return (await addStaff(tx, { name, email, organisationId, roles: [role], at: realClock.now() })).token
        }
        return {
          anne: await hire('Anne Lykke', 'administrator'),
          carl: await hire('Carl Bang', 'coach'),
          sanne: await hire('Sanne Friis', 'finance_clerk'),
        }
      }),
    () => [],
    async (url) => {
      provider = await startIdentityProvider(`${url}/sign-in/outside`)
      const known = { issuer: provider.issuer, clientId: testClient.id, clientSecret: testClient.secret, levelClaim: 'acr', extra: {} }
      return [{ ...known, key: 'staff', name: 'Kommunens login', for: 'staff', levels: ['substantial', 'high'], cprClaim: null }]
    },
  )
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await program.close()
  await provider.close()
})

async function newcomer(): Promise<Page> {
  return (await browser.newContext({ viewport: { width: desk, height: 900 }, locale: 'da-DK' })).newPage()
}

async function look(page: Page, name: string): Promise<void> {
  for (const width of [desk, phone]) {
    await page.setViewportSize({ width, height: 900 })
    await checkPage(page)
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/outside-${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: desk, height: 900 })
}

const pathOf = (page: Page) => new URL(page.url()).pathname

test('a colleague answers the invitation by the municipality’s sign-in, is refused at too low a level, signs out at both and in again', async () => {
  const page = await newcomer()
  provider.stands({ subject: 'carl', acr: 'high' })
  await page.goto(`${program.url}/invitation/${program.played.carl}`)
  await look(page, '1-invitation')
  await page.getByRole('link', { name: 'Log på med Kommunens login' }).click()
  await page.waitForURL(`${program.url}/day`)

  await page.getByRole('button', { name: 'Log ud' }).first().click()
  await look(page, '2-signed-out')
  await page.getByRole('link', { name: 'Log ud af Kommunens login' }).waitFor()

  const other = await newcomer()
  provider.stands({ subject: 'carl', acr: 'low' })
  await other.goto(`${program.url}/sign-in?next=/my-sign-in`)
  await look(other, '3-sign-in')
  await other.getByRole('link', { name: 'Log på med Kommunens login' }).click()
  expect(await other.locator('main').innerText()).toContain('lavere sikkerhedsniveau')
  await look(other, '4-too-low')

  const again = await newcomer()
  provider.stands({ subject: 'carl', acr: 'substantial' })
  await again.goto(`${program.url}/sign-in?next=/my-sign-in`)
  await again.getByRole('link', { name: 'Log på med Kommunens login' }).click()
  await again.waitForURL(`${program.url}/my-sign-in`)
}, 60_000)

async function answer(page: Page, token: string): Promise<void> {
  await page.goto(`${program.url}/invitation/${token}`)
  await page.getByLabel('Ny adgangskode').fill(password)
  await page.getByLabel('Gentag adgangskoden').fill(password)
  await page.getByRole('button', { name: 'Gem og log ind' }).click()
}

test('once the administrator demands two factors, a password alone lets nobody in: the codes are set up on the way', async () => {
  const anne = await newcomer()
  await answer(anne, program.played.anne)
  await anne.goto(`${program.url}/accounts`)
  await look(anne, '5-accounts')
  await anne.getByRole('button', { name: 'Kræv to faktorer' }).click()
  expect(await anne.locator('main').innerText()).toContain('Alle medarbejdere skal logge ind med')

  const sanne = await newcomer()
  await answer(sanne, program.played.sanne)
  expect(pathOf(sanne)).toBe('/sign-in/second-factor')
  await look(sanne, '6-demanded')
  // Whatever is asked for meanwhile, nobody is signed in.
  await sanne.goto(`${program.url}/loans`)
  expect(pathOf(sanne)).toBe('/sign-in')
  await sanne.goto(`${program.url}/sign-in/second-factor`)
  const secret = ((await sanne.locator('code').first().textContent()) ?? '').replaceAll(' ', '')
  await sanne.getByRole('textbox', { name: 'Kode' }).fill('000000')
  await sanne.getByRole('button', { name: 'Bekræft' }).click()
  expect(await sanne.locator('main').innerText()).toContain('Koden er ikke rigtig')
  await sanne.getByRole('textbox', { name: 'Kode' }).fill(new TOTP({ secret }).generate())
  await sanne.getByRole('button', { name: 'Bekræft' }).click()
  await look(sanne, '7-codes')
  await sanne.getByRole('link', { name: 'Jeg har gemt koderne' }).click()
  await sanne.goto(`${program.url}/loans`)
  expect(pathOf(sanne)).toBe('/loans')
}, 60_000)
