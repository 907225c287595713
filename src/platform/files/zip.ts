import { crc32, deflateRawSync } from 'node:zlib'
import { assert } from '#kernel/result.ts'

/** A file to go into an archive; the name may have folders, with `/` between them. */
export type ZipEntry = { name: string; bytes: Uint8Array }

const most = 0xffff_fffe
const utf8Names = 0x0800
// 1 January 1980, the first day the format knows: the same files make the same archive, byte for byte.
const day = 0x0021

/** A ZIP archive of the files in that order. Small enough to be made in memory: under 4 GiB and 65,535 files, or it throws. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  assert(entries.length < 0xffff, 'a ZIP archive without extensions holds fewer than 65,535 files')
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, bytes } of entries) {
    const packed = name === 'mimetype' ? bytes : deflateRawSync(bytes)
    const facts = { name: Buffer.from(name), crc: crc32(bytes), packed: packed.length, size: bytes.length, stored: packed === bytes }
    const head = localHead(facts)
    parts.push(head, packed)
    directory.push(directoryEntry(facts, at))
    at += head.length + packed.length
    assert(at < most, 'a ZIP archive without extensions stays under 4 GiB')
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  return Buffer.concat([...parts, ...directory, endOf(entries.length, size, at)])
}

type Facts = { name: Buffer; crc: number; packed: number; size: number; stored: boolean }

function shared(into: Buffer, from: number, { crc, packed, size, stored, name }: Facts): void {
  into.writeUInt16LE(20, from)
  into.writeUInt16LE(utf8Names, from + 2)
  into.writeUInt16LE(stored ? 0 : 8, from + 4)
  into.writeUInt16LE(day, from + 8)
  into.writeUInt32LE(crc, from + 10)
  into.writeUInt32LE(packed, from + 14)
  into.writeUInt32LE(size, from + 18)
  into.writeUInt16LE(name.length, from + 22)
}

function localHead(facts: Facts): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  shared(head, 4, facts)
  return Buffer.concat([head, facts.name])
}

function directoryEntry(facts: Facts, at: number): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  shared(entry, 6, facts)
  entry.writeUInt32LE(at, 42)
  return Buffer.concat([entry, facts.name])
}

function endOf(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return end
}
