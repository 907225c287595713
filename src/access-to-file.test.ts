import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { accessRequestsOf, notesOf } from '#modules/journal/index.ts'
import { documentsOf } from '#modules/people/index.ts'
import { type ReferralId, referral } from '#modules/referrals/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { zipNames } from '#platform/files/zip-names.ts'
import { createLog } from '#platform/log.ts'
import { pdfText } from '../test/support/pdf.ts'
import { type Pages, pagesOf } from '../test/support/pages.ts'
import { type Scene, as, at, openScene, sent } from '../test/support/referral-scene.ts'
import { createProgram } from './app.ts'

const clock = movableClock(at('2015-10-06'))

let scene: Scene
let pages: Pages
let caseId: ReferralId
let personId: PersonId

beforeAll(async () => {
  scene = await openScene()
  const log = createLog('silent')
  const program = createProgram({
    db: scene.db,
    clock,
    log,
    publicUrl: () => 'http://localhost',
    secure: false,
    secret: 'an invented secret of the tests, 32 long',
  })
  pages = pagesOf(
    program.modules.flatMap((module) => [...module.routes]),
    clock,
  )
  caseId = await sent(scene)
  const found = await as(scene, scene.cast.ibrahim, clock.now(), (tx) => referral(tx, caseId))
  if (found === null) throw new Error('the referral is not there')
  personId = found.personId
})
afterAll(() => scene.database.close())

/** The stored bundle's files by name, unpacked. */
async function bundle(): Promise<Map<string, Buffer>> {
  const row = z.object({ content: z.instanceof(Uint8Array) })
  const { content } = await scene.database.ownerDb.read(nobody(clock.today()), (tx) =>
    tx.one(row, sql`select content from platform.file where media_type = 'application/zip'`),
  )
  const zip = Buffer.from(content)
  const files = new Map<string, Buffer>()
  let start = 0
  for (const name of zipNames(zip) ?? []) {
    const packed = zip.readUInt32LE(start + 18)
    const from = start + 30 + zip.readUInt16LE(start + 26)
    files.set(name, inflateRawSync(zip.subarray(from, from + packed)))
    start = from + packed
  }
  return files
}

test('an open request stands on the worklist of those who answer it, most urgent first, until it is answered', async () => {
  const { ibrahim, lone, mette, anne } = scene.cast
  const ask = (kind: string, receivedOn: string) => pages.post(ibrahim, `/cases/${caseId}/file`, { kind, receivedOn, request_id: newId() })
  expect((await pages.get(ibrahim, '/worklist')).html).not.toContain('Aktindsigt, der skal besvares')
  await ask('own_data', '06.10.2015')
  await ask('party', '01.10.2015')
  for (const who of [ibrahim, lone]) {
    const { html } = await pages.get(who, '/worklist')
    expect(html).toContain(`/cases/${caseId}/file`)
    // Seven working days after a Thursday, and a month.
    expect(html.indexOf('svar senest 12.10.2015')).toBeGreaterThan(0)
    expect(html.indexOf('svar senest 12.10.2015')).toBeLessThan(html.indexOf('svar senest 06.11.2015'))
  }
  // The other authority was not asked, and an administrator answers none.
  for (const who of [mette, anne]) expect((await pages.get(who, '/worklist')).html).not.toContain('Aktindsigt, der skal besvares')
  await scene.database.ownerDb.transaction(nobody(clock.today()), (tx) => tx.run(sql`delete from journal.access_request`))
})

