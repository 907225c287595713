/** A file inside an archive. */
export type Entry = { name: string; body: Buffer }

const block = 512

/**
 * The entries as a tar archive in the ustar form, which any tar can list and unpack. A path may have 255 bytes, of which the
 * last 100 hold the file's own name; throws on a longer one.
 */
export async function* packArchive(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { name, body } of entries) {
    yield header(name, body.length)
    yield body
    yield Buffer.alloc((block - (body.length % block)) % block)
  }
  yield Buffer.alloc(2 * block)
}

function header(path: string, size: number): Buffer {
  const head = Buffer.alloc(block)
  const [prefix, name] = splitPath(path)
  head.write(name, 0, 100)
  head.write('0000600\0', 100)
  head.write('0000000\0'.repeat(2), 108)
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  head.write('00000000000\0', 136)
  head.write('        0', 148)
  head.write('ustar\0' + '00', 257)
  head.write(prefix, 345, 155)
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

function splitPath(path: string): [string, string] {
  if (Buffer.byteLength(path) <= 100) return ['', path]
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)]
    if (Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155) return [prefix, name]
  }
  throw new Error(`The path ${path} is too long for the archive`)
}

// The sum of all bytes of the header, its own field counted as spaces.
function checksum(head: Buffer): number {
  return head.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}

/** The entries of such an archive, one after the other. Throws when it breaks off or is no archive. */
export async function* unpackArchive(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const reader = readExactly(source)
  for (;;) {
    const head = await reader(block)
    if (head.every((byte) => byte === 0)) return
    if (parseOctal(head, 148, 8) !== checksum(head)) throw new Error('The archive is damaged: a header does not add up')
    const size = parseOctal(head, 124, 12)
    const [prefix, name] = [text(head, 345, 155), text(head, 0, 100)]
    const body = await reader(size)
    await reader((block - (size % block)) % block)
    yield { name: prefix === '' ? name : `${prefix}/${name}`, body }
  }
}

function readExactly(source: AsyncIterable<Buffer>): (size: number) => Promise<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  let parts: Buffer[] = []
  let held = 0
  return async (size) => {
    while (held < size) {
      const next = await chunks.next()
      if (next.done === true) throw new Error('The archive breaks off in the middle')
      parts.push(next.value)
      held += next.value.length
    }
    const all = Buffer.concat(parts, held)
    parts = [all.subarray(size)]
    held -= size
    return all.subarray(0, size)
  }
}

function parseOctal(head: Buffer, at: number, length: number): number {
  return Number.parseInt(text(head, at, length).trim(), 8)
}

function text(head: Buffer, at: number, length: number): string {
  const field = head.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.subarray(0, end === -1 ? length : end).toString('utf8')
}
