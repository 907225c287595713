import { type Day, isBefore } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { type LoanEvent, type LoanSettings, inEffect, replayLoan } from './engine/index.ts'

/** One movement of a loan's account: what it did to the debt (negative when it made it smaller), and the debt after it. In øre. */
export type StatementLine = { readonly eventId: string; readonly on: Day; readonly change: Ore; readonly owed: Ore }

/**
 * A loan's account from one day through another. What is owed is principal and charges, less what was paid in excess: negative when the
 * borrower has money to come. `opening` is before the first day, `closing` after the last, and the lines lead from the one to the other.
 */
export type LoanStatement = {
  readonly from: Day
  readonly to: Day
  readonly opening: Ore
  readonly lines: readonly StatementLine[]
  readonly closing: Ore
}

/**
 * The account as it is known now: an undone movement is left out, and one entered late stands on the day it counts from. `log` is one that
 * replays. Payments after a write-off change nothing owed and are not lines.
 */
export function loanStatement(settings: LoanSettings, log: readonly LoanEvent[], { from, to }: { from: Day; to: Day }): LoanStatement {
  const lines = movements(settings, log)
  const opening = lines.findLast(({ on }) => isBefore(on, from))?.owed ?? ore(0n)
  const within = lines.filter(({ on }) => !isBefore(on, from) && !isBefore(to, on))
  return { from, to, opening, lines: within, closing: within.at(-1)?.owed ?? opening }
}

/** The sum of what made the debt larger in a statement, and of what made it smaller; both 0 or more, in øre. */
export function movedIn({ lines }: LoanStatement): { added: Ore; taken: Ore } {
  const added = sumOre(lines.filter(({ change }) => change > 0n).map(({ change }) => change))
  const taken = sumOre(lines.filter(({ change }) => change < 0n).map(({ change }) => change))
  return { added, taken: ore(0n - taken) }
}

// Replays the beginning of the log once for each event: a loan has some dozens of them, and the engine alone says what one does.
function movements(settings: LoanSettings, log: readonly LoanEvent[]): StatementLine[] {
  const counted = inEffect(log)
  const lines: StatementLine[] = []
  let before = ore(0n)
  for (const [index, event] of counted.entries()) {
    const owed = owedAfter(settings, counted.slice(0, index + 1), event.on)
    if (owed !== before) lines.push({ eventId: event.id, on: event.on, change: ore(owed - before), owed })
    before = owed
  }
  return lines
}

function owedAfter(settings: LoanSettings, log: readonly LoanEvent[], on: Day): Ore {
  const state = replayLoan(settings, log, on)
  assert(state.ok, 'the beginning of a log that replays, replays')
  return ore(state.value.outstanding - state.value.overpaid)
}
