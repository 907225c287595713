import { z } from 'zod'
import type { HumanId, OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Sql, type Tx, empty, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, instantColumn, nullable, oreColumn } from '#platform/db/row.ts'
import { type Batch, type BatchId, type Payment, type PaymentId, payees, paymentStates } from '../domain/payment.ts'

const human = nullable(idColumn<'human'>())
const paymentRow = z
  .object({
    id: idColumn<'payment_order'>(),
    lender_id: idColumn<'organisation'>(),
    loan_id: idColumn<'loan'>(),
    purpose: z.enum(['pay_out', 'refund']),
    tranche: z.int().nullable(),
    amount_ore: oreColumn,
    payee: z.enum(payees),
    cvr: z.string().nullable(),
    state: z.enum(paymentStates),
    asked_by: idColumn<'human'>(),
    asked_at: instantColumn,
    released_by: human,
    batch_id: nullable(idColumn<'payment_batch'>()),
    event_id: z.string().nullable(),
    settled_on: nullable(dayColumn),
    reason: z.string().nullable(),
    number: z.string(),
    person_id: idColumn<'person'>(),
    borrower_human: human,
  })
  .transform((row) => ({
    id: row.id,
    lenderId: row.lender_id,
    loanId: row.loan_id,
    purpose: row.purpose,
    tranche: row.tranche,
    amount: row.amount_ore,
    payee: row.payee,
    cvr: row.cvr,
    state: row.state,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    releasedBy: row.released_by,
    batchId: row.batch_id,
    eventId: row.event_id,
    settledOn: row.settled_on,
    reason: row.reason,
    number: row.number,
    personId: row.person_id,
    borrowerHuman: row.borrower_human,
  }))

/** A payment with its loan's number and borrower. */
export type LoanPayment = Payment & { number: string; personId: PersonId; borrowerHuman: HumanId | null }

function paymentsWhere(tx: Tx, where: Sql, end: Sql = sql`order by o.n`): Promise<LoanPayment[]> {
  return tx.rows(
    paymentRow,
    sql`
    select o.id, o.lender_id, o.loan_id, o.purpose, o.tranche, o.amount_ore, o.payee, o.cvr, o.state, o.asked_by, o.asked_at, o.released_by,
      o.batch_id, o.event_id, o.settled_on, o.reason, l.number, l.person_id, l.borrower_human
    from loans.payment_order o join loans.loan l on l.id = o.loan_id ${where} ${end}`,
  )
}

/** The payments of a lender that are in no batch yet and stand so, the oldest first. */
export function paymentsIn(tx: Tx, lenderId: OrganisationId, state: 'asked' | 'released'): Promise<LoanPayment[]> {
  return paymentsWhere(tx, sql`where o.lender_id = ${lenderId} and o.state = ${state} and o.batch_id is null`)
}

/** The payments of a batch, in order of entry. */
export function paymentsOf(tx: Tx, batchId: BatchId): Promise<LoanPayment[]> {
  return paymentsWhere(tx, sql`where o.batch_id = ${batchId}`)
}

/** The payments of a loan, the oldest first. */
export function paymentsOfLoan(tx: Tx, loanId: string): Promise<LoanPayment[]> {
  return paymentsWhere(tx, sql`where o.loan_id = ${loanId}`)
}

/** Payments that were sent, of an amount: what a movement of that amount may be about. */
export function sentPayments(tx: Tx, lenderId: OrganisationId, amount: Ore): Promise<LoanPayment[]> {
  return paymentsWhere(tx, sql`where o.lender_id = ${lenderId} and o.amount_ore = ${amount} and o.state in ('ordered', 'paid')`)
}

/** A payment; null when the session's organisation has none such. */
export async function paymentById(tx: Tx, id: PaymentId): Promise<LoanPayment | null> {
  return (await paymentsWhere(tx, sql`where o.id = ${id}`, empty))[0] ?? null
}

/** The payment, locked until the transaction ends. */
export async function lockPayment(tx: Tx, id: PaymentId): Promise<LoanPayment | null> {
  await tx.run(sql`select from loans.payment_order where id = ${id} for update`)
  return paymentById(tx, id)
}

/** Keeps a payment; false when this request has made it before. */
export async function insertPayment(
  tx: Tx,
  made: Pick<Payment, 'id' | 'lenderId' | 'loanId' | 'purpose' | 'tranche' | 'amount' | 'payee' | 'cvr'> & {
    by: HumanId
    at: Instant
    released: boolean
  },
): Promise<boolean> {
  const [releasedBy, releasedAt] = made.released ? [made.by, made.at] : [null, null]
  const rows = await tx.run(sql`
    insert into loans.payment_order (id, lender_id, loan_id, purpose, tranche, amount_ore, payee, cvr, state, asked_by, asked_at, released_by, released_at)
    values (${made.id}, ${made.lenderId}, ${made.loanId}, ${made.purpose}, ${made.tranche}, ${made.amount}, ${made.payee}, ${made.cvr},
            ${made.released ? 'released' : 'asked'}, ${made.by}, ${made.at}, ${releasedBy}, ${releasedAt}) on conflict (id) do nothing`)
  return rows === 1
}

/** Writes that a refund was released by another human. */
export async function saveReleased(tx: Tx, id: PaymentId, by: HumanId, at: Instant): Promise<void> {
  await tx.run(sql`update loans.payment_order set state = 'released', released_by = ${by}, released_at = ${at} where id = ${id}`)
}

/** Drops a payment that was not sent: out of its batch, and no longer live. */
export async function saveDropped(tx: Tx, id: PaymentId): Promise<void> {
  await tx.run(sql`update loans.payment_order set state = 'dropped', batch_id = null where id = ${id}`)
}

