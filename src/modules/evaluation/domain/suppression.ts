import { type CountNode, pathsOf } from './tree.ts'

/** How a count is withheld: `small` says that it lies from 1 to 4, `hidden` that it is 5 or more. */
export type Withheld = 'small' | 'hidden'

/** Counts from 1 to this are never shown in the open version. */
export const smallMax = 4

type Cell = { code: string; count: number; path: readonly string[]; isLeaf: boolean }
/** One person more or fewer in a leaf, or moved from one to another: what a reader must not be able to rule out. */
type Change = readonly { code: string; by: 1 | -1 }[]

/**
 * Which counts the open version withholds. Every count from 1 to 4 is, and as many larger ones as it takes: for each small count
 * there is another table with another count there that would be printed in the very same way, even to a reader who knows these rules.
 */
export function withheld(tree: CountNode): ReadonlyMap<string, Withheld> {
  const cells = pathsOf(tree).map(({ node, path }) => ({ code: node.code, count: node.count, path, isLeaf: node.children.length === 0 }))
  const found = new Map<string, Withheld>()
  for (const cell of cells) if (isSmall(cell.count)) found.set(cell.code, 'small')
  const changes = changesOf(cells)
  for (const cell of cells.filter(({ count }) => isSmall(count))) {
    for (const code of cheapestCover(cells, changes, cell.code, found)) found.set(code, 'hidden')
  }
  return found
}

/** True for a count that might point at a person. */
export function isSmall(count: number): boolean {
  return count >= 1 && count <= smallMax
}

function changesOf(cells: readonly Cell[]): Change[] {
  const leaves = cells.filter((cell) => cell.isLeaf)
  const effect = (from: Cell | null, to: Cell | null): Change => [
    ...(from?.path ?? []).filter((code) => to?.path.includes(code) !== true).map((code) => ({ code, by: -1 as const })),
    ...(to?.path ?? []).filter((code) => from?.path.includes(code) !== true).map((code) => ({ code, by: 1 as const })),
  ]
  return leaves.flatMap((from) => [
    effect(from, null),
    effect(null, from),
    ...leaves.filter((to) => to.code !== from.code).map((to) => effect(from, to)),
  ])
}

// The larger counts that must be withheld besides, so that the change cannot be seen; null when no withholding would hide it.
function costOf(change: Change, cells: ReadonlyMap<string, Cell>, found: ReadonlyMap<string, Withheld>): Cell[] | null {
  const cost: Cell[] = []
  for (const { code, by } of change) {
    const cell = cells.get(code)
    if (cell === undefined || cell.count === 0) return null
    if (isSmall(cell.count) !== isSmall(cell.count + by) || cell.count + by === 0) return null
    if (!found.has(code)) cost.push(cell)
  }
  return cost
}

function cheapestCover(
  cells: readonly Cell[],
  changes: readonly Change[],
  code: string,
  found: ReadonlyMap<string, Withheld>,
): readonly string[] {
  const byCode = new Map(cells.map((cell) => [cell.code, cell]))
  let best: Cell[] | null = null
  for (const change of changes) {
    if (!change.some((part) => part.code === code)) continue
    const cost = costOf(change, byCode, found)
    if (cost !== null && (best === null || weight(cost) < weight(best))) best = cost
  }
  return (best ?? cells.filter(({ count }) => count > smallMax)).filter((cell) => !found.has(cell.code)).map((cell) => cell.code)
}

// Few counts before small ones: a page with one large gap says more than one with three.
function weight(cost: readonly Cell[]): number {
  return cost.reduce((sum, cell) => sum + 1_000_000 + cell.count, 0)
}
