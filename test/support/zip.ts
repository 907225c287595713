import { inflateRawSync } from 'node:zlib'
import { assert } from '#kernel/result.ts'

/** Every file in a ZIP archive by its name, as its directory lists them, with whatever a comment says: what an XLSX file is made of. */
export function unzip(bytes: Uint8Array): { files: ReadonlyMap<string, Buffer>; comment: string } {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  assert(end >= 0, 'an archive has a directory')
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert(zip.readUInt32LE(at) === 0x02014b50, 'a line of the directory')
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [nameLength, extraLength, commentLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(from, from + packed)
    files.set(zip.toString('utf8', at + 46, at + 46 + nameLength), method === 0 ? data : inflateRawSync(data))
    at += 46 + nameLength + extraLength + commentLength
  }
  return { files, comment: zip.toString('utf8', end + 22) }
}
