import { type CountNode, pathsOf } from './tree.ts'

/** How a count is withheld: `small` says that it lies from 1 to 4, `hidden` only that it is not nought. */
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
  const byCode = new Map(cells.map((cell) => [cell.code, cell]))
  for (const cell of cells.filter(({ count }) => isSmall(count))) {
    for (const code of cheapestCover(changes, cell.code, { cells: byCode, found })) found.set(code, 'hidden')
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

// The counts that must be withheld besides, so that the change cannot be seen; null when that is not enough. `crossing` lets a count
// pass between 4 and 5: it then must not be called small.
function costOf(change: Change, seen: Seen, crossing: boolean): Cell[] | null {
  const cost: Cell[] = []
  for (const { code, by } of change) {
    const cell = seen.cells.get(code)
    if (cell === undefined || cell.count === 0 || cell.count + by === 0) return null
    const crosses = isSmall(cell.count) !== isSmall(cell.count + by)
    if (crosses && !crossing) return null
    if (!seen.found.has(code) || (crosses && seen.found.get(code) === 'small')) cost.push(cell)
  }
  return cost
}

type Seen = { cells: ReadonlyMap<string, Cell>; found: ReadonlyMap<string, Withheld> }

function cheapestCover(changes: readonly Change[], code: string, seen: Seen): readonly string[] {
  const touching = changes.filter((change) => change.some((part) => part.code === code))
  const best = cheapest(touching, seen, false) ?? cheapest(touching, seen, true)
  return (best ?? []).map((cell) => cell.code)
}

function cheapest(changes: readonly Change[], seen: Seen, crossing: boolean): Cell[] | null {
  let best: Cell[] | null = null
  for (const change of changes) {
    const cost = costOf(change, seen, crossing)
    if (cost !== null && (best === null || weight(cost) < weight(best))) best = cost
  }
  return best
}

// Few counts before small ones: a page with one large gap says more than one with three.
function weight(cost: readonly Cell[]): number {
  return cost.reduce((sum, cell) => sum + 1_000_000 + cell.count, 0)
}
