import type { SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, assert } from '#kernel/result.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { replayLoan } from '../domain/engine/index.ts'
import { type InterestRefusal, type InterestStep, interestStep, lateInterest } from '../domain/late-interest.ts'
import { type Loan, type LoanId, settingsOf } from '../domain/loan.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'
import type { Ore } from '#kernel/money.ts'
import { eventsOf } from '../store/events.ts'
import { interestLoans, saveInterestLooked } from '../store/late-loans.ts'
import { ratesOf } from '../store/reference-rates.ts'
import { type Entry, enter } from './enter.ts'
import { type Night, type Progress, oneByOne, overLoans } from './night.ts'
import { lockedFor } from './take-step.ts'
import { tellOfLoan } from './tell.ts'

/** Claimed interest is paid with the first instalment at least so many days ahead. */
const daysToPay = 14

/** The whole default interest of a loan up to a day; null where its product takes none. */
export async function interestUpTo(
  tx: Tx,
  loan: Loan,
  events: readonly RecordedEvent[],
  to: Day,
): Promise<Result<Ore, InterestRefusal> | null> {
  const { interestDayCount: dayCount } = loan
  if (dayCount === null) return null
  return lateInterest({ settings: settingsOf(loan), events, rates: await ratesOf(tx, loan.lenderId), dayCount, to })
}

/**
 * Claims default interest where it is due, each loan in a transaction of its own, and answers how many claims were made. Running twice
 * claims nothing twice. Where a rate is missing nothing is claimed; the loan's page says so, and the claim follows when it is entered.
 */
export function claimInterestDue(db: Db, today: Day, at: Instant, say?: (progress: Progress) => void): Promise<number> {
  const next: Night['next'] = (tx, after, most) => interestLoans(tx, after, today, most)
  return overLoans(db, today, {
    job: 'loans.interest',
    next,
    some: oneByOne((tx, actor, id) => claimOne(tx, { actor, id, today, at })),
    say,
  })
}

async function claimOne(tx: Tx, given: { actor: SystemActor; id: LoanId; today: Day; at: Instant }): Promise<boolean> {
  const { actor, id, today, at } = given
  const command = { actor, loanId: id, requestId: newId(), on: today, at }
  const locked = await lockedFor(tx, command, 'take_interest_back')
  if (!locked.ok) return false
  const { loan } = locked.value
  const recorded = await eventsOf(tx, id)
  const step = await stepNow(tx, loan, recorded, today)
  const entry = step === null ? null : entryOf(step, loan, recorded, today)
  if (entry !== null) {
    const entered = await enter(tx, command, recorded, entry)
    assert(entered.ok, 'a loan that is being repaid takes a charge')
    await tellOfLoan(tx, loan, { kind: 'loan_interest', at })
  }
  await saveInterestLooked(tx, id, today)
  return entry?.name === 'claim_interest'
}

/** A loan that is paid back is not opened again for interest; too much interest is taken back even then. */
async function stepNow(tx: Tx, loan: Loan, events: readonly RecordedEvent[], today: Day): Promise<InterestStep> {
  const total = await interestUpTo(tx, loan, events, today)
  if (total === null || !total.ok) return null
  const standing = replayLoan(settingsOf(loan), moneyLog(events), today)
  assert(standing.ok, 'what stands in the log can be replayed')
  const step = interestStep({ events, total: total.value, late: standing.value.arrears.amount > 0n, today })
  return step?.kind === 'claim' && loan.state === 'settled' ? null : step
}

function entryOf(step: NonNullable<InterestStep>, loan: Loan, events: readonly RecordedEvent[], today: Day): Entry {
  if (step.kind === 'take_back') {
    const on = events.find((event) => event.id === step.eventId)?.on ?? today
    return { loan, name: 'take_interest_back', on, body: { kind: 'undo', eventId: step.eventId }, payload: { event: step.eventId } }
  }
  const due = today.add({ days: daysToPay })
  const payload = { amount: step.amount.toString(), due: due.toString(), to: today.toString() }
  return { loan, name: 'claim_interest', on: today, body: { kind: 'charge', amount: step.amount, due, what: 'late_interest' }, payload }
}
