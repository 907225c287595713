/**
 * An address as the lines of an envelope: the lines it was written in, or, in one line, broken before the postcode only, for
 * a comma also stands between house and floor. Empty lines go.
 */
export function addressLines(address: string): string[] {
  const lines = address.includes('\n') ? address.split('\n') : address.split(/,(?=\s*\d{4}\s)/)
  return lines.map((line) => line.trim().replace(/,$/, '')).filter((line) => line !== '')
}
