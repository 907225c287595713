import { stepFrom } from '../duedates.ts'
import type { Disbursement, ScheduleTerms } from '../terms.ts'
import { toDay, toNumber } from './daynumbers.ts'
import { type Row, newRow } from './ledger.ts'
import { bearing, principalOf, respread } from './spread.ts'
import type { DayNumber, StepBody, StepRefusal } from './types.ts'

/** A change of dates and terms, as a step gives it. */
export type Reschedule = Extract<StepBody, { do: 'reschedule' }>

/** Where a stretch of due days is counted from: the row at `index` lies `offset` steps after `day`. */
type Anchor = { readonly index: number; readonly day: DayNumber; readonly offset: number }

/** The most rows a replayed loan may have. */
export const maxRows = 600

/** Why a reschedule cannot be worked into these rows; null when it can. */
export function rescheduleRefusal(rows: readonly Row[], change: Reschedule): StepRefusal | null {
  const regular = rows.filter((row) => row.kind === 'regular')
  const index = regular.findIndex((row) => row.due === change.from)
  if (index < 0) return { kind: 'no_such_instalment' }
  if (change.newDueDate === null && change.extra === 0 && change.grace === 0) return { kind: 'reschedule_changes_nothing' }
  if (change.newDueDate !== null && change.newDueDate <= (regular[index - 1]?.due ?? -Infinity)) return { kind: 'due_date_not_later' }
  return regular.length + change.extra + change.grace > maxRows ? { kind: 'too_many_rows' } : null
}

/** A plan on its way: what was agreed, the money known so far (less the down payments), its rows, and where their days are counted from. */
export type Plan = {
  readonly terms: ScheduleTerms
  readonly money: readonly Disbursement[]
  readonly rows: readonly Row[]
  readonly anchors: readonly Anchor[]
}

/** The rows and their anchors after a reschedule; as they were when no row is due on the day it names. */
export function rescheduled({ terms, money, rows, anchors }: Plan, change: Reschedule): Pick<Plan, 'rows' | 'anchors'> {
  const regular = rows.filter((row) => row.kind === 'regular')
  const index = regular.findIndex((row) => row.due === change.from)
  const first = regular[index]
  if (first === undefined) return { rows, anchors }
  const moved = change.newDueDate
  const kept = moved === null ? anchors : [...anchors.filter((each) => each.index < index), { index, day: moved, offset: 0 }]
  // Grace inside the term lengthens it: as many rows are added at the end as repay nothing.
  const dated = slots(regular.slice(index), change).map((slot, k) => ({ ...slot, due: dueAt(terms, kept, index + k) }))
  const rest =
    bearing(terms) || change.extra > 0
      ? respread({ terms, money, regular, index }, dated, principalOf(regular.slice(index)))
      : movedRows(dated, first.from)
  return { rows: [...rows.filter((row) => row.kind === 'down'), ...regular.slice(0, index), ...rest], anchors: kept }
}

/** The rows from a reschedule on before they are dated: those that repay nothing, then the old ones, then those that are added. */
function slots(later: readonly Row[], { extra, grace }: Reschedule): Pick<Row, 'principal' | 'free'>[] {
  const none = (count: number, free: boolean) => Array.from({ length: count }, () => ({ principal: 0n, free }))
  return [...none(grace, true), ...later.map(({ principal, free }) => ({ principal, free })), ...none(extra, false)]
}

/** Amounts stay, for only dates were changed. */
function movedRows(dated: readonly Pick<Row, 'principal' | 'free' | 'due'>[], start: DayNumber): Row[] {
  let from = start
  return dated.map(({ due, principal, free }) => {
    const row = newRow({ kind: 'regular', from, due, principal, interest: 0n, free })
    from = due
    return row
  })
}

function dueAt(terms: ScheduleTerms, anchors: readonly Anchor[], index: number): DayNumber {
  const anchor = anchors.findLast((each) => each.index <= index)
  return anchor === undefined ? 0 : toNumber(stepFrom(toDay(anchor.day), index - anchor.index + anchor.offset, terms))
}
