/** A snapshot with its salt. */
export type Frozen = { readonly content: unknown; readonly salt: string }

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  )
}

/**
 * The text a snapshot's hash is taken of: salt, newline, JSON with sorted keys. The database gives JSON back in another
 * key order; sorted, the same content is the same text. Anyone with the row can check the hash.
 */
export function frozenText({ content, salt }: Frozen): string {
  return `${salt}\n${JSON.stringify(canonical(content))}`
}
