import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Lang } from '#ui/lang.ts'
import { checkPage, openBrowser, widthsOf } from '../support/browser.ts'
import { serveGallery } from '../support/gallery-server.ts'
import { type GalleryName, galleryNames } from '../support/gallery.tsx'

let browser: Browser
let gallery: Awaited<ReturnType<typeof serveGallery>>
/** A folder to leave pictures in, when somebody wants to look. */
const pictures = process.env['GALLERY_PICTURES']

beforeAll(async () => {
  gallery = await serveGallery()
  browser = await openBrowser()
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
})

afterAll(async () => {
  await browser.close()
  gallery.close()
})

async function withPage(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  try {
    await use(page)
    expect(complaints).toEqual([])
  } finally {
    await context.close()
  }
}

async function open(page: Page, name: GalleryName, lang: Lang = 'da'): Promise<void> {
  await page.goto(`${gallery.origin}/${name}?lang=${lang}`)
  await page.evaluate('document.fonts.ready.then(() => true)')
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

type Look = { width: number; scheme: 'light' | 'dark'; lang: Lang }

const looks: Look[] = [
  ...[1366, 390, 320].flatMap((width): Look[] => [
    { width, scheme: 'light', lang: 'da' },
    { width, scheme: 'dark', lang: 'da' },
  ]),
  { width: 390, scheme: 'light', lang: 'en' },
]

describe.each(galleryNames)('the gallery page %s', (name) => {
  test.concurrent.each(looks)('has no fault at $width px, $scheme, $lang', async ({ width, scheme, lang }) => {
    await withPage({ viewport: { width, height: 900 }, colorScheme: scheme }, async (page) => {
      await open(page, name, lang)
      await picture(page, `${name}-${width}-${scheme}-${lang}`)
      await checkPage(page)
    })
  })

  test.concurrent('reads at 200 % text without sideways scroll', async () => {
    await withPage({ viewport: { width: 640, height: 900 } }, async (page) => {
      const session = await page.context().newCDPSession(page)
      await session.send('Page.enable')
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
      await open(page, name)
      // 62.5 % of the reader's 32 px.
      expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('20px')
      await picture(page, `${name}-large-text`)
      const widths = await widthsOf(page)
      expect(widths.page).toBeLessThanOrEqual(widths.window)
    })
  })
})

test('an exception in the register opens its fields, and the sums follow, without script', async () => {
  await withPage({}, async (page) => {
    await open(page, 'register')
    const session = await page.context().newCDPSession(page)
    // What a screen reader is told: the counted figures are part of the text.
    const told = async () => {
      const { nodes } = await session.send('Accessibility.getFullAXTree')
      return nodes.map((node) => String(node.name?.value ?? '')).join('|')
    }
    expect(await page.locator('.g-why').first().isVisible()).toBe(false)
    // Who came late is not asked why.
    await page.getByRole('group', { name: 'Amina Yıldız' }).getByRole('radio', { name: 'Kom for sent' }).check()
    expect(await page.locator('.g-why').first().isVisible()).toBe(false)
    await page.getByRole('group', { name: 'Amina Yıldız' }).getByRole('radio', { name: 'Til stede' }).check()
    expect(await told()).toMatch(/1[| ]*til stede/)
    await page.getByRole('group', { name: 'Amina Yıldız' }).getByRole('radio', { name: 'Udeblev' }).check()
    expect(await page.locator('.g-why').first().isVisible()).toBe(true)
    expect(await told()).toMatch(/0[| ]*til stede/)
    await picture(page, 'register-tapped')
  })
})

test('the menu on a phone opens, passes and closes', async () => {
  await withPage({ viewport: { width: 390, height: 844 } }, async (page) => {
    await open(page, 'worklist')
    const menu = page.getByRole('navigation', { name: 'Hovedmenu' })
    expect(await menu.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await menu.isVisible()).toBe(true)
    await picture(page, 'phone-menu')
    await checkPage(page)
    await page.keyboard.press('Escape')
    expect(await menu.isVisible()).toBe(false)
  })
})

test.each([1366, 320])('the menu of steps says what each does at %d px, and Escape closes it', async (width) => {
  await withPage({ viewport: { width, height: 900 } }, async (page) => {
    await open(page, 'case')
    const button = page.getByRole('button', { name: 'Andre skridt' })
    await button.click()
    expect(await page.getByText('Ikke muligt endnu').isVisible()).toBe(true)
    const [above, list] = [await button.boundingBox(), await page.locator('#other-steps').boundingBox()]
    expect(list?.y, 'below its button').toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0))
    await picture(page, `steps-menu-${width}`)
    await checkPage(page)
    await page.keyboard.press('Escape')
    expect(await page.getByText('Ikke muligt endnu').isVisible()).toBe(false)
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  })
})

test('what is to come of a plan is folded away on a phone and one press away', async () => {
  await withPage({ viewport: { width: 390, height: 844 } }, async (page) => {
    await open(page, 'loan')
    const later = page.locator('#plan tr.g-later').first()
    expect(await later.isVisible()).toBe(false)
    await page.getByText('Vis eller skjul').click()
    expect(await later.isVisible()).toBe(true)
  })
})

test('an error in the summary leads to its field', async () => {
  await withPage({}, async (page) => {
    await open(page, 'form')
    await page.getByRole('link', { name: 'Første ydelse: Datoen findes ikke i kalenderen' }).click()
    expect(await page.evaluate('document.activeElement.id')).toBe('first_due')
    expect(await page.getByLabel('Første ydelse').inputValue()).toBe('31.02.2016')
  })
})

test('on paper there are no buttons, every row stands, and what is folded is open', async () => {
  await withPage({ viewport: { width: 760, height: 1075 }, colorScheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await open(page, 'case')
    await picture(page, 'print-case')
    expect(await page.locator('.button:visible').count()).toBe(0)
    expect(await page.getByText('Begge nøgler drejet.').isVisible()).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    await page.setViewportSize({ width: 600, height: 900 })
    await open(page, 'loan')
    await picture(page, 'print-loan')
    expect(await page.locator('#plan tr.g-later').last().isVisible()).toBe(true)
  })
})
