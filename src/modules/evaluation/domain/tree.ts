/** A count that is the sum of its children; a leaf has none. Every count a reader is shown stands in such a tree. */
export type CountNode = { code: string; count: number; children: readonly CountNode[] }

/** A leaf. */
export function leaf(code: string, count: number): CountNode {
  return { code, count, children: [] }
}

/** A node that counts what its children count. */
export function sumOf(code: string, children: readonly CountNode[]): CountNode {
  return { code, count: children.reduce((sum, child) => sum + child.count, 0), children }
}

/** Every node with the codes from the root down to itself. */
export function pathsOf(node: CountNode, above: readonly string[] = []): { node: CountNode; path: readonly string[] }[] {
  const path = [...above, node.code]
  return [{ node, path }, ...node.children.flatMap((child) => pathsOf(child, path))]
}

/** The count of a code; 0 when the tree has no such node. */
export function countIn(tree: CountNode, code: string): number {
  return pathsOf(tree).find(({ node }) => node.code === code)?.node.count ?? 0
}
