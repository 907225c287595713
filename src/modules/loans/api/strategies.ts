import type { Allocation, Component, FutureRule, Group, MoneyKind, Standing } from '../domain/engine/timeline/types.ts'

const components: Record<string, Component> = {
  PENALTY: 'penalty',
  PENALTIES: 'penalty',
  FEE: 'fee',
  FEES: 'fee',
  INTEREST: 'interest',
  PRINCIPAL: 'principal',
}

const standings: readonly (readonly [string, Standing])[] = [
  ['PAST_DUE_', 'past'],
  ['DUE_', 'due'],
  ['IN_ADVANCE_', 'advance'],
]

/** The words an allocation order is made of: past due, due, in advance × penalty, fee, interest, principal. */
export const allocationWords = standings.flatMap(([prefix]) =>
  ['PENALTY', 'FEE', 'PRINCIPAL', 'INTEREST'].map((name) => `${prefix}${name}`),
)

/** The order of a strategy that is named by its order; null when the name is not one. A trailing `_ORDER` or `_STRATEGY` is allowed. */
export function namedStrategy(name: string): Allocation | null {
  const bare = name.replace(/_(ORDER|STRATEGY)$/, '')
  const split = /^DUE_(.+)_IN_ADVANCE_(.+)$/.exec(bare)
  const due = componentsOf(split?.[1] ?? bare)
  const advance = componentsOf(split?.[2] ?? bare)
  if (due === null || advance === null) return null
  return { kind: 'rowByRow', due, advance, dueChargesFirst: split !== null }
}

function componentsOf(names: string): Component[] | null {
  const found = names.split('_').map((name) => (Object.hasOwn(components, name) ? components[name] : undefined))
  const known = found.flatMap((each) => (each === undefined ? [] : [each]))
  return known.length === 4 && found.length === 4 && new Set(known).size === 4 ? known : null
}

/** The allocation by an explicit order; words of one standing are gathered in the place of its first. */
export function groupedAllocation(order: readonly string[], future: Readonly<Record<string, FutureRule>>): Allocation {
  const groups: { standing: Standing; components: Component[] }[] = []
  for (const word of order) {
    const found = standings.find(([prefix]) => word.startsWith(prefix))
    const component = components[word.slice(found?.[0].length ?? 0)]
    if (found === undefined || component === undefined) continue
    const group = groups.find((each) => each.standing === found[1])
    if (group === undefined) groups.push({ standing: found[1], components: [component] })
    else group.components.push(component)
  }
  const frozen: readonly Group[] = groups
  const rule = (kind: MoneyKind): FutureRule => future[kind] ?? future['DEFAULT'] ?? 'NEXT_INSTALLMENT'
  return { kind: 'grouped', groups: frozen, future: rule }
}
