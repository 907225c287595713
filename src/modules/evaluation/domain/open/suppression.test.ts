import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fixed, type Profile, isSmall, withheld } from './suppression.ts'

/** Profiles of people from lists of codes. */
const people = (...alike: readonly (readonly [count: number, ...codes: string[]])[]): Profile[] =>
  alike.map(([count, ...codes]) => ({ count, cells: new Map(codes.map((code) => [code, 1])) }))

const countsOf = (profiles: readonly Profile[]) => {
  const counts = new Map<string, number>()
  for (const { cells, count } of profiles) for (const [code, times] of cells) counts.set(code, (counts.get(code) ?? 0) + times * count)
  return counts
}
const shown = (profiles: readonly Profile[]) => {
  const gone = withheld(profiles)
  return [...countsOf(profiles)].map(([code, count]) => `${code}=${gone.get(code) ?? count}`)
}

test.each<[string, Profile[], string[]]>([
  ['nothing small, nothing withheld', people([7, 'all', 'a'], [5, 'all', 'b']), ['all=12', 'a=7', 'b=5']],
  [
    'one small cell takes the next smallest along',
    people([2, 'all', 'a'], [9, 'all', 'b'], [6, 'all', 'c']),
    ['all=17', 'a=small', 'b=9', 'c=large'],
  ],
  [
    'two of a total of two would be one each: the total goes too',
    people([1, 'all', 'a'], [1, 'all', 'b']),
    ['all=small', 'a=small', 'b=small'],
  ],
  ['two small that cover each other', people([2, 'all', 'a'], [3, 'all', 'b'], [8, 'all', 'c']), ['all=13', 'a=small', 'b=small', 'c=8']],
  ['1 + 4 of 5 can also be 2 + 3', people([1, 'all', 'a'], [4, 'all', 'b']), ['all=5', 'a=small', 'b=small']],
  ['4 + 4 of 8 can be nothing else: the total goes', people([4, 'all', 'a'], [4, 'all', 'b']), ['all=large', 'a=small', 'b=small']],
  [
    'four single ones are told by a total from 1 to 4: none is called small',
    people([1, 'all', 'a'], [1, 'all', 'b'], [1, 'all', 'c'], [1, 'all', 'd']),
    ['all=hidden', 'a=hidden', 'b=hidden', 'c=hidden', 'd=hidden'],
  ],
  [
    'a cell in another table of the same people is taken along',
    people([6, 'all', 'a', 'x'], [2, 'all', 'b', 'x'], [6, 'all', 'a', 'y'], [7, 'all', 'c', 'y']),
    ['all=21', 'a=large', 'x=8', 'b=small', 'y=13', 'c=7'],
  ],
])('%s', (_name, profiles, expected) => expect(shown(profiles)).toEqual(expected))

test('six answers of two people are as few as the two', () => {
  const twice = new Map([
    ['asked', 3],
    ['answered', 3],
  ])
  const once = new Map([['asked', 1]])
  const gone = withheld([
    { count: 2, cells: twice },
    { count: 9, cells: once },
  ])
  expect(gone.get('answered')).toBe('large')
  expect(gone.get('asked')).toBe('large')
})

/** Whether a count may stand behind what is printed. */
function fits(count: number, printed: { how: Fixed | undefined; count: number }): boolean {
  switch (printed.how) {
    case 'small':
      return isSmall(count)
    case 'large':
      return count > 4
    case 'hidden':
      return count > 0
    case 'untold':
      return true
    case 'shown':
    case undefined:
      return count === printed.count
  }
}

/** Every number of people of each kind, from 0 to `most`, that a reader who knows the kinds could have behind what is printed. */
function* behind(profiles: readonly Profile[], gone: ReadonlyMap<string, Fixed>, most: number): Generator<Map<string, number>> {
  const counts = countsOf(profiles)
  const printed = new Map([...counts].map(([code, count]) => [code, { how: gone.get(code), count }]))
  const sums = new Map([...counts.keys()].map((code) => [code, 0]))
  const limit = (code: string) => {
    const cell = printed.get(code)
    return cell === undefined || cell.how === 'hidden' || cell.how === 'large' || cell.how === 'untold'
      ? Number.POSITIVE_INFINITY
      : cell.how === 'small'
        ? 4
        : cell.count
  }
  function* fill(at: number): Generator<Map<string, number>> {
    const profile = profiles[at]
    if (profile === undefined) {
      if ([...printed].every(([code, cell]) => fits(sums.get(code) ?? 0, cell))) yield new Map(sums)
      return
    }
    const codes = [...profile.cells.keys()]
    let added = 0
    for (let count = 0; count <= most; count += 1) {
      if (count > 0) {
        for (const code of codes) sums.set(code, (sums.get(code) ?? 0) + 1)
        added += 1
      }
      if (codes.some((code) => (sums.get(code) ?? 0) > limit(code))) break
      yield* fill(at + 1)
    }
    for (const code of codes) sums.set(code, (sums.get(code) ?? 0) - added)
  }
  yield* fill(0)
}

