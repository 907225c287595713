import type { Browser, Page } from 'playwright-core'
import { checkPage } from '../../support/browser.ts'
import type { RunningProgram } from '../../support/program.ts'

/** Somebody at their own browser, who does to the pages what a person does. */
export type Person = {
  page: Page
  go: (path: string) => Promise<void>
  press: (button: string | RegExp) => Promise<void>
  follow: (link: string | RegExp) => Promise<void>
  fill: (label: string, text: string) => Promise<void>
  choose: (label: string, option: string) => Promise<void>
  tick: (label: string) => Promise<void>
  /** Answers a question of several choices. */
  pick: (question: string, answer: string) => Promise<void>
  /** What the page says. */
  read: () => Promise<string>
  /** Holds the page to its rules at these widths in CSS pixels; needs script, so without script nothing is held. */
  check: (...widths: readonly number[]) => Promise<void>
}

/** The widths of a desk and of a small phone. */
export const [desk, phone] = [1366, 320]

/** Browsers of people by name: each is signed in when first asked for, and stays. */
export function crowd(browser: Browser, program: RunningProgram<unknown>, javaScriptEnabled: boolean): (name: string) => Promise<Person> {
  const known = new Map<string, Promise<Person>>()
  const arrive = async (name: string): Promise<Person> => {
    const person = await newcomer(browser, program.url, javaScriptEnabled)
    await program.signInAs(person.page, name)
    return person
  }
  return (name) => {
    const person = known.get(name) ?? arrive(name)
    known.set(name, person)
    return person
  }
}

/** Somebody at a browser of their own, whom the program does not know yet. */
export async function newcomer(browser: Browser, url: string, javaScriptEnabled: boolean): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: desk, height: 900 }, locale: 'da-DK', javaScriptEnabled })
  context.setDefaultTimeout(20_000)
  return personAt(await context.newPage(), url, javaScriptEnabled)
}

function personAt(page: Page, url: string, script: boolean): Person {
  const main = page.locator('main')
  return {
    page,
    go: async (path) => {
      await page.goto(url + path)
    },
    press: (button) => main.getByRole('button', exactly(button)).first().click(),
    follow: (link) => main.getByRole('link', exactly(link)).first().click(),
    // A card may bear a field's words as its heading, and is labelled by them as well.
    fill: (label, text) => main.locator('input, textarea').and(main.getByLabel(label)).first().fill(text),
    choose: async (label, option) => {
      await main.getByLabel(label).first().selectOption({ label: option })
    },
    tick: (label) => main.getByLabel(label).first().check(),
    pick: (question, answer) => main.getByRole('group', { name: question }).getByLabel(answer).first().check(),
    read: () => main.innerText(),
    check: async (...widths) => {
      if (!script) return
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        await checkPage(page)
      }
      await page.setViewportSize({ width: desk, height: 900 })
    },
  }
}

/** From a page that acts in the citizen's name: records the citizen's consent by phone, and is back on that page. */
export async function recordConsent(staff: Person, cover: string): Promise<void> {
  await staff.follow('Notér borgerens samtykke')
  await staff.tick(cover)
  await staff.pick('Hvordan er det givet?', 'I telefonen')
  await staff.check(desk, phone)
  await staff.press('Gem')
}

function exactly(name: string | RegExp): { name: string | RegExp; exact: boolean } {
  return { name, exact: typeof name === 'string' }
}
