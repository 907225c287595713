import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { DigitalPostMessage } from '#modules/notices/index.ts'
import { at, parseTree, textAt } from '#platform/xml-tree.ts'
import { filedDigitalPost } from './index.ts'
import { memoOf } from './memo.ts'
import { readReceipt } from './receipt.ts'

const cpr = inventedCpr(day('1980-01-01'), 7)
const pdf = new TextEncoder().encode('%PDF-1.7 æøå & <brev>')
const message: DigitalPostMessage = {
  letterId: newId<'letter'>(),
  messageUuid: 'e4cf3010-d051-43f2-8aa2-c86b05f3af17',
  sender: { cvr: '12345678', name: 'Næstved Kommune & <co>' },
  cpr,
  caseNumber: 'N-2015-001',
  title: 'Du er tilbudt en plads',
  lang: 'da',
  pdf,
  sha256: createHash('sha256').update(pdf).digest('hex'),
  writtenAt: Temporal.Instant.from('2015-10-01T08:00:00.123Z'),
  answer: { url: 'https://grobund.example/notices', by: day('2015-10-15') },
}
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grobund-digital-post-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a MeMo message', async () => {
  const tree = await parseTree(await memoOf(message))
  const root = tree?.root ?? null

  test('has the format’s root, prefix and versions', async () => {
    expect([tree?.namespace, root?.name, root?.attributes.get('memoVersion'), root?.attributes.get('memoSchVersion')]).toEqual([
      'https://DigitalPost.dk/MeMo-1',
      'Message',
      '1.1',
      '1.1.0',
    ])
    expect(new TextDecoder().decode(await memoOf(message))).toContain('<memo:Message xmlns:memo="https://DigitalPost.dk/MeMo-1"')
  })

  test('has the elements of the header and the body in the order of the schema', () => {
    const names = (path: string) => at(root, path)?.children.map(({ name }) => name)
    expect(names('MessageHeader')).toEqual([
      'messageType',
      'messageUUID',
      'label',
      'mandatory',
      'legalNotification',
      'Sender',
      'Recipient',
      'ContentData',
    ])
    expect(names('MessageHeader/Sender')).toEqual(['senderID', 'idType', 'label'])
    expect(names('MessageHeader/Recipient')).toEqual(['recipientID', 'idType'])
    expect(names('MessageBody')).toEqual(['createdDateTime', 'MainDocument'])
    expect(names('MessageBody/MainDocument')).toEqual(['mainDocumentID', 'label', 'File', 'Action'])
    expect(names('MessageBody/MainDocument/File')).toEqual(['encodingFormat', 'filename', 'language', 'content'])
    expect(names('MessageBody/MainDocument/Action')).toEqual(['label', 'actionCode', 'endDateTime', 'EntryPoint'])
  })

  test('goes from a CVR number to a CPR number with the case number, and says no name and no address', () => {
    expect(textAt(root, 'MessageHeader/Sender/senderID')).toBe('12345678')
    expect(textAt(root, 'MessageHeader/Sender/label')).toBe('Næstved Kommune & <co>')
    expect([textAt(root, 'MessageHeader/Recipient/recipientID'), textAt(root, 'MessageHeader/Recipient/idType')]).toEqual([cpr, 'CPR'])
    expect(textAt(root, 'MessageHeader/ContentData/CaseID/caseID')).toBe('N-2015-001')
  })

  test('carries the letter byte for byte, with its hash', () => {
    const content = Buffer.from(textAt(root, 'MessageBody/MainDocument/File/content'), 'base64')
    expect(new Uint8Array(content)).toEqual(pdf)
    const said = textAt(root, 'MessageHeader/ContentData/AdditionalContentData/contentDataValue')
    expect(said).toBe(createHash('sha256').update(content).digest('hex'))
  })

  test('lets an offer be answered until the day ends in Denmark, and has no action without an answer', async () => {
    expect(textAt(root, 'MessageBody/MainDocument/Action/endDateTime')).toBe('2015-10-15T21:59:59Z')
    const plain = (await parseTree(await memoOf({ ...message, answer: null })))?.root ?? null
    expect(at(plain, 'MessageBody/MainDocument/Action')).toBeNull()
  })

  test('clips a label at 256 characters', async () => {
    const long = (await parseTree(await memoOf({ ...message, title: 'x'.repeat(400) })))?.root ?? null
    expect(textAt(long, 'MessageHeader/label')).toHaveLength(256)
  })
})

