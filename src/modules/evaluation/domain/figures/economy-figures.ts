import { fraction } from '#kernel/fraction.ts'
import type { Ore } from '#kernel/money.ts'
import { type Counts, countIn } from './cells.ts'
import type { DefinitionKey } from './definitions.ts'
import { costPer, placeCost, sumUp, usedMonths } from './economy.ts'
import type { Facts } from './facts.ts'
import { type Reading, bare } from './reading.ts'
import { savedFrom, weekRules } from './reimbursement.ts'

/** What the places cost, and what the sums say under the report's assumptions; none while no price is agreed. */
export function economyFigures({ cutoffOn, placeMonths, assumptions, reimbursement }: Facts, counts: Counts, outstanding: Ore): Reading[] {
  const places = placeCost(placeMonths)
  if (places === null) return []
  const self = countIn(counts, 'self_now')
  const base = { ...bare, group: 'economy', unit: 'ore', n: placeMonths.length } as const
  const figure = (key: DefinitionKey, value: bigint | null): Reading => ({ ...base, code: key, key, value })
  const per = (key: DefinitionKey, restsOn: string): Reading => {
    const n = countIn(counts, restsOn)
    const value = costPer(places, fraction(BigInt(n)))
    const notOver = countIn(counts, 'running')
    return { ...figure(key, value), n, restsOn, note: value === null ? { kind: 'too_early', notOver } : null }
  }
  const rules = weekRules(reimbursement, savedFrom(cutoffOn))
  const sum = sumUp({ places, outstanding, selfSupporting: BigInt(self), assumptions, rules })
  const early = self === 0 && countIn(counts, 'running') > 0
  const started = countIn(counts, 'started')
  return [
    figure('cost_ore', sum.cost),
    figure('cost_per_used_month_ore', costPer(places, usedMonths(placeMonths))),
    per('cost_per_completed_ore', 'completed'),
    per('cost_per_self_ore', 'self_now'),
    {
      ...figure('net_ore', early ? null : sum.net),
      n: self,
      restsOn: 'self_now',
      note: early ? { kind: 'too_early', notOver: countIn(counts, 'running') } : null,
    },
    {
      ...figure('break_even', sum.breakEven),
      unit: 'people',
      n: started,
      denominator: sum.breakEven === null ? null : started,
      of: 'started',
      restsOn: sum.loss > 0n ? 'loans_outstanding' : null,
    },
  ]
}
