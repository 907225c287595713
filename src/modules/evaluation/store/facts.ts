import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, nullable, oreColumn } from '#platform/db/row.ts'
import type { Facts, LoanFact, ProgrammeWords } from '../domain/figures/facts.ts'

/** What is asked of the other modules' published views. */
export type Asked = { agreementId: Id<'agreement'>; cutoffOn: Day; knownAt: Instant }

/** Gathers what the other modules publish about an agreement, as known at the moment and effective on the cut-off day. */
export async function gatherFacts(
  tx: Tx,
  asked: Asked,
): Promise<Omit<Facts, 'standings' | 'surveys' | 'assumptions' | 'reimbursement' | 'learned'>> {
  return {
    cutoffOn: asked.cutoffOn,
    places: await placeFacts(tx, asked),
    placeMonths: await placeMonthFacts(tx, asked),
    referrals: await referralFacts(tx, asked),
    runs: await runFacts(tx, asked),
    support: await supportFacts(tx, asked),
    milestones: await milestoneFacts(tx, asked),
    attendance: await attendanceFacts(tx, asked),
    loans: await loanFacts(tx, asked),
    programme: await programmeWords(tx, asked.agreementId),
  }
}

const placeRow = z
  .object({ place_number: z.int(), days_bought: z.int(), days_reserved: z.int(), days_occupied: z.int() })
  .transform((row) => ({
    number: row.place_number,
    daysBought: row.days_bought,
    daysReserved: row.days_reserved,
    daysOccupied: row.days_occupied,
  }))

function placeFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Facts['places']> {
  return tx.rows(
    placeRow,
    sql`select place_number, days_bought, days_reserved, days_occupied from agreements.place_days(${knownAt}, ${cutoffOn})
        where agreement_id = ${agreementId} order by place_number`,
  )
}

const monthRow = z
  .object({
    place_number: z.int(),
    month: dayColumn,
    days_bought: z.int(),
    days_occupied: z.int(),
    days_reserved: z.int(),
    price_ore_place_month: nullable(oreColumn),
  })
  .transform((row) => ({
    number: row.place_number,
    month: row.month,
    daysInMonth: row.month.daysInMonth,
    bought: row.days_bought,
    occupied: row.days_occupied,
    reserved: row.days_reserved,
    price: row.price_ore_place_month,
  }))

function placeMonthFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Facts['placeMonths']> {
  return tx.rows(
    monthRow,
    sql`select place_number, month, days_bought, days_occupied, days_reserved, price_ore_place_month
        from agreements.place_months(${agreementId}, ${knownAt}, ${cutoffOn})`,
  )
}

const referralRow = z
  .object({
    case_number: z.string(),
    state: z.string(),
    submitted_on: nullable(dayColumn),
    assessed_on: nullable(dayColumn),
    decided_on: nullable(dayColumn),
    reason: z.string().nullable(),
  })
  .transform((row) => ({
    caseNumber: row.case_number,
    state: row.state,
    submittedOn: row.submitted_on,
    assessedOn: row.assessed_on,
    decidedOn: row.decided_on,
    reason: row.reason,
  }))

function referralFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Facts['referrals']> {
  return tx.rows(
    referralRow,
    sql`select case_number, state, submitted_on, assessed_on, decided_on, reason from referrals.funnel(${knownAt}, ${cutoffOn})
        where agreement_id = ${agreementId} order by case_number`,
  )
}

