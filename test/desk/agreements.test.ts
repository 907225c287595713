import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgreementId, importPilot } from '#modules/agreements/index.ts'
import { createLog } from '#platform/log.ts'
import { movableClock } from '#platform/clock.ts'
import { tradeModules } from '../../src/modules.ts'
import { type Pages, pagesOf } from '../support/pages.ts'
import { type Scene, at, must, openScene, sent } from '../support/referral-scene.ts'

const clock = movableClock(at('2015-10-06'))
let scene: Scene
let pages: Pages

beforeAll(async () => {
  scene = await openScene()
  const parts = { db: scene.db, clock, log: createLog('silent'), publicUrl: () => 'http://localhost', secure: false, secret: 'invented' }
  pages = pagesOf(
    tradeModules(parts).flatMap((module) => [...module.routes]),
    clock,
  )
  await sent(scene)
})
afterAll(() => scene.database.close())

const lists = ['/worklist?list=open', '/owed', '/loans'] as const
const shown = (path: string) => pages.get({ ...scene.cast.mette, roles: ['programme_manager', 'financial_adviser'] }, path)

test('where there is one agreement no list speaks of it', async () => {
  for (const path of lists) expect((await shown(path)).html, path).not.toContain('id="agreements"')
})

test('where several stand side by side each list names and is filtered by them, and an unknown one is none', async () => {
  const source: Record<string, unknown> = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8'))
  const name = { da: 'Næste pilot', en: 'Next pilot' }
  const next = must(await importPilot(scene.db, JSON.stringify({ ...source, key: 'next', name }), at('2015-09-01')))
  const under = (id: AgreementId, path: string) => shown(`${path}${path.includes('?') ? '&' : '?'}agreement=${id}`)
  for (const path of lists) {
    const { html } = await shown(path)
    expect([html.includes('id="agreements"'), html.includes('Næste pilot')], path).toEqual([true, true])
    expect((await under(next.agreementId, path)).status, path).toBe(200)
    expect((await shown(`${path}${path.includes('?') ? '&' : '?'}agreement=nonsense`)).status, path).toBe(200)
  }
  const row = 'Fatou Jallow'
  expect((await shown('/worklist?list=open')).html).toContain(row)
  expect((await under(scene.agreementId, '/worklist?list=open')).html).toContain(row)
  const other = (await under(next.agreementId, '/worklist?list=open')).html
  expect(other).not.toContain(row)
  expect(other, 'the filter is kept from one list to the next').toContain(`list=ended&amp;agreement=${next.agreementId}`)
})
