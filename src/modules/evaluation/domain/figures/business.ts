import { type Day, addMonths, isOnOrBefore } from '#kernel/days.ts'
import type { CellsByCase } from './cells.ts'
import type { Facts, MilestoneFact } from './facts.ts'
import { hasBegun } from './funnel.ts'

/** After how many months a business is looked at again. */
export const survivalMonths = [6, 12, 24, 36] as const

/**
 * Which of those who began founded a business: `registered` has a CVR number, `trading` has been trading, `alive` is registered and has not
 * ceased. For each number of months after the registration: `founded_due_6` are those registered that long ago, `alive_6` those of
 * them not ceased by then, `trading_6` those trading by then. The first business counts; what was begun anew after it ceased does not.
 */
export function businessCells({ milestones, runs, cutoffOn }: Facts): CellsByCase {
  const begun = new Set(runs.filter(hasBegun).map((run) => run.caseNumber))
  const byCase = new Map<string, MilestoneFact[]>()
  for (const one of milestones) {
    if (begun.has(one.caseNumber) && isOnOrBefore(one.on, cutoffOn))
      byCase.set(one.caseNumber, [...(byCase.get(one.caseNumber) ?? []), one])
  }
  return new Map([...byCase].map(([caseNumber, life]) => [caseNumber, cellsOf(life, cutoffOn)]))
}

function cellsOf(life: readonly MilestoneFact[], cutoffOn: Day): string[] {
  const at = life.findIndex((one) => one.name === 'registered')
  const registeredOn = life[at]?.on
  if (registeredOn === undefined) return []
  const rest = life.slice(at)
  const ceasedAt = rest.findIndex((one) => one.name === 'ceased')
  const first = ceasedAt === -1 ? rest : rest.slice(0, ceasedAt + 1)
  const dayOf = (name: string) => first.find((one) => one.name === name)?.on
  const [tradingOn, ceasedOn] = [dayOf('trading'), dayOf('ceased')]
  const by = (on: Day | undefined, day: Day) => on !== undefined && isOnOrBefore(on, day)
  const cells = ['registered']
  if (tradingOn !== undefined) cells.push('trading')
  if (ceasedOn === undefined) cells.push('alive')
  for (const months of survivalMonths) {
    const day = addMonths(registeredOn, months)
    if (!isOnOrBefore(day, cutoffOn)) continue
    cells.push(`founded_due_${months}`)
    if (by(ceasedOn, day)) continue
    cells.push(`alive_${months}`)
    if (by(tradingOn, day)) cells.push(`trading_${months}`)
  }
  return cells
}
