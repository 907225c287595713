import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { countColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import {
  type HandOver,
  type HandOverAnswer,
  type HandOverId,
  type HandOverLine,
  handOverAnswers,
  handOverCodes,
} from '../domain/hand-over.ts'
import type { CaseId } from '../domain/standing.ts'

const row = z
  .object({
    id: idColumn<'hand_over'>(),
    case_id: idColumn<'referral'>(),
    person_id: idColumn<'person'>(),
    organisation_id: idColumn<'organisation'>(),
    from_account_id: idColumn<'account'>(),
    to_account_id: idColumn<'account'>(),
    offered_by: idColumn<'account'>(),
    offered_at: instantColumn,
    answer: z.enum(handOverAnswers).nullable(),
    answered_at: instantColumn.nullable(),
  })
  .transform(
    (one): HandOver => ({
      id: one.id,
      caseId: one.case_id,
      personId: one.person_id,
      organisationId: one.organisation_id,
      from: one.from_account_id,
      to: one.to_account_id,
      offeredBy: one.offered_by,
      offeredAt: one.offered_at,
      answer: one.answer,
      answeredAt: one.answered_at,
    }),
  )

function where(tx: Tx, condition: Sql): Promise<HandOver[]> {
  return tx.rows(
    row,
    sql`select id, case_id, person_id, organisation_id, from_account_id, to_account_id, offered_by, offered_at, answer, answered_at
        from caseload.hand_over where ${condition}`,
  )
}

/** Every hand-over of a case that the session may know of, the oldest first. */
export function handOversOfCase(tx: Tx, caseId: CaseId): Promise<HandOver[]> {
  return where(tx, sql`case_id = ${caseId} order by offered_at, id`)
}

/** What waits for somebody's answer, the oldest first. */
export function handOversTo(tx: Tx, accountId: AccountId, organisationId: OrganisationId): Promise<HandOver[]> {
  return where(tx, sql`to_account_id = ${accountId} and organisation_id = ${organisationId} and answer is null order by offered_at, id`)
}

/** A hand-over, locked until the transaction ends; null when the session sees none. */
export async function lockHandOver(tx: Tx, id: HandOverId): Promise<HandOver | null> {
  return (await where(tx, sql`id = ${id} for update`))[0] ?? null
}

/** Keeps a hand-over with its checklist and words. False when the same form was sent before. */
export async function saveHandOver(
  tx: Tx,
  made: Omit<HandOver, 'answer' | 'answeredAt'>,
  { lines, words }: { lines: readonly HandOverLine[]; words: string },
): Promise<boolean> {
  const kept = await tx.run(sql`
    insert into caseload.hand_over (id, case_id, person_id, organisation_id, from_account_id, to_account_id, offered_by, offered_at)
    values (${made.id}, ${made.caseId}, ${made.personId}, ${made.organisationId}, ${made.from}, ${made.to}, ${made.offeredBy}, ${made.offeredAt})
    on conflict (id) do nothing`)
  if (kept === 0) return false
  for (const { code, waiting } of lines)
    await tx.run(sql`insert into caseload.hand_over_line (hand_over_id, code, waiting) values (${made.id}, ${code}, ${waiting})`)
  await tx.run(sql`insert into caseload.hand_over_words (hand_over_id, person_id, words) values (${made.id}, ${made.personId}, ${words})`)
  return true
}

/** Keeps the answer and, when there are any, its words. */
export async function saveHandOverAnswer(
  tx: Tx,
  id: HandOverId,
  { answer, by, words, at }: { answer: HandOverAnswer; by: AccountId; words: string; at: Instant },
): Promise<void> {
  await tx.run(sql`update caseload.hand_over set answer = ${answer}, answered_by = ${by}, answered_at = ${at} where id = ${id}`)
  if (words !== '') await tx.run(sql`update caseload.hand_over_words set answer = ${words} where hand_over_id = ${id}`)
}

/** The checklist and the words of a hand-over, for its own authority; the words are empty once erased. */
export async function handOverText(tx: Tx, id: HandOverId): Promise<{ lines: HandOverLine[]; words: string; answer: string }> {
  const line = z.object({ code: z.enum(handOverCodes), waiting: z.int() })
  const lines = await tx.rows(line, sql`select code, waiting from caseload.hand_over_line where hand_over_id = ${id}`)
  const words = await tx.maybe(
    z.object({ words: z.string(), answer: z.string() }),
    sql`select words, answer from caseload.hand_over_words where hand_over_id = ${id}`,
  )
  const ordered = handOverCodes.flatMap((code) => lines.filter((one) => one.code === code))
  return { lines: ordered, words: words?.words ?? '', answer: words?.answer ?? '' }
}

/** How many open cases each looks after in an organisation, the most first; nobody's are left out. */
export async function openCasesEach(tx: Tx, organisationId: OrganisationId): Promise<{ accountId: AccountId; count: number }[]> {
  const rows = await tx.rows(
    z.object({ account_id: idColumn<'account'>(), count: countColumn }),
    sql`select account_id, count(*) as count from (
          select job_centre_account_id as account_id from caseload.standing
          where job_centre_id = ${organisationId} and ended_on is null and job_centre_account_id is not null
          union all
          select provider_account_id from caseload.standing
          where provider_id = ${organisationId} and ended_on is null and provider_account_id is not null) as one
        group by account_id order by count(*) desc, account_id`,
  )
  return rows.map((one) => ({ accountId: one.account_id, count: one.count }))
}

/** Deletes the words of the hand-overs of an erased person. */
export async function eraseHandOverWords(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select caseload.erase_person(${personId})`)
}
