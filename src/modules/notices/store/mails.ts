import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, idColumn, instantColumn } from '#platform/db/row.ts'

/** A mail's identity. */
export type MailId = Id<'mail'>

/** A mail taken for sending. */
export type ClaimedMail = { id: MailId; to: string; reference: string | null; href: string; attempts: number }

const claimed = z
  .object({ id: idColumn<'mail'>(), to_address: z.string(), reference: z.string().nullable(), href: z.string(), attempts: z.int() })
  .transform((row): ClaimedMail => ({ id: row.id, to: row.to_address, reference: row.reference, href: row.href, attempts: row.attempts }))

/**
 * Takes up to `limit` mails that may go at `at`, so that no other sender takes them too. One taken more than ten minutes ago
 * and not reported back belonged to a sender that died, and is taken again.
 */
export function claimMails(tx: Tx, at: Instant, limit: number): Promise<ClaimedMail[]> {
  const lost = at.subtract({ minutes: 10 })
  return tx.rows(
    claimed,
    sql`
    update notices.mail set state = 'sending', claimed_at = ${at}, attempts = attempts + 1
    where id in (
      select id from notices.mail
      where (state = 'queued' and send_after <= ${at}) or (state = 'sending' and claimed_at <= ${lost})
      order by send_after, id limit ${limit} for update skip locked)
    returning id, to_address, reference, href, attempts`,
  )
}

/** Writes that the mail server took a mail. */
export async function saveSent(tx: Tx, id: MailId, at: Instant): Promise<void> {
  await tx.run(sql`update notices.mail set state = 'sent', sent_at = ${at}, last_error = null where id = ${id} and state = 'sending'`)
}

/** Puts a mail back until `retryAt`, or gives it up when that is null. `error` is a code. */
export async function saveNotSent(tx: Tx, id: MailId, { error, retryAt }: { error: string; retryAt: Instant | null }): Promise<void> {
  await tx.run(sql`
    update notices.mail set state = ${retryAt === null ? 'failed' : 'queued'}, last_error = ${error}, send_after = coalesce(${retryAt}::timestamptz, send_after)
    where id = ${id} and state = 'sending'`)
}

/** A mail of the session's organisation that has not gone. */
export type WaitingMail = { id: MailId; reference: string | null; queuedAt: Instant; attempts: number; failed: boolean }

const waiting = z
  .object({ id: idColumn<'mail'>(), reference: z.string().nullable(), queued_at: instantColumn, attempts: z.int(), failed: z.boolean() })
  .transform(({ queued_at, ...row }): WaitingMail => ({ ...row, queuedAt: queued_at }))

/** Mails of the session's organisation that have not gone, those given up first, then the newest, at most `limit`; none of a case its reader has a conflict of interest in. */
export function waitingMails(tx: Tx, limit: number): Promise<WaitingMail[]> {
  return tx.rows(
    waiting,
    sql`
    select id, reference, queued_at, attempts, state = 'failed' as failed from notices.mail
    where state <> 'sent' and not notices.mail_shut_out(reference, href) order by failed desc, queued_at desc, id limit ${limit}`,
  )
}

/** Puts the mails that were given up back into the queue; answers how many. */
export async function requeueFailed(tx: Tx, at: Instant): Promise<number> {
  return tx.run(sql`update notices.mail set state = 'queued', attempts = 0, send_after = ${at} where state = 'failed'`)
}

const counted = z.object({ count: countColumn })

/** How many mails of the session's organisation have not gone, of those its reader may know of. */
export async function waitingMailCount(tx: Tx): Promise<number> {
  return (
    await tx.one(counted, sql`select count(*) from notices.mail where state <> 'sent' and not notices.mail_shut_out(reference, href)`)
  ).count
}

/** How many mails of the session's organisation a mail server was asked to take and did not, and the code of the latest failure. */
export type MailTrouble = { count: number; error: string | null }

const trouble = z.object({ count: countColumn, error: z.string().nullable() })

/** The mails of the session's organisation that were tried in vain and have not gone. */
export function mailTrouble(tx: Tx): Promise<MailTrouble> {
  return tx.one(
    trouble,
    sql`select count(*), (array_agg(last_error order by send_after desc))[1] as error from notices.mail where state <> 'sent' and last_error is not null`,
  )
}
