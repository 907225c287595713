import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import type { LetterId } from '../domain/letter.ts'

/** A copy of a letter that waits to be printed, for one who acts for the citizen. */
export type LetterCopy = {
  letterId: LetterId
  representationId: string
  personId: PersonId
  caseNumber: string
  title: string
  sentAt: Instant
}

const row = z
  .object({
    letter_id: idColumn<'letter'>(),
    representation_id: z.string(),
    person_id: idColumn<'person'>(),
    case_number: z.string(),
    title: z.string(),
    sent_at: instantColumn,
  })
  .transform(
    (one): LetterCopy => ({
      letterId: one.letter_id,
      representationId: one.representation_id,
      personId: one.person_id,
      caseNumber: one.case_number,
      title: one.title,
      sentAt: one.sent_at,
    }),
  )

const columns = sql`c.letter_id, c.representation_id, c.person_id, l.case_number, l.title, l.sent_at
  from notices.letter_copy c join notices.letter l on l.id = c.letter_id`

/** Makes a copy of a letter for each who gets copies of the person's letters today. */
export async function makeCopies(tx: Tx, letterId: LetterId, personId: PersonId): Promise<void> {
  await tx.run(sql`
    insert into notices.letter_copy (letter_id, representation_id, person_id)
    select ${letterId}, copied, ${personId} from people.copies_of(${personId}) copied`)
}

/** The copies that the session's organisation has yet to print, the oldest first. */
export function copiesToPrint(tx: Tx): Promise<LetterCopy[]> {
  return tx.rows(
    row,
    sql`select ${columns} where l.organisation_id = platform.organisation_id() and c.printed_at is null
        order by l.sent_at, l.id, c.representation_id limit 500`,
  )
}

/** One copy with to whom it is printed; null when the session has no part in the person or the representation is gone. */
export async function copyToPrint(
  tx: Tx,
  of: { letterId: LetterId; representationId: string },
): Promise<{ copy: LetterCopy; to: { name: string; address: string | null } } | null> {
  const copy = await tx.maybe(
    row,
    sql`select ${columns} where c.letter_id = ${of.letterId} and c.representation_id = ${of.representationId}`,
  )
  const head = z.object({ name: z.string(), address: z.string().nullable() })
  const to = await tx.maybe(head, sql`select name, address from people.copy_addressee(${of.representationId})`)
  return copy === null || to === null ? null : { copy, to }
}

/** Crosses a copy off the print queue; false when it was before, or is another organisation's. */
export async function saveCopyPrinted(
  tx: Tx,
  of: { letterId: LetterId; representationId: string },
  by: { accountId: string; at: Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    update notices.letter_copy c set printed_at = ${by.at}, printed_by = ${by.accountId} from notices.letter l
    where c.letter_id = ${of.letterId} and c.representation_id = ${of.representationId} and c.printed_at is null
      and l.id = c.letter_id and l.organisation_id = platform.organisation_id()`)
  return rows === 1
}
