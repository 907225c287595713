import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Theatre, setStage } from '../../src/demo/play.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type FullClass, fullClass } from '../support/full-class.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

let program: RunningProgram<FullClass>
let browser: Browser

/** Søren has a class of 15 on Tuesdays, and it is the first Tuesday at noon. */
async function play({ db, clock }: Theatre): Promise<FullClass> {
  const played = await fullClass(db, await setStage(db, clock), 15)
  clock.moveTo(Temporal.Instant.from('2015-12-01T11:00:00Z'))
  return played
}

beforeAll(async () => {
  program = await startProgram(play)
  browser = await openBrowser()
}, 240_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

async function browserOf(name: string, script = true, width = 1366): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 900 } })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  await program.signInAs(page, name)
  return { page, context }
}

/** Leaves a picture when a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['JOURNEY_PICTURES']
  if (folder !== undefined && folder !== '') await page.screenshot({ path: `${folder}/${name}.png` })
}

/** Counts what a person does: every click, every choice, every press. */
function counted(page: Page) {
  let interactions = 0
  return {
    click: async (role: 'link' | 'button' | 'radio', name: string | RegExp) => {
      interactions += 1
      await page.getByRole(role, { name }).first().click()
    },
    tap: async (person: string, outcome: string) => {
      interactions += 1
      await page.getByRole('group', { name: person, exact: true }).getByRole('radio', { name: outcome }).check()
    },
    choose: async (person: string, reason: string) => {
      interactions += 2 // opening the list and choosing from it
      await page.getByRole('group', { name: person, exact: true }).getByLabel('Årsag').selectOption({ label: reason })
    },
    count: () => interactions,
  }
}

const sessionUrl = (no: number) => `${program.url}/sessions/${program.played.sessions[no] ?? ''}`

test('a coach registers 15 people in at most 5 interactions when all came, and 3 more for each exception', async () => {
  const { page } = await browserOf('Søren Bjerg')
  const all = counted(page)
  await all.click('link', 'Fremmøde')
  await page.getByRole('table').first().waitFor()
  await all.click('link', 'Undervisning i moms')
  await checkPage(page)
  expect(await page.locator('main').innerText()).toContain('Alle står som mødt')
  expect(await page.getByRole('radio', { name: 'Mødt', checked: true }).count()).toBe(15)
  await picture(page, 'register-1366')
  await all.click('button', 'Gem fremmøde')
  await page.waitForURL(/\/sessions\?saved=/)
  expect(all.count()).toBeLessThanOrEqual(5)

  await page.goto(sessionUrl(0))
  expect(await page.locator('main').innerText()).not.toContain('Alle står som mødt')
  const { names } = program.played
  const [late = '', ill = ''] = [names[2], names[4]]
  await page.goto(sessionUrl(0))
  const exceptions = counted(page)
  await exceptions.tap(late, 'For sent')
  expect(exceptions.count()).toBeLessThanOrEqual(3)
  await exceptions.tap(ill, 'Udeblev')
  await exceptions.choose(ill, 'Syg')
  expect(exceptions.count()).toBeLessThanOrEqual(6)
  await checkPage(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await checkPage(page)
  await picture(page, 'register-390')
  await exceptions.click('button', 'Gem fremmøde')
  await page.waitForURL(/\/sessions\?saved=/)
  await page.goto(sessionUrl(0))
  expect(await page.getByRole('group', { name: ill, exact: true }).getByRole('radio', { name: 'Udeblev' }).isChecked()).toBe(true)
  expect(await page.getByRole('table', { name: 'Sådan er fremmødet gemt' }).getByRole('row').count()).toBe(3)
  await page.getByRole('link', { name: 'Udskriv liste' }).click()
  expect(await page.getByRole('row').count()).toBe(16)
  await checkPage(page)
})

test('a coach who uses no mouse goes through the register by keys, marks one late, and saves', async () => {
  const { page } = await browserOf('Søren Bjerg')
  await page.goto(sessionUrl(0))
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement
      return at instanceof HTMLInputElement ? `${at.name} ${at.value}` : (at?.textContent ?? '').trim()
    })
  const tabTo = async (wanted: RegExp) => {
    for (let presses = 0; presses < 90 && !wanted.test(await focused()); presses += 1) await page.keyboard.press('Tab')
    expect(await focused()).toMatch(wanted)
  }
  await tabTo(/^o_\S+ present$/)
  await page.keyboard.press('ArrowRight')
  const [name = ''] = (await focused()).split(' ')
  await tabTo(/^Gem fremmøde$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sessions\?saved=/)
  await page.goto(sessionUrl(0))
  expect(await page.locator(`input[name="${name}"]:checked`).inputValue()).toBe('late')
})

