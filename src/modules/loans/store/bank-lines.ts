import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import { type Sql, type Tx, empty, json, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, nullable, oreColumn } from '#platform/db/row.ts'
import type { BankLine } from '../domain/bank-line.ts'
import type { Candidate } from '../domain/proposals.ts'
import type { LoanId } from '../domain/loan.ts'

/** Where a movement stands: still to be matched, put aside with a reason, or used for payments. */
export const lineStates = ['open', 'parked', 'used'] as const
/** One of them. */
export type LineState = (typeof lineStates)[number]
/** A movement's identity. */
export type BankLineId = Id<'bank_line'>

const lineRow = z
  .object({
    id: idColumn<'bank_line'>(),
    lender_id: idColumn<'organisation'>(),
    account: z.string(),
    booked_on: dayColumn,
    amount_ore: oreColumn,
    payment_id: z.string().nullable(),
    creditor: z.string().nullable(),
    loan_number: z.string().nullable(),
    state: z.enum(lineStates),
    request_id: z.string().nullable(),
    name: z.string().nullable(),
    text: z.string().nullable(),
    note: z.string().nullable(),
    payer_hidden: z.boolean(),
  })
  .transform((row) => ({
    id: row.id,
    lenderId: row.lender_id,
    account: row.account,
    bookedOn: row.booked_on,
    amount: row.amount_ore,
    paymentId: row.payment_id,
    creditor: row.creditor,
    loanNumber: row.loan_number,
    state: row.state,
    requestId: row.request_id,
    name: row.name ?? '',
    text: row.text ?? '',
    note: row.note,
    payerHidden: row.payer_hidden,
  }))

/**
 * A movement as it was kept; who paid and what the bank wrote are left out where the reader may not see the borrower by name. `loanNumber` is
 * the one the payment id names, or for such a borrower the words.
 */
export type KeptLine = z.infer<typeof lineRow>

/** A line with the number of the loan that its payment id names, where that may be believed. */
export type NamedLine = BankLine & { loanNumber: string | null }

/** Keeps the lines of a file that are not kept yet, in one statement; answers how many those were. The same request again keeps none. */
export async function keepLines(
  tx: Tx,
  given: { id: string; lenderId: OrganisationId; accountId: AccountId; at: Instant; lines: readonly NamedLine[] },
): Promise<number> {
  const rows = given.lines.map((line, index) => ({
    key: line.key,
    n: index + 1,
    account: line.account,
    on: line.bookedOn.toString(),
    amount: line.amount.toString(),
    payment_id: line.paymentId,
    creditor: line.creditor,
    end_to_end: line.endToEnd,
    loan_number: line.loanNumber,
    name: line.name,
    text: line.text,
  }))
  const { fresh } = await tx.one(
    z.object({ fresh: countColumn }),
    sql`
    with given as (
      select * from jsonb_to_recordset(${json(rows)}::jsonb)
        as g (key text, n int, account text, "on" date, amount bigint, payment_id text, creditor text, end_to_end text, loan_number text, name text, text text)
    ), kept as (
      insert into loans.bank_line (import_id, lender_id, line_key, n, account, booked_on, amount_ore, payment_id, creditor, end_to_end, loan_number)
      select ${given.id}::uuid, ${given.lenderId}::uuid, key, n, account, "on", amount, payment_id, creditor, end_to_end, loan_number from given
      on conflict (lender_id, line_key) do nothing
      returning id, line_key
    )
    select count(*) as fresh from kept`,
  )
  await tx.run(sql`
    insert into loans.bank_line_words (line_id, name, text)
    select l.id, g.name, g.text
    from jsonb_to_recordset(${json(rows)}::jsonb) as g (key text, name text, text text)
    join loans.bank_line l on l.lender_id = ${given.lenderId} and l.line_key = g.key and l.import_id = ${given.id}
    on conflict (line_id) do nothing`)
  await tx.run(sql`
    insert into loans.bank_import (id, lender_id, imported_at, account_id, lines, fresh)
    values (${given.id}, ${given.lenderId}, ${given.at}, ${given.accountId}, ${rows.length}, ${fresh}) on conflict (id) do nothing`)
  return fresh
}

function linesWhere(tx: Tx, where: Sql, end: Sql): Promise<KeptLine[]> {
  return tx.rows(
    lineRow,
    sql`
    select l.id, l.lender_id, l.account, l.booked_on, l.amount_ore, l.payment_id, l.creditor, h.named_loan as loan_number, l.state, l.request_id,
      h.payer_hidden, case when not h.payer_hidden then w.name end as name, case when not h.payer_hidden then w.text end as text, w.note
    from loans.bank_line l left join loans.bank_line_words w on w.line_id = l.id
    cross join lateral (select payer_hidden, named_loan from loans.hidden_payer(l.id) offset 0) h ${where} ${end}`,
  )
}

/** One page of a lender's lines in a state, counted from 1: what is used the newest first, what waits for a clerk the oldest first. */
export function linesIn(
  tx: Tx,
  { lenderId, state, page, size }: { lenderId: OrganisationId; state: LineState; page: number; size: number },
): Promise<KeptLine[]> {
  const order = state === 'used' ? sql`order by l.booked_on desc, l.n desc` : sql`order by l.booked_on, l.n`
  const mine = sql`where l.lender_id = ${lenderId} and l.state = ${state}`
  return linesWhere(tx, mine, sql`${order} limit ${size} offset ${(page - 1) * size}`)
}

/** How many lines of a lender stand in each state. */
export async function countLines(tx: Tx, lenderId: OrganisationId): Promise<Record<LineState, number>> {
  const rows = await tx.rows(
    z.object({ state: z.enum(lineStates), n: countColumn }),
    sql`select state, count(*) as n from loans.bank_line where lender_id = ${lenderId} group by state`,
  )
  const counts = { open: 0, parked: 0, used: 0 }
  for (const row of rows) counts[row.state] = row.n
  return counts
}