describe('the outbox', () => {
  test('holds one whole file a message, readable by its owner alone, whose name tells nothing', async () => {
    const post = filedDigitalPost(folder)
    await post.send(message)
    await post.send(message)
    expect(await readdir(join(folder, 'out'))).toEqual([`${message.messageUuid}.xml`])
    const path = join(folder, 'out', `${message.messageUuid}.xml`)
    expect(new Uint8Array(await readFile(path))).toEqual(await memoOf(message))
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600')
  })

  test('never shows a half-written file, and writes over what a sender that died left', async () => {
    await mkdir(join(folder, 'out'), { recursive: true })
    await writeFile(join(folder, 'out', `.${message.messageUuid}.part`), '<memo:Message')
    await filedDigitalPost(folder).send(message)
    expect(await readdir(join(folder, 'out'))).toEqual([`${message.messageUuid}.xml`])
  })

  test('says so by a code when the folder cannot be written to', async () => {
    await writeFile(join(folder, 'out'), 'a file where a folder should be')
    await expect(filedDigitalPost(folder).send(message)).rejects.toMatchObject({ code: 'EEXIST' })
    await rm(join(folder, 'out'))
    await chmod(folder, 0o500)
    // The superuser may write anywhere, so that this side can be shown to an ordinary user only.
    if (process.getuid?.() !== 0) await expect(filedDigitalPost(folder).send(message)).rejects.toMatchObject({ code: 'EACCES' })
    await chmod(folder, 0o700)
  })
})

const status = (code: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><ns2:PKO_PostStatus xmlns:ns2="http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types">
   <ns2:TransmissionId>1</ns2:TransmissionId><ns2:MessageUUID>${message.messageUuid.toUpperCase()}</ns2:MessageUUID><ns2:KanalKode>Digital Post</ns2:KanalKode>
   <ns2:TransaktionsDatoTid>2015-10-01T11:00:00.000+02:00</ns2:TransaktionsDatoTid><ns2:TransaktionsStatusKode>${code}</ns2:TransaktionsStatusKode>${more}</ns2:PKO_PostStatus>`
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a receipt', () => {
  test.each([
    ['Modtaget Digital Post', 'received'],
    ['Afleveret Digital Post', 'delivered'],
    ['Fejlet', 'failed'],
  ])('%s is %s', async (code, outcome) => {
    expect(await readReceipt(bytes(status(code)))).toMatchObject({
      ok: true,
      value: { messageUuid: message.messageUuid, outcome, problem: outcome === 'failed' ? 'refused_by_digital_post' : null },
    })
  })

  test('of a failure keeps the code, never the text', async () => {
    const error =
      '<ns2:FejlDetaljer><ns2:FejlKode>recipient.not.found</ns2:FejlKode><ns2:FejlTekst>Amina Sørensen</ns2:FejlTekst></ns2:FejlDetaljer>'
    expect(await readReceipt(bytes(status('Fejlet', error)))).toMatchObject({ value: { problem: 'recipient.not.found' } })
  })

  test('is read from the message distributor’s envelope too', async () => {
    const wrapped = Buffer.from(status('Afleveret Digital Post')).toString('base64')
    const envelope = `<ModtagBeskedInput xmlns="urn:x"><Haendelsesbesked><Beskeddata><Base64>${wrapped}</Base64></Beskeddata></Haendelsesbesked></ModtagBeskedInput>`
    expect(await readReceipt(bytes(envelope))).toMatchObject({ value: { outcome: 'delivered' } })
  })

  test.each([
    ['half a file', status('Fejlet').slice(0, 200)],
    ['an unknown status', status('Sendt med drage')],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${status('Fejlet').slice(38)}`],
    ['another document', '<Besked><MessageUUID>x</MessageUUID></Besked>'],
  ])('that is %s is not understood', async (_, text) => {
    expect(await readReceipt(bytes(text))).toEqual({ ok: false, refusal: { kind: 'not_understood' } })
  })

  test('that is still being written is left, and set aside when it stays unreadable', async () => {
    const post = filedDigitalPost(folder)
    await mkdir(join(folder, 'in'))
    const half = join(folder, 'in', 'a.xml')
    await writeFile(half, status('Fejlet').slice(0, 200))
    await writeFile(join(folder, 'in', 'b.xml'), status('Modtaget Digital Post'))
    await writeFile(join(folder, 'in', 'c.xml.part'), 'not yet')
    expect(await post.receipts()).toMatchObject([
      { name: 'a.xml', receipt: { refusal: { kind: 'still_written' } } },
      { name: 'b.xml', receipt: { ok: true } },
    ])
    const old = new Date(Date.now() - 11 * 60 * 1000)
    await utimes(half, old, old)
    expect(await post.receipts()).toMatchObject([{ receipt: { refusal: { kind: 'not_understood' } } }, { receipt: { ok: true } }])
    await post.settle('a.xml', 'not_understood')
    await post.settle('b.xml', 'read')
    expect(await readdir(join(folder, 'in', 'not-understood'))).toEqual(['a.xml'])
    expect(await readdir(join(folder, 'in', 'read'))).toEqual(['b.xml'])
    expect(await post.receipts()).toEqual([])
  })
})