/** Asserts that no small count is told by what is printed. */
function attack(profiles: readonly Profile[], gone: ReadonlyMap<string, Fixed>): void {
  const small = [...countsOf(profiles)].filter(([, count]) => isSmall(count))
  const possible = new Map(small.map(([code]) => [code, new Set<number>()]))
  for (const table of behind(profiles, gone, 11)) {
    for (const [code, values] of possible) values.add(table.get(code) ?? 0)
    if ([...possible.values()].every((values) => values.size > 1)) break
  }
  for (const [code, values] of possible) expect([code, values.size > 1]).toEqual([code, true])
}

const count = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }))
const kinds: readonly (readonly string[])[] = [
  ['all', 'a', 'x'],
  ['all', 'a', 'y'],
  ['all', 'b', 'x'],
  ['all', 'b', 'y', 'late'],
  ['all', 'c', 'c1'],
  ['all', 'c', 'c2'],
]
const someOf = (all: readonly (readonly string[])[]) =>
  fc
    .tuple(...all.map((codes) => fc.option(count, { nil: 0 }).map((number) => [number, ...codes] as const)))
    .map((alike) => people(...alike.filter(([number]) => number > 0)))

test('an attacker who tries every possible group of people cannot find one small count, from margins or from crossed tables', () => {
  fc.assert(
    fc.property(someOf(kinds), (profiles) => attack(profiles, withheld(profiles))),
    { numRuns: 600 },
  )
})

const before: readonly (readonly string[])[] = [
  ['1/all', '1/a', '2/all', '2/a'],
  ['1/all', '1/a', '2/all', '2/b'],
  ['1/all', '1/b', '2/all', '2/b'],
  ['1/all', '1/b', '2/all', '2/c'],
  ['2/all', '2/a'],
  ['2/all', '2/c'],
]

/** What a first report withholds, and what a second beside it. */
function sideBySide(profiles: readonly Profile[]) {
  const first = profiles.map(({ cells, count: number }) => ({
    count: number,
    cells: new Map([...cells].filter(([code]) => code.startsWith('1/'))),
  }))
  const earlier = withheld(first)
  const fixed = new Map<string, Fixed>([...countsOf(first).keys()].map((code) => [code, earlier.get(code) ?? 'shown']))
  return { earlier, later: withheld(profiles, fixed) }
}

test('two reports laid side by side tell no small count of either: what the first printed is known when the second withholds', () => {
  fc.assert(
    fc.property(someOf(before), (profiles) => {
      const { earlier, later } = sideBySide(profiles)
      attack(profiles, new Map<string, Fixed>([...earlier, ...later]))
    }),
    { numRuns: 600 },
  )
})

test('two of an earlier total who went two ways: that both ways are not nought would tell that they were two', () => {
  const profiles = people([5, '1/all', '1/a', '2/all', '2/a'], [1, '1/all', '1/b', '2/all', '2/b'], [1, '1/all', '1/b', '2/all', '2/c'])
  const { earlier, later } = sideBySide(profiles)
  expect(Object.fromEntries(earlier)).toEqual({ '1/a': 'large', '1/b': 'small' })
  expect(Object.fromEntries(later)).toEqual({ '2/all': 'untold', '2/a': 'untold', '2/b': 'untold', '2/c': 'untold' })
  attack(profiles, new Map<string, Fixed>([...earlier, ...later]))
})

test('what is called small is, and nothing is withheld where nobody is few', () => {
  fc.assert(
    fc.property(someOf(kinds), (profiles) => {
      const [counts, gone] = [countsOf(profiles), withheld(profiles)]
      for (const [code, how] of gone) if (how === 'small') expect(counts.get(code)).toBeLessThan(5)
      for (const [code, number] of counts) if (isSmall(number)) expect(gone.has(code)).toBe(true)
      if ([...counts.values()].every((number) => number > 4)) expect(gone.size).toBe(0)
    }),
  )
})
