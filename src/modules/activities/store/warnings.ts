import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { type Warning, warningRules } from '../domain/warnings.ts'

/** A warning's identity. */
export type WarningId = Id<'warning'>

const warningRow = z
  .object({
    id: idColumn<'warning'>(),
    enrolment_id: idColumn<'enrolment'>(),
    person_id: idColumn<'person'>(),
    case_number: z.string(),
    agreement_id: idColumn<'agreement'>(),
    rule: z.enum(warningRules),
    fact_key: z.string(),
    fact_days: z.array(dayColumn),
    fact_met: z.int(),
    fact_of: z.int(),
    raised_at: instantColumn,
    answer_by: dayColumn,
    answered_at: nullable(instantColumn),
    told_at: nullable(instantColumn),
    closed_at: nullable(instantColumn),
    words: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    enrolmentId: row.enrolment_id,
    personId: row.person_id,
    caseNumber: row.case_number,
    agreementId: row.agreement_id,
    warning: { rule: row.rule, key: row.fact_key, days: row.fact_days, met: row.fact_met, of: row.fact_of } satisfies Warning,
    raisedAt: row.raised_at,
    answerBy: row.answer_by,
    answeredAt: row.answered_at,
    toldAt: row.told_at,
    closedAt: row.closed_at,
    words: row.words,
  }))

/** A warning that was raised, with the citizen's answer. */
export type RaisedWarning = z.infer<typeof warningRow>

function warningsWhere(tx: Tx, where: Sql): Promise<RaisedWarning[]> {
  return tx.rows(
    warningRow,
    sql`
    select w.id, w.enrolment_id, w.person_id, w.case_number, w.agreement_id, w.rule, w.fact_key, w.fact_days, w.fact_met, w.fact_of,
           w.raised_at, w.answer_by, w.answered_at, w.told_at, w.closed_at, a.words
    from activities.warning w left join activities.warning_words a on a.warning_id = w.id ${where}`,
  )
}

/** A warning by its identity, locked; null when the session does not see it. */
export async function warningById(tx: Tx, id: WarningId): Promise<RaisedWarning | null> {
  await tx.run(sql`select from activities.warning where id = ${id} for update`)
  return (await warningsWhere(tx, sql`where w.id = ${id}`))[0] ?? null
}

/** The warnings of a run that are not closed, the newest first. */
export function openWarnings(tx: Tx, enrolmentId: string): Promise<RaisedWarning[]> {
  return warningsWhere(tx, sql`where w.enrolment_id = ${enrolmentId} and w.closed_at is null order by w.raised_at desc, w.rule`)
}

/** Warnings of an agreement that staff are to be told of now: answered, or left unanswered until `today`. */
export function warningsToTell(tx: Tx, agreementId: string, today: Day): Promise<RaisedWarning[]> {
  return warningsWhere(
    tx,
    sql`
    where w.agreement_id = ${agreementId} and w.told_at is null and w.closed_at is null
      and (w.answered_at is not null or w.answer_by <= ${today}) order by w.raised_at, w.id for update of w`,
  )
}

/** Keeps a warning; null when these facts have warned before. */
export async function insertWarning(
  tx: Tx,
  run: { id: string; personId: string; caseNumber: string; agreementId: string },
  raised: { warning: Warning; answerBy: Day; at: Instant },
): Promise<WarningId | null> {
  const { warning, answerBy, at } = raised
  const id = newId<'warning'>()
  const kept = await tx.run(sql`
    insert into activities.warning (id, enrolment_id, person_id, case_number, agreement_id, rule, fact_key, fact_days, fact_met, fact_of,
                                    raised_at, answer_by)
    values (${id}, ${run.id}, ${run.personId}, ${run.caseNumber}, ${run.agreementId}, ${warning.rule}, ${warning.key},
            ${[...warning.days]}::date[], ${warning.met}, ${warning.of}, ${at}, ${answerBy})
    on conflict on constraint warning_once do nothing`)
  return kept === 1 ? id : null
}

/** Keeps the citizen's answer. */
export async function saveAnswer(tx: Tx, warning: RaisedWarning, words: string, at: Instant): Promise<void> {
  await tx.run(sql`update activities.warning set answered_at = ${at} where id = ${warning.id}`)
  await tx.run(sql`
    insert into activities.warning_words (warning_id, person_id, words) values (${warning.id}, ${warning.personId}, ${words})`)
}

/** Keeps that staff were told. */
export async function saveTold(tx: Tx, id: WarningId, at: Instant): Promise<void> {
  await tx.run(sql`update activities.warning set told_at = ${at} where id = ${id}`)
}

/** Keeps that staff have followed a warning up. */
export async function saveClosed(tx: Tx, id: WarningId, accountId: string, at: Instant): Promise<void> {
  await tx.run(sql`update activities.warning set closed_at = ${at}, closed_by = ${accountId} where id = ${id}`)
}

/** Deletes what an erased person answered, and what was written of sessions that were held with nobody but erased persons. */
export async function eraseActivityWords(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select activities.erase_person(${personId})`)
}

const attendanceRow = z.object({ enrolment_id: z.string(), held_on: dayColumn, absent: z.boolean() })

/** Who was expected at the held sessions of an agreement and whether they came, by day; whoever was on pause is left out. */
export async function attendanceOf(tx: Tx, agreementId: string): Promise<Map<string, { on: Day; absent: boolean }[]>> {
  const rows = await tx.rows(
    attendanceRow,
    sql`
    select p.enrolment_id, s.held_on, p.outcome = 'absent' as absent
    from activities.session s join activities.participant p on p.session_id = s.id
    where s.agreement_id = ${agreementId} and s.took_place and p.outcome is not null order by s.held_on, s.starts_at, s.id`,
  )
  const of = new Map<string, { on: Day; absent: boolean }[]>()
  for (const row of rows) of.set(row.enrolment_id, [...(of.get(row.enrolment_id) ?? []), { on: row.held_on, absent: row.absent }])
  return of
}