test('on a dead connection, on a phone, nothing typed is lost: it waits, survives the page being closed, and counts once', async () => {
  program.clock.moveTo(Temporal.Instant.from('2015-12-08T11:00:00Z'))
  const { page, context } = await browserOf('Søren Bjerg', true, 390)
  const [, , , who = ''] = program.played.names
  await page.goto(sessionUrl(1))
  await page.getByLabel('Hvad blev der lavet?').fill('Momsangivelsen, felt for felt.')
  await page.getByRole('group', { name: who, exact: true }).getByRole('radio', { name: 'Delvist' }).check()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Gem fremmøde' }).click()
  const offline = page.getByText('Der er ingen forbindelse.')
  await offline.waitFor()
  const box = await offline.boundingBox()
  expect((box?.y ?? -1) >= 0 && (box?.y ?? 900) < 844, 'seen where the button was pressed').toBe(true)
  await page.close()
  await context.setOffline(false)

  const again = await context.newPage()
  await again.goto(sessionUrl(1))
  await again.getByText('Det, du skrev sidst, er sat ind igen.').waitFor()
  expect(await again.getByLabel('Hvad blev der lavet?').inputValue()).toBe('Momsangivelsen, felt for felt.')
  expect(await again.getByRole('group', { name: who, exact: true }).getByRole('radio', { name: 'Delvist' }).isChecked()).toBe(true)
  await context.setOffline(true)
  await again.getByRole('button', { name: 'Gem fremmøde' }).click()
  await again.getByText('Der er ingen forbindelse.').waitFor()
  await context.setOffline(false)
  await again.waitForURL(/\/sessions\?saved=/, { timeout: 20_000 })
  await again.goto(sessionUrl(1))
  expect(await again.getByText('Det, du skrev sidst, er sat ind igen.').count()).toBe(0)
  expect(await again.getByRole('table', { name: 'Sådan er fremmødet gemt' }).getByRole('row').count()).toBe(2)
})

test('two teachers at once, without script: the second gets both, and overwrites nothing unseen', async () => {
  program.clock.moveTo(Temporal.Instant.from('2015-12-15T11:00:00Z'))
  const [soeren, mette] = [await browserOf('Søren Bjerg', false), await browserOf('Mette Holm', false, 390)]
  const [who = ''] = program.played.names
  for (const { page } of [soeren, mette]) await page.goto(sessionUrl(2))
  const group = (page: Page) => page.getByRole('group', { name: who, exact: true })
  await group(mette.page).getByRole('radio', { name: 'Udeblev' }).check()
  await group(mette.page).getByLabel('Årsag').selectOption({ label: 'Arbejde' })
  await mette.page.getByRole('button', { name: 'Gem fremmøde' }).click()
  await group(soeren.page).getByRole('radio', { name: 'For sent' }).check()
  await soeren.page.getByRole('button', { name: 'Gem fremmøde' }).click()
  expect(await soeren.page.locator('main').innerText()).toContain('Mette Holm har gemt fremmødet')
  expect(await group(soeren.page).innerText()).toContain('Gemt af en anden: Udeblev (Arbejde)')
  expect(await group(soeren.page).getByRole('radio', { name: 'For sent' }).isChecked()).toBe(true)
  await picture(soeren.page, 'register-conflict')
})

test('a week of the coach: a new class over Christmas, moved with the later ones, and its calendar', async () => {
  const { page } = await browserOf('Søren Bjerg')
  await page.goto(`${program.url}/sessions`)
  await page.getByRole('link', { name: 'Nyt hold' }).click()
  await page.getByLabel('Aktivitet').selectOption({ index: 1 })
  await page.getByLabel('Holdets navn').fill('Hold 4')
  await page.getByLabel('Sted').fill('Biblioteket, sal 1')
  await page.getByLabel('Første dag').fill('17.12.2015')
  await page.getByLabel('torsdag').check()
  await page.getByLabel('Antal gange').fill('4')
  await page.getByLabel('Klokken').fill('13.00')
  await page.getByLabel(program.played.names[0] ?? '').check()
  await page.getByRole('button', { name: 'Vis datoerne' }).click()
  const dates = await page.getByRole('table', { name: 'Holdets datoer' }).innerText()
  for (const part of ['17.12.2015', '24.12.2015', '31.12.2015', 'Springes over', '07.01.2016', '21.01.2016']) expect(dates).toContain(part)
  await checkPage(page)
  await picture(page, 'class-new')
  await page.getByRole('button', { name: 'Opret holdet med 4 gange' }).click()
  await page.getByRole('link', { name: '2. gang' }).click()
  await page.getByRole('link', { name: 'Flyt eller aflys' }).click()
  await page.getByLabel('Ny dato').fill('05.01.2016')
  await page.getByLabel('Denne og de følgende').check()
  await page.getByLabel('Hvem bad om det?').first().selectOption({ label: 'Stedet' })
  await page.getByLabel('Hvorfor?').first().selectOption({ label: 'Lokalet kan ikke bruges' })
  await page.getByRole('button', { name: 'Vis før og efter' }).click()
  const before = await page.getByRole('table', { name: 'Før og efter' }).innerText()
  for (const part of ['07.01.2016', '05.01.2016', '12.01.2016', '19.01.2016']) expect(before).toContain(part)
  expect(await page.getByRole('table', { name: '1 deltager får besked' }).getByRole('row').count()).toBe(2)
  await checkPage(page)
  await picture(page, 'class-moved')
  await page.getByRole('button', { name: 'Flyt 3 gange' }).click()
  await page.getByRole('link', { name: 'Se holdet' }).click()
  await checkPage(page)
  await picture(page, 'class')

  await page.goto(`${program.url}/owed`)
  await page.getByRole('link', { name: new RegExp(program.played.names[1] ?? '') }).click()
  await page.getByText('Kan være med:').first().waitFor()
  await checkPage(page)
  await picture(page, 'owed')

  await page.goto(`${program.url}/calendars`)
  await page.getByRole('button', { name: 'Lav et link' }).first().click()
  await checkPage(page)
  const link = await page.locator('code').innerText()
  expect(await (await page.request.get(link)).text()).toContain('DTSTART:20160105T120000Z')
})
