import type { Actor, HumanId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Result, assert, ok } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange, recordChanges } from '#modules/audit/index.ts'
import { closeTasks } from '#modules/notices/index.ts'
import { loanActions } from '../actions.ts'
import { type EventRefusal, type LoanEvent, type LoanEventBody, type LoanState as Standing, tryEvent } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import type { LoanEventName } from '../domain/loan-machine.ts'
import { type RecordedEvent, moneyLog, payloadSchema } from '../domain/recorded-event.ts'
import { stateAfter, stepState } from '../domain/state-after.ts'
import { eventsOf, insertEvent, insertEvents } from '../store/events.ts'
import { saveInstalments } from '../store/instalments.ts'
import { saveLoan, touchLoans } from '../store/loans.ts'
import { bookMove } from './book-move.ts'
import { sourceOf } from './source-of.ts'
import { keepStanding, keepStandings } from './keep-standing.ts'
import type { StepCommand } from './take-step.ts'

/** An event about to be entered; `body` is null when it bears on no money, date or lateness. */
export type Entry = {
  loan: Loan
  name: LoanEventName
  on: Day
  body: LoanEventBody | null
  payload?: object
  reason?: string | null
  words?: string | null
  /** The human who released a payout that another one orders; the actor when left out. */
  paidOutBy?: HumanId | null
}

/** The log of a loan for one more event: null when this request has been entered before. */
export async function logFor(tx: Tx, command: StepCommand): Promise<RecordedEvent[] | null> {
  const recorded = await eventsOf(tx, command.loanId)
  return recorded.some((event) => event.id === command.requestId) ? null : recorded
}

/**
 * Enters one event after the payout: tries it on the whole log, then writes event, books, state, plan and audit line in the
 * caller's transaction. Answers the standing before and after, or why the log forbids it. The permission has been asked.
 */
export async function enter(
  tx: Tx,
  command: StepCommand,
  recorded: readonly RecordedEvent[],
  entry: Entry,
): Promise<Result<{ before: Standing; after: Standing } | null, EventRefusal>> {
  const { loan, name, on, body, payload = {}, reason = null, words = null } = entry
  const settings = settingsOf(loan)
  const log = moneyLog(recorded)
  const event: LoanEvent | null = body === null ? null : { ...body, id: command.requestId, on }
  const tried = event === null ? null : tryEvent(settings, log, event, command.on)
  if (tried?.ok === false) return tried
  const first = await insertEvent(tx, { ...command, id: command.requestId, loanId: loan.id, name, on, payload, reason, words })
  assert(first, 'a request id is never that of something else')
  if (event !== null)
    await bookMove(tx, command, {
      loanId: loan.id,
      lenderId: loan.lenderId,
      settings,
      source: await sourceOf(tx, loan),
      before: log,
      after: [...log, event],
    })
  const state = tried === null ? stepState(name, loan.state) : stateAfter(name, loan.state, tried.value.after)
  await saveLoan(
    tx,
    { ...loan, paidOutBy: name === 'pay_out' ? (entry.paidOutBy ?? humanOf(command.actor)) : loan.paidOutBy },
    state,
    command,
  )
  if (tried !== null) await saveInstalments(tx, loan.id, tried.value.after.plan)
  await keepStanding(tx, loan.id)
  const { actor, at } = command
  if (tried !== null && nothingLateAnyMore(tried.value))
    await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_late_coach', at })
  const codes = { event: command.requestId }
  await recordChange(tx, { actor, action: loanActions[name], on: { noun: 'loan', id: loan.id }, personId: loan.personId, codes, at })
  return ok(tried === null ? null : tried.value)
}

// What was missing has come, was put off or was forgiven: there is nothing left to talk with the citizen about.
const nothingLateAnyMore = ({ before, after }: { before: Standing; after: Standing }) =>
  before.arrears.amount > 0n && after.arrears.amount === 0n

/** An event that leaves its loan as it was, for `enterStill`. */
export type StillEvent = { loan: Loan; recorded: readonly RecordedEvent[]; id: string; name: LoanEventName; payload: object }

/**
 * Enters an event on each of several locked loans, in a few statements for all of them: events that bear on no money, date or lateness and leave
 * their loans in their states. The permission has been asked.
 */
export async function enterStill(tx: Tx, by: { actor: Actor; on: Day; at: Instant }, events: readonly StillEvent[]): Promise<void> {
  if (events.length === 0) return
  const { actor, on, at } = by
  const loans = events.map(({ loan }) => loan)
  for (const { name, loan } of events) assert(stepState(name, loan.state) === loan.state, 'the event leaves its loan as it was')
  const made = await insertEvents(
    tx,
    events.map(({ id, loan, name, payload }) => ({ id, loanId: loan.id, name, on, at, actor, payload })),
  )
  assert(made === events.length, 'a request id is never that of something else')
  await touchLoans(
    tx,
    loans.map(({ id }) => id),
    at,
  )
  await keepStandings(
    tx,
    events.map(({ loan, recorded, ...event }) => ({ loan, recorded: [...recorded, recordedNow(event, by)] })),
  )
  const lines = events.map(({ id, loan, name }) => {
    return { actor, action: loanActions[name], on: { noun: 'loan', id: loan.id }, personId: loan.personId, codes: { event: id }, at }
  })
  await recordChanges(tx, lines)
}

/** An event without words, amount or target as it is read again. */
function recordedNow(
  { id, name, payload }: Pick<StillEvent, 'id' | 'name' | 'payload'>,
  by: { actor: Actor; on: Day; at: Instant },
): RecordedEvent {
  const { actor, on, at } = by
  const accountId = actor.kind === 'system' ? null : actor.accountId
  const organisationId = actor.kind === 'citizen' ? null : actor.organisationId
  return {
    id,
    name,
    on,
    at,
    accountId,
    organisationId,
    reason: null,
    payload: payloadSchema.parse(payload),
    amount: null,
    undoes: null,
    words: null,
  }
}

function humanOf(actor: Actor): HumanId | null {
  return actor.kind === 'system' ? null : actor.humanId
}
