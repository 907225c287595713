import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { type LoanId, loan, paymentIdOf } from '#modules/loans/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { checks } from '../../src/checks.ts'
import { verifyAll } from '../../src/command/verify.ts'
import { accepted } from '../../src/demo/intake.ts'
import { type Theatre, openPlay } from '../../src/demo/play.ts'
import { agreeOn, place, step } from '../../src/demo/run.ts'
import { openBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/program.ts'
import { type Person, crowd, desk, phone } from './support/person.ts'

type Lent = { id: LoanId; number: string; paymentId: string }
let program: RunningProgram<readonly [Lent, Lent]>
let browser: Browser

/** Amina and Karim have each agreed on 12.000 kr. over twelve months; nothing is paid out, and the lender has no account. */
async function play(theatre: Theatre): Promise<readonly [Lent, Lent]> {
  const scene = await openPlay(theatre)
  const { db, clock, stage } = scene
  const started = async (who: 'amina' | 'karim') => {
    const run = await accepted(scene, who, { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' })
    await place(scene, run, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-07' })
    return run
  }
  const lend = async (run: EnrolmentId): Promise<Lent> => {
    await step(scene, 'mette', '2016-04-11', run, { step: 'pass_gate', on: day('2016-04-11'), despite: 'De sidste samtaler er aftalt.' })
    const days = ['2016-04-12', '2016-04-12', '2016-04-12'] as const
    const id = await agreeOn(scene, run, { amount: 12_000, terms: 12, purpose: 'Brugt ovn.', days })
    const found = await db.read(contextOf(stage.actors.gitte, clock.today()), (tx) => loan(tx, id))
    const number = found?.number ?? ''
    return { id, number, paymentId: paymentIdOf(number) }
  }
  const [amina, karim] = [await started('amina'), await started('karim')]
  return [await lend(amina), await lend(karim)]
}

beforeAll(async () => {
  program = await startProgram(play)
  browser = await openBrowser()
}, 240_000)

afterAll(async () => {
  await browser.close()
  await program.close()
})

const konto = '0040 0440116243'
const moveTo = (on: string) => program.clock.moveTo(Temporal.Instant.from(`${on}T08:00:00Z`))
const file = (name: string, text: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })

async function upload(person: Person, name: string, text: string): Promise<void> {
  await person.page.locator('main input[type=file]').setInputFiles(file(name, text))
  await person.press('Læs ind')
}

/** Writes in the field of a label; the cards around it bear names that are much like. */
const type = ({ page }: Person, label: string, text: string) => page.getByRole('textbox', { name: new RegExp(`^${label}\\b`) }).fill(text)

/** The account the money comes from is proposed by one and confirmed by another. */
async function openAccount(gitte: Person, poul: Person): Promise<void> {
  await gitte.go('/bank-accounts')
  await type(gitte, 'Konto', konto)
  await type(gitte, 'Kontohaver', 'Næstved Kommune')
  await type(gitte, 'Kreditornummer', '81234567')
  await gitte.choose('Betalingsfilens format', 'pain.001.001.09')
  await gitte.press('Send til bekræftelse')
  expect(await gitte.read()).toContain('En anden skal bekræfte.')
  expect(await gitte.page.getByRole('button', { name: /^Bekræft/ }).count()).toBe(0)
  await gitte.check(desk, phone)
  await poul.go('/bank-accounts')
  await poul.press(/^Bekræft/)
  expect(await poul.read()).toContain('Kontoen er bekræftet.')
}

/** Everything released becomes a batch that another approves; answers the batch's path. */
async function payOut(gitte: Person, poul: Person): Promise<string> {
  await gitte.go('/payments')
  await gitte.press('Lav bundt')
  const path = new URL(gitte.page.url()).pathname
  expect(await gitte.read()).toContain('En anden end den, der har lavet bundtet')
  await gitte.check(phone)
  await poul.go(path)
  await poul.press('Godkend bundtet')
  expect(await poul.read()).toMatch(/Lavet af\s+Gitte Dam[^]+Godkendt af\s+Poul Riis/)
  return path
}

/** The payment file as the browser saves it. */
async function paymentFile(gitte: Person, path: string): Promise<string> {
  await gitte.go(path)
  const [saved] = await Promise.all([gitte.page.waitForEvent('download'), gitte.follow('Hent betalingsfil')])
  return readFile(await saved.path(), 'utf8')
}

async function payOutBoth(gitte: Person, poul: Person): Promise<void> {
  for (const { id } of program.played) {
    await gitte.go(`/loans/${id}`)
    await gitte.press('Frigiv')
  }
  const path = await payOut(gitte, poul)
  const sent = await paymentFile(gitte, path)
  expect(sent).toContain('<CtrlSum>24000.00</CtrlSum>')
  const [message, first] = [/<MsgId>([^<]+)</, /<EndToEndId>([^<]+)</].map((pattern) => pattern.exec(sent)?.[1] ?? '')
  await gitte.go('/payments')
  await upload(
    gitte,
    'status.xml',
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId>
     <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>${first}</OrgnlEndToEndId><TxSts>ACSC</TxSts>
     </TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`,
  )
  expect(await gitte.read()).toContain('1 betalt, 0 afvist')
  expect(await gitte.read()).toContain('1 mangler svar fra banken')
  await gitte.check(phone)
  await gitte.go(path)
  await gitte.press(/^Betalt/)
  expect(await gitte.page.getByRole('button', { name: /^Betalt/ }).count()).toBe(0)
}

/** Five movements: one by its key, one proposed, one for both loans, one of the bank's own, one far too large. */
async function takeIn(gitte: Person): Promise<void> {
  const [amina, karim] = program.played
  const statement = [
    'konto;dato;beløb;tekst;navn;reference;betalings-id',
    `${konto};01.06.2016;1.000,00;Indbetalingskort;Amina;R1;${amina.paymentId}`,
    `${konto};01.06.2016;1.000,00;afdrag ${karim.number};Karim;R2;`,
    `${konto};01.06.2016;2.000,00;afdrag for os begge;Ukendt;R3;`,
    `${konto};01.06.2016;12,50;Renter;Banken;R4;`,
    `${konto};02.06.2016;12.000,00;Indbetalingskort;Amina;R5;${amina.paymentId}`,
  ].join('\r\n')
  await gitte.go('/bank-lines')
  await upload(gitte, 'kontoudtog.csv', statement)
  expect(await gitte.read()).toContain('5 nye linjer, 0 kendt i forvejen, 2 bogført på betalings-id')
  await upload(gitte, 'kontoudtog-igen.csv', statement)
  expect(await gitte.read()).toContain('0 nye linjer, 5 kendt i forvejen, 0 bogført på betalings-id')
  await gitte.check(desk, phone)

  const proposal = `Bogfør på ${karim.number}`
  const row = gitte.page.getByRole('row').filter({ hasText: `afdrag ${karim.number}` })
  await gitte.page.locator('main input[type=file]').focus()
  for (let presses = 0; presses < 30 && (await focusOf(gitte)) !== proposal; presses += 1) await gitte.page.keyboard.press('Tab')
  expect([await row.count(), await focusOf(gitte)]).toEqual([1, proposal])
  await gitte.page.keyboard.press('Enter')
  // The address is the list's before and after: what the page says is what is waited for.
  await gitte.page.getByText('Betalingen er bogført.').waitFor()
  expect(await gitte.read()).toContain('Betalingen er bogført.')
  expect(await row.count()).toBe(0)

  await openLine(gitte, 'afdrag for os begge')
  await gitte.check(phone)
  await type(gitte, 'Lånenummer 1', amina.number)
  await type(gitte, 'Beløb 1', '1.000')
  await type(gitte, 'Lånenummer 2', karim.number)
  await type(gitte, 'Beløb 2', '999')
  await gitte.press('Bogfør')
  expect(await gitte.read()).toMatch(/Delene giver 1\.999\skr\., men linjen er på 2\.000\skr\./)
  await type(gitte, 'Beløb 2', '1.000')
  await gitte.press('Bogfør')
  expect(await gitte.read(), 'Amina owes nothing more').toMatch(
    new RegExp(`Der er betalt mere, end der skyldes: 1\\.000\\skr\\. på ${amina.number}`),
  )
  await gitte.check(desk, phone)
  await gitte.tick('Skal stå som tilgodehavende')
  await gitte.press('Bogfør')
  await openLine(gitte, 'Renter')
  await type(gitte, 'Hvorfor?', 'Renter fra banken, ikke et lån.')
  await gitte.press('Læg til side')
  expect(await gitte.read()).toContain('Ingen linjer')
  expect(await gitte.read()).toMatch(/Lagt til side\s*1\s*Bogført\s*4/)
}

const focusOf = ({ page }: Person) => page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""')

async function openLine(gitte: Person, text: string): Promise<void> {
  await gitte.page.getByRole('row').filter({ hasText: text }).getByRole('link', { name: 'Åbn linjen' }).click()
}

/** Amina has paid 2.000 kr. too much: asked back by one, approved by another, and sent by the same two. */
async function refund(gitte: Person, poul: Person): Promise<void> {
  const [amina] = program.played
  await gitte.go(`/loans/${amina.id}`)
  const ask = gitte.page.locator('form[action$="/refund-requests"]')
  await ask.getByLabel('Beløb').fill('2.000')
  await gitte.press('Bed om tilbagebetaling')
  await gitte.go('/payments')
  expect(await gitte.page.getByRole('button', { name: /^Godkend/ }).count()).toBe(0)
  await poul.go('/payments')
  await poul.press(/^Godkend/)
  const path = await payOut(gitte, poul)
  expect(await paymentFile(gitte, path)).toContain('<CtrlSum>2000.00</CtrlSum>')
}

/** May and June are closed by two, and handed to the municipality's own books. */
async function closeAndExport(gitte: Person, poul: Person): Promise<void> {
  for (const month of ['april 2016', 'maj 2016', 'juni 2016']) {
    await gitte.go('/ledger')
    if ((await gitte.page.getByRole('row').filter({ hasText: month }).count()) === 0) continue
    await gitte.press(`Bed om lukning ${month}`)
    expect(await gitte.page.getByRole('button', { name: /^Luk måneden/ }).count()).toBe(0)
    await poul.go('/ledger')
    await poul.press(`Luk måneden ${month}`)
    expect(await poul.read()).toContain('Måneden er lukket.')
  }
  await poul.check(desk, phone)
  await gitte.go('/ledger/exports')
  await gitte.press('Lav et udtræk')
  await gitte.check(phone)
  const [saved] = await Promise.all([gitte.page.waitForEvent('download'), gitte.page.getByRole('link', { name: /1$/ }).first().click()])
  const rows = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n')
  const cells = rows.map((row) => row.split(';'))
  const bank = cells.filter((row) => row[6] === 'bank').map((row) => Number(row[8]?.replace(',', '.')))
  expect(bank, 'what the bank said is what the file says').toEqual([-12_000, -12_000, 1000, 12_000, 1000, 1000, 1000, -2000])
  await gitte.go('/ledger/exports')
  await gitte.press('Lav et udtræk')
  expect(await gitte.page.getByRole('alert').count(), 'nothing is handed over twice').toBe(1)
}

test('a month at the finance desk: paid out, taken in, paid back, closed and handed over, each by two', async () => {
  const person = crowd(browser, program, true)
  const [gitte, poul] = [await person('Gitte Dam'), await person('Poul Riis')]
  moveTo('2016-05-02')
  await openAccount(gitte, poul)
  await payOutBoth(gitte, poul)
  moveTo('2016-06-03')
  await takeIn(gitte)
  await refund(gitte, poul)
  moveTo('2016-07-01')
  await closeAndExport(gitte, poul)
  const said: string[] = []
  const voice = { say: (line: string) => void said.push(line), progress: () => undefined }
  expect(await verifyAll(program.database.ownerDb, checks, null, voice), said.join('\n')).toBe(0)
}, 120_000)
