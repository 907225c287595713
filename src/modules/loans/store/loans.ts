import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, type Sql, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, instantColumn, nullable, oreColumn } from '#platform/db/row.ts'
import type { Hand, Loan, LoanId } from '../domain/loan.ts'
import { type LoanState, loanStates } from '../domain/loan-machine.ts'

const human = nullable(idColumn<'human'>())

const loanRow = z
  .object({
    id: idColumn<'loan'>(),
    number: z.string(),
    person_id: idColumn<'person'>(),
    enrolment_id: idColumn<'enrolment'>(),
    agreement_id: idColumn<'agreement'>(),
    case_number: z.string(),
    lender_id: idColumn<'organisation'>(),
    state: z.enum(loanStates),
    amount_ore: oreColumn,
    min_ore: oreColumn,
    max_ore: oreColumn,
    terms: z.int(),
    start_pause_months: z.int(),
    anchor_day: z.int(),
    step_ore: oreColumn,
    legal_basis: z.string(),
    interest_day_count: z.enum(['act/365', '30/360']).nullable(),
    applied_by: idColumn<'human'>(),
    advised_by: human,
    decided_by: human,
    paid_out_by: human,
    borrower_human: human,
    ball_since: dayColumn,
    changed_at: instantColumn,
    purpose: z.string().nullable(),
    advice: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .transform(
    (row): Loan => ({
      id: row.id,
      number: row.number,
      personId: row.person_id,
      enrolmentId: row.enrolment_id,
      agreementId: row.agreement_id,
      caseNumber: row.case_number,
      lenderId: row.lender_id,
      state: row.state,
      amount: row.amount_ore,
      min: row.min_ore,
      max: row.max_ore,
      terms: row.terms,
      startPauseMonths: row.start_pause_months,
      anchorDay: row.anchor_day,
      step: row.step_ore,
      legalBasis: row.legal_basis,
      interestDayCount: row.interest_day_count,
      appliedBy: row.applied_by,
      advisedBy: row.advised_by,
      decidedBy: row.decided_by,
      paidOutBy: row.paid_out_by,
      borrowerHuman: row.borrower_human,
      ballSince: row.ball_since,
      changedAt: row.changed_at,
      purpose: row.purpose ?? '',
      advice: row.advice,
      reason: row.reason,
    }),
  )

const columns = sql`l.id, l.number, l.person_id, l.enrolment_id, l.agreement_id, l.case_number, l.lender_id, l.state, l.amount_ore,
  l.min_ore, l.max_ore, l.terms, l.start_pause_months, l.anchor_day, l.step_ore, l.legal_basis, l.interest_day_count, l.applied_by, l.advised_by, l.decided_by,
  l.paid_out_by, l.borrower_human, l.ball_since, l.changed_at, w.purpose, w.advice, w.reason`

function loansWhere(tx: Tx, where: Sql): Promise<Loan[]> {
  return tx.rows(loanRow, sql`select ${columns} from loans.loan l left join loans.words w on w.loan_id = l.id ${where}`)
}

/** A loan the session may see. */
export async function loan(tx: Tx, id: LoanId): Promise<Loan | null> {
  return (await loansWhere(tx, sql`where l.id = ${id}`))[0] ?? null
}

/** The loan, locked until the transaction ends. */
export async function lockLoan(tx: Tx, id: LoanId): Promise<Loan | null> {
  await tx.run(sql`select from loans.loan where id = ${id} for update`)
  return loan(tx, id)
}

/** These loans, locked in the order of their identity until the transaction ends; those the session does not see are left out. */
export async function lockLoans(tx: Tx, ids: readonly LoanId[]): Promise<Loan[]> {
  await tx.run(sql`select from loans.loan where id = any(${[...ids]}::uuid[]) order by id for update`)
  return loansWhere(tx, sql`where l.id = any(${[...ids]}::uuid[]) order by l.id`)
}

/** One page of the loans under these agreements, the newest first, and one loan more when there is a next page; pages are counted from 1. */
export function loansUnder(
  tx: Tx,
  { agreementIds, page, size }: { agreementIds: readonly string[]; page: number; size: number },
): Promise<Loan[]> {
  const under = sql`where l.agreement_id = any(${[...agreementIds]}::uuid[])`
  return loansWhere(tx, sql`${under} order by l.changed_at desc, l.number limit ${size + 1} offset ${(page - 1) * size}`)
}

/** The loans of a person, the newest first. */
export function loansOfPerson(tx: Tx, personId: string): Promise<Loan[]> {
  return loansWhere(tx, sql`where l.person_id = ${personId} order by l.changed_at desc`)
}

/** Loans in the order of their identity, at most `most`, the first after `after`. */
export function loansAfter(tx: Tx, after: string | null, most: number): Promise<Loan[]> {
  return loansWhere(tx, sql`where ${after}::uuid is null or l.id > ${after}::uuid order by l.id limit ${most}`)
}

/** The loan a request applied for; null when it applied for none. Waits for any application for the same run that is under way. */
export async function loanOfRequest(tx: Tx, enrolmentId: string, requestId: string): Promise<LoanId | null> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('loans.apply ' || ${enrolmentId}::text, 0))`)
  const row = await tx.maybe(
    z.object({ loan_id: idColumn<'loan'>() }),
    sql`
    select e.loan_id from loans.event e join loans.loan l on l.id = e.loan_id
    where e.event_id = ${requestId} and e.name = 'apply' and l.enrolment_id = ${enrolmentId}`,
  )
  return row?.loan_id ?? null
}

/** The next loan number: L, the year, a serial. */
export async function nextNumber(tx: Tx, on: Day): Promise<string> {
  const row = await tx.one(z.object({ n: countColumn }), sql`select nextval('loans.number_serial') as n`)
  return `L-${on.year}-${String(row.n).padStart(3, '0')}`
}

/** Keeps a new loan; its application follows as its first event. */
export async function insertLoan(tx: Tx, made: Loan): Promise<void> {
  await tx.run(sql`
    insert into loans.loan (id, number, person_id, enrolment_id, agreement_id, case_number, lender_id, state, amount_ore, min_ore, max_ore,
      terms, start_pause_months, anchor_day, step_ore, legal_basis, interest_day_count, applied_by, borrower_human, ball_since, changed_at)
    values (${made.id}, ${made.number}, ${made.personId}, ${made.enrolmentId}, ${made.agreementId}, ${made.caseNumber}, ${made.lenderId},
      ${made.state}, ${made.amount}, ${made.min}, ${made.max}, ${made.terms}, ${made.startPauseMonths}, ${made.anchorDay}, ${made.step},
      ${made.legalBasis}, ${made.interestDayCount}, ${made.appliedBy}, ${made.borrowerHuman}, ${made.ballSince}, ${made.changedAt})`)
  await tx.run(sql`insert into loans.words (loan_id, purpose) values (${made.id}, ${made.purpose})`)
  await saveHand(tx, made.id, made.appliedBy, 'sent')
}

/** Writes where the loan stands now, in the transaction of the event that took it there. */
export async function saveLoan(tx: Tx, changed: Loan, state: LoanState, moment: { on: Day; at: Instant }): Promise<void> {
  await tx.run(sql`
    update loans.loan
    set ball_since = case when state = ${state} then ball_since else ${moment.on}::date end, state = ${state}, amount_ore = ${changed.amount},
        terms = ${changed.terms}, start_pause_months = ${changed.startPauseMonths}, applied_by = ${changed.appliedBy},
        advised_by = ${changed.advisedBy}, decided_by = ${changed.decidedBy}, paid_out_by = ${changed.paidOutBy}, borrower_human = ${changed.borrowerHuman}, interest_looked_on = null, changed_at = ${moment.at}
    where id = ${changed.id}`)
  await tx.run(sql`
    update loans.words set purpose = ${changed.purpose}, advice = ${changed.advice}, reason = ${changed.reason} where loan_id = ${changed.id}`)
}

/** Writes that something happened to loans which left them in their states. */
export async function touchLoans(tx: Tx, ids: readonly LoanId[], at: Instant): Promise<void> {
  await tx.run(sql`update loans.loan set interest_looked_on = null, changed_at = ${at} where id = any(${[...ids]}::uuid[])`)
}

const handRow = z.object({ human: idColumn<'human'>(), part: z.enum(['sent', 'advised']) })

/** Everyone who sent or advised the application, in any round. */
export function handsOf(tx: Tx, id: LoanId): Promise<Hand[]> {
  return tx.rows(handRow, sql`select human_id as human, part from loans.hand where loan_id = ${id}`)
}

/** Keeps that a human sent or advised the application. */
export async function saveHand(tx: Tx, id: LoanId, human: string, part: Hand['part']): Promise<void> {
  await tx.run(sql`insert into loans.hand (loan_id, human_id, part) values (${id}, ${human}, ${part}) on conflict do nothing`)
}

/** Deletes the words of an erased person's loans; amounts and days stay. */
export async function eraseLoanWords(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select loans.erase_person(${personId})`)
}
