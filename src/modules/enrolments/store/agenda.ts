import { z } from 'zod'
import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, type Instant, isOnOrBefore } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { type Due, type Reminder, agenda, reminders } from '../domain/agenda.ts'
import type { EnrolmentId } from '../domain/enrolment.ts'
import type { Run } from '../domain/run.ts'

const toldRow = z.object({ what: z.enum(reminders), due_on: dayColumn })

/** What is still to be done in a run, reminders that were sent left out, in order of days. */
export async function openAgenda(tx: Tx, id: EnrolmentId, run: Run): Promise<Due[]> {
  const told = await tx.rows(
    toldRow,
    sql`select what, due_on from enrolments.told where enrolment_id = ${id} and what = any(${[...reminders]}::text[])`,
  )
  const keys = new Set(told.map(({ what, due_on }) => `${what} ${due_on.toString()}`))
  return agenda(run).filter((due) => !('remind' in due) || !keys.has(`${due.remind} ${due.about.toString()}`))
}

/** What those who wait are told of their agreement's end: that it comes, that it has come. */
export type AgreementEnd = 'agreement_ends' | 'agreement_over'

/** Marks a reminder as sent; false when it was before. */
export async function saveTold(tx: Tx, id: EnrolmentId, what: Reminder | AgreementEnd, about: Day, at: Instant): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into enrolments.told (enrolment_id, what, due_on, told_at) values (${id}, ${what}, ${about}, ${at}) on conflict do nothing`)
  return rows === 1
}

/** Writes the first day on which the calendar has something to do with the run. */
export async function saveNextDue(tx: Tx, id: EnrolmentId, next: Day | null): Promise<void> {
  await tx.run(sql`update enrolments.enrolment set next_due_on = ${next} where id = ${id}`)
}

const dueRow = z
  .object({ enrolment_id: idColumn<'enrolment'>(), provider_id: idColumn<'organisation'>() })
  .transform(({ enrolment_id, provider_id }): { id: EnrolmentId; providerId: OrganisationId } => ({
    id: enrolment_id,
    providerId: provider_id,
  }))

/** Runs in which something has fallen due on or before a day, and the organisation whose job does it. */
export function dueRuns(tx: Tx, today: Day): Promise<{ id: EnrolmentId; providerId: OrganisationId }[]> {
  return tx.rows(dueRow, sql`select enrolment_id, provider_id from enrolments.due_runs(${today}::date)`)
}

/** The next day on which something falls due, and what is due now. */
export function splitAgenda(dues: readonly Due[], today: Day): { now: Due[]; next: Day | null } {
  return { now: dues.filter((due) => isOnOrBefore(due.on, today)), next: dues[0]?.on ?? null }
}
