/** The paths of the terms in which two documents differ, at most as deep as a term is spoken of; in the order of the newer one. */
export function changedTerms(before: unknown, after: unknown, path: readonly string[] = []): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (!isTree(before) || !isTree(after) || path.length >= deepest) return [path.join('.')]
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return names.flatMap((name) => changedTerms(before[name], after[name], [...path, nameOf(after, name)]))
}

const deepest = 4

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** An entry of a list is named by its code, where it has one. */
function nameOf(list: Record<string, unknown>, name: string): string {
  const entry = list[name]
  return Array.isArray(list) && isTree(entry) && typeof entry['code'] === 'string' ? entry['code'] : name
}
