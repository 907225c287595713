import { addMonths, isOnOrBefore } from '#kernel/days.ts'
import { caseTree } from './case-tree.ts'
import type { Facts, Words } from './facts.ts'
import { loanBook } from './loan-book.ts'
import { type CountNode, countIn, pathsOf } from './tree.ts'

/** The parts of a report, in its order. */
export const groups = ['places', 'funnel', 'intake', 'runs', 'discharge', 'attendance', 'loans'] as const
/** One of them. */
export type Group = (typeof groups)[number]

/** The version of every definition; raised when what a figure counts is changed. */
export const definitionVersion = 1

/**
 * One figure as counted. `key` names its definition; `code` is its own, with a reason or an activity after the colon. `value` is whole:
 * people, days, sessions, loans or øre; null when it is too early to tell. `n` is what it rests on; `denominator` what a share is of,
 * under the code `of`. Counts that stand in a tree are withheld by it.
 */
export type Reading = {
  code: string
  key: string
  group: Group
  unit: 'people' | 'places' | 'days' | 'sessions' | 'loans' | 'ore'
  value: bigint | null
  n: number
  denominator: number | null
  of: string | null
  note: Note | null
  name: Words | null
}

/** What must be said of a figure: runs that are not over, or that nobody could be through yet. */
export type Note = { kind: 'too_early'; notOver: number } | { kind: 'not_over'; notOver: number }

/** A report's figures with the trees that their counts stand in. */
export type Readings = { figures: readonly Reading[]; cases: CountNode; loans: CountNode }

/** Computes every figure from what was known; pure, so that the same facts give the same report. */
export function readings(facts: Facts): Readings {
  const cases = caseTree(facts)
  const book = loanBook(facts.loans)
  return {
    cases,
    loans: book.tree,
    figures: [...placeFigures(facts), ...caseFigures(facts, cases), courseShare(facts), ...attendanceFigures(facts), ...loanFigures(book)],
  }
}

const bare = { denominator: null, of: null, note: null, name: null } as const

function placeFigures({ places }: Facts): Reading[] {
  const sum = (of: (place: Facts['places'][number]) => number) => places.reduce((total, place) => total + of(place), 0)
  const bought = sum((place) => place.daysBought)
  const days = (code: string, value: number, denominator: number | null): Reading => ({
    ...bare,
    code,
    key: code,
    group: 'places',
    unit: 'days',
    value: BigInt(value),
    n: places.length,
    denominator,
    of: denominator === null ? null : 'place_days_bought',
  })
  const count = { ...bare, code: 'places', key: 'places', group: 'places', unit: 'places', n: places.length } as const
  return [
    { ...count, value: BigInt(places.filter((place) => place.daysBought > 0).length) },
    days('place_days_bought', bought, null),
    days(
      'place_days_used',
      sum((place) => place.daysOccupied),
      bought,
    ),
    days(
      'place_days_reserved',
      sum((place) => place.daysReserved),
      bought,
    ),
  ]
}

const laid: readonly (readonly [Group, of: string, codes: readonly string[]])[] = [
  ['funnel', 'referred', ['referred', 'accepted', 'started', 'main_reached', 'completed']],
  ['intake', 'referred', ['not_assessed', 'assessed_open', 'not_now', 'withdrawn', 'refused']],
  ['runs', 'accepted', ['waiting', 'left_before_start', 'qualifying', 'gate', 'main']],
  ['discharge', 'started', ['completed_first_phase', 'ended_first', 'ended_main']],
]

function caseFigures(facts: Facts, cases: CountNode): Reading[] {
  const notOver = running(cases)
  return laid.flatMap(([group, of, codes]) =>
    codes.flatMap((code) => {
      const own = caseFigure(cases, { group, of, code })
      const reasons = pathsOf(cases).filter(({ node }) => node.code.startsWith(`${code}:`))
      const early = code === 'completed' && own.value === 0n && notOver > 0
      return [
        early ? { ...own, value: null, note: { kind: 'too_early', notOver } as const } : own,
        ...reasons.map(({ node }) => ({
          ...caseFigure(cases, { group, of, code: node.code }),
          key: code,
          name: reasonName(facts, node.code),
        })),
      ]
    }),
  )
}