/** Writes that a payment is ordered, by which event. */
export async function saveOrdered(tx: Tx, id: PaymentId, eventId: string): Promise<void> {
  await tx.run(sql`update loans.payment_order set state = 'ordered', event_id = ${eventId} where id = ${id}`)
}

/** Writes what became of a payment; `undoneBy` is the event that took it back. */
export async function saveOutcome(
  tx: Tx,
  id: PaymentId,
  outcome: { state: 'paid' | 'rejected' | 'came_back'; on: Day; reason: string | null; undoneBy: string | null },
): Promise<void> {
  await tx.run(sql`
    update loans.payment_order set state = ${outcome.state}, settled_on = ${outcome.on}, reason = ${outcome.reason}, undone_by = ${outcome.undoneBy}
    where id = ${id}`)
}

const batchRow = z
  .object({
    id: idColumn<'payment_batch'>(),
    lender_id: idColumn<'organisation'>(),
    number: z.string(),
    message_id: z.string(),
    account_id: idColumn<'own_account'>(),
    state: z.enum(['draft', 'approved', 'dropped']),
    made_by: idColumn<'human'>(),
    made_at: instantColumn,
    approved_by: human,
    approved_at: nullable(instantColumn),
    execute_on: nullable(dayColumn),
    n: countColumn,
    total: oreColumn,
    open: countColumn,
  })
  .transform((row) => ({
    id: row.id,
    lenderId: row.lender_id,
    number: row.number,
    messageId: row.message_id,
    accountId: row.account_id,
    state: row.state,
    madeBy: row.made_by,
    madeAt: row.made_at,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    executeOn: row.execute_on,
    orders: row.n,
    total: row.total,
    open: row.open,
  }))

/** A batch with its totals, and how many of its payments the bank has not answered for. */
export type CountedBatch = Batch & { orders: number; total: Ore; open: number }

function batchesWhere(tx: Tx, where: Sql, end: Sql = empty): Promise<CountedBatch[]> {
  return tx.rows(
    batchRow,
    sql`
    select b.id, b.lender_id, b.number, b.message_id, b.account_id, b.state, b.made_by, b.made_at, b.approved_by, b.approved_at, b.execute_on,
      count(o.id) as n, coalesce(sum(o.amount_ore), 0) as total, count(*) filter (where o.state = 'ordered') as open
    from loans.payment_batch b left join loans.payment_order o on o.batch_id = b.id ${where} group by b.id ${end}`,
  )
}

/** The batches of a lender, the newest first, at most `limit`. */
export function batchesOf(tx: Tx, lenderId: OrganisationId, limit: number): Promise<CountedBatch[]> {
  return batchesWhere(tx, sql`where b.lender_id = ${lenderId}`, sql`order by b.made_at desc, b.number desc limit ${limit}`)
}

/** A batch; null when the session's organisation has none such. */
export async function batchById(tx: Tx, id: BatchId): Promise<CountedBatch | null> {
  return (await batchesWhere(tx, sql`where b.id = ${id}`))[0] ?? null
}

/** The batch that the bank knows by a message id. */
export async function batchOfMessage(tx: Tx, lenderId: OrganisationId, messageId: string): Promise<CountedBatch | null> {
  return (await batchesWhere(tx, sql`where b.lender_id = ${lenderId} and b.message_id = ${messageId}`))[0] ?? null
}

/** The batch, locked until the transaction ends. */
export async function lockBatch(tx: Tx, id: BatchId): Promise<CountedBatch | null> {
  await tx.run(sql`select from loans.payment_batch where id = ${id} for update`)
  return batchById(tx, id)
}

/** Makes a batch of every released payment that is in none; answers how many that were. The same request again makes none. */
export async function insertBatch(
  tx: Tx,
  made: { id: BatchId; lenderId: OrganisationId; accountId: string; by: HumanId; on: Day; at: Instant },
): Promise<number> {
  const { n } = await tx.one(z.object({ n: countColumn }), sql`select nextval('loans.batch_serial') as n`)
  const number = `B-${made.on.year}-${String(n).padStart(3, '0')}`
  const messageId = `${number}-${made.id.replaceAll('-', '').slice(-12).toUpperCase()}`
  await tx.run(sql`
    insert into loans.payment_batch (id, lender_id, number, message_id, account_id, made_by, made_at)
    values (${made.id}, ${made.lenderId}, ${number}, ${messageId}, ${made.accountId}, ${made.by}, ${made.at}) on conflict (id) do nothing`)
  return tx.run(sql`
    update loans.payment_order set batch_id = ${made.id}
    where id in (select id from loans.payment_order where lender_id = ${made.lenderId} and state = 'released' and batch_id is null
                 order by id for update)`)
}

/** Writes that a batch is approved, with the totals that were. */
export async function saveApproved(
  tx: Tx,
  id: BatchId,
  approved: { by: HumanId; at: Instant; executeOn: Day; orders: number; sum: Ore },
): Promise<void> {
  await tx.run(sql`
    update loans.payment_batch set state = 'approved', approved_by = ${approved.by}, approved_at = ${approved.at},
      execute_on = ${approved.executeOn}, orders = ${approved.orders}, sum_ore = ${approved.sum} where id = ${id}`)
}

/** Drops a draft; its payments wait for another batch. */
export async function saveDroppedBatch(tx: Tx, id: BatchId): Promise<void> {
  await tx.run(sql`update loans.payment_order set batch_id = null where batch_id = ${id}`)
  await tx.run(sql`update loans.payment_batch set state = 'dropped' where id = ${id}`)
}

/** The batch a payment is in; null when it is in none, or not the session's to see. */
export async function batchOfPayment(tx: Tx, id: PaymentId): Promise<BatchId | null> {
  return (await paymentById(tx, id))?.batchId ?? null
}
