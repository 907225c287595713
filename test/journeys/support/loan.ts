import { expect } from 'vitest'
import { idIn } from './intake.ts'
import { type Person, desk, phone, recordConsent } from './person.ts'

const signedNote = { name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') }

/** Lends 20,000 kr. in the run: applied for and advised by Hanne, approved by Poul, paid out by Gitte, who also takes a payment back. Answers the loan's id. */
export async function borrow(be: (name: string) => Promise<Person>, run: string): Promise<string> {
  const [hanne, poul, gitte] = [await be('Hanne'), await be('Poul'), await be('Gitte Dam')]
  await hanne.go(`/enrolments/${run}/loan-application`)
  await recordConsent(hanne, 'Søge om lån')
  for (const amount of ['999', '50.001']) {
    await apply(hanne, amount)
    expect(await hanne.page.getByRole('link', { name: /Hvor meget vil du låne\?/ }).count(), amount).toBe(1)
    expect(await hanne.page.getByLabel('Hvor meget vil du låne?').inputValue(), 'nothing typed is lost').toBe(amount)
  }
  await hanne.check(desk, phone)
  await apply(hanne, '20.000')
  const loan = idIn(hanne.page)
  await hanne.fill('Din rådgivning', 'Afdraget kan betales.')
  await hanne.check(desk)
  await hanne.press('Gem')

  await poul.go(`/loans/${loan}`)
  await poul.tick('Godkend og tilbyd lånet')
  await poul.fill('Begrundelse', 'Lånet går til det, planen bygger på.')
  await poul.fill('Reference i de minimis-registret', 'Egen liste 2016-1')
  await poul.check(desk, phone)
  await poul.press('Gem')

  await hanne.go(`/loans/${loan}`)
  await hanne.page.getByLabel('Underskrevet gældsbrev').setInputFiles(signedNote)
  await hanne.tick('Borgeren har skrevet under')
  await hanne.press('Accepter tilbuddet')

  await gitte.go(`/loans/${loan}`)
  await gitte.press('Udbetal lånet')
  expect(await leftOf(gitte)).toMatch(/20\.000\skr/)
  await gitte.fill('Beløb', '1.000')
  await gitte.fill('Betalt den', '12.04.2016')
  await gitte.press('Registrér betaling')
  expect(await leftOf(gitte)).toMatch(/19\.000\skr/)
  await gitte.check(desk, phone)
  await gitte.press(/^Tilbagefør/)
  expect(await leftOf(gitte)).toMatch(/20\.000\skr/)
  return loan
}

async function apply(adviser: Person, amount: string): Promise<void> {
  await adviser.fill('Hvor meget vil du låne?', amount)
  await adviser.fill('Hvad skal pengene bruges til?', 'Brugt ovn og køleskab.')
  await adviser.fill('Antal månedlige afdrag', '20')
  await adviser.tick('Jeg erklærer')
  await adviser.press('Send ansøgning')
}

/** What the page says is left of the loan. */
const leftOf = ({ page }: Person) => page.locator('.g-tile', { hasText: 'Hvor meget er tilbage?' }).innerText()
