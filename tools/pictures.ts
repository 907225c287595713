/** Takes the pictures of the documents from the running demo: `npm run pictures`. Fails when a page does not answer or a picture is too heavy. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../test/support/browser.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs', 'pictures')
const sizeMax_bytes = 200_000

/** One picture: its file's name, who is signed in, whether on a phone, and the way from the front page to what is shown. */
type Picture = { name: string; who?: string; phone?: boolean; go: (page: Page, base: string) => Promise<void> }

const at = (path: string) => async (page: Page, base: string) => open(page, base, path)

const pictures: readonly Picture[] = [
  { name: 'demo-start', go: at('/demo') },
  { name: 'sign-in', go: at('/sign-in') },
  {
    name: 'pre-check',
    who: 'Ibrahim Kaya',
    go: at('/pre-check?checked=yes&adult=yes&municipality=yes&benefit=yes&idea=yes&may_trade=yes&bankruptcy=yes'),
  },
  { name: 'complaint', who: 'Ibrahim Kaya', go: complaintOfNadia },
  { name: 'differences', who: 'Ibrahim Kaya', go: differencesOfPeter },
  { name: 'delay', who: 'Ibrahim Kaya', go: delayOfPeter },
  { name: 'referral', who: 'Ibrahim Kaya', go: (page, base) => follow(page, base, '/referrals?list=open', 'main tr:has-text("Omar") a') },
  { name: 'distance', who: 'Mette Holm', go: wayOfAmina },
  { name: 'caseload', who: 'Lone Bæk', go: at('/caseload') },
  { name: 'worklist', who: 'Mette Holm', go: at('/worklist') },
  { name: 'case-page', who: 'Mette Holm', go: (page, base) => follow(page, base, '/search?q=Amina', 'a[href^="/cases/"]') },
  { name: 'acting', who: 'Ibrahim Kaya', go: consentsOfAmina },
  { name: 'places', who: 'Birgitte Falk', go: at('/places') },
  { name: 'places-manager', who: 'Mette Holm', go: at('/places') },
  { name: 'what-if', who: 'Mette Holm', go: (page, base) => follow(page, base, '/places', 'main a[href*="/what-if"]') },
  { name: 'week', who: 'Birgitte Falk', go: (page, base) => follow(page, base, '/notices', 'main a:has-text("Det er sket i forløbene")') },
  { name: 'statement', who: 'Birgitte Falk', go: (page, base) => follow(page, base, '/notices', 'main a:has-text("Månedens opgørelse")') },
  { name: 'agreement', who: 'Birgitte Falk', go: (page, base) => follow(page, base, '/agreements', 'main a[href^="/agreements/"]') },
  { name: 'loan', who: 'Gitte Dam', go: (page, base) => follow(page, base, '/loans', 'main tr:has-text("Karim") a[href^="/loans/"]') },
  { name: 'ledger', who: 'Gitte Dam', go: at('/ledger') },
  { name: 'pot', who: 'Gitte Dam', go: at('/pot') },
  { name: 'settlement', who: 'Gitte Dam', go: at('/settlement') },
  { name: 'batch', who: 'Gitte Dam', go: (page, base) => follow(page, base, '/payments', 'main a[href^="/payments/batches/"]') },
  { name: 'bank-lines', who: 'Gitte Dam', go: at('/bank-lines') },
  { name: 'register', who: 'Søren Bjerg', go: planAndRegister },
  { name: 'class-move', who: 'Søren Bjerg', go: moveClass },
  { name: 'evaluation', who: 'Torben Vang', go: makeReport },
  { name: 'evaluation-lines', who: 'Torben Vang', go: (page, base) => published(page, base, '?version=closed#lines') },
  { name: 'evaluation-check', who: 'Torben Vang', go: (page, base) => published(page, base, '/check') },
  { name: 'citizen', who: 'Amina Yıldız', phone: true, go: at('/me') },
  { name: 'citizen-plan', who: 'Leyla Demir', phone: true, go: (page, base) => follow(page, base, '/me', 'main a[href$="/plan"]') },
  { name: 'citizen-budget', who: 'Amina Yıldız', phone: true, go: (page, base) => follow(page, base, '/me', 'main a[href$="/budget"]') },
  { name: 'citizen-loan', who: 'Varekørsel', phone: true, go: loanOfKarim },
  { name: 'citizen-deferral', who: 'Varekørsel', phone: true, go: deferralOfKarim },
  { name: 'citizen-log', who: 'Amina Yıldız', phone: true, go: at('/me/log') },
]