function caseFigure(cases: CountNode, { group, of, code }: { group: Group; of: string; code: string }): Reading {
  const denominator = countIn(cases, of)
  return { ...bare, code, key: code, group, unit: 'people', value: BigInt(countIn(cases, code)), n: denominator, denominator, of }
}

/** How many runs were not over: they are no failures, it is too early to tell. */
export function running(cases: CountNode): number {
  return countIn(cases, 'qualifying') + countIn(cases, 'gate') + countIn(cases, 'main')
}

function reasonName({ programme }: Facts, code: string): Words {
  const [group = '', reason = ''] = code.split(':')
  const list = group === 'refused' ? 'refusal' : 'early_end'
  return (
    programme.reasons.find((one) => one.list === list && one.code === reason)?.name ??
    programme.reasons.find((one) => one.code === reason)?.name ?? { da: 'Ikke oplyst', en: 'Not stated' }
  )
}

// Only those who began so early that the whole course could be over are asked for: else the first figures would be the drop-outs alone.
function courseShare({ runs, cutoffOn, programme }: Facts): Reading {
  const due = runs.filter(
    (run) => run.startedOn !== null && hasBegun(run.state, run.outcome) && isOver(run.startedOn, programme.courseMonths, cutoffOn),
  )
  const completed = due.filter((run) => run.outcome === 'completed').length
  const notOver = runs.filter((run) => run.outcome === null && hasBegun(run.state, null)).length
  const base = { ...bare, code: 'completed_of_due', key: 'completed_of_due', group: 'discharge', unit: 'people', n: due.length } as const
  if (due.length === 0) return { ...base, value: null, note: { kind: 'too_early', notOver } }
  return { ...base, value: BigInt(completed), denominator: due.length, note: notOver === 0 ? null : { kind: 'not_over', notOver } }
}

function isOver(startedOn: NonNullable<Facts['runs'][number]['startedOn']>, months: number, cutoffOn: Facts['cutoffOn']): boolean {
  return isOnOrBefore(addMonths(startedOn, months), cutoffOn)
}

function hasBegun(state: string, outcome: string | null): boolean {
  return ['qualifying', 'gate', 'main', 'completed', 'completed_first_phase', 'ended_early'].includes(outcome ?? state)
}

function attendanceFigures({ attendance, programme }: Facts): Reading[] {
  const codes = [...new Set(attendance.map((row) => row.activity))].sort()
  const figure = (code: string, rows: Facts['attendance'], name: Words | null): Reading => {
    const offered = rows.reduce((sum, row) => sum + row.offered, 0)
    const attended = rows.reduce((sum, row) => sum + row.attended, 0)
    const n = new Set(rows.map((row) => row.caseNumber)).size
    const key = 'attendance'
    return { ...bare, code, key, group: 'attendance', unit: 'sessions', value: BigInt(attended), n, denominator: offered, of: null, name }
  }
  return [
    figure('attendance', attendance, null),
    ...codes.map((code) => {
      const name = programme.activities.find((activity) => activity.code === code)?.name ?? { da: code, en: code }
      return figure(
        `attendance:${code}`,
        attendance.filter((row) => row.activity === code),
        name,
      )
    }),
  ]
}

function loanFigures(book: ReturnType<typeof loanBook>): Reading[] {
  const applied = countIn(book.tree, 'loans_applied')
  const count = (code: string): Reading => ({
    ...bare,
    code,
    key: code,
    group: 'loans',
    unit: 'loans',
    value: BigInt(countIn(book.tree, code)),
    n: applied,
    denominator: applied,
    of: 'loans_applied',
  })
  const amount = (code: string, value: bigint, of: string): Reading => ({
    ...bare,
    code,
    key: code,
    group: 'loans',
    unit: 'ore',
    value,
    n: countIn(book.tree, of),
  })
  return [
    ...['loans_applied', 'loans_in_process', 'loans_declined', 'loans_withdrawn', 'loans_granted', 'loans_paid_out', 'loans_settled'].map(
      count,
    ),
    amount('granted_ore', book.granted, 'loans_granted'),
    amount('paid_out_ore', book.paidOut, 'loans_paid_out'),
    amount('repaid_ore', book.repaid, 'loans_paid_out'),
    amount('outstanding_ore', book.outstanding, 'loans_outstanding'),
  ]
}
