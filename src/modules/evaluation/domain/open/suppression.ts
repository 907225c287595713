/**
 * How a count is withheld: `small` says that it lies from 1 to 4, `large` that it is larger, `hidden` only that it is not nought,
 * `untold` nothing at all.
 */
export const withheldKinds = ['small', 'large', 'hidden', 'untold'] as const
/** One of them. */
export type Withheld = (typeof withheldKinds)[number]

/** How a count is already known to a reader from an earlier report: printed there, or withheld. */
export type Fixed = Withheld | 'shown'

/** Counts from 1 to this are never shown in the open version. */
export const smallMax = 4

/** True for a count that might point at a person. */
export function isSmall(count: number): boolean {
  return count >= 1 && count <= smallMax
}

/** People who look alike: the codes they count in (a code twice counts twice), and how many they are. */
export type Profile = { cells: ReadonlyMap<string, number>; count: number }

/** Groups rows that count in the same codes. */
export function profilesOf(rows: Iterable<{ cells: readonly string[] }>): Profile[] {
  const found = new Map<string, { cells: Map<string, number>; count: number }>()
  for (const { cells } of rows) {
    const key = cells.toSorted().join('\n')
    const known = found.get(key)
    if (known !== undefined) known.count += 1
    else {
      const own = new Map<string, number>()
      for (const code of cells) own.set(code, (own.get(code) ?? 0) + 1)
      found.set(key, { cells: own, count: 1 })
    }
  }
  return [...found.values()]
}

/**
 * Which counts the open version withholds. Every count from 1 to 4 is, every larger one of 1 to 4 people, such as three answers each, and as many larger ones as it takes: for each small count
 * there is another set of people, with one more, one fewer or one who is like others instead, that gives another count there and
 * would be printed in the very same way. Where that cannot be while it is said which counts are small, it is not said: all are
 * `hidden`. `fixed` are the counts of earlier reports, which cannot be withheld any more; theirs are kept ambiguous too, so that
 * two reports laid side by side tell no more than one. Where the earlier ones tell too much even for that, the new one tells no
 * count at all: every one is `untold`. A page must then print none of them, not even the noughts that stand in no profile.
 */
export function withheld(profiles: readonly Profile[], fixed: ReadonlyMap<string, Fixed> = new Map()): ReadonlyMap<string, Withheld> {
  const counts = countsOf(profiles)
  return cover(profiles, { counts, fixed, telling: true }) ?? cover(profiles, { counts, fixed, telling: false }) ?? nothing(counts, fixed)
}

type Given = { counts: ReadonlyMap<string, number>; fixed: ReadonlyMap<string, Fixed>; telling: boolean }

function countsOf(profiles: readonly Profile[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { cells, count } of profiles) for (const [code, times] of cells) counts.set(code, (counts.get(code) ?? 0) + times * count)
  return counts
}

function headsOf(profiles: readonly Profile[]): Map<string, number> {
  const heads = new Map<string, number>()
  for (const { cells, count } of profiles) for (const code of cells.keys()) heads.set(code, (heads.get(code) ?? 0) + count)
  return heads
}

// That two counts are not nought may be all it takes: two who are left of an earlier total cannot both be in one place then.
function nothing(counts: Given['counts'], fixed: Given['fixed']): ReadonlyMap<string, Withheld> {
  return new Map([...counts.keys()].filter((code) => !fixed.has(code)).map((code) => [code, 'untold']))
}

function cover(profiles: readonly Profile[], given: Given): Map<string, Withheld> | null {
  const { counts, fixed, telling } = given
  const found = new Map<string, Withheld>()
  const heads = headsOf(profiles)
  const small = [...counts].flatMap(([code, count]) => (isSmall(count) || isSmall(heads.get(code) ?? 0) ? [code] : []))
  const how = (code: string): Withheld => (telling ? (isSmall(counts.get(code) ?? 0) ? 'small' : 'large') : 'hidden')
  for (const code of small) if (!fixed.has(code)) found.set(code, how(code))
  for (const code of small) {
    const besides = cheapest(profiles, code, { ...given, found })
    if (besides === null) return null
    for (const one of besides) found.set(one, telling ? 'large' : 'hidden')
  }
  return found
}

type Seen = Given & { found: ReadonlyMap<string, Withheld> }

const nobody: ReadonlyMap<string, number> = new Map()

function cheapest(profiles: readonly Profile[], code: string, seen: Seen): string[] | null {
  const others = [nobody, ...profiles.map(({ cells }) => cells)]
  let best: { cost: number; codes: string[] } | null = null
  for (const { cells } of profiles.filter((profile) => profile.cells.has(code)))
    for (const other of others) {
      if (cells.get(code) === other.get(code)) continue
      const limit = () => best?.cost ?? Number.POSITIVE_INFINITY
      best = costOf(cells, other, { ...seen, limit: limit() }) ?? best
      best = costOf(other, cells, { ...seen, limit: limit() }) ?? best
    }
  return best === null ? null : best.codes
}

// What must be withheld besides, so that one who goes from one profile to another cannot be seen; null when that is not enough or
// costs no less than `limit`. Few counts before small ones: a page with one large gap says more than one with three.
function costOf(
  from: ReadonlyMap<string, number>,
  to: ReadonlyMap<string, number>,
  given: Seen & { limit: number },
): { cost: number; codes: string[] } | null {
  const codes: string[] = []
  let cost = 0
  const take = (code: string, by: number): boolean => {
    const count = given.counts.get(code) ?? 0
    if (by === 0) return true
    const how = given.fixed.get(code) ?? given.found.get(code)
    if (how === undefined) {
      codes.push(code)
      cost += 1_000_000 + count
    }
    return mayBe(count + by, how ?? (given.telling ? 'large' : 'hidden')) && cost < given.limit
  }
  for (const [code, times] of from) if (!take(code, (to.get(code) ?? 0) - times)) return null
  for (const [code, times] of to) if (!from.has(code) && !take(code, times)) return null
  return cost < given.limit ? { cost, codes } : null
}

// True when a count of that size would be told of in that way.
function mayBe(count: number, how: Fixed): boolean {
  switch (how) {
    case 'small':
      return isSmall(count)
    case 'large':
      return count > smallMax
    case 'hidden':
      return count > 0
    case 'untold':
      return true
    case 'shown':
      return false
  }
}
