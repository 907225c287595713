import type { Day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { replayLoan } from '../domain/engine/index.ts'
import { type Loan, type LoanId, settingsOf } from '../domain/loan.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'
import { bearsFrom, stretchesSince } from '../domain/stretch.ts'
import { eventsOf } from '../store/events.ts'
import { saveInstalments } from '../store/instalments.ts'
import { loan as loanById } from '../store/loans.ts'
import { type Standing, loansWithoutStanding, saveStretches, withStanding } from '../store/standings.ts'
import { type Progress, oneByOne, overLoans } from './night.ts'

/** Writes how a loan stands, in the transaction of the event entered last: from the day that event bears on. */
export async function keepStanding(tx: Tx, id: LoanId): Promise<void> {
  const found = await loanById(tx, id)
  assert(found !== null, 'who enters an event sees the loan')
  await keepStandings(tx, [{ loan: found, recorded: await eventsOf(tx, id) }])
}

/** The same of several loans with their logs, in the transaction that entered an event of each. */
export async function keepStandings(tx: Tx, loans: readonly { loan: Loan; recorded: readonly RecordedEvent[] }[]): Promise<void> {
  const written = await withStanding(
    tx,
    loans.map(({ loan }) => loan.id),
  )
  const made = loans.map(({ loan, recorded }) => {
    const newest = recorded.at(-1)
    assert(newest !== undefined, 'a loan has a log')
    return standingFrom(loan, recorded, written.has(loan.id) ? bearsFrom(newest, recorded) : firstDay(recorded))
  })
  await saveStretches(tx, made)
}

/** Writes standing and plan of every loan that has no standing. */
export function fillStandings(db: Db, today: Day, say?: (progress: Progress) => void): Promise<number> {
  return overLoans(db, today, {
    job: 'loans.standings',
    next: loansWithoutStanding,
    some: oneByOne((tx, _actor, id) => writeWhole(tx, id, today)),
    say,
  })
}

async function writeWhole(tx: Tx, id: LoanId, today: Day): Promise<boolean> {
  const recorded = await eventsOf(tx, id)
  // Before advice the lender sees nothing of an application; its standing is written with the next step.
  if (recorded.length === 0) return false
  const found = await loanById(tx, id)
  assert(found !== null, 'who reads a log sees the loan')
  await saveStretches(tx, [standingFrom(found, recorded, firstDay(recorded))])
  const standing = replayLoan(settingsOf(found), moneyLog(recorded), today)
  assert(standing.ok, 'what stands in the log can be replayed')
  await saveInstalments(tx, id, standing.value.plan)
  return true
}

function firstDay(recorded: readonly RecordedEvent[]): Day {
  const first = recorded.map((event) => event.on).toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0]
  assert(first !== undefined, 'a loan has a log')
  return first
}

function standingFrom(loan: Loan, recorded: readonly RecordedEvent[], since: Day): Standing {
  return { loan, since, made: stretchesSince(loan, recorded, since) }
}
