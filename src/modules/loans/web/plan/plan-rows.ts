import { type Day, isBefore } from '#kernel/days.ts'
import { nextBankDay } from '#kernel/bank-days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { replayLoan } from '../../domain/engine/index.ts'
import { settingsOf } from '../../domain/loan.ts'
import { type RecordedEvent, moneyLog } from '../../domain/recorded-event.ts'
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
  const replaced = replacedDays(view)
  const { asOf } = view.standing
  const next = view.standing.plan.find((row) => row.left > 0n && Temporal.PlainDate.compare(row.payableBy, asOf) >= 0)
  const closed = view.loan.state === 'written_off' || view.loan.state === 'remitted'
  return view.standing.plan.map((row): PlanLine => {
    const { n, due, payableBy, total: amount, paid, paidOn } = row
    const renewed = replaced.get(n)
    const movedFrom = row.movedFrom ?? renewed?.was ?? null
    const kept = { n, due, movedFrom, payableBy, amount, paid, paidOn }
    if (closed && row.left > 0n)
      return { ...kept, daysLate: 0, left: ore(0n), standing: 'closed', comment: texts(lang).states[view.loan.state], movedBy: null }
    const late = row.left > 0n && Temporal.PlainDate.compare(row.payableBy, asOf) < 0
    const by = row.movedFrom === null ? renewed?.by : moved
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

/** By the number of a row of a new plan: the day of the old plan's row in its place, where it is another, and the decision that replaced it. */
function replacedDays({ loan, events, standing }: LoanView): Map<number, { was: Day; by: RecordedEvent }> {
  const undone = new Set(events.map((event) => event.undoes))
  const at = events.findLastIndex((event) => event.payload.deferral?.kind === 'new_plan' && event.name === 'defer' && !undone.has(event.id))
  const by = events[at]
  if (by?.payload.deferral?.kind !== 'new_plan') return new Map()
  const { firstDue } = by.payload.deferral
  const old = replayLoan(settingsOf(loan), moneyLog(events.slice(0, at)), by.on)
  const open = old.ok ? old.value.plan.filter((row) => row.left > 0n) : []
  // What the old plan had paid, or was closed with what was paid of it, lies beside the new rows.
  const fresh = standing.plan.filter(
    (row) => !isBefore(row.movedFrom ?? row.due, firstDue) && !(row.paidOn !== null && !isBefore(by.on, row.paidOn)),
  )
  return new Map(
    fresh.flatMap(({ n, due }, index) => {
      const was = open[index]?.due
      return was === undefined || was.equals(due) ? [] : [[n, { was, by }] as const]
    }),
  )
}
