/** What a case counts in, by case number. A code twice counts twice, as of two loans. */
export type CellsByCase = ReadonlyMap<string, readonly string[]>

/** A case with every code it counts in: the row behind the figures. */
export type CaseRow = { caseNumber: string; cells: readonly string[] }

/** The rows of all cases, by case number; their codes in order, so that the same facts give the same rows. */
export function rowsOf(parts: readonly CellsByCase[]): CaseRow[] {
  const cells = new Map<string, string[]>()
  for (const part of parts)
    for (const [caseNumber, codes] of part) {
      const known = cells.get(caseNumber)
      if (known === undefined) cells.set(caseNumber, [...codes])
      else known.push(...codes)
    }
  return [...cells].map(([caseNumber, codes]) => ({ caseNumber, cells: codes.toSorted() })).toSorted(byCase)
}

function byCase(a: CaseRow, b: CaseRow): number {
  return a.caseNumber < b.caseNumber ? -1 : 1
}

/** How many there are of each code. */
export type Counts = ReadonlyMap<string, number>

/** Counts every code of the rows. */
export function countsOf(rows: readonly CaseRow[]): Counts {
  const counts = new Map<string, number>()
  for (const { cells } of rows) for (const code of cells) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

/** The count of a code; 0 when nobody counts in it. */
export function countIn(counts: Counts, code: string): number {
  return counts.get(code) ?? 0
}

/** The codes under a group, such as `refused:debt` under `refused`, in order. */
export function codesUnder(counts: Counts, group: string): string[] {
  return [...counts.keys()].filter((code) => code.startsWith(`${group}:`)).toSorted()
}
