import type { Instant } from '#kernel/days.ts'

/** A line of the log as the citizen may read it: who, by account and organisation, did what to which page. */
export type LogLine = {
  at: Instant
  kind: 'change' | 'read' | 'denied' | 'sign_in'
  accountId: string | null
  organisationId: string | null
  /** The absent colleague whose deputy did it; null when it was done as oneself. */
  onBehalfOf: string | null
  /** A page's name, or an action's, with its module first. */
  what: string
}

const subjects: readonly [pattern: RegExp, subject: string][] = [
  [/^business\..*plan/, 'business.plan'],
  [/^business\..*budget/, 'business.budget'],
  [/^business\..*goal/, 'business.goals'],
  [/^collaboration\..*propos/, 'collaboration.proposals'],
  [/^journal\.(answer|ask)_access$/, 'journal.access'],
  [/^journal\.fetch_file$/, 'journal.own_file'],
  [/^journal\.file$/, 'journal.file'],
  [/^people\..*support/, 'people.support_basis'],
  [/^people\..*contact/, 'people.contact'],
  [/^people\..*document/, 'people.documents'],
  [/^people\.reveal_cpr$/, 'people.cpr'],
  [/^people\.represent$/, 'people.representatives'],
  [/^people\.act_for$/, 'people.act_for'],
  [/^people\.record_acting/, 'people.acting'],
  [/^portal\.own$/, 'portal.own'],
  [/^workbench\.search$/, 'workbench.search'],
]

/** What a page or an action is about, as far as the citizen's words tell things apart: a subject of its own, or its module. */
export function subjectOf(what: string): string {
  return subjects.find(([pattern]) => pattern.test(what))?.[1] ?? what.split('.')[0] ?? what
}

/** Lines of one day that say the same, told once; `at` is the newest of them. */
export type ToldLine = LogLine & { times: number }

/** A day of the log. */
export type LogDay = { day: Temporal.PlainDate; lines: ToldLine[] }

/**
 * The log by day, newest first. What somebody did to the same page again on the same day is one line with a number: a
 * teacher who saves a register ten times has not looked ten times.
 */
export function byDay(lines: readonly LogLine[], zone: string): LogDay[] {
  const days: LogDay[] = []
  for (const line of lines) {
    const day = line.at.toZonedDateTimeISO(zone).toPlainDate()
    let last = days.at(-1)
    if (last === undefined || !last.day.equals(day)) {
      last = { day, lines: [] }
      days.push(last)
    }
    const same = last.lines.find(
      ({ kind, accountId, organisationId, onBehalfOf, what }) =>
        kind === line.kind &&
        accountId === line.accountId &&
        organisationId === line.organisationId &&
        onBehalfOf === line.onBehalfOf &&
        what === line.what,
    )
    if (same === undefined) last.lines.push({ ...line, times: 1 })
    else same.times += 1
  }
  return days
}
