/** The text of a file in UTF-8, without its byte-order mark; null when the bytes are something else. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The bytes of such a file in UTF-8; those that are UTF-8 already are left as they are. */
export function inUtf8(bytes: Uint8Array): Uint8Array {
  return utf8Text(bytes) === null ? new TextEncoder().encode(savedText(bytes)) : bytes
}

/** The text of a file a person saved: UTF-8, else Windows-1252, in which a Danish spreadsheet saves CSV unless it is told otherwise. */
export function savedText(bytes: Uint8Array): string {
  return utf8Text(bytes) ?? new TextDecoder('windows-1252').decode(bytes)
}
