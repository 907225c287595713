import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { setStage } from '../../src/demo/play.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'
import { scoreCriteria } from './support/intake.ts'

let program: RunningProgram<unknown>
let browser: Browser
const pictures = process.env['JOURNEY_PICTURES']

beforeAll(async () => {
  program = await startProgram(async ({ db, clock }) => {
    await setStage(db, clock)
    clock.moveTo(Temporal.Instant.from('2015-10-05T08:00:00Z'))
    return { citizens: [] }
  })
  browser = await openBrowser()
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
}, 240_000)
afterAll(async () => {
  await browser.close()
  await program.close()
})

/** A browser of one member of staff without script, and eyes with script beside it for the checks; counts what is clicked and filled in. */
async function deskOf(name: string) {
  const open = async (javaScriptEnabled: boolean): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'da-DK', javaScriptEnabled })
    context.setDefaultTimeout(20_000)
    const opened = await context.newPage()
    await program.signInAs(opened, name)
    return opened
  }
  const page = await open(false)
  const eyes = await open(true)
  let count = 0
  const desk = {
    page,
    interactions: () => count,
    press: async (label: string) => {
      count += 1
      await page.getByRole('button', { name: label }).first().click()
    },
    follow: async (label: string) => {
      count += 1
      await page.getByRole('link', { name: label }).first().click()
    },
    fill: async (label: string, text: string) => {
      count += 1
      await page.getByLabel(label, { exact: false }).first().fill(text)
    },
    pick: async (group: string, answer: string) => {
      count += 1
      await page.getByRole('group', { name: group }).getByLabel(answer, { exact: true }).check()
    },
    tick: async (label: string) => {
      count += 1
      await page.getByLabel(label).check()
    },
    choose: async (label: string, option: string) => {
      count += 1
      await page.getByLabel(label).selectOption({ label: option })
    },
    see: async (what: string) => {
      await eyes.goto(page.url())
      await seen(eyes, what)
    },
  }
  return desk
}

/** Holds a page to its rules on a desk and on a phone, and leaves a picture where somebody wants to look. */
async function seen(page: Page, name: string): Promise<void> {
  for (const width of pictures === undefined ? [1366, 320] : [1366, 390]) {
    await page.setViewportSize({ width, height: 900 })
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `intake-${name}-${width}.png`), fullPage: true })
    await checkPage(page)
  }
  await page.setViewportSize({ width: 1366, height: 900 })
}

test('refer, assess apart, agree and turn both keys, without script, in at most 35 interactions to the receipt', async () => {
  const ibrahim = await deskOf('Ibrahim')
  await ibrahim.page.goto(`${program.url}/referrals`)
  await ibrahim.see('list-empty')
  await ibrahim.follow('Ny henvisning')
  await ibrahim.fill('CPR-nummer', inventedCpr(day('1984-03-12'), 7))
  await ibrahim.fill('Navn', 'Fatou Jallow')
  await ibrahim.see('start')
  await ibrahim.press('Begynd henvisningen')
  await ibrahim.fill('Telefon', '20304050')
  await ibrahim.see('contact')
  await ibrahim.press('Gem og fortsæt')
  await ibrahim.choose('Borgeren får', 'Kontanthjælp')
  await ibrahim.fill('Fra dato', '1.2.2015')
  await ibrahim.pick('Det ved vi fra', 'Borgeren')
  await ibrahim.see('support-basis')
  await ibrahim.press('Gem og fortsæt')
  await ibrahim.fill('Idéen i få ord', 'Frokostordning')
  await ibrahim.fill('Hvad vil borgeren sælge', 'Varm frokost til små firmaer i Vallensbæk. Tre faste kunder.')
  await ibrahim.press('Gem og fortsæt')
  await ibrahim.fill('Hvorfor kan borgeren gennemføre', 'Uddannet kok med ni års erfaring. Har selv fundet lokale.')
  await ibrahim.fill('Økonomi og gæld', 'To afdragsordninger, begge overholdt i to år.')
  await ibrahim.see('fitness')
  await ibrahim.press('Gem og fortsæt')
  await ibrahim.tick('Borgeren har fået informationen')
  for (const item of ['Navn, CPR-nummer og kontakt', 'Forsørgelse', 'Forretningsidé og begrundelse', 'Økonomi og gæld'])
    await ibrahim.pick(item, 'Ja, det må deles')
  await ibrahim.pick('Helbred og hverdag', 'Nej')
  await ibrahim.see('sharing')
  await ibrahim.press('Gem og fortsæt')
  await ibrahim.see('check')
  await ibrahim.press('Send henvisningen')
  await ibrahim.see('receipt')
  expect(await ibrahim.page.textContent('h1')).toBe('Henvisningen er sendt')
  expect(ibrahim.interactions()).toBeLessThanOrEqual(35)
  // What the guides promise is what was counted here.
  for (const [lang, words] of [
    ['da', 'klik og felter'],
    ['en', 'clicks and fields'],
  ] as const)
    expect(await readFile(`docs/use/caseworker.${lang}.md`, 'utf8')).toContain(`${ibrahim.interactions()} ${words}`)

  const mette = await deskOf('Mette')
  await mette.page.goto(`${program.url}/referrals`)
  await mette.see('list')
  await mette.follow('Begynd visitation')
  await mette.press('Ja, gør det')
  await mette.follow('Vurder borgeren')
  await scoreCriteria(mette.page, 3, { economy: 2, idea_market: 3 })
  await mette.see('assessment')
  await mette.press('Aflever vurderingen')
  await mette.see('assessment-done')

  await ibrahim.page.goto(`${program.url}/referrals`)
  await ibrahim.follow('Vurder borgeren')
  await scoreCriteria(ibrahim.page, 3, { economy: 4, idea_market: 2 })
  await ibrahim.press('Aflever vurderingen')
  await ibrahim.follow('Afstem vurderinger')
  await ibrahim.see('comparison')
  const economy = ibrahim.page
    .getByRole('region', { name: 'Privatøkonomi' })
    .or(ibrahim.page.locator('section:has(textarea[name="economy-note"])'))
  await economy.first().locator('input[name="economy-agreed"][value="3"]').check()
  await ibrahim.page.locator('textarea[name="economy-note"]').fill('Ordningerne er overholdt. Vi lægger samtaler om budget ind.')
  await ibrahim.press('Gem det, I er enige om')
  await ibrahim.follow('Til afgørelsen')
  await ibrahim.page.getByLabel('Optaget på ventelisten').check()
  await ibrahim.fill(
    'Fælles begrundelse',
    'Du har erfaring som kok, tre faste kunder og et lokale. Vi vurderer, at du kan gennemføre forløbet.',
  )
  await ibrahim.see('decision')
  await ibrahim.press('Drej nøglen for Vallensbæk')
  await ibrahim.see('decision-turned')

  await mette.page.goto(`${program.url}/referrals`)
  await mette.follow('Bekræft afgørelsen')
  await mette.see('decision-second')
  await mette.press('Drej nøglen for Næstved')
  await mette.see('decision-made')
  expect(await mette.page.getByText('Afgørelsen er truffet').count()).toBeGreaterThan(0)
  await mette.page.goto(`${program.url}/referrals?list=ended`)
  await mette.see('list-ended')
}, 240_000)