async function open(page: Page, base: string, path: string): Promise<void> {
  const answer = await page.goto(base + path)
  if (answer === null || !answer.ok()) throw new Error(`${path} answered ${answer?.status() ?? 'nothing'}`)
}

async function follow(page: Page, base: string, path: string, link: string): Promise<void> {
  await open(page, base, path)
  const href = await page.locator(link).first().getAttribute('href')
  if (href === null) throw new Error(`${path} has no link ${link}`)
  await open(page, base, href)
}

// The plan in the borrower's own words, with the first rows under it.
async function loanOfKarim(page: Page, base: string): Promise<void> {
  await follow(page, base, '/me', 'main a[href^="/loans/"]')
  await page.locator('#plan').evaluate((plan) => plan.scrollIntoView({ block: 'start' }))
}

// What a month's pause from the next due day would do to the plan, before anything is asked for.
async function deferralOfKarim(page: Page, base: string): Promise<void> {
  await follow(page, base, '/me', 'main a[href^="/loans/"]')
  const due = await page.locator('#plan-rows tr:has-text("Næste") :not(del) > time').first().innerText()
  await open(page, base, `${new URL(page.url()).pathname}/deferral?kind=pause&from=${due}&months=1`)
  await page.locator('#preview').evaluate((preview) => preview.scrollIntoView({ block: 'start' }))
}

function complaintOfNadia(page: Page, base: string): Promise<void> {
  return follow(page, base, '/referrals?list=open', 'main tr:has-text("Nadia") a[href$="/complaint"]')
}

// Peter's two assessments lie far apart, and his decision is late.
function differencesOfPeter(page: Page, base: string): Promise<void> {
  return follow(page, base, '/referrals?list=open', 'main tr:has-text("Peter") a[href$="/comparison"]')
}

async function delayOfPeter(page: Page, base: string): Promise<void> {
  await differencesOfPeter(page, base)
  await open(page, base, new URL(page.url()).pathname.replace('/comparison', '/delay'))
  await page.locator('main button[value="look"]').click()
  await page.locator('main button[value="send"]').waitFor()
}

async function wayOfAmina(page: Page, base: string): Promise<void> {
  await follow(page, base, '/search?q=Amina', 'a[href^="/cases/"]')
  await follow(page, base, new URL(page.url()).pathname, 'a[href$="/distance"]')
}

async function consentsOfAmina(page: Page, base: string): Promise<void> {
  await follow(page, base, '/search?q=Amina', 'a[href^="/cases/"]')
  await follow(page, base, new URL(page.url()).pathname, 'main a[href*="/acting"]')
}

// The year that is played leaves no open session behind, so one is planned today, as a coach would.
async function planAndRegister(page: Page, base: string): Promise<void> {
  await follow(page, base, '/search?q=Leyla', 'a[href^="/cases/"]')
  await follow(page, base, new URL(page.url()).pathname, 'a[href$="/sessions/new"]')
  const today = /\d{2}\.\d{2}\.\d{4}/.exec(await page.locator('body').innerText())?.[0] ?? ''
  await page.locator('select[name="activity"]').selectOption({ index: 1 })
  await page.locator('input[name="held_on"]').fill(today)
  await page.locator('input[name="starts_at"]').fill('10:00')
  await page.locator('input[name="place"]').fill('Erhvervshuset, Næstved')
  await page.locator(`main form:has(select[name="activity"]) button`).last().click()
  await follow(page, base, '/sessions', 'main a[href^="/sessions/"]')
}