/** A line by its identity; null when the session's organisation has none such. */
export async function bankLine(tx: Tx, id: BankLineId): Promise<KeptLine | null> {
  return (await linesWhere(tx, sql`where l.id = ${id}`, empty))[0] ?? null
}

/** The line, locked until the transaction ends. */
export async function lockLine(tx: Tx, id: BankLineId): Promise<KeptLine | null> {
  await tx.run(sql`select from loans.bank_line where id = ${id} for update`)
  return bankLine(tx, id)
}

const paying = sql`('repaying', 'settled', 'handed_over', 'written_off')`

/** Open income whose payment id names a loan of the lender that can be paid on, the oldest first, at most `limit`. */
export function namedLines(
  tx: Tx,
  lenderId: OrganisationId,
  limit: number,
): Promise<{ lineId: BankLineId; loanId: LoanId; amount: Ore }[]> {
  return tx.rows(
    z
      .object({ id: idColumn<'bank_line'>(), loan_id: idColumn<'loan'>(), amount_ore: oreColumn })
      .transform((row) => ({ lineId: row.id, loanId: row.loan_id, amount: row.amount_ore })),
    sql`
    select b.id, l.id as loan_id, b.amount_ore
    from loans.bank_line b join loans.loan l on l.number = b.loan_number and l.lender_id = b.lender_id and l.state in ${paying}
    where b.lender_id = ${lenderId} and b.state = 'open' and b.amount_ore > 0
    order by b.booked_on, b.n limit ${limit}`,
  )
}

const candidateRow = z
  .object({
    id: idColumn<'loan'>(),
    number: z.string(),
    case_number: z.string(),
    person_id: idColumn<'person'>(),
    due_ore: nullable(oreColumn),
  })
  .transform((row) => ({ loanId: row.id, number: row.number, caseNumber: row.case_number, personId: row.person_id, due: row.due_ore }))

/** The lender's loans that can be paid on, with what is left of the next instalment; names are people's to give. */
export function payableLoans(tx: Tx, lenderId: OrganisationId): Promise<(Omit<Candidate, 'borrower'> & { personId: Id<'person'> })[]> {
  return tx.rows(
    candidateRow,
    sql`
    select l.id, l.number, l.case_number, l.person_id,
      (select i.amount_ore - i.paid_ore from loans.instalment i where i.loan_id = l.id and i.paid_ore < i.amount_ore order by i.n limit 1) as due_ore
    from loans.loan l where l.lender_id = ${lenderId} and l.state in ${paying} order by l.number`,
  )
}

/** Writes that a line was parked or used, by which request. */
export async function settleLine(
  tx: Tx,
  id: BankLineId,
  settled: { state: 'parked' | 'used'; requestId: string; accountId: AccountId; at: Instant; note: string | null },
): Promise<void> {
  await tx.run(sql`
    update loans.bank_line
    set state = ${settled.state}, request_id = ${settled.requestId}, settled_at = ${settled.at}, settled_by = ${settled.accountId} where id = ${id}`)
  if (settled.note !== null) await tx.run(sql`update loans.bank_line_words set note = ${settled.note} where line_id = ${id}`)
}

/** Ties a payment in a loan's log to the part of the line it came from. */
export async function insertUse(
  tx: Tx,
  use: { lineId: BankLineId; n: number; loanId: LoanId; amount: Ore; eventId: string },
): Promise<void> {
  await tx.run(sql`
    insert into loans.bank_use (line_id, n, loan_id, amount_ore, event_id)
    values (${use.lineId}, ${use.n}, ${use.loanId}, ${use.amount}, ${use.eventId})`)
}

/** The loan of a lender by the number on its papers; null when there is none that the session sees. */
export async function loanByNumber(tx: Tx, lenderId: OrganisationId, number: string): Promise<LoanId | null> {
  const row = await tx.maybe(
    z.object({ id: idColumn<'loan'>() }),
    sql`select id from loans.loan where lender_id = ${lenderId} and number = ${number}`,
  )
  return row?.id ?? null
}

/** What a used line went to, in order. */
export function usesOf(tx: Tx, id: BankLineId): Promise<{ loanId: string; number: string; amount: Ore; on: Day }[]> {
  return tx.rows(
    z
      .object({ loan_id: z.string(), number: z.string(), amount_ore: oreColumn, effective_on: dayColumn })
      .transform((row) => ({ loanId: row.loan_id, number: row.number, amount: row.amount_ore, on: row.effective_on })),
    sql`
    select u.loan_id, l.number, u.amount_ore, e.effective_on
    from loans.bank_use u join loans.loan l on l.id = u.loan_id join loans.event e on e.event_id = u.event_id
    where u.line_id = ${id} order by u.n`,
  )
}

/** The loans that used lines went to. */
export async function loansPaidBy(tx: Tx, lines: readonly Pick<KeptLine, 'id'>[]): Promise<LoanId[]> {
  const ids = lines.map((line) => line.id)
  const rows = await tx.rows(
    z.object({ loan_id: idColumn<'loan'>() }),
    sql`select distinct loan_id from loans.bank_use where line_id = any(${ids}::uuid[])`,
  )
  return rows.map((row) => row.loan_id)
}

/** The borrowers of loans, each once. */
export function borrowersOf(tx: Tx, loanIds: readonly LoanId[]): Promise<{ personId: Id<'person'> }[]> {
  return tx.rows(
    z.object({ person_id: idColumn<'person'>() }).transform((row) => ({ personId: row.person_id })),
    sql`select distinct person_id from loans.loan where id = any(${[...loanIds]}::uuid[])`,
  )
}