const runRow = z
  .object({
    case_number: z.string(),
    state: z.string(),
    accepted_on: nullable(dayColumn),
    started_on: nullable(dayColumn),
    main_started_on: nullable(dayColumn),
    ended_on: nullable(dayColumn),
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .transform((row) => ({
    caseNumber: row.case_number,
    state: row.state,
    acceptedOn: row.accepted_on,
    startedOn: row.started_on,
    mainStartedOn: row.main_started_on,
    endedOn: row.ended_on,
    outcome: row.outcome,
    reason: row.reason,
  }))

function runFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Facts['runs']> {
  return tx.rows(
    runRow,
    sql`select case_number, state, accepted_on, started_on, main_started_on, ended_on, outcome, reason from enrolments.runs(${knownAt}, ${cutoffOn})
        where agreement_id = ${agreementId} order by case_number`,
  )
}

const supportRow = z
  .object({ case_number: z.string(), code: z.string(), from_on: dayColumn, until_on: nullable(dayColumn) })
  .transform((row) => ({ caseNumber: row.case_number, code: row.code, from: row.from_on, until: row.until_on }))

function supportFacts(tx: Tx, { agreementId, knownAt }: Asked): Promise<Facts['support']> {
  return tx.rows(supportRow, sql`select case_number, code, from_on, until_on from enrolments.support_bases(${agreementId}, ${knownAt})`)
}

const milestoneRow = z
  .object({ case_number: z.string(), name: z.string(), effective_on: dayColumn })
  .transform((row) => ({ caseNumber: row.case_number, name: row.name, on: row.effective_on }))

function milestoneFacts(tx: Tx, { agreementId, knownAt }: Asked): Promise<Facts['milestones']> {
  return tx.rows(milestoneRow, sql`select case_number, name, effective_on from business.milestones(${agreementId}, ${knownAt})`)
}

const attendanceRow = z
  .object({ case_number: z.string(), activity: z.string(), offered: z.int(), attended: z.int(), minutes: z.int() })
  .transform(({ case_number: caseNumber, ...row }) => ({ caseNumber, ...row }))

function attendanceFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Facts['attendance']> {
  return tx.rows(
    attendanceRow,
    sql`select case_number, activity, offered, attended, minutes from activities.minutes_attended(${agreementId}, ${knownAt}, ${cutoffOn})
        order by activity, case_number`,
  )
}

const loanRow = z
  .object({
    loan_id: z.string(),
    case_number: z.string(),
    amount_ore: oreColumn,
    event_id: z.string(),
    name: z.string(),
    effective_on: dayColumn,
    payload: z.object({ amount: z.string().optional(), event: z.string().optional() }),
  })
  .transform(
    (row): LoanFact => ({
      loanId: row.loan_id,
      caseNumber: row.case_number,
      amount: row.amount_ore,
      eventId: row.event_id,
      name: row.name,
      on: row.effective_on,
      paid: row.payload.amount === undefined ? null : ore(BigInt(row.payload.amount)),
      undoes: row.name === 'undo' ? (row.payload.event ?? null) : null,
    }),
  )

function loanFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Facts['loans']> {
  return tx.rows(
    loanRow,
    sql`select loan_id, case_number, amount_ore, event_id, name, effective_on, payload from loans.book(${agreementId}, ${knownAt}) with ordinality
        where effective_on <= ${cutoffOn} order by ordinality`,
  )
}

const nameRow = z.object({ list: z.string(), code: z.string(), name_da: z.string(), name_en: z.string() })
const named = ({ code, name_da: da, name_en: en }: z.infer<typeof nameRow>) => ({ code, name: { da, en } })

// Reason lists, activities and the kinds of support basis are reference rows, public and never changed.
async function programmeWords(tx: Tx, agreementId: Id<'agreement'>): Promise<ProgrammeWords> {
  const reasons = await tx.rows(
    nameRow,
    sql`select r.list, r.code, r.name_da, r.name_en from programmes.reason r
        join agreements.agreement a on a.programme_version_id = r.version_id where a.id = ${agreementId} order by r.list, r.ordinal`,
  )
  const activities = await tx.rows(
    nameRow,
    sql`select v.phase as list, v.code, v.name_da, v.name_en from programmes.activity v
        join agreements.agreement a on a.programme_version_id = v.version_id where a.id = ${agreementId} order by v.phase, v.code`,
  )
  const bases = await tx.rows(
    nameRow,
    sql`select distinct on (c.code) 'basis' as list, c.code, c.name_da, c.name_en from people.support_basis_code c
        order by c.code, upper(c.valid) desc nulls first`,
  )
  const { months } = await tx.one(
    z.object({ months: z.int() }),
    sql`select coalesce(sum(p.months), 0)::int as months from programmes.phase p
        join agreements.agreement a on a.programme_version_id = p.version_id where a.id = ${agreementId}`,
  )
  return {
    reasons: reasons.map((row) => ({ list: row.list, ...named(row) })),
    activities: activities.map(named),
    bases: bases.map(named),
    // one month more than the phases: between them a run may wait at the gate
    courseMonths: months + 1,
  }
}
