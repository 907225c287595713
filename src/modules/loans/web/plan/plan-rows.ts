import type { Day } from '#kernel/days.ts'
import { nextBankDay } from '#kernel/bank-days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { lifeTexts } from '../../texts/texts.ts'

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
  standing: 'paid' | 'missing' | 'next' | 'later'
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
  return view.standing.plan.map((row) => {
    const late = row.left > 0n && Temporal.PlainDate.compare(row.payableBy, asOf) < 0
    const by = row.movedFrom === null ? undefined : moved
    return {
      n: row.n,
      due: row.due,
      movedFrom: row.movedFrom,
      payableBy: row.payableBy,
      amount: row.total,
      paid: row.paid,
      paidOn: row.paidOn,
      daysLate: row.left === 0n || late ? row.daysLate : 0,
      left: row.left,
      standing: row.left === 0n ? 'paid' : late ? 'missing' : row === next ? 'next' : 'later',
      comment: by === undefined ? '' : lifeTexts(lang).deferral.movedBy(dayText(by.on)),
      movedBy: by?.id ?? null,
    }
  })
}
