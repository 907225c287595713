import { expect } from 'vitest'
import { type Person, desk, phone } from './person.ts'

/** The secretary makes the report on 11 April 2016 and publishes it, a member of the committee reads it, and its decision to extend is recorded. */
export async function report(be: (name: string) => Promise<Person>): Promise<void> {
  const [torben, vibeke] = [await be('Torben'), await be('Vibeke')]
  await torben.go('/evaluation/new')
  await torben.fill('Overskrift', 'Evaluering, foråret 2016')
  await torben.fill('Opgørelsesdag', '11.04.2016')
  await torben.check(desk)
  await torben.press('Lav en rapport')
  const address = new URL(torben.page.url()).pathname
  await torben.check(desk, phone)
  await torben.follow('Tekst')
  await torben.fill('Resumé', 'Vi har [[places]] pladser.')
  await torben.fill('Indstilling', 'At aftalen forlænges.')
  await torben.press('Gem')
  await torben.go(address)
  await torben.press('Offentliggør')

  await vibeke.go(address)
  const read = await vibeke.read()
  expect(read).toContain('Vi har 2 pladser.')
  expect(read).not.toContain('Fatou')
  await vibeke.check(desk, phone)

  await torben.go(`${address}/decision`)
  await torben.tick('Forlæng')
  await torben.fill('Udvalgets møde', '12.04.2016')
  await torben.fill('Sagsnummer', '16/1234')
  await torben.fill('Beslutningen', 'Udvalget forlænger.')
  await torben.fill('Ny slutdato', '30.09.2017')
  await torben.check(desk, phone)
  await torben.press('Registrér beslutningen')
  expect(await torben.page.locator('#decision').innerText()).toContain('Aftalens periode 2 er oprettet.')
}
