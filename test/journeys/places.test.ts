import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { accepted } from '../../src/demo/intake.ts'
import { type Play, type Theatre, openPlay, setStage } from '../../src/demo/play.ts'
import { place } from '../../src/demo/run.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'

type Played = { amina: EnrolmentId; jonas: EnrolmentId; leyla: EnrolmentId; agreementId: string; moveTo: (on: string) => Promise<void> }

let program: RunningProgram<Played>
let browser: Browser

/** Both places are held; Leyla waits. */
async function play(theatre: Theatre): Promise<Played> {
  const scene = await openPlay(theatre)
  const { stage, moveTo } = scene
  const amina = await accepted(scene, 'amina', { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' })
  const jonas = await accepted(scene, 'jonas', { referred: '2015-09-18', assessed: '2015-09-22', decided: '2015-09-24' })
  await place(scene, amina, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-05' })
  await place(scene, jonas, { offered: '2015-10-05', accepted: '2015-10-06', starts: '2015-10-07' })
  const leyla = await accepted(scene, 'leyla', { referred: '2015-11-09', assessed: '2015-11-16', decided: '2015-11-18' })
  await moveTo('2016-01-04')
  return { amina, jonas, leyla, agreementId: stage.agreementId, moveTo }
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
async function browserOf(name: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 900 } })).newPage()
  page.setDefaultTimeout(20_000)
  await program.signInAs(page, name)
  return page
}

const main = (page: Page) => page.locator('main').innerText()
const go = (page: Page, path: string) => page.goto(program.url + path)
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click()
test('the agreement ends while somebody waits: told before, told after, and the pages say what can be done', async () => {
  const { agreementId, moveTo } = program.played
  const [ibrahim, birgitte, torben] = [await browserOf('Ibrahim Kaya'), await browserOf('Birgitte Falk'), await browserOf('Torben Vang')]
  const scene = await waiting()
  await moveTo('2016-09-20')
  await go(ibrahim, '/notices')
  expect(await main(ibrahim)).toContain('Aftalen slutter, mens borgeren venter på en plads')
  await moveTo('2016-10-03')

  await go(torben, `/agreements/${agreementId}`)
  expect(await main(torben)).toContain('Aftalen udløb 30.09.2016')
  expect(await main(torben)).toContain('Udvalget kan forlænge aftalen uden ophold til og med 30.12.2016')
  await checkPage(torben)
  await go(birgitte, '/places')
  expect(await main(birgitte)).toContain('Aftalen tager ikke imod nye forløb. Sidste dag var 30.09.2016')
  await checkPage(birgitte)
  await go(birgitte, `/agreements/${agreementId}/statements/2016-09`)
  expect(await main(birgitte)).toContain('Opgørelse for september 2016')
  await checkPage(birgitte)

  await go(ibrahim, `/enrolments/${scene}/close-list`)
  await press(ibrahim, 'Luk ventetiden: aftalen er slut')
  expect(await main(ibrahim)).toContain('Borgeren er taget af ventelisten.')
}, 120_000)

/** Fatou is accepted in August and waits. */
async function waiting(): Promise<EnrolmentId> {
  const { database, clock } = program
  const { moveTo } = program.played
  await moveTo('2016-08-29')
  const scene: Play = { db: database.db, clock, stage: await stageNow(), moveTo, citizens: [] }
  return accepted(scene, 'fatou', { referred: '2016-08-29', assessed: '2016-09-05', decided: '2016-09-08' })
}

async function stageNow(): Promise<Play['stage']> {
  const { database, clock } = program
  return setStage(database.db, clock)
}