// What moving a class's session and those after it would change, as a coach sees it before anything happens.
async function moveClass(page: Page, base: string): Promise<void> {
  await follow(page, base, '/sessions', 'main tr:has-text("Undervisning i skat") a[href^="/sessions/"]')
  await open(page, base, `${new URL(page.url()).pathname}/change`)
  const wanted = weekLater(/\d{2}\.\d{2}\.\d{4}/.exec(await page.locator('main').innerText())?.[0] ?? '')
  await page.locator('input[name="to_on"]').fill(wanted)
  await page.getByLabel('Denne og de følgende').check()
  await page.locator('select[name="asked_by"]').selectOption('venue')
  await page.locator('select[name="reason"]').selectOption('room')
  await page.locator('button[value="look"]').click()
  await page.getByRole('table', { name: 'Før og efter' }).waitFor()
}

/** A week after a day written dd.mm.yyyy. */
function weekLater(text: string): string {
  const [date = '', month = '', year = ''] = text.split('.')
  const on = Temporal.PlainDate.from(`${year}-${month}-${date}`).add({ days: 7 })
  return `${String(on.day).padStart(2, '0')}.${String(on.month).padStart(2, '0')}.${on.year}`
}

// A draft as the committee secretary makes it, on the last day of the agreement's year.
async function makeReport(page: Page, base: string): Promise<void> {
  await open(page, base, '/evaluation/new')
  await page.locator('input[name="title"]').fill('Evaluering af mikrolån, første år')
  await page.locator('input[name="cutoff_on"]').fill('30.09.2016')
  await page.locator('main form:has(input[name="title"]) button').last().click()
  await page.waitForURL(/\/evaluation\/[0-9a-f-]{36}/)
}

// The report that the committee of the demo has decided on, at one of its pages or places.
async function published(page: Page, base: string, where: string): Promise<void> {
  await follow(page, base, '/evaluation', 'main tr:has-text("2016") a[href^="/evaluation/"]')
  await open(page, base, new URL(page.url()).pathname + where)
}

/** A demo of its own on a free port, and its address once it answers. */
async function startDemo(): Promise<{ demo: ChildProcess; base: string }> {
  execFileSync(process.execPath, [join(root, 'tools', 'build.ts'), '--quiet'], { cwd: root, stdio: 'inherit' })
  const env = { ...process.env, PORT: '0' }
  const demo = spawn(process.execPath, [join(root, 'dist', 'grobund.js'), 'demo'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const base = await new Promise<string>((resolve, reject) => {
    demo.stdout.on('data', (piece: Buffer) => {
      const found = /http:\/\/localhost:\d+/.exec(piece.toString())
      if (found !== null) resolve(found[0])
    })
    demo.on('exit', (code) => reject(new Error(`the demo ended with ${code ?? 'a signal'} before it answered`)))
  })
  return { demo, base }
}

async function take(browser: Browser, base: string, { name, who, phone, go }: Picture): Promise<string> {
  const viewport = phone === true ? { width: 390, height: 844 } : { width: 1366, height: 900 }
  const context = await browser.newContext({ viewport, locale: 'da-DK', timezoneId: 'Europe/Copenhagen' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    if (who !== undefined) {
      await open(page, base, '/demo')
      await page.getByRole('button', { name: who }).first().click()
    }
    await go(page, base)
    const path = join(folder, `${name}.png`)
    await page.screenshot({ path: `${path}.new` as `${string}.png`, type: 'png' })
    const { size } = await stat(`${path}.new`)
    if (size > sizeMax_bytes) throw new Error(`${size} bytes, more than ${sizeMax_bytes}`)
    await rename(`${path}.new`, path)
    return `${name}.png ${Math.round(size / 1000)} kB`
  } finally {
    await context.close()
  }
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { demo, base } = await startDemo()
  const browser = await openBrowser()
  const wanted = process.argv.slice(2)
  try {
    for (const picture of pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      try {
        console.log(await take(browser, base, picture))
      } catch (error) {
        process.exitCode = 1
        console.error(`${picture.name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`)
        await rm(join(folder, `${picture.name}.png.new`), { force: true })
      }
    }
  } finally {
    await browser.close()
    const ended = new Promise((resolve) => demo.once('exit', resolve))
    demo.kill('SIGTERM')
    await ended
  }
}

await main()
