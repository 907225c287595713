import { savedText } from '#kernel/saved-text.ts'
import { zipNames } from './zip-names.ts'

/** A kind of file that can be kept: what it is by its content, how its name ends, and the most it may weigh in bytes. */
export type MediaType = { readonly type: string; readonly ending: string; readonly maxBytes: number }

const mebi = 1024 * 1024
const office = 'application/vnd.openxmlformats-officedocument'

/** Every kind of file the program keeps. Never a page, a drawing with scripts or a program: a browser could run those. */
export const mediaTypes = {
  pdf: { type: 'application/pdf', ending: 'pdf', maxBytes: 20 * mebi },
  png: { type: 'image/png', ending: 'png', maxBytes: 10 * mebi },
  jpeg: { type: 'image/jpeg', ending: 'jpg', maxBytes: 10 * mebi },
  docx: { type: `${office}.wordprocessingml.document`, ending: 'docx', maxBytes: 10 * mebi },
  xlsx: { type: `${office}.spreadsheetml.sheet`, ending: 'xlsx', maxBytes: 10 * mebi },
  odt: { type: 'application/vnd.oasis.opendocument.text', ending: 'odt', maxBytes: 10 * mebi },
  text: { type: 'text/plain; charset=utf-8', ending: 'txt', maxBytes: mebi },
} as const satisfies Record<string, MediaType>

/** The name of a kind of file. */
export type MediaKind = keyof typeof mediaTypes

/** What a file is by its content alone: neither its name nor what the sender says of it counts. Null is a kind that is not kept. */
export function sniff(bytes: Uint8Array): MediaKind | null {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return archived(bytes)
  return isPlainText(bytes) ? 'text' : null
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte)
}

// Macros are programs, so a document that carries them is none of ours.
function archived(bytes: Uint8Array): MediaKind | null {
  const names = zipNames(bytes)
  if (names === null || names.some((name) => /(^|\/)(vbaProject\.bin|Basic\/|Scripts\/)/i.test(name))) return null
  if (names[0] === 'mimetype') return openDocument(bytes)
  if (!names.includes('[Content_Types].xml')) return null
  if (names.includes('word/document.xml')) return 'docx'
  return names.includes('xl/workbook.xml') ? 'xlsx' : null
}

// The first entry of an OpenDocument is its type, stored as it is: 30 bytes of head, the name `mimetype`, the type.
function openDocument(bytes: Uint8Array): MediaKind | null {
  const told = new TextDecoder().decode(bytes.subarray(38, 38 + mediaTypes.odt.type.length))
  const next = bytes[38 + mediaTypes.odt.type.length]
  return told === mediaTypes.odt.type && next === 0x50 ? 'odt' : null
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.includes(0)) return false
  // What Windows-1252 does not know becomes a control character, which no text has.
  const text = savedText(bytes)
  if (/[^\P{Cc}\s]/u.test(text)) return false
  return (
    !/<\/?(html|head|body|script|svg|iframe|meta|object)\b|<\?xml|<!doctype/i.test(text) && !text.startsWith('#!') && !text.startsWith('MZ')
  )
}
