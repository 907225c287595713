import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { loanActions } from '../actions.ts'
import { type BankFile, loanNumberOf } from '../domain/bank-line.ts'
import { type ForeignFile, creditorFits, ownLines } from '../domain/own-account.ts'
import { type BankLineId, type KeptLine, insertUse, keepLines, loanByNumber, lockLine, settleLine } from '../store/bank-lines.ts'
import { eventsOf } from '../store/events.ts'
import { lockLoan } from '../store/loans.ts'
import { ownAccounts } from '../store/own-accounts.ts'
import { type MakesCredit, creditMade } from './credit-made.ts'
import { type MoneyRefusal, moveMoney } from './money.ts'

/** Who asks, by which request, when. */
export type By = { actor: StaffActor; requestId: string; on: Day; at: Instant }

/** What an import brought: lines not kept before, lines known before, and lines on accounts that are not the lender's own. */
export type Imported = { fresh: number; known: number; foreign: number }

/**
 * Keeps the lines of a bank's file that are not kept yet and lie on the lender's own accounts; a file of others' accounts only is
 * refused. A payment id is believed only with the account's creditor number, where the bank tells one. Importing the same movement
 * again, in whatever file, changes nothing.
 */
export async function importLines(tx: Tx, command: By & { file: BankFile }): Promise<Result<Imported, NotPermitted | ForeignFile>> {
  const { actor, requestId, at, file } = command
  const permit = authorize(actor, loanActions.import_bank_file, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  const accounts = await ownAccounts(tx, actor.organisationId)
  const own = ownLines(file, accounts)
  if ('kind' in own) return refuse(own)
  const lines = own.lines.map((line) => {
    const fits = creditorFits(
      line.creditor,
      accounts.find((one) => one.account === line.account),
    )
    return { ...line, loanNumber: line.paymentId !== null && fits ? loanNumberOf(line.paymentId) : null }
  })
  const fresh = await keepLines(tx, { id: requestId, lenderId: actor.organisationId, accountId: actor.accountId, at, lines })
  await recordChange(tx, {
    actor,
    action: loanActions.import_bank_file,
    on: { noun: 'bank_import', id: requestId as Id<'bank_import'> },
    codes: { lines: lines.length, fresh, foreign: own.foreign },
    at,
  })
  return ok({ fresh, known: lines.length - fresh, foreign: own.foreign })
}

/** A part of a bank line and the number of the loan it pays on. */
export type LinePart = { number: string; amount: Ore }

/** Parts of a line are above what is owed on their loans: how much in all, and how much on each. Øre. */
type LineMakesCredit = MakesCredit & { of: { number: string; credit: Ore }[] }

/** Why a bank line was not settled, in order of precedence; what the loan itself refuses comes last. */
export type LineRefusal =
  | NotPermitted
  | { kind: 'no_such_line' }
  | { kind: 'line_settled_already' }
  | { kind: 'line_is_no_income' }
  | { kind: 'parts_do_not_add_up'; amount: Ore; sum: Ore }
  | { kind: 'no_loan_of_number'; number: string }
  | LineMakesCredit
  | Exclude<MoneyRefusal, MakesCredit>

/**
 * Uses a bank line for payments that add up to it, each effective the day the bank booked it; on a written-off loan the payment is a
 * recovery. `credit` is what of it may become the borrowers' credit, and left out where nobody is asked. Line, payments and ledger are one transaction, and a line is used once only; the same request again changes nothing.
 */
export async function useLine(
  tx: Tx,
  command: By & { lineId: BankLineId; parts: readonly LinePart[]; credit?: Ore },
): Promise<Result<true, LineRefusal>> {
  const { actor, lineId, parts, requestId, at } = command
  const locked = await lockedLine(tx, command)
  if (!locked.ok) return locked
  const line = locked.value
  if (line === null) return ok(true)
  if (line.amount <= 0n) return refuse({ kind: 'line_is_no_income' })
  const sum = sumOre(parts.map((part) => part.amount))
  if (sum !== line.amount) return refuse({ kind: 'parts_do_not_add_up', amount: line.amount, sum })
  const paid = await payParts(tx, command, line, parts)
  if (!paid.ok) return paid
  await settleLine(tx, lineId, { state: 'used', requestId, accountId: actor.accountId, at, note: null })
  return ok(true)
}

async function payParts(
  tx: Tx,
  { actor, lineId, on, at, credit }: By & { lineId: BankLineId; credit?: Ore },
  line: KeptLine,
  parts: readonly LinePart[],
): Promise<Result<true, LineRefusal>> {
  const of: LineMakesCredit['of'] = []
  for (const [index, part] of parts.entries()) {
    const loanId = await loanByNumber(tx, line.lenderId, part.number)
    const found = loanId === null ? null : await lockLoan(tx, loanId)
    if (loanId === null || found === null) return refuse({ kind: 'no_loan_of_number', number: part.number })
    const eventId = newId<'event'>()
    const kind = found.state === 'written_off' ? 'recover' : 'pay'
    const move = { kind, amount: part.amount, on: line.bookedOn } as const
    const made = kind === 'pay' && credit !== undefined ? creditMade(found, await eventsOf(tx, loanId), move, on) : ore(0n)
    if (made > 0n) of.push({ number: found.number, credit: made })
    const moved = await moveMoney(tx, { actor, loanId, requestId: eventId, on, at, move })
    if (!moved.ok) return unaskedOf(moved)
    await insertUse(tx, { lineId, n: index + 1, loanId, amount: part.amount, eventId })
  }
  const sum = sumOre(of.map((one) => one.credit))
  return sum === 0n || sum === credit ? ok(true) : refuse({ kind: 'makes_credit', credit: sum, of })
}

// What the parts are above the debts is asked of the line as a whole, so no single move asks.
function unaskedOf({ refusal }: { refusal: MoneyRefusal }) {
  assert(refusal.kind !== 'makes_credit', 'a move that names no credit asks for none')
  return refuse(refusal)
}

/** Puts a line aside that is no payment on a loan, or not known yet, with the reason; it can still be used later. */
export async function parkLine(tx: Tx, command: By & { lineId: BankLineId; note: string }): Promise<Result<true, LineRefusal>> {
  const { actor, lineId, note, requestId, at } = command
  const locked = await lockedLine(tx, command)
  if (!locked.ok) return locked
  if (locked.value === null) return ok(true)
  await settleLine(tx, lineId, { state: 'parked', requestId, accountId: actor.accountId, at, note })
  await recordChange(tx, { actor, action: loanActions.settle_bank_line, on: { noun: 'bank_line', id: lineId }, at })
  return ok(true)
}

/** The line with a lock, for one who may settle it; null when this very request has settled it. */
export async function lockedLine(tx: Tx, { actor, lineId, requestId }: By & { lineId: BankLineId }) {
  const line = await lockLine(tx, lineId)
  if (line === null) return refuse({ kind: 'no_such_line' } as const)
  const permit = authorize(actor, loanActions.settle_bank_line, { ownerId: line.lenderId })
  if (!permit.ok) return permit
  if (line.requestId === requestId) return ok(null)
  assert(line.lenderId === actor.organisationId, 'the permit is for the own organisation')
  return line.state === 'used' ? refuse({ kind: 'line_settled_already' } as const) : ok(line)
}
