import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Withheld, withheld } from './suppression.ts'
import { type CountNode, leaf, pathsOf, sumOf } from './tree.ts'

const shown = (tree: CountNode) => {
  const gone = withheld(tree)
  return pathsOf(tree).map(({ node }) => `${node.code}=${gone.get(node.code) ?? node.count}`)
}

test.each<[string, CountNode, string[]]>([
  ['nothing small, nothing withheld', sumOf('all', [leaf('a', 7), leaf('b', 0)]), ['all=7', 'a=7', 'b=0']],
  [
    'one small cell takes the next smallest along',
    sumOf('all', [leaf('a', 2), leaf('b', 9), leaf('c', 6)]),
    ['all=17', 'a=small', 'b=9', 'c=hidden'],
  ],
  [
    'two of a total of two would be one each: the total goes too',
    sumOf('all', [leaf('a', 1), leaf('b', 1)]),
    ['all=small', 'a=small', 'b=small'],
  ],
  ['two small that cover each other', sumOf('all', [leaf('a', 2), leaf('b', 3), leaf('c', 8)]), ['all=13', 'a=small', 'b=small', 'c=8']],
  ['1 + 4 of 5 can also be 2 + 3', sumOf('all', [leaf('a', 1), leaf('b', 4)]), ['all=5', 'a=small', 'b=small']],
  ['4 + 4 of 8 can be nothing else: the total goes', sumOf('all', [leaf('a', 4), leaf('b', 4)]), ['all=hidden', 'a=small', 'b=small']],
  [
    'four single ones are told by a total from 1 to 4: the total only says that it is withheld',
    sumOf('all', [leaf('a', 1), leaf('b', 1), leaf('c', 1), leaf('d', 1)]),
    ['all=hidden', 'a=small', 'b=small', 'c=small', 'd=small'],
  ],
  ['a zero does not hide anybody', sumOf('all', [leaf('a', 2), leaf('b', 0)]), ['all=small', 'a=small', 'b=0']],
])('%s', (_name, tree, expected) => expect(shown(tree)).toEqual(expected))

/** Every table a reader could have behind what is printed, told by its leaves; `most` bounds what a hidden leaf may be. */
function* behind(tree: CountNode, gone: ReadonlyMap<string, Withheld>, most: number): Generator<Map<string, number>> {
  const nodes = pathsOf(tree).map(({ node }) => node)
  // A reader knows that hidden counts are large but where a small one had to be hidden too.
  const leastHidden = nodes.some((node) => gone.get(node.code) === 'hidden' && node.count < 5) ? 1 : 5
  const leaves = nodes.filter((node) => node.children.length === 0)
  const fits = (node: CountNode, count: number) => {
    const how = gone.get(node.code)
    return how === undefined ? count === node.count : how === 'small' ? count >= 1 && count <= 4 : count >= leastHidden
  }
  function* fill(index: number, counts: Map<string, number>): Generator<Map<string, number>> {
    const next = leaves[index]
    if (next === undefined) {
      const total = (node: CountNode): number =>
        node.children.length === 0 ? (counts.get(node.code) ?? 0) : node.children.reduce((sum, child) => sum + total(child), 0)
      if (nodes.every((node) => fits(node, total(node)))) yield new Map(nodes.map((node) => [node.code, total(node)]))
      return
    }
    for (let count = 0; count <= most; count += 1) if (fits(next, count)) yield* fill(index + 1, new Map(counts).set(next.code, count))
  }
  yield* fill(0, new Map())
}

const counts = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 9 }))
const anyTree = fc.oneof(
  fc.array(counts, { minLength: 1, maxLength: 4 }).map((list) =>
    sumOf(
      'root',
      list.map((count, at) => leaf(`l${at}`, count)),
    ),
  ),
  fc.tuple(fc.array(counts, { minLength: 1, maxLength: 2 }), fc.array(counts, { minLength: 1, maxLength: 2 })).map(([left, right]) =>
    sumOf('root', [
      sumOf(
        'left',
        left.map((count, at) => leaf(`a${at}`, count)),
      ),
      sumOf(
        'right',
        right.map((count, at) => leaf(`b${at}`, count)),
      ),
    ]),
  ),
  fc
    .tuple(counts, counts, counts, counts)
    .map(([a, b, c, d]) => sumOf('root', [leaf('a', a), sumOf('one', [leaf('b', b), sumOf('two', [leaf('c', c), leaf('d', d)])])])),
)

test('an attacker who tries every possible table cannot find one small count, from margins or from the rules', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const gone = withheld(tree)
      const small = pathsOf(tree).filter(({ node }) => node.count >= 1 && node.count <= 4)
      for (const { node } of small) expect(gone.has(node.code)).toBe(true)
      const possible = new Map(small.map(({ node }) => [node.code, new Set<number>()]))
      for (const table of behind(tree, gone, 11)) {
        for (const [code, values] of possible) values.add(table.get(code) ?? 0)
        if ([...possible.values()].every((values) => values.size > 1)) break
      }
      for (const [code, values] of possible) expect([code, values.size > 1]).toEqual([code, true])
    }),
    { numRuns: 1500 },
  )
})

test('what is called small is, noughts are shown, and nothing is withheld where nobody is few', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const gone = withheld(tree)
      for (const { node } of pathsOf(tree)) {
        if (gone.get(node.code) === 'small') expect(node.count).toBeLessThan(5)
        if (node.count === 0) expect(gone.has(node.code)).toBe(false)
      }
      if (pathsOf(tree).every(({ node }) => node.count === 0 || node.count > 4)) expect(gone.size).toBe(0)
    }),
  )
})
