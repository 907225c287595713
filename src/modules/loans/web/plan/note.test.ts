import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { formatCpr, parseCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { sumOre } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { contextOf } from '#platform/http/context.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../../../test/support/enrolment-scene.ts'
import type { LoanId } from '../../domain/loan.ts'
import { offered, run, scene, staff, withdraw } from '../../test-support/loan-scene.ts'
import { agreementBlocks } from './agreement.ts'
import { findNote } from './note-pdf.ts'

afterAll(() => scene.database.close())

const today = day('2016-04-12')
const readNote = async (actor: StaffActor | typeof run.citizen, loanId: LoanId, { kept = false, lang = 'da' as 'da' | 'en' } = {}) => {
  const who = { lang, today, now: noon('2016-04-12'), context: contextOf(actor, today) }
  const read = await findNote({ db: scene.database.db }, who, { actor, loanId, kept })
  assert(read.ok, read.ok ? '' : read.refusal.kind)
  const blocks = agreementBlocks({ ...read.value, signature: 'line', on: today }, lang)
  const lines = blocks.flatMap((block) =>
    'items' in block ? block.items : 'rows' in block ? block.rows.map((row) => row.join(' ')) : [block.text],
  )
  return { lines: lines.map((line) => line.replaceAll('\u00a0', ' ')), view: read.value.view }
}
const contact = (address: string | null, isProtected: boolean) =>
  scene.database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(
      sql`update people.contact set address = ${address}, protected_address = ${isProtected} where person_id = ${run.citizen.personId}`,
    ),
  )
const numberOfBorrower = async () => {
  const row = await scene.database.ownerDb.read(nobody(today), (tx) =>
    tx.one(z.object({ cpr: z.string() }), sql`select cpr from people.person where id = ${run.citizen.personId}`),
  )
  const read = parseCpr(row.cpr)
  assert(read.ok, 'the borrower has a number')
  return formatCpr(read.value.number)
}

test('the note names both parties so that neither can be taken for another, and its plan adds up to the loan', async () => {
  const id = await offered()
  await contact('Syvej 4, st., 4700 Næstved', false)
  const cpr = await numberOfBorrower()
  for (const reader of [run.citizen, staff.hanne]) {
    const { lines, view } = await readNote(reader, id)
    expect(lines.slice(0, 8)).toEqual([
      'Låntager (skyldner)',
      'Navn: Amina Yıldız',
      `CPR-nummer: ${cpr}`,
      'Adresse: Syvej 4, st., 4700 Næstved',
      'Långiver (kreditor)',
      'Navn: Næstved Kommune',
      'CVR-nummer: 29 18 96 25',
      'Adresse: Rådmandshaven 20, 4700 Næstved',
    ])
    expect(sumOre((view.preview ?? []).map((row) => row.principal))).toBe(view.loan.amount)
    expect(lines).toContain('I alt 1.000 kr.')
    expect(lines).toContain('Du må betale mere eller før. Det koster ikke noget.')
  }
  const english = (await readNote(run.citizen, id, { lang: 'en' })).lines
  expect(english).toEqual(expect.arrayContaining([`CPR number: ${cpr}`, 'Address: Syvej 4, st., 4700 Næstved', 'Lender (creditor)']))
  await contact(null, false)
  expect((await readNote(run.citizen, id)).lines.filter((line) => line.startsWith('Adresse'))).toEqual([
    'Adresse: Rådmandshaven 20, 4700 Næstved',
  ])
  await withdraw(id)
})

test('a protected address is written for nobody; who is shown no name is shown no number, and the note that is kept has both', async () => {
  const id = await offered()
  await contact('Hemmelig Vej 9, 4700 Næstved', true)
  const cpr = await numberOfBorrower()
  const own = (await readNote(run.citizen, id)).lines
  expect(own).toEqual(expect.arrayContaining([`CPR-nummer: ${cpr}`, 'Adresse: beskyttet, og står derfor ikke her']))
  const masked = (await readNote(staff.hanne, id)).lines.join('\n')
  expect(masked).toContain('Navn: Navn beskyttet')
  expect(masked).not.toMatch(/Yıldız|Hemmelig|CPR-nummer/)
  const kept = (await readNote(staff.hanne, id, { kept: true })).lines.join('\n')
  expect(kept).toContain(`Navn: Amina Yıldız\nCPR-nummer: ${cpr}\nAdresse: beskyttet`)
  expect(kept).not.toContain('Hemmelig')
  await contact(null, false)
  await withdraw(id)
})
