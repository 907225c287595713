import type { Actor, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Account, type Line, type Source, postEntry, reverseEntry, statementOf } from '#modules/ledger/index.ts'
import type { LoanEvent, LoanSettings } from '../domain/engine/index.ts'
import { type Positions, minus, movedDays, plus, positionsOn } from '../domain/positions.ts'

/** Two logs of one loan: as they stood, and with the event that is entered now as the last of the longer. */
export type Booked = {
  loanId: string
  lenderId: OrganisationId
  settings: LoanSettings
  source: Source
  before: readonly LoanEvent[]
  after: readonly LoanEvent[]
}

/**
 * Enters an event in the books, effective its own day. A backdated event can change how later payments split between debt, fees
 * and overpayment: each such day gets an entry that moves the difference, so that on every day the books say what the replayed
 * log says. An undo is the linked reversal of the undone event's entry. An event that moves no money enters nothing.
 */
export async function bookMove(tx: Tx, command: { actor: Actor; at: Instant }, booked: Booked): Promise<void> {
  const event = booked.after.at(-1)
  assert(event !== undefined, 'an event is entered')
  const due = (on: Day) => minus(positionsOn(booked.settings, booked.after, on), positionsOn(booked.settings, booked.before, on))
  let entered = await enterEvent(tx, command, booked, event, due(event.on))
  for (const on of movedDays(booked.after, event.on)) {
    const lines = linesOf(minus(due(on), entered))
    if (lines.length === 0) continue
    await post(tx, command, booked, { on, reason: 'loan_overpayment_moved', requestId: newId(), lines })
    entered = plus(entered, lines)
  }
}

const reasons: Partial<Record<LoanEvent['kind'], string>> = {
  pay_out: 'loan_paid_out',
  pay: 'loan_payment',
  refund: 'loan_refund',
  charge: 'loan_charge',
  waive: 'loan_charge_waived',
  write_off: 'loan_written_off',
  remit: 'loan_remitted',
  recover: 'loan_recovered',
}

async function enterEvent(
  tx: Tx,
  command: { actor: Actor; at: Instant },
  booked: Booked,
  event: LoanEvent,
  due: Positions,
): Promise<Positions> {
  if (event.kind === 'undo') {
    const original = (await statementOf(tx, booked.loanId)).find((entry) => entry.requestId === event.eventId)
    // A deferral that is undone moved dates and entered nothing.
    if (original === undefined) return new Map()
    const by = { ...command, bookId: booked.lenderId, on: event.on, reason: `${original.reason}_reversed`, requestId: event.id }
    await reverseEntry(tx, original, by)
    return plus(
      new Map(),
      original.lines.map((line) => ({ account: line.account, amount: ore(0n - line.amount) })),
    )
  }
  const lines = linesOf(due)
  const reason = event.kind === 'charge' && event.what === 'late_interest' ? 'loan_interest' : reasons[event.kind]
  if (lines.length > 0 && reason !== undefined) await post(tx, command, booked, { on: event.on, reason, requestId: event.id, lines })
  return reason === undefined ? new Map() : due
}

async function post(
  tx: Tx,
  command: { actor: Actor; at: Instant },
  booked: Booked,
  entry: { on: Day; reason: string; requestId: string; lines: readonly Line[] },
): Promise<void> {
  const posted = await postEntry(tx, { ...command, bookId: booked.lenderId, subjectId: booked.loanId, source: booked.source, ...entry })
  assert(posted.ok && !posted.value.already, 'the lines follow from one replay and balance')
}

function linesOf(positions: ReadonlyMap<Account, Ore>): Line[] {
  return [...positions].flatMap(([account, amount]) => (amount === 0n ? [] : [{ account, amount }]))
}
