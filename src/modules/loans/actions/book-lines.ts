import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Db, type Tx } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { namedLines } from '../store/bank-lines.ts'
import { toldPayments } from '../store/line-meanings.ts'
import { loan } from '../store/loans.ts'
import { useLine } from './bank-lines.ts'
import { meanLine } from './settle-line.ts'

// Booking is a transaction for each line; what is left over is booked with the next file.
const bookedAtOnce = 500

/**
 * Books what needs no clerk: income whose payment id names a loan, and movements that the bank tells by the id we gave a payment. Each line is a
 * transaction of its own, whose request is the line's own id: a run that died half-way is taken up by the next, and one beside it books
 * each line once. Answers how many were booked.
 */
export async function bookLines(db: Db, by: { actor: StaffActor; on: Day; at: Instant }): Promise<number> {
  return (await bookNamed(db, by)) + (await settleTold(db, by))
}

type By = Parameters<typeof bookLines>[1]

async function bookNamed(db: Db, by: By): Promise<number> {
  const context = contextOf(by.actor, by.on)
  const named = await db.read(context, (tx) => namedLines(tx, by.actor.organisationId, bookedAtOnce))
  let booked = 0
  for (const { lineId, loanId, amount } of named) {
    const use = async (tx: Tx) => {
      const found = await loan(tx, loanId)
      const parts = found === null ? [] : [{ number: found.number, amount }]
      return useLine(tx, { ...by, requestId: lineId, lineId, parts })
    }
    if ((await db.transaction(context, use)).ok) booked += 1
  }
  return booked
}

// A payment and its return in one file take two rounds.
async function settleTold(db: Db, by: By): Promise<number> {
  const context = contextOf(by.actor, by.on)
  const told = await db.read(context, (tx) => toldPayments(tx, by.actor.organisationId, bookedAtOnce))
  let settled = 0
  for (const { lineId, ...meaning } of told)
    if ((await db.transaction(context, (tx) => meanLine(tx, { ...by, requestId: lineId, lineId, meaning }))).ok) settled += 1
  return settled
}
