import type { SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { type NoticeKind, letter } from '#modules/notices/index.ts'
import { programmeVersion, reminderLaw, remindersOf } from '#modules/programmes/index.ts'
import { loanActions } from '../actions.ts'
import { type LoanState as Standing, replayLoan } from '../domain/engine/index.ts'
import { type Loan, type LoanId, settingsOf } from '../domain/loan.ts'
import { refusedStep } from '../domain/loan-machine.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'
import { type Rung, ladderOf, rungDue } from '../domain/reminders.ts'
import { eventsOfEach } from '../store/events.ts'
import { lateLoans, saveLooked } from '../store/late-loans.ts'
import { lockLoans } from '../store/loans.ts'
import { enter, enterStill } from './enter.ts'
import { type Night, type Progress, overLoans } from './night.ts'
import { diedDuringRuns } from './review.ts'
import { tellOfLoans } from './tell.ts'

/**
 * Sends every reminder that is due on or before today, some loans together, and answers how many. A loan is looked at once a day at the
 * most, so that a run that was broken off goes on where it stopped, and running twice sends nothing twice.
 */
export function remindDue(db: Db, today: Day, at: Instant, say?: (progress: Progress) => void): Promise<number> {
  const next: Night['next'] = (tx, after, most) => lateLoans(tx, after, today, most)
  return overLoans(db, today, { job: 'loans.remind', next, some: (tx, actor, ids) => remindSome(tx, { actor, ids, today, at }), say })
}

type Given = { actor: SystemActor; ids: readonly LoanId[]; today: Day; at: Instant }
type Due = { loan: Loan; parties: Agreement['parties']; recorded: readonly RecordedEvent[]; standing: Standing; rung: Rung; claimDue: Day }

async function remindSome(tx: Tx, given: Given): Promise<number> {
  const { actor, ids, today, at } = given
  const loans = await lockLoans(tx, ids)
  await saveLooked(tx, ids, today)
  const due = await dueAmong(tx, given, loans)
  const payloadOf = ({ rung, claimDue }: Due) => ({ rung: rung.n, due: claimDue.toString() })
  const free = due.filter(({ rung }) => rung.fee === 0n)
  const by = { actor, on: today, at }
  await enterStill(
    tx,
    by,
    free.map((one) => ({ loan: one.loan, recorded: one.recorded, id: newId(), name: 'remind', payload: payloadOf(one) })),
  )
  for (const one of due.filter(({ rung }) => rung.fee > 0n)) {
    const { loan, recorded, rung, claimDue } = one
    const body = { kind: 'charge', amount: rung.fee, due: claimDue } as const
    const payload = { ...payloadOf(one), amount: rung.fee.toString() }
    const command = { ...by, loanId: loan.id, requestId: newId() }
    const entered = await enter(tx, command, recorded, { loan, name: 'remind', on: today, body, payload })
    assert(entered.ok, 'a late loan takes a charge')
  }
  await tellOfLoans(
    tx,
    due.map(({ loan, parties, rung }) => ({ loan, parties, what: { kind: kinds[rung.kind], at } })),
  )
  for (const one of due) if (one.rung.kind === 'reminder') await sendLetter(tx, { actor, today, at, ...one, ...one.standing.arrears })
  return due.length
}

/** The loans among these that a rung of their ladder is due on, by their logs and the product of their agreement. */
async function dueAmong(tx: Tx, { actor, today }: Given, loans: readonly Loan[]): Promise<Due[]> {
  const [logs, ladders] = [
    await eventsOfEach(
      tx,
      loans.map(({ id }) => id),
    ),
    await laddersOf(tx, loans),
  ]
  const due = loans.flatMap((loan): Due[] => {
    const [ladder, recorded] = [ladders.get(loan.agreementId), logs.get(loan.id)]
    if (ladder === undefined || recorded === undefined || refusedStep('remind', loan.state) !== null) return []
    const { parties, rungs, daysApart } = ladder
    if (!authorize(actor, loanActions.remind, { parties, personId: loan.personId }).ok) return []
    const replayed = replayLoan(settingsOf(loan), moneyLog(recorded), today)
    assert(replayed.ok, 'what stands in the log can be replayed')
    const found = rungDue(recorded, replayed.value, rungs, daysApart)
    return found === null ? [] : [{ loan, parties, recorded, standing: replayed.value, ...found }]
  })
  const died = await diedDuringRuns(
    tx,
    due.map(({ loan }) => loan),
  )
  return due.filter(({ loan }) => !died.has(loan.id))
}

type Ladder = { parties: Agreement['parties']; rungs: Rung[]; daysApart: number }

async function laddersOf(tx: Tx, loans: readonly Loan[]): Promise<Map<Loan['agreementId'], Ladder>> {
  const ladders = new Map<Loan['agreementId'], Ladder>()
  for (const id of new Set(loans.map(({ agreementId }) => agreementId))) {
    const agreed = await agreement(tx, id)
    if (agreed === null) continue
    const { loanProduct: product } = await programmeVersion(tx, agreed.programmeVersionId)
    ladders.set(id, {
      parties: agreed.parties,
      rungs: ladderOf(remindersOf(product)),
      daysApart: reminderLaw[product.claimRegime].daysApart,
    })
  }
  return ladders
}

const kinds: Record<Rung['kind'], NoticeKind> = { friendly: 'loan_friendly_reminder', coach: 'loan_late_coach', reminder: 'loan_arrears' }

async function sendLetter(
  tx: Tx,
  given: { actor: SystemActor; today: Day; at: Instant; loan: Loan; rung: Rung; amount: Loan['amount']; daysLate: number },
): Promise<void> {
  const { actor, at, loan, rung, today } = given
  const { number, personId, caseNumber } = loan
  const fields = { loanNumber: number, amountOre: given.amount, daysLate: given.daysLate, feeOre: rung.fee, payBy: today.add({ days: 10 }) }
  await letter(tx, { actor, personId, caseNumber, template: 'loan_reminder', fields, at })
}
