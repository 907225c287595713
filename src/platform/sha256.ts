import { createHash } from 'node:crypto'

/** The SHA-256 of bytes, or of a text in UTF-8, as 64 lower-case hexadecimal digits: how content is named, compared and proved here. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
