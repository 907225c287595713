import { inUtf8 } from '#kernel/saved-text.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type MediaKind, mediaTypes, sniff } from './media-type.ts'
import type { Scanner } from './scanner.ts'
import { sha256Of } from '../sha256.ts'

/** A file that has been judged and may be kept (`keepFile`). `scanned` is false where no scanner is connected. */
export type ReceivedFile = {
  /** SHA-256 of the content, 64 hexadecimal digits in lower case. */
  sha256: string
  bytes: Uint8Array
  kind: MediaKind
  mediaType: string
  /** The sender's name of it without its path, at most 120 characters, with the ending of what it is. */
  name: string
  scanned: boolean
}

/** Why a file is not taken. */
export type FileRefusal =
  | { kind: 'file_missing' }
  | { kind: 'file_empty' }
  | { kind: 'file_too_large'; maxBytes: number }
  | { kind: 'file_kind_refused' }
  | { kind: 'file_infected' }
  | { kind: 'scanner_unavailable' }

/**
 * Judges a file from a form before any transaction begins: what it is by its content, its size by its kind, and the scanner's word.
 * Plain text is taken only under the name of a text, and kept in UTF-8 though an older editor on Windows saved it.
 * Where a scanner is connected but does not answer, the file is refused and not let through.
 */
export async function receiveFile(
  file: File | null,
  { scanner, kinds }: { scanner: Scanner | null | undefined; kinds: readonly MediaKind[] },
): Promise<Result<ReceivedFile, FileRefusal>> {
  if (file === null) return refuse({ kind: 'file_missing' })
  const largest = Math.max(...kinds.map((kind) => mediaTypes[kind].maxBytes))
  if (file.size > largest) return refuse({ kind: 'file_too_large', maxBytes: largest })
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length === 0) return refuse({ kind: 'file_empty' })
  const kind = sniff(bytes)
  if (kind === null || !kinds.includes(kind) || (kind === 'text' && !namesText(file.name))) return refuse({ kind: 'file_kind_refused' })
  if (bytes.length > mediaTypes[kind].maxBytes) return refuse({ kind: 'file_too_large', maxBytes: mediaTypes[kind].maxBytes })
  const verdict = scanner === null || scanner === undefined ? null : await scanner.scan(bytes)
  if (verdict?.kind === 'infected') return refuse({ kind: 'file_infected' })
  if (verdict?.kind === 'unavailable') return refuse({ kind: 'scanner_unavailable' })
  return ok({ ...ownFile(kind === 'text' ? inUtf8(bytes) : bytes, kind, file.name), scanned: verdict !== null })
}

// A program in words is plain text by its content, so here the ending counts too: none, or one that text has.
function namesText(name: string): boolean {
  const ending = /\.([^./\\]*)$/.exec(name)?.[1]?.toLowerCase()
  return ending === undefined || ['txt', 'text', 'md', 'csv'].includes(ending)
}

/** A file the program made itself (a letter, a bundle), ready to be kept; it needs no judging. */
export function ownFile(bytes: Uint8Array, kind: MediaKind, name: string): ReceivedFile {
  const sha256 = sha256Of(bytes)
  return { sha256, bytes, kind, mediaType: mediaTypes[kind].type, name: plainName(name, kind), scanned: false }
}

function plainName(given: string, kind: MediaKind): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const stem = last
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .trim()
    .slice(0, 110)
  return `${stem === '' ? 'fil' : stem}.${mediaTypes[kind].ending}`
}

/** What a file field offers first to those kinds. */
export function acceptOf(kinds: readonly MediaKind[]): string {
  return kinds.flatMap((kind) => (kind === 'jpeg' ? ['.jpg', '.jpeg'] : [`.${mediaTypes[kind].ending}`])).join(',')
}
