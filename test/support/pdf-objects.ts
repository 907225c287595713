import { inflateSync } from 'node:zlib'
import { assert } from '#kernel/result.ts'

/** A value of a PDF file: names begin with a slash, a reference names its object. */
export type PdfValue = null | boolean | number | string | { name: string } | { ref: number } | PdfValue[] | Map<string, PdfValue>

/** An object of the file: its value, and its stream unpacked. */
export type PdfObject = { value: PdfValue; stream: Buffer | null }

/** Every object of a PDF file that our own writer has made, by its number: one object after another, none of them packed into streams. */
export function pdfObjects(bytes: Uint8Array): ReadonlyMap<number, PdfObject> {
  const raw = Buffer.from(bytes)
  const text = raw.toString('latin1')
  const found = new Map<number, PdfObject>()
  const begin = /(\d+) 0 obj\n/y
  for (let at = text.search(/\d+ 0 obj\n/); at >= 0; ) {
    begin.lastIndex = at
    const match = begin.exec(text)
    if (match === null) break
    const reader = { text, at: begin.lastIndex }
    const value = readValue(reader)
    const stream = /\s*stream\n/y
    stream.lastIndex = reader.at
    let packed: Buffer | null = null
    if (stream.exec(text) !== null && value instanceof Map) {
      const length = value.get('Length')
      assert(typeof length === 'number', 'a stream says how long it is')
      packed = raw.subarray(stream.lastIndex, stream.lastIndex + length)
      reader.at = stream.lastIndex + length
    }
    const filter = value instanceof Map ? nameOf(value.get('Filter')) : null
    found.set(Number(match[1]), { value, stream: packed === null ? null : filter === 'FlateDecode' ? inflateSync(packed) : packed })
    const next = /\d+ 0 obj\n/g
    next.lastIndex = text.indexOf('endobj', reader.at)
    at = next.exec(text)?.index ?? -1
  }
  return found
}

/** What a name says; null for anything else. */
export function nameOf(value: PdfValue | undefined): string | null {
  return value !== null && typeof value === 'object' && 'name' in value ? value.name : null
}

type Reader = { text: string; at: number }

const patterns = {
  space: /[\s\0]*/y,
  ref: /(\d+) \d+ R\b/y,
  number: /[+-]?(?:\d+\.?\d*|\.\d+)/y,
  name: /\/([^\s/<>[\]()]*)/y,
  word: /[A-Za-z'"*]+/y,
  hex: /<([0-9a-fA-F\s]*)>/y,
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at
  const match = pattern.exec(reader.text)
  if (match !== null) reader.at = pattern.lastIndex
  return match
}

/** Reads the value that stands next; an operator of a content stream is a name without a slash before it, as `operator:` and its word. */
export function readValue(reader: Reader): PdfValue {
  take(reader, patterns.space)
  if (reader.text.startsWith('<<', reader.at)) return readMap(reader)
  if (reader.text[reader.at] === '[') return readList(reader)
  if (reader.text[reader.at] === '(') return readText(reader)
  const hex = take(reader, patterns.hex)
  if (hex !== null) return wide(Buffer.from((hex[1] ?? '').replaceAll(/\s/g, ''), 'hex'))
  const name = take(reader, patterns.name)
  if (name !== null)
    return { name: (name[1] ?? '').replaceAll(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))) }
  const ref = take(reader, patterns.ref)
  if (ref !== null) return { ref: Number(ref[1]) }
  const number = take(reader, patterns.number)
  if (number !== null) return Number(number[0])
  const word = take(reader, patterns.word)?.[0]
  assert(word !== undefined, `nothing readable at ${reader.at}: ${reader.text.slice(reader.at, reader.at + 20)}`)
  return word === 'null' ? null : word === 'true' ? true : word === 'false' ? false : { name: `operator:${word}` }
}

function readMap(reader: Reader): Map<string, PdfValue> {
  const found = new Map<string, PdfValue>()
  for (reader.at += 2; ; ) {
    take(reader, patterns.space)
    if (reader.text.startsWith('>>', reader.at)) break
    const key = take(reader, patterns.name)
    assert(key !== null, 'a dictionary has names')
    found.set(key[1] ?? '', readValue(reader))
  }
  reader.at += 2
  return found
}

function readList(reader: Reader): PdfValue[] {
  const found: PdfValue[] = []
  for (reader.at += 1; ; ) {
    take(reader, patterns.space)
    if (reader.text[reader.at] === ']') break
    found.push(readValue(reader))
  }
  reader.at += 1
  return found
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function readText(reader: Reader): string {
  let text = ''
  let depth = 1
  for (reader.at += 1; depth > 0; reader.at += 1) {
    const sign = reader.text[reader.at] ?? ''
    if (sign === '\\') {
      reader.at += 1
      const code = reader.text[reader.at] ?? ''
      text += escapes[code] ?? code
      continue
    }
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
    if (depth > 0) text += sign
  }
  return wide(Buffer.from(text, 'latin1'))
}

// A text is UTF-16 when it begins with its mark, and otherwise one byte a sign; a glyph's number is kept as it is.
function wide(bytes: Buffer): string {
  return bytes[0] === 0xfe && bytes[1] === 0xff ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1')
}
