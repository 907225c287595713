import { z } from 'zod'
import type { OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { type DigitalPostState, digitalPostStates } from '../domain/digital-post.ts'
import type { LetterId } from '../domain/letter.ts'

/** Organisations by key that are senders in Digital Post, with their CVR number. */
export type Senders = ReadonlyMap<string, string>

/** Makes the settings' senders the ones that letters are written for from now on. Organisations that do not exist are left out. */
export async function saveSenders(tx: Tx, senders: Senders): Promise<void> {
  await tx.run(sql`delete from notices.digital_post_sender`)
  for (const [key, cvr] of senders)
    await tx.run(
      sql`insert into notices.digital_post_sender (organisation_id, cvr) select id, ${cvr} from access.organisation where key = ${key}`,
    )
}

/** True when the organisation's letters go by Digital Post. */
export async function isSender(tx: Tx, organisationId: OrganisationId): Promise<boolean> {
  const found = z.object({ found: z.boolean() })
  return (
    await tx.one(found, sql`select exists (select from notices.digital_post_sender where organisation_id = ${organisationId}) as found`)
  ).found
}

/** Queues a letter for Digital Post, in the transaction that writes the letter. */
export async function queueDigitalPost(
  tx: Tx,
  of: { letterId: LetterId; organisationId: OrganisationId; messageUuid: string; answerBy: Day | null; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into notices.digital_post (letter_id, organisation_id, message_uuid, answer_by, send_after)
    values (${of.letterId}, ${of.organisationId}, ${of.messageUuid}, ${of.answerBy}, ${of.at})`)
}

const claimed = z
  .object({
    letter_id: idColumn<'letter'>(),
    message_uuid: z.string(),
    cvr: z.string().nullable(),
    sender: z.string(),
    cpr: z.string().nullable(),
    case_number: z.string(),
    title: z.string(),
    lang: z.enum(['da', 'en']),
    pdf: z.instanceof(Uint8Array),
    sha256: z.string(),
    written_at: instantColumn,
    answer_by: dayColumn.nullable(),
    attempts: z.int(),
  })
  .transform(({ letter_id, message_uuid, case_number, written_at, answer_by, ...same }) => ({
    ...same,
    letterId: letter_id,
    messageUuid: message_uuid,
    caseNumber: case_number,
    writtenAt: written_at,
    answerBy: answer_by,
  }))

/** A letter taken for sending; without `cvr` or `cpr` it cannot go this way. */
export type ClaimedLetter = z.infer<typeof claimed>

/** Takes up to `limit` letters of the session's organisation; one taken more than ten minutes ago and not reported back is taken again. */
export function claimDigitalPost(tx: Tx, at: Instant, limit: number): Promise<ClaimedLetter[]> {
  return tx.rows(claimed, sql`select * from notices.claim_digital_post(${at}, ${limit})`)
}

/** Writes that a letter's file was handed over; a receipt may have come before. */
export async function saveHandedOver(tx: Tx, letterId: LetterId, at: Instant): Promise<void> {
  await tx.run(sql`
    update notices.digital_post set state = case when state = 'sending' then 'sent' else state end, sent_at = coalesce(sent_at, ${at}), problem = null
    where letter_id = ${letterId} and state in ('sending', 'received', 'delivered')`)
}

/** Puts a letter back until `retryAt`, or lets it go on paper when that is null. `problem` is a code. */
export async function saveNotHandedOver(
  tx: Tx,
  letterId: LetterId,
  { problem, retryAt }: { problem: string; retryAt: Instant | null },
): Promise<void> {
  await tx.run(sql`
    update notices.digital_post
    set state = ${retryAt === null ? 'failed' : 'queued'}, problem = ${problem}, send_after = coalesce(${retryAt}::timestamptz, send_after)
    where letter_id = ${letterId} and state = 'sending'`)
}

/** Lets the session organisation's letters go on paper: those sent before `sentBefore` without a receipt, and, when nothing is handed over, those that wait. */
export async function saveGivenUp(tx: Tx, { sentBefore, switchedOff }: { sentBefore: Instant; switchedOff: boolean }): Promise<number> {
  const silent = await tx.run(sql`
    update notices.digital_post set state = 'failed', problem = 'no_receipt'
    where organisation_id = platform.organisation_id() and state = 'sent' and sent_at < ${sentBefore}`)
  if (!switchedOff) return silent
  const waiting = await tx.run(sql`
    update notices.digital_post set state = 'failed', problem = 'switched_off'
    where organisation_id = platform.organisation_id() and state in ('queued', 'sending')`)
  return silent + waiting
}

const standing = z.object({ letter_id: idColumn<'letter'>(), state: z.enum(digitalPostStates) })

/** Where the session organisation's message stands, locked; null when it has no such message. */
export async function messageForReceipt(tx: Tx, messageUuid: string): Promise<{ letterId: LetterId; state: DigitalPostState } | null> {
  const found = await tx.maybe(
    standing,
    sql`select letter_id, state from notices.digital_post
        where message_uuid = ${messageUuid} and organisation_id = platform.organisation_id() for update`,
  )
  return found === null ? null : { letterId: found.letter_id, state: found.state }
}

/** Writes what a receipt told. */
export async function saveReceipt(
  tx: Tx,
  letterId: LetterId,
  { state, at, problem }: { state: DigitalPostState; at: Instant; problem: string | null },
): Promise<void> {
  await tx.run(sql`
    update notices.digital_post set state = ${state}, receipt_at = ${at}, sent_at = coalesce(sent_at, ${at}), problem = ${problem}
    where letter_id = ${letterId}`)
}

/** A letter that is on its way by Digital Post. */
export type LetterOnItsWay = {
  letterId: LetterId
  caseNumber: string
  title: string
  writtenAt: Instant
  state: DigitalPostState
  attempts: number
}

const onItsWay = z
  .object({
    id: idColumn<'letter'>(),
    case_number: z.string(),
    title: z.string(),
    sent_at: instantColumn,
    state: z.enum(digitalPostStates),
    attempts: z.int(),
  })
  .transform(
    (row): LetterOnItsWay => ({
      letterId: row.id,
      caseNumber: row.case_number,
      title: row.title,
      writtenAt: row.sent_at,
      state: row.state,
      attempts: row.attempts,
    }),
  )

/** The session organisation's letters that are neither delivered nor gone on paper, the oldest first, at most `limit`. */
export function lettersOnTheirWay(tx: Tx, limit: number): Promise<LetterOnItsWay[]> {
  return tx.rows(
    onItsWay,
    sql`
    select l.id, l.case_number, l.title, l.sent_at, d.state, d.attempts
    from notices.digital_post d join notices.letter l on l.id = d.letter_id
    where d.organisation_id = platform.organisation_id() and d.state in ('queued', 'sending', 'sent', 'received')
    order by l.sent_at, l.number limit ${limit}`,
  )
}
