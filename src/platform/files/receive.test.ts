import { createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { clamdScanner } from './clamd.ts'
import { mediaTypes } from './media-type.ts'
import { receiveFile } from './receive.ts'

const kinds = ['pdf', 'png', 'text'] as const
const file = (content: string | Uint8Array<ArrayBuffer>, name = 'brev.pdf') => new File([content], name, { type: 'text/html' })
const take = (given: File | null, scanner: Parameters<typeof receiveFile>[1]['scanner'] = null) => receiveFile(given, { scanner, kinds })

/** A daemon that speaks INSTREAM as ClamAV does: reads chunks to the empty one, says a word, closes. */
async function daemon(say: (content: Buffer) => string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'))
  const server = createServer((socket) => {
    let got = Buffer.alloc(0)
    socket.on('data', (part: Buffer) => {
      got = Buffer.concat([got, part])
      const head = Buffer.from('zINSTREAM\0')
      const chunks: Buffer[] = []
      for (let at = head.length; at + 4 <= got.length; ) {
        const length = got.readUInt32BE(at)
        if (length === 0) {
          socket.end(got.subarray(0, head.length).equals(head) ? say(Buffer.concat(chunks)) : 'UNKNOWN COMMAND\0')
          return
        }
        if (at + 4 + length > got.length) return
        chunks.push(got.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
  const path = join(folder, 'clamd.sock')
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })
  return `unix:${path}`
}

test('a file is what its content says: its name and its sender are not believed', async () => {
  expect(await take(file('%PDF-1.4 x', '..\\..\\Ånd "og" hånd.html'))).toMatchObject({
    ok: true,
    value: {
      kind: 'pdf',
      mediaType: 'application/pdf',
      name: 'Ånd og hånd.pdf',
      scanned: false,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  })
  expect(await take(file('<html>', 'brev.pdf'))).toEqual({ ok: false, refusal: { kind: 'file_kind_refused' } })
})

test.each(['a.exe', 'a.txt.js', 'a.bat', 'a.html', 'brev.pdf', 'C:\\x.y\\a.EXE'])(
  'plain text under the name %s is refused',
  async (name) => {
    expect(await take(file('echo hej', name))).toEqual({ ok: false, refusal: { kind: 'file_kind_refused' } })
  },
)

test.each(['aftale.txt', 'Aftale 1.2.TXT', 'tal.csv', 'aftale', 'C:\\x.y\\aftale'])(
  'plain text under the name %s is taken',
  async (name) => {
    expect(await take(file('Aftalt i dag', name))).toMatchObject({ ok: true, value: { kind: 'text' } })
  },
)

test('plain text of an older Windows is kept in UTF-8', async () => {
  const taken = await take(new File([new Uint8Array([0xc5, 0x62, 0x65, 0x6e, 0x20, 0x80])], 'aftale.txt'))
  expect(taken.ok ? new TextDecoder('utf-8', { fatal: true }).decode(taken.value.bytes) : taken).toBe('Åben €')
})

test('nothing chosen, nothing in it, and too much in it are told apart', async () => {
  expect(await take(null)).toEqual({ ok: false, refusal: { kind: 'file_missing' } })
  expect(await take(file(''))).toEqual({ ok: false, refusal: { kind: 'file_empty' } })
  expect(await take(file('a'.repeat(mediaTypes.text.maxBytes + 1), 'a.txt'))).toEqual({
    ok: false,
    refusal: { kind: 'file_too_large', maxBytes: mediaTypes.text.maxBytes },
  })
  expect(await take(file('a'.repeat(mediaTypes.pdf.maxBytes + 1)))).toMatchObject({ refusal: { maxBytes: mediaTypes.pdf.maxBytes } })
})

test('a scanner reads the whole file, in chunks, and its word counts', async () => {
  let size = 0
  const url = await daemon((content) => {
    size = content.length
    return content.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'
  })
  const scanner = clamdScanner(url)
  const long = `%PDF-1.4 ${'x'.repeat(200_000)}`
  expect(await take(file(long), scanner)).toMatchObject({ ok: true, value: { scanned: true } })
  expect(size).toBe(long.length)
  expect(await take(file('%PDF-1.4 EICAR'), scanner)).toEqual({ ok: false, refusal: { kind: 'file_infected' } })
})

test('a scanner that does not answer, or answers nonsense, lets nothing through', async () => {
  const nonsense = clamdScanner(await daemon(() => 'INSTREAM size limit exceeded. ERROR\0'))
  expect(await take(file('%PDF-1.4'), nonsense)).toEqual({ ok: false, refusal: { kind: 'scanner_unavailable' } })
  const nobody = clamdScanner('unix:/nowhere/clamd.sock')
  expect(await take(file('%PDF-1.4'), nobody)).toEqual({ ok: false, refusal: { kind: 'scanner_unavailable' } })
  expect(() => clamdScanner('tcp://')).toThrow('CLAMD_URL')
})
