import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'

/** The rules of early warning. Each is explained to the citizen by its facts. */
export const warningRules = ['two_absences', 'below_share', 'unanswered', 'overdue_steps'] as const
/** One of them. */
export type WarningRule = (typeof warningRules)[number]

/** A warning: the rule, the facts it names, and what makes them the same facts tomorrow. `of` is 0 where it says nothing. */
export type Warning = { rule: WarningRule; key: string; days: readonly Day[]; met: number; of: number }

/** What the rules look at. `attendance` are the held sessions a run was expected at, by day; those under a pause are not among them. */
export type WarningFacts = {
  attendance: readonly { on: Day; absent: boolean }[]
  unanswered: { count: number; oldest: Day | null }
  overdueSteps: readonly Day[]
  today: Day
}

/** Sessions before a share means anything. */
const fewest = 4
/** The share, in per cent, below which we ask. */
const sharePercent = 70
/** Days a task may lie unanswered, counted to today. */
export const unansweredDays = 10
/** Days a step of the plan may be overdue before we ask. */
const overdueDays = 7

/** Every rule that holds, in the order of the list. */
export function warningsFrom(facts: WarningFacts): Warning[] {
  return [twoAbsences(facts), belowShare(facts), unanswered(facts), overdueSteps(facts)].filter((warning) => warning !== null)
}

/** The last two sessions were both missed. */
function twoAbsences({ attendance }: WarningFacts): Warning | null {
  const [before, last] = attendance.slice(-2)
  if (before === undefined || last === undefined || !before.absent || !last.absent) return null
  return { rule: 'two_absences', key: last.on.toString(), days: [before.on, last.on], met: 2, of: 0 }
}

/** Fewer than 70 % attended, of at least four sessions; at most once a month. */
function belowShare({ attendance, today }: WarningFacts): Warning | null {
  const came = attendance.filter((one) => !one.absent).length
  if (attendance.length < fewest || came * 100 >= attendance.length * sharePercent) return null
  return { rule: 'below_share', key: today.toPlainYearMonth().toString(), days: [], met: came, of: attendance.length }
}

function unanswered({ unanswered: { count, oldest } }: WarningFacts): Warning | null {
  if (count === 0 || oldest === null) return null
  return { rule: 'unanswered', key: oldest.toString(), days: [oldest], met: count, of: 0 }
}

function overdueSteps({ overdueSteps: days, today }: WarningFacts): Warning | null {
  const late = days.filter((on) => isOnOrBefore(on.add({ days: overdueDays }), today)).toSorted((a, b) => (isBefore(a, b) ? -1 : 1))
  const [oldest] = late
  return oldest === undefined ? null : { rule: 'overdue_steps', key: oldest.toString(), days: [oldest], met: late.length, of: 0 }
}
