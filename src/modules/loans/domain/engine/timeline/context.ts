import type { ArrearsPause } from './arrears.ts'
import type { Ledger } from './ledger.ts'
import type { Entry } from './log.ts'
import type { Step, TimelineLoan, Transaction } from './types.ts'

/** Everything a run of steps knows between two steps. */
export type Run = {
  readonly loan: TimelineLoan
  readonly entries: Entry[]
  readonly pauses: ArrearsPause[]
  /** Transactions as last shown, the reversed ones too, by the order of entry. */
  readonly shown: Map<number, Transaction>
  approved: bigint
  ledger: Ledger
}

/**
 * The entry an undo means: the nth standing one of its kind on its date. With `ofAll` it is counted among all of its kind, reversed ones
 * too, where that one stands on the date; without a date the latest is meant. Payouts are never meant.
 */
export function undoTarget(run: Run, step: Extract<Step, { do: 'undo' }>): Entry | null {
  const kind = kindOf(step.what)
  const ofKind = run.entries.filter((entry) => {
    const shown = run.shown.get(entry.seq)
    return shown !== undefined && entry.body.do !== 'disburse' && (kind === null || kindOf(shown.type) === kind)
  })
  const onDate = ofKind.filter((entry) => !entry.reversed && (step.date === null || entry.date === step.date))
  const counted = step.ofAll ? [...ofKind].sort((a, b) => a.date - b.date || a.seq - b.seq)[step.nth - 1] : undefined
  if (counted !== undefined && onDate.includes(counted)) return counted
  return (step.date === null ? onDate.at(-step.nth) : onDate[step.nth - 1]) ?? null
}

/** A kind of transaction by its bare letters, so that `re-age`, `Re-aging` and `REAGE` are one. */
export function kindOf(word: string | null): string | null {
  if (word === null) return null
  const bare = word.toLowerCase().replace(/[^a-z]/g, '')
  if (bare.startsWith('reag')) return 'reage'
  if (bare.startsWith('reamort')) return 'reamortize'
  if (/writ(e|ten)off$/.test(bare)) return 'writeoff'
  return otherWords.get(bare) ?? bare
}

const otherWords: ReadonlyMap<string, string> = new Map([
  ['waive', 'waiveloancharges'],
  ['refund', 'creditbalancerefund'],
  ['recovery', 'recoveryrepayment'],
  ['recover', 'recoveryrepayment'],
  ['remit', 'remission'],
  ['payoff', 'repayment'],
  ['payment', 'repayment'],
])
