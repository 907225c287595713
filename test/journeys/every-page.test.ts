import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nobody, sql } from '#platform/db/database.ts'
import { checks } from '../../src/checks.ts'
import { verifyAll } from '../../src/command/verify.ts'
import { staffCast } from '../../src/demo/cast.ts'
import { citizenCast } from '../../src/demo/citizens.ts'
import type { DemoCitizen } from '../../src/demo/invite.ts'
import { tour } from '../../src/demo/web/tour.ts'
import { checkPage, openBrowser } from '../support/browser.ts'
import { type RunningProgram, startDemo } from '../support/program.ts'

let program: RunningProgram<readonly DemoCitizen[]>
let browser: Browser
/** A folder to leave pictures in, when somebody wants to look. */
const pictures = process.env['JOURNEY_PICTURES']

beforeAll(async () => {
  program = await startDemo()
  browser = await openBrowser()
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
}, 240_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

test('a played year differs from its events in nothing', async () => {
  const said: string[] = []
  await verifyAll(program.database.ownerDb, checks, null, { say: (line) => void said.push(line), progress: () => undefined })
  expect(said.at(-1), said.join('\n')).toBe('Nothing differs.')
  for (const { name } of checks) expect(said.join('\n')).toMatch(new RegExp(`^${name}: [1-9]`, 'm'))
})

test('whoever repays a loan after the run has a business that trades', async () => {
  const karim = program.played.find(({ name }) => name === 'Karim Haddad')?.personId ?? null
  const states = await program.database.ownerDb.read(nobody(program.clock.today()), (tx) =>
    tx.rows(z.object({ state: z.string() }), sql`select state from business.business where person_id = ${karim}`),
  )
  expect(states).toEqual([{ state: 'trading' }])
})

const desktop = { width: 1366, height: 900 }
const phone = { width: 390, height: 844 }
/** Pages that are read on the way are held to a phone's width too. */
const onPhones = /^\/(worklist|cases|loans|portfolio|sessions|me)(\/|$)/
const mostPagesOfOne = 12
/** A kind of page is judged for the first two it is shown to, at each width: their menus and rights differ, its making does not. */
const judgesOfOneKind = 2
const judged = new Map<string, number>()

// A page is seen once in each kind: the address with its ids and its query taken out.
const kindOf = (path: string) => path.split('?')[0]?.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id') ?? path

type Link = { path: string; from: string }

async function linksOf(page: Page): Promise<Link[]> {
  const found = await page.evaluate<string[]>(`[...document.querySelectorAll('a[href]')].map((link) => link.href)`)
  return found
    .map((href) => new URL(href))
    .filter(
      (url) =>
        url.origin === program.url &&
        !/^\/(language|demo|public|sign-out)|\/versions\/\d+$|\.(pdf|ics|csv|xlsx|json|zip)$/.test(url.pathname),
    )
    .map((url) => ({ path: url.pathname + url.search, from: kindOf(new URL(page.url()).pathname) }))
}

async function visit(page: Page, path: string, from: string): Promise<void> {
  const answer = await page.goto(program.url + path)
  expect(answer?.status(), `${path}, linked from ${from}`).toBe(200)
  // A message may lead to the letter itself, a PDF: it answers, and it has no page to judge.
  if (new URL(page.url()).pathname.endsWith('.pdf') || answer?.headers()['content-type']?.includes('html') !== true) return
  expect(await page.locator('h1').count(), `${path} has one first heading`).toBe(1)
  await judge(page, path)
}

async function judge(page: Page, path: string): Promise<void> {
  const kind = `${kindOf(path)} ${page.viewportSize()?.width ?? 0} ${await page.locator('html').getAttribute('lang')}`
  const times = judged.get(kind) ?? 0
  if (times >= judgesOfOneKind) return
  judged.set(kind, times + 1)
  await checkPage(page)
}

async function visitOnPhone(page: Page, path: string): Promise<void> {
  await page.setViewportSize(phone)
  await page.reload()
  await judge(page, path)
}

async function picture(page: Page, name: string, path: string): Promise<void> {
  const { width } = page.viewportSize() ?? desktop
  const file = `${kindOf(path).replaceAll(/[/:]+/g, '-').slice(1)}-${name}-${width}.png`
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, file), fullPage: true })
}