test('the file is handed out item by item: own notes are each given or withheld with a reason, and what went out is kept', async () => {
  const { ibrahim, mette, soeren } = scene.cast
  const note = (words: string, sharing: string) =>
    pages.post(ibrahim, `/people/${personId}/notes`, { kind: 'conversation', on: '06.10.2015', words, sharing, request_id: newId() })
  await note('Delt: hun har fundet et lokale.', 'shared')
  await note('Internt: ring til udlejeren.', 'own')
  const document = {
    title: 'Internt ark',
    kind: 'other',
    sharing: 'own',
    file: new File(['%PDF-1.7 internt'], 'ark.pdf'),
    request_id: newId(),
  }
  await pages.post(ibrahim, `/people/${personId}/documents`, document)

  const request = { kind: 'party', receivedOn: '06.10.2015', request_id: newId() }
  for (const attempt of [1, 2]) expect((await pages.post(ibrahim, `/cases/${caseId}/file`, request)).status, String(attempt)).toBe(303)
  expect((await pages.post(soeren, `/cases/${caseId}/file`, { ...request, request_id: newId() })).status).toBe(403)
  const page = await pages.get(ibrahim, `/cases/${caseId}/file`)
  for (const words of ['Svar senest 15.10.2015', 'Internt: ring til udlejeren', 'Internt ark']) expect(page.html).toContain(words)
  expect((await pages.get(mette, `/cases/${caseId}/file`)).html).not.toContain('Svar senest')

  const [open] = await as(scene, ibrahim, clock.now(), (tx) => accessRequestsOf(tx, caseId))
  const address = `/cases/${caseId}/file/${open?.id ?? ''}`
  const own = await as(scene, ibrahim, clock.now(), async (tx) => ({
    note: (await notesOf(tx, personId)).find(({ shared }) => !shared)?.id ?? '',
    document: (await documentsOf(tx, { actor: ibrahim, personId }))[0]?.id ?? '',
  }))
  const half = await pages.post(ibrahim, address, { [`item-${own.document}`]: 'give' })
  expect(half.status).toBe(422)
  expect(half.html).toContain('Vælg, om det udleveres, eller hvorfor ikke')
  expect(half.html).toMatch(new RegExp(`name="item-${own.document}"[^>]*value="give"[^>]*checked`))
  const whole = { [`item-${own.document}`]: 'give', [`item-${own.note}`]: 'internal_work' }
  const answers = await Promise.all([1, 2].map(() => pages.post(ibrahim, address, whole)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422])

  const files = await bundle()
  expect([...files.keys()]).toEqual([
    '00 Oversigt.pdf',
    '01 Oplysninger.pdf',
    '02 Henvisning.pdf',
    '03 Vurderinger.pdf',
    '04 Plan og mål.pdf',
    '05 Tidslinje.pdf',
    '06 Notater.pdf',
    '07 Internt ark.pdf',
  ])
  expect(files.get('07 Internt ark.pdf')?.toString()).toBe('%PDF-1.7 internt')
  const wordsIn = (name: string) => pdfText(files.get(name) ?? Buffer.alloc(0)).replaceAll(/\s+/g, ' ')
  const facts = wordsIn('01 Oplysninger.pdf')
  for (const words of ['Om borgeren', 'CPR-nummer', 'Telefon', 'Forsørgelsesgrundlag: Kontanthjælp']) expect(facts).toContain(words)
  for (const words of ['Idéen i få ord: Frokost', 'Økonomi og gæld: To lån']) expect(wordsIn('02 Henvisning.pdf')).toContain(words)
  expect(wordsIn('03 Vurderinger.pdf'), 'nothing of an assessment that has not been made').toContain('Der er intet her.')
  const [answered] = await as(scene, ibrahim, clock.now(), (tx) => accessRequestsOf(tx, caseId))
  const handed = await pages.get(ibrahim, `${address}/bundle.zip`)
  expect(handed.headers.get('content-disposition')).toContain('attachment')
  expect(answered?.answered?.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect((await pages.get(mette, `${address}/bundle.zip`)).status).toBe(404)
})

test('the file of a protected citizen is neither made nor fetched by one for whom the citizen is masked, and no document is opened', async () => {
  const { ibrahim } = scene.cast
  const change = (statement: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(clock.today()), (tx) => tx.run(statement))
  const shield = (yes: boolean) => change(sql`update people.contact set protected_address = ${yes} where person_id = ${personId}`)
  const [answered] = await as(scene, ibrahim, clock.now(), (tx) => accessRequestsOf(tx, caseId))
  const [document] = await as(scene, ibrahim, clock.now(), (tx) => documentsOf(tx, { actor: ibrahim, personId }))
  const address = `/cases/${caseId}/file/${answered?.id ?? ''}`
  await shield(true)
  const seen = [`${address}/bundle.zip`, `/documents/${document?.id ?? ''}/versions/1`]
  for (const path of seen) expect([path, (await pages.get(ibrahim, path)).status]).toEqual([path, 403])
  expect((await pages.post(ibrahim, address, {})).status).toBe(403)
  const page = await pages.get(ibrahim, `/cases/${caseId}/file`)
  expect([page.html.includes('bundle.zip'), page.html.includes('laves og hentes kun af den')]).toEqual([false, true])
  expect((await pages.get(ibrahim, `/documents/${document?.id ?? ''}`)).html).not.toContain('/versions/1')
  await change(sql`insert into people.trusted (person_id, account_id, since) values (${personId}, ${ibrahim.accountId}, now())`)
  for (const path of seen) expect([path, (await pages.get(ibrahim, path)).status]).toEqual([path, 200])
  await shield(false)
})

test('the timeline leads to a text for the journal, filters by kind, and tells where a happening was filed', async () => {
  const { ibrahim, mette } = scene.cast
  const page = await pages.get(ibrahim, `/cases/${caseId}?show=note`)
  const event = /\/journal\/([0-9a-z-]+)"/.exec(page.html)?.[1] ?? ''
  expect(page.html).not.toContain('Henvisning sendt')
  const address = `/cases/${caseId}/journal/${event}`
  expect((await pages.get(ibrahim, address)).html).toContain('Hændelse: Notat: Samtale')
  expect((await pages.get(ibrahim, address, 'en')).html).toContain('Happening: Note: Conversation')
  expect((await pages.get(ibrahim, `${address}/text.pdf`)).headers.get('content-type')).toBe('application/pdf')
  const wrong = await pages.post(ibrahim, address, { system: 'SBSYS', filedAs: '', on: '07.10.2015', request_id: newId() })
  expect(wrong.html).toContain('value="SBSYS"')
  expect((await pages.post(ibrahim, address, { system: 'SBSYS', filedAs: '15/77', on: '07.10.2015', request_id: newId() })).status).toBe(
    422,
  )
  expect((await pages.post(ibrahim, address, { system: 'SBSYS', filedAs: '15/77', on: '06.10.2015', request_id: newId() })).status).toBe(
    303,
  )
  expect((await pages.get(ibrahim, `/cases/${caseId}`)).html).toContain('Journaliseret i SBSYS som 15/77 den 06.10.2015')
  expect((await pages.get(mette, `/cases/${caseId}`)).html).not.toContain('SBSYS')
  expect((await pages.get(ibrahim, `/cases/${caseId}/journal/0-note-chat`)).status).toBe(404)
})
