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

/** The entry an undo means: the nth standing one of its kind, on its date where it names one; a re-age without a date, the latest. */
export function undoTarget(run: Run, step: Extract<Step, { do: 'undo' }>): Entry | null {
  const wanted = step.what?.toLowerCase().replace(/[^a-z]/g, '') ?? null
  const found = run.entries.filter((entry) => {
    const shown = run.shown.get(entry.seq)
    if (shown === undefined || entry.reversed || entry.body.do === 'disburse') return false
    const type = shown.type.toLowerCase().replace(/[^a-z]/g, '')
    return (wanted === null || type === wanted) && (step.date === null || entry.date === step.date)
  })
  return (step.date === null && wanted !== 'repayment' ? found.at(-step.nth) : found[step.nth - 1]) ?? null
}
