import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type Page, chromium } from 'playwright-core'

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// The shell first: the whole browser keeps windows and their panels alive that nobody sees.
const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function present(): string | undefined {
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path))
}

function attempt(command: string, args: readonly string[]): string {
  try {
    execFileSync(command, [...args], { stdio: 'pipe', timeout: 600_000 })
    return ''
  } catch (error) {
    return `${command} ${args.join(' ')}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'failed'}`
  }
}

/** Where a Chromium is: `$CHROMIUM_PATH`, one on the machine, else one installed now. Throws when there is none: a browser test is never skipped. */
export function chromiumPath(): string {
  const asked = process.env['CHROMIUM_PATH']
  if (asked !== undefined && asked !== '') {
    if (existsSync(asked)) return asked
    throw new Error(`CHROMIUM_PATH names ${asked}, which does not exist`)
  }
  const found = present()
  if (found !== undefined) return found
  const failures: string[] = []
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    failures.push(attempt('apt-get', ['update']))
    for (const name of ['chromium-headless-shell', 'chromium']) {
      failures.push(attempt('apt-get', ['install', '-y', '--no-install-recommends', name]))
      const installed = present()
      if (installed !== undefined) return installed
    }
  }
  failures.push(attempt('npx', ['playwright-core', 'install', 'chromium-headless-shell', 'chromium']))
  const installed = present()
  if (installed !== undefined) return installed
  throw new Error(`No Chromium for the browser tests. Set CHROMIUM_PATH.\n${failures.filter((line) => line !== '').join('\n')}`)
}

/** Opens a browser. The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: launchArguments })
}

/** The rules a page is held to: WCAG 2.0, 2.1 and 2.2, A and AA, and good practice. */
export const accessibilityTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const accessibilityScript = `axe.run(document, { runOnly: ${JSON.stringify(accessibilityTags)}, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => id + ' (' + (impact ?? 'unrated') + '): ' + help + '\\n    ' + html.slice(0, 200) +
      '\\n    ' + (failureSummary ?? '').replaceAll('\\n', '\\n    '))))`

// The engine by itself, put into the page once: through its driver's adapter a page took three times as long.
async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source)
  return page.evaluate<string[]>(accessibilityScript)
}

// Runs in the page, so it is text: this side of the program knows no document.
const layoutScript = `(() => {
  const faults = []
  const root = document.documentElement
  const width = root.clientWidth
  if (root.scrollWidth > width) {
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1)
    const names = wide.slice(0, 5).map((element) => element.tagName.toLowerCase() + '.' + (element.getAttribute('class') ?? '') + ' to ' + Math.round(element.getBoundingClientRect().right))
    faults.push('scrolls sideways: ' + root.scrollWidth + ' px wide in ' + width + ' px. Reaching out: ' + names.join(', '))
  }
  const inline = [...document.querySelectorAll('[style]:not([style=""]), style, script:not([src])')].map((element) => element.outerHTML.slice(0, 120))
  if (inline.length > 0) faults.push('has inline styles or scripts, which the content security policy forbids: ' + inline.join(', '))
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  if (twice.length > 0) faults.push('has ids that stand twice: ' + twice.join(', '))
  const slips = document.body.innerText.match(/.{0,30}(kr\\.\\.|\\bundefined\\b|\\bNaN\\b|\\[object |\\$\\{).{0,30}/g) ?? []
  if (slips.length > 0) faults.push('has a slip in its words: ' + slips.join(' | '))
  return faults
})()`

/** How wide the page is and how wide the window, in CSS pixels: no sideways scroll when the first is not the greater. */
export async function widthsOf(page: Page): Promise<{ page: number; window: number }> {
  return page.evaluate<{ page: number; window: number }>(
    '({ page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth })',
  )
}

/** Throws, with a list a person can read, unless the page has no accessibility violation, no sideways scroll, nothing inline, no id twice and no slip such as two full stops after kroner. */
export async function checkPage(page: Page): Promise<void> {
  const faults = [...(await page.evaluate<string[]>(layoutScript)), ...(await accessibilityFaults(page))]
  if (faults.length === 0) return
  const size = page.viewportSize()
  throw new Error(`${page.url()} at ${size?.width ?? '?'} px has ${faults.length} faults:\n- ${faults.join('\n- ')}`)
}
