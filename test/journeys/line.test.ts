import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { type EnrolmentId, enrolment } from '#modules/enrolments/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { accepted } from '../../src/demo/intake.ts'
import { type Theatre, openPlay } from '../../src/demo/play.ts'
import { place, step } from '../../src/demo/run.ts'
import { openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'
import { type Person, crowd, desk, phone, recordConsent } from './support/person.ts'

type Played = { amina: EnrolmentId; fatou: EnrolmentId; aminasCase: string; moveTo: (on: string) => Promise<void> }

let program: RunningProgram<Played>
let browser: Browser
let be: (name: string) => Promise<Person>

/** Amina runs and Jonas has just ended; Leyla, Karim and Fatou wait for his place, in that order. */
async function play(theatre: Theatre): Promise<Played> {
  const scene = await openPlay(theatre)
  const { db, clock, stage, moveTo } = scene
  const amina = await accepted(scene, 'amina', { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' })
  const jonas = await accepted(scene, 'jonas', { referred: '2015-09-18', assessed: '2015-09-22', decided: '2015-09-24' })
  await place(scene, amina, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-05' })
  await place(scene, jonas, { offered: '2015-10-05', accepted: '2015-10-06', starts: '2015-10-07' })
  await accepted(scene, 'leyla', { referred: '2015-11-09', assessed: '2015-11-16', decided: '2015-11-18' })
  await accepted(scene, 'karim', { referred: '2015-11-19', assessed: '2015-11-23', decided: '2015-11-25' })
  const fatou = await accepted(scene, 'fatou', { referred: '2015-12-01', assessed: '2015-12-07', decided: '2015-12-09' })
  const ends = { step: 'end_early', lastDay: day('2016-01-08'), initiator: 'citizen', tookPart: true } as const
  await step(scene, 'mette', '2016-01-08', jonas, ends, { reason: 'got_job' })
  await moveTo('2016-01-11')
  const run = await db.read(contextOf(stage.actors.mette, clock.today()), (tx) => enrolment(tx, amina))
  return { amina, fatou, aminasCase: run?.referralId ?? '', moveTo }
}

beforeAll(async () => {
  program = await startProgram(play)
  browser = await openBrowser()
  be = crowd(browser, program, true)
}, 240_000)
afterAll(async () => {
  await browser.close()
  await program.close()
})

test('the third in line is offered the free place with a reason for it, accepts in time, and the two before keep their turn', async () => {
  const [mette, ibrahim] = [await be('Mette'), await be('Ibrahim')]
  const { fatou } = program.played
  await mette.go('/places')
  const line = () => mette.page.locator('#line tbody tr').allInnerTexts()
  const names = (rows: readonly string[]) => rows.map((row) => /Leyla|Karim|Fatou/.exec(row)?.[0])
  expect(names(await line())).toEqual(['Leyla', 'Karim', 'Fatou'])
  await mette.check(desk, phone)

  await mette.go(`/enrolments/${fatou}/offer`)
  await mette.fill('Start på pladsen', '25.01.2016')
  await mette.fill('Svar senest', '20.01.2016')
  await mette.press('Tilbyd en plads')
  expect(await mette.read()).toContain('2 står foran i køen')
  expect(await mette.page.getByLabel('Hvorfor går borgeren foran i køen?').getAttribute('aria-invalid')).toBe('true')
  await mette.check(desk, phone)
  await mette.fill('Hvorfor går borgeren foran i køen?', 'Leyla og Karim kan først begynde til april.')
  await mette.press('Tilbyd en plads')
  expect(await mette.read()).toContain('20.01.2016')

  await ibrahim.go(`/enrolments/${fatou}/answer`)
  await recordConsent(ibrahim, 'Svare på tilbud om en plads')
  await ibrahim.pick('Borgerens svar', 'Sig ja til pladsen')
  await ibrahim.check(desk, phone)
  await ibrahim.press('Borgerens svar')
  expect(await ibrahim.read()).toContain('Pladsen er taget imod.')
  await ibrahim.go(`/enrolments/${fatou}/answer`)
  expect(await ibrahim.read()).toContain('Har en plads, ikke startet')

  await mette.go('/places')
  expect(names(await line())).toEqual(['Leyla', 'Karim'])
}, 120_000)

test('during a pause the six months stand still, and on return the end has moved by exactly the days away', async () => {
  const mette = await be('Mette')
  const { amina, aminasCase, moveTo } = program.played
  const spent = async () => {
    await mette.go(`/cases/${aminasCase}`)
    const read = await mette.read()
    const days = (label: string) => Number(new RegExp(`${label}\\s+(\\d+) dage?`).exec(read)?.[1] ?? Number.NaN)
    return { used: days('Brugt'), left: days('Tilbage'), read }
  }
  await moveTo('2016-02-01')
  const before = await spent()
  await mette.go(`/enrolments/${amina}/pause`)
  await mette.fill('Første pausedag', '01.02.2016')
  await mette.fill('Sidste pausedag, forventet', '28.02.2016')
  await mette.pick('Hvad sker der med pladsen?', 'Behold pladsen')
  await mette.choose('Årsag', 'Sygdom')
  await mette.check(desk, phone)
  await mette.press('Sæt på pause')
  expect(await mette.read()).toContain('Forløbet er sat på pause.')
  expect(await mette.page.locator('.g-chips').innerText()).toContain('På pause')

  await moveTo('2016-02-15')
  const during = await spent()
  // The day that was counted before the pause was known is the pause's first.
  expect(during.used).toBe(before.used - 1)
  expect(during.read).toContain('Pause i alt')
  await mette.go(`/enrolments/${amina}/return`)
  await mette.fill('Første dag tilbage', '15.02.2016')
  await mette.check(desk, phone)
  await mette.press('Tilbage fra pause')
  expect(await mette.read()).toContain('Forløbet er genoptaget.')
  expect(await mette.page.locator('.g-chips').innerText()).not.toContain('På pause')

  const after = await spent()
  expect({ used: after.used, left: after.left }).toEqual({ used: before.used, left: before.left })
  expect(after.read).toMatch(/Pause i alt\s+14 dage/)
  await mette.check(desk, phone)
}, 120_000)
