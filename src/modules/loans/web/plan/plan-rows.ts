import type { Day } from '#kernel/days.ts'
import { nextBankDay } from '#kernel/bank-days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'

/** A line of the plan that page, spreadsheet, PDF and calendar all show. Amounts in øre; `left` is what the row lacks. */
export type PlanLine = {
  n: number
  due: Day
  movedFrom: Day | null
  payableBy: Day
  amount: Ore
  paid: Ore
  paidOn: Day | null
  daysLate: number
  left: Ore
  /** `closed`: it was left when the loan was written off or remitted, and is no longer asked for. */
  standing: 'paid' | 'missing' | 'next' | 'later' | 'closed'
  comment: string
  /** The deferral that moved it, as an event's identity. */
  movedBy: string | null
}

/** The plan as it stands, or as it would be if paid out today. */
export function planLines(view: LoanView, lang: Lang): PlanLine[] {
  if (view.preview !== null)
    return view.preview.map((row) => ({
      n: row.n,
      due: row.due,
      movedFrom: null,
      payableBy: nextBankDay(row.due),
      amount: row.total,
      paid: ore(0n),
      paidOn: null,
      daysLate: 0,
      left: row.total,
      standing: 'later' as const,
      comment: '',
      movedBy: null,
    }))
  const undone = new Set(view.events.map((event) => event.undoes))
  const moved = view.events.findLast((event) => event.name === 'defer' && !undone.has(event.id))
  const { asOf } = view.standing
  const next = view.standing.plan.find((row) => row.left > 0n && Temporal.PlainDate.compare(row.payableBy, asOf) >= 0)
  const closed = view.loan.state === 'written_off' || view.loan.state === 'remitted'
  return view.standing.plan.map((row): PlanLine => {
    const { n, due, movedFrom, payableBy, total: amount, paid, paidOn } = row
    const kept = { n, due, movedFrom, payableBy, amount, paid, paidOn }
    if (closed && row.left > 0n)
      return { ...kept, daysLate: 0, left: ore(0n), standing: 'closed', comment: texts(lang).states[view.loan.state], movedBy: null }
    const late = row.left > 0n && Temporal.PlainDate.compare(row.payableBy, asOf) < 0
    const by = row.movedFrom === null ? undefined : moved
    return {
      ...kept,
      daysLate: row.left === 0n || late ? row.daysLate : 0,
      left: row.left,
      standing: row.left === 0n ? 'paid' : late ? 'missing' : row === next ? 'next' : 'later',
      comment: by === undefined ? '' : lifeTexts(lang).deferral.movedBy(dayText(by.on)),
      movedBy: by?.id ?? null,
    }
  })
}
