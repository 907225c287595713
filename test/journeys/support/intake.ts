import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import type { Page } from 'playwright-core'
import { type Person, desk, phone } from './person.ts'

/** Scores every criterion as `usual` but those in `other`, with a sentence where the score asks for one. */
export async function scoreCriteria(page: Page, usual: number, other: Record<string, number>): Promise<void> {
  for (const code of ['complete', 'motivation', 'time_health', 'idea_market', 'skills', 'economy', 'network']) {
    const score = other[code] ?? usual
    await page.locator(`input[name="${code}-score"][value="${score}"]`).check()
    if (score === 1 || score === 4)
      await page.locator(`textarea[name="${code}-sentence"]`).fill('Har overholdt begge ordninger uden en rykker.')
    await page.locator(`input[name="${code}-basis"]`).fill('samtale 05.10.2015')
  }
}

/** The caseworker refers Fatou Jallow, page by page, and sends the referral; answers its id. */
export async function refer(caseworker: Person): Promise<string> {
  await caseworker.go('/referrals')
  await caseworker.follow('Ny henvisning')
  await caseworker.fill('CPR-nummer', inventedCpr(day('1984-03-12'), 7))
  await caseworker.fill('Navn', 'Fatou Jallow')
  await caseworker.check(desk, phone)
  await caseworker.press('Begynd henvisningen')
  await caseworker.fill('Telefon', '20304050')
  await caseworker.fill('E-mail', 'fatou@journey.invalid')
  await caseworker.press('Gem og fortsæt')
  await caseworker.choose('Borgeren får', 'Kontanthjælp')
  await caseworker.fill('Fra dato', '1.2.2015')
  await caseworker.pick('Det ved vi fra', 'Borgeren')
  await caseworker.check(desk)
  await caseworker.press('Gem og fortsæt')
  await caseworker.fill('Idéen i få ord', 'Frokostordning')
  await caseworker.fill('Hvad vil borgeren sælge', 'Varm frokost til små firmaer i Vallensbæk. Tre faste kunder.')
  await caseworker.press('Gem og fortsæt')
  await caseworker.fill('Hvorfor kan borgeren gennemføre', 'Uddannet kok med ni års erfaring. Har selv fundet lokale.')
  await caseworker.fill('Økonomi og gæld', 'To afdragsordninger, begge overholdt i to år.')
  await caseworker.press('Gem og fortsæt')
  await caseworker.tick('Borgeren har fået informationen')
  for (const item of ['Navn, CPR-nummer og kontakt', 'Forsørgelse', 'Forretningsidé og begrundelse', 'Økonomi og gæld'])
    await caseworker.pick(item, 'Ja, det må deles')
  await caseworker.pick('Helbred og hverdag', 'Nej')
  await caseworker.press('Gem og fortsæt')
  await caseworker.press('Send henvisningen')
  await caseworker.check(desk)
  return idIn(caseworker.page)
}

/** Both authorities assess, each for itself; they agree, and each turns its key. */
export async function assessAndDecide(caseworker: Person, manager: Person): Promise<void> {
  await manager.go('/referrals')
  await manager.follow(/^Begynd visitation/)
  await manager.press('Ja, gør det')
  await manager.follow('Vurder borgeren')
  await scoreCriteria(manager.page, 3, {})
  await manager.check(desk, phone)
  await manager.press('Aflever vurderingen')

  await caseworker.go('/referrals')
  await caseworker.follow(/^Vurder borgeren/)
  await scoreCriteria(caseworker.page, 3, { economy: 4 })
  await caseworker.press('Aflever vurderingen')
  await caseworker.follow('Afstem vurderinger')
  await caseworker.check(desk)
  await caseworker.page.locator('input[name="economy-agreed"][value="3"]').check()
  await caseworker.page.locator('textarea[name="economy-note"]').fill('Ordningerne er overholdt.')
  await caseworker.press('Gem det, I er enige om')
  await caseworker.follow('Til afgørelsen')
  await caseworker.tick('Optaget på ventelisten')
  await caseworker.fill('Fælles begrundelse', 'Du har tre faste kunder og et lokale. Vi vurderer, at du kan gennemføre forløbet.')
  await caseworker.press(/^Drej nøglen for Vallensbæk/)

  await manager.go('/referrals')
  await manager.follow(/^Bekræft afgørelsen/)
  await manager.check(desk, phone)
  await manager.press(/^Drej nøglen for Næstved/)
}

/** The id in the address of the page. Throws when there is none. */
export function idIn(page: Page): string {
  const found = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())
  if (found === null) throw new Error(`${page.url()} holds no id`)
  return found[0]
}
