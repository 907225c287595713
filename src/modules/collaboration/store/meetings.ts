import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { Meeting, MeetingId } from '../domain/meeting.ts'

const participant = z.object({ accountId: idColumn<'account'>(), organisationId: idColumn<'organisation'>() })

const meetingRow = z
  .object({
    id: idColumn<'meeting'>(),
    agreement_id: idColumn<'agreement'>(),
    held_on: dayColumn,
    starts_at: z.string(),
    place: z.string(),
    agenda: z.string(),
    minutes: z.string().nullable(),
    minutes_by: z.string().nullable(),
    minutes_at: instantColumn.nullable(),
    participants: z.array(participant),
  })
  .transform(
    (row): Meeting => ({
      id: row.id,
      agreementId: row.agreement_id,
      heldOn: row.held_on,
      startsAt: row.starts_at.slice(0, 5),
      place: row.place,
      agenda: row.agenda,
      minutes: row.minutes,
      minutesBy: row.minutes_by,
      minutesAt: row.minutes_at,
      participants: row.participants,
    }),
  )

function found(tx: Tx, where: Sql): Promise<Meeting[]> {
  return tx.rows(
    meetingRow,
    sql`select m.id, m.agreement_id, m.held_on, m.starts_at::text as starts_at, m.place, m.agenda, m.minutes, m.minutes_by, m.minutes_at,
          coalesce((select jsonb_agg(jsonb_build_object('accountId', p.account_id, 'organisationId', p.organisation_id) order by p.organisation_id, p.account_id)
                    from collaboration.participant p where p.meeting_id = m.id), '[]') as participants
        from collaboration.meeting m ${where}`,
  )
}

/** The meetings under an agreement, the newest first. */
export function meetings(tx: Tx, agreementId: string): Promise<Meeting[]> {
  return found(tx, sql`where m.agreement_id = ${agreementId} order by m.held_on desc, m.starts_at desc, m.id`)
}

/** The meeting, or null when the session is no party of its agreement. */
export async function meeting(tx: Tx, id: MeetingId): Promise<Meeting | null> {
  return (await found(tx, sql`where m.id = ${id}`))[0] ?? null
}

/** Keeps a planned meeting with its participants; false when this request has already kept it. */
export async function saveMeeting(
  tx: Tx,
  made: Meeting,
  { by, at, requestId }: { by: string; at: Instant; requestId: string },
): Promise<boolean> {
  const kept = await tx.run(sql`
    insert into collaboration.meeting (id, agreement_id, held_on, starts_at, place, agenda, planned_by, planned_at, request_id)
    values (${made.id}, ${made.agreementId}, ${made.heldOn}, ${made.startsAt}::time, ${made.place}, ${made.agenda}, ${by}, ${at}, ${requestId})
    on conflict (request_id) do nothing`)
  if (kept === 0) return false
  for (const { accountId, organisationId } of made.participants)
    await tx.run(
      sql`insert into collaboration.participant (meeting_id, account_id, organisation_id) values (${made.id}, ${accountId}, ${organisationId})`,
    )
  return true
}

/** Writes the minutes, over those that stood. */
export async function saveMinutes(tx: Tx, id: MeetingId, { minutes, by, at }: { minutes: string; by: string; at: Instant }): Promise<void> {
  await tx.run(sql`update collaboration.meeting set minutes = ${minutes}, minutes_by = ${by}, minutes_at = ${at} where id = ${id}`)
}
