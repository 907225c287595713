import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import type { LetterId } from '../domain/letter.ts'

/** A copy of a letter that waits to be printed, for one who acts for the citizen. `addressLess`: it was written without the protected address. */
export type LetterCopy = {
  letterId: LetterId
  representationId: string
  personId: PersonId
  /** By which template it was written; an old letter's may be no more. */
  template: string
  caseNumber: string
  title: string
  sentAt: Instant
  addressLess: boolean
}

const row = z
  .object({
    letter_id: idColumn<'letter'>(),
    representation_id: z.string(),
    person_id: idColumn<'person'>(),
    template: z.string(),
    case_number: z.string(),
    title: z.string(),
    sent_at: instantColumn,
    address_less: z.boolean(),
  })
  .transform(
    (one): LetterCopy => ({
      letterId: one.letter_id,
      representationId: one.representation_id,
      personId: one.person_id,
      template: one.template,
      caseNumber: one.case_number,
      title: one.title,
      sentAt: one.sent_at,
      addressLess: one.address_less,
    }),
  )

const columns = sql`c.letter_id, c.representation_id, c.person_id, l.template, l.case_number, l.title, l.sent_at, c.pdf is not null as address_less
  from notices.letter_copy c join notices.letter l on l.id = c.letter_id`

/** Makes a copy of a letter for each who gets copies of the person's letters today; answers how many. */
export function makeCopies(tx: Tx, letterId: LetterId, personId: PersonId): Promise<number> {
  return tx.run(sql`
    insert into notices.letter_copy (letter_id, representation_id, person_id)
    select ${letterId}, copied, ${personId} from people.copies_of(${personId}) copied`)
}

/** Keeps what is copied in place of the letter: the same words without an address that is protected. */
export async function saveAddressLess(tx: Tx, letterId: LetterId, pdf: Uint8Array): Promise<void> {
  await tx.run(sql`update notices.letter_copy set pdf = ${pdf} where letter_id = ${letterId}`)
}

/** The bytes of a copy that was written without the address; null where the letter itself is copied. */
export async function addressLessPdf(tx: Tx, of: { letterId: LetterId; representationId: string }): Promise<Uint8Array | null> {
  const bytes = z.object({ pdf: z.instanceof(Uint8Array).nullable() })
  const found = await tx.maybe(
    bytes,
    sql`select pdf from notices.letter_copy where letter_id = ${of.letterId} and representation_id = ${of.representationId}`,
  )
  return found?.pdf ?? null
}

/** The copies that the session's organisation has yet to print, the oldest first. */
export function copiesToPrint(tx: Tx): Promise<LetterCopy[]> {
  return tx.rows(
    row,
    sql`select ${columns} where l.organisation_id = platform.organisation_id() and c.printed_at is null
          and l.withdrawn_at is null
        order by l.sent_at, l.number, c.representation_id limit 500`,
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
      and l.id = c.letter_id and l.organisation_id = platform.organisation_id() and l.withdrawn_at is null`)
  return rows === 1
}