/** Visits every kind of page within two links of where one is; answers the kinds seen and what was wrong. */
async function walk(page: Page, name: string, viewport: typeof desktop): Promise<{ seen: string[]; faults: string[] }> {
  const faults: string[] = []
  const kinds = new Set<string>()
  let level = [{ path: new URL(page.url()).pathname, from: 'sign-in' }, ...(await linksOf(page))]
  for (let depth = 0; depth <= 2; depth += 1) {
    const next: Link[] = []
    for (const { path, from } of level) {
      if (kinds.has(kindOf(path)) || kinds.size >= mostPagesOfOne) continue
      kinds.add(kindOf(path))
      try {
        await page.setViewportSize(viewport)
        await visit(page, path, from)
        await picture(page, name, path)
        if (depth < 2) next.push(...(await linksOf(page)))
        if (viewport === desktop && onPhones.test(path)) await visitOnPhone(page, path)
        await picture(page, name, path)
      } catch (error) {
        faults.push(error instanceof Error ? error.message : String(error))
      }
    }
    level = next
  }
  return { seen: [...kinds], faults }
}

async function wander(name: string, key: string, viewport: typeof desktop): Promise<void> {
  const context = await browser.newContext({ viewport })
  try {
    const page = await context.newPage()
    await program.signInAs(page, name)
    const { seen, faults } = await walk(page, key, viewport)
    expect(faults.join('\n\n')).toBe('')
    expect(seen.length).toBeGreaterThan(1)
  } finally {
    await context.close()
  }
}

describe('no page within two links of the menu has a fault', () => {
  test.each(staffCast)('for $name', ({ key, name }) => wander(name, key, desktop), 180_000)

  test.each(['amina', 'henning', 'fatou'] as const)(
    'for the citizen %s, on a phone',
    async (key) => {
      const citizen = citizenCast.find((one) => one.key === key)
      await wander(citizen?.name ?? '', key, phone)
    },
    180_000,
  )
})

test('in English the main pages have no fault either', async () => {
  const context = await browser.newContext({ viewport: desktop })
  try {
    const page = await context.newPage()
    await program.signInAs(page, 'Mette Holm')
    await context.addCookies([{ name: 'lang', value: 'en', url: program.url }])
    for (const path of ['/worklist', '/agreements', '/loans', '/portfolio', '/sessions']) {
      await visit(page, path, 'the menu')
      expect(await page.locator('html').getAttribute('lang'), path).toBe('en')
    }
  } finally {
    await context.close()
  }
})

/** Asks the program as a plain form does; answers the status, where it leads, the cookie it set and the page. */
async function ask(path: string, { form, cookie = '' }: { form?: Record<string, string>; cookie?: string } = {}) {
  const sent = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }
  const headers = { origin: program.url, cookie: `${cookie}; lang=da` }
  const answer = await fetch(program.url + path, { ...sent, headers, redirect: 'manual' })
  const given = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { status: answer.status, to: answer.headers.get('location') ?? '', cookie: given, html: await answer.text() }
}

describe('the demo’s front page', () => {
  test('leads each stop of the tour to a page that opens for its person', async () => {
    const { html } = await ask('/demo')
    const buttons = [...html.matchAll(/name="who" value="([^"]+ \/[^"]*)"/g)].map(([, who]) => who ?? '')
    expect(buttons).toHaveLength(tour.length)
    for (const [index, who] of buttons.entries()) {
      const stop = tour[index]
      const { to, cookie } = await ask('/demo/sign-in', { form: { who } })
      expect(to).toBe(stop?.path)
      const first = await ask(to, { cookie })
      // Whoever has one agreement is led on to its places.
      const page = first.status === 303 ? await ask(first.to, { cookie }) : first
      expect(page.status, `${stop?.who} at ${to}`).toBe(200)
      expect(page.html).toContain(stop?.who.split(' ')[0])
    }
  })

  test('takes nobody to a page outside the tour', async () => {
    const [, who] = /name="who" value="([^" ]+ [^" ]+)"/.exec((await ask('/demo')).html) ?? []
    expect((await ask('/demo/sign-in', { form: { who: `${who} //evil.invalid` } })).to).toBe('/')
    expect((await ask('/demo/sign-in', { form: { who: 'nobody' } })).to).toBe('/demo')
  })

  // Last of all: the clock of this file's program has moved when it ends.
  test('tells what fell due while the clock moved, and to whom', async () => {
    const before = program.clock.today()
    const { to } = await ask('/demo/clock', { form: { days: '7' } })
    expect(program.clock.today().toString()).toBe(before.add({ days: 7 }).toString())
    expect((await ask('/demo')).html).not.toContain('Det skete, mens uret gik')
    const told = (await ask(to)).html
    expect(told).toContain('Det skete, mens uret gik')
    expect(told).toMatch(/I-2016-\d+/)
    expect(told).toContain('Ibrahim Kaya')
    const now = program.clock.now().epochMilliseconds
    for (const since of ['x', '-1', String(now), String(now + 1), '9'.repeat(15)])
      expect((await ask(`/demo?since=${since}`)).html, since).not.toContain('Det skete, mens uret gik')
  }, 30_000)
})
