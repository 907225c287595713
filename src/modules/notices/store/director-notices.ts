import { z } from 'zod'
import { type Instant, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { DirectorNotice, DirectorNoticeId, DirectorTelling } from '../domain/director-notice.ts'

/** Keeps a director notice; null when the same was told before. */
export async function saveDirectorNotice(tx: Tx, told: DirectorTelling): Promise<DirectorNoticeId | null> {
  const id = newId<'director_notice'>()
  const { agreementId, purchaserId, caseNumber, event, on, placeNumber, at } = told
  const added = await tx.run(sql`
    insert into notices.director_notice (id, agreement_id, purchaser_id, case_number, event, on_day, place_number, at, told_on)
    values (${id}, ${agreementId}, ${purchaserId}, ${caseNumber}, ${event}, ${on}, ${placeNumber}, ${at}, ${dayOf(at)})
    on conflict do nothing`)
  return added === 1 ? id : null
}

const row = z
  .object({
    id: idColumn<'director_notice'>(),
    agreement_id: z.string(),
    purchaser_id: idColumn<'organisation'>(),
    case_number: z.string(),
    event: z.enum(['enrolled', 'discharged', 'reopened']),
    on_day: dayColumn,
    place_number: z.int().nullable(),
    at: instantColumn,
    told_on: dayColumn,
    deputy_told_at: instantColumn.nullable(),
    opened_at: instantColumn.nullable(),
    opened_by: z.string().nullable(),
  })
  .transform(
    (one): DirectorNotice => ({
      id: one.id,
      agreementId: one.agreement_id,
      purchaserId: one.purchaser_id,
      caseNumber: one.case_number,
      event: one.event,
      on: one.on_day,
      placeNumber: one.place_number,
      at: one.at,
      toldOn: one.told_on,
      deputyToldAt: one.deputy_told_at,
      openedAt: one.opened_at,
      openedBy: one.opened_by,
    }),
  )

const columns = sql`id, agreement_id, purchaser_id, case_number, event, on_day, place_number, at, told_on, deputy_told_at, opened_at, opened_by`

/** The director notices to the session's organisation: unopened ones first, then the newest; at most `limit`. */
export function directorNotices(tx: Tx, limit: number): Promise<DirectorNotice[]> {
  return tx.rows(row, sql`select ${columns} from notices.director_notice order by opened_at is not null, at desc, id limit ${limit}`)
}

/** Unopened director notices of which no deputy was told, locked until the transaction ends. */
export function unopenedToLock(tx: Tx): Promise<DirectorNotice[]> {
  return tx.rows(
    row,
    sql`select ${columns} from notices.director_notice where opened_at is null and deputy_told_at is null order by id for update`,
  )
}

/** One director notice of the session's organisation, locked until the transaction ends. */
export function directorNoticeToLock(tx: Tx, id: DirectorNoticeId): Promise<DirectorNotice | null> {
  return tx.maybe(row, sql`select ${columns} from notices.director_notice where id = ${id} for update`)
}

/** Writes the receipt. */
export async function saveReceipt(tx: Tx, id: DirectorNoticeId, accountId: string, at: Instant): Promise<void> {
  await tx.run(sql`update notices.director_notice set opened_at = ${at}, opened_by = ${accountId} where id = ${id} and opened_at is null`)
}

/** Writes that the deputy was told. */
export async function saveDeputyTold(tx: Tx, id: DirectorNoticeId, at: Instant): Promise<void> {
  await tx.run(sql`update notices.director_notice set deputy_told_at = ${at} where id = ${id}`)
}
