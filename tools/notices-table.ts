/**
 * Prints who is told what and when, as the program reads it, into `docs/notices.md`: `npx tsx tools/notices-table.ts`. With `--check`
 * it writes nothing, and fails when the page says something else or the table has a row that no action tells.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDays } from '../src/modules/activities/actions/warn.ts'
import { endingSteps } from '../src/modules/agreements/domain/ending.ts'
import {
  interestAnswerDays,
  interestEveryDays,
  remindedDaysBefore,
  startMissingAfterDays,
} from '../src/modules/enrolments/domain/agenda.ts'
import { moveSettledWithinDays } from '../src/modules/enrolments/domain/decide-outside.ts'
import { checkMonths } from '../src/modules/enrolments/domain/run-event.ts'
import { noticeMonths } from '../src/modules/evaluation/actions/report/tell-due.ts'
import { deputyAfterDays } from '../src/modules/notices/domain/director-notice.ts'
import { type NoticeKind, noticeKinds } from '../src/modules/notices/domain/kinds.ts'
import { type Told, matrix, readersOf, toldOf } from '../src/modules/notices/domain/matrix.ts'
import { en } from '../src/modules/notices/texts/en.ts'
import { patienceDays } from '../src/modules/referrals/domain/ball.ts'

const root = join(import.meta.dirname, '..')
const page = join(root, 'docs', 'notices.md')

const before = (days: readonly number[], what: string) => `${days.join(', ')} days before ${what}`
const endings = endingSteps.map((step) => step.split('_').toReversed().join(' ')).join(', ')

/** When, where it is not at once: read from the constants that the calendar goes by. */
const times: Partial<Record<NoticeKind, string>> = {
  ball_late: 'the day after the days allowed have passed',
  ball_escalated: `${patienceDays} days later`,
  review_due: 'on the day agreed',
  hearing_over: 'the day after the deadline',
  interest_due: `every ${interestEveryDays} days in line`,
  interest_lapsed: `${interestAnswerDays} days after the question`,
  place_offered: 'at once, and on the last day to answer',
  place_accepted: `at once, and ${startMissingAfterDays} days after a start that is not recorded`,
  place_expired: 'the day after the last day to answer',
  phase_ending: `${before(remindedDaysBefore.phaseEnds, 'the phase ends')}, and when the main phase has ended`,
  gate_due: `at once, and ${before(remindedDaysBefore.gateEnds, 'the place is released')}`,
  pause_ends_soon: before(remindedDaysBefore.pauseEnds, 'the pause ends'),
  pause_over: 'the day after it should have ended',
  follow_up_due: `${checkMonths.join(', ')} months after the ending; a long pause is reviewed as well`,
  moved: `at once, and after ${moveSettledWithinDays} days`,
  agreement_over_waiting: '14 days before the end, and when it has ended',
  absence: `when the citizen has answered, or after ${answerDays} days`,
  session_reminder: 'the day before',
  capacity: 'weekly, when it has changed',
  agreement_ending: `${endings} before the end`,
  agreement_ending_instead: 'with it, where the purchaser has no committee secretary: the first of the two who is there',
  evaluation_due: `${noticeMonths} months before it is due`,
  evaluation_due_instead: 'with it, where the purchaser has no committee secretary: the first of the two who is there',
  evaluation_gaps: `${noticeMonths} months before it is due`,
  place_statement: 'when a month has ended',
  weekly_digest: 'weekly, when something has happened',
  director_notice_unopened: `${deputyAfterDays} days after a notice that was not opened`,
}

const named = (kind: NoticeKind, what: Told) =>
  readersOf(kind)
    .filter((reader) => toldOf(kind, reader) === what)
    .map((reader) => en.who.readers[reader])
    .join(', ')

/** The whole page as it is kept. */
export function noticesPage(): string {
  const rows = noticeKinds.map((kind) =>
    [
      en.kinds[kind],
      named(kind, 'task'),
      named(kind, 'message'),
      times[kind] ?? 'at once',
      matrix[kind].mail === 'always' ? 'always' : 'by choice',
    ].join(' | '),
  )
  return [
    '# Who is told what',
    '',
    '<!-- Printed by tools/notices-table.ts; do not edit. -->',
    '',
    'Read from [`src/modules/notices/domain/matrix.ts`](../src/modules/notices/domain/matrix.ts): nothing can be told past it. Staff see it at `/notices/who`.',
    '',
    '- A task stays open until what it asks for is done, and is told again once after 7 days. A message stays until it is seen.',
    '- What is told within 30 minutes of the same thing becomes one notice. A mail about a task goes at once, about a message after 30 minutes.',
    '- A mail holds a case number and a link, and nothing about a person. Everybody chooses mail for tasks and for messages; what says *always* is a decision, a deadline or a receipt owed.',
    '- The Business Director is told of enrolments and discharges by a notice of its own, without a name, that asks for a receipt.',
    '- A citizen who has died is told nothing.',
    '',
    '| What | Task for | Message to | When | Mail |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n')
}

/** The rows of the table that no action names: a table that promises what nobody does is a lie. */
export function untold(): NoticeKind[] {
  const modules = join(root, 'src', 'modules')
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\/actions\/.*\.ts$/.test(file) || file.endsWith('routes.tsx'),
  )
  const sources = files.map((file) => readFileSync(join(modules, file), 'utf8')).join('\n')
  return noticeKinds.filter((kind) => !sources.includes(`'${kind}'`))
}

/** Writes the page, or with `check` compares it; answers the exit code. */
function main(check: boolean): number {
  const fresh = noticesPage()
  if (!check) writeFileSync(page, fresh)
  const same = existsSync(page) && readFileSync(page, 'utf8') === fresh
  const idle = untold()
  if (idle.length > 0) console.log(`no action tells: ${idle.join(', ')}`)
  console.log(
    same
      ? `notices: ${noticeKinds.length} kinds; as printed in docs/notices.md`
      : 'docs/notices.md is not what the table says: print it anew with npx tsx tools/notices-table.ts',
  )
  return same && idle.length === 0 ? 0 : 1
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--check'))
