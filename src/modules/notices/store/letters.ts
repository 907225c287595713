import { z } from 'zod'
import type { OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import type { LetterId, LetterTemplate } from '../domain/letter.ts'

/** How a letter reaches the citizen: on paper, or by a mail with a link to it. */
export type LetterChannel = 'print' | 'mail_link'

/** A letter as it was sent, with its bytes. */
export type NewLetter = {
  id: LetterId
  personId: PersonId
  organisationId: OrganisationId
  template: LetterTemplate
  templateVersion: number
  lang: 'da' | 'en'
  caseNumber: string
  title: string
  pdf: Uint8Array
  sha256: string
  sentAt: Instant
  channel: LetterChannel
  accountId: string | null
}

/** Keeps a letter. The table refuses bytes that do not have the hash. */
export async function saveLetter(tx: Tx, letter: NewLetter): Promise<void> {
  await tx.run(sql`
    insert into notices.letter (id, person_id, organisation_id, template, template_version, lang, case_number, title, pdf, sha256, sent_at,
                                channel, account_id)
    values (${letter.id}, ${letter.personId}, ${letter.organisationId}, ${letter.template}, ${letter.templateVersion}, ${letter.lang},
            ${letter.caseNumber}, ${letter.title}, ${letter.pdf}, ${letter.sha256}, ${letter.sentAt}, ${letter.channel}, ${letter.accountId})`)
}

/** A letter of a list, without its bytes. */
export type LetterLine = {
  id: LetterId
  personId: PersonId
  caseNumber: string
  title: string
  sentAt: Instant
  channel: LetterChannel
  printedAt: Instant | null
}

const line = z
  .object({
    id: idColumn<'letter'>(),
    person_id: idColumn<'person'>(),
    case_number: z.string(),
    title: z.string(),
    sent_at: instantColumn,
    channel: z.enum(['print', 'mail_link']),
    printed_at: instantColumn.nullable(),
  })
  .transform(
    (row): LetterLine => ({
      id: row.id,
      personId: row.person_id,
      caseNumber: row.case_number,
      title: row.title,
      sentAt: row.sent_at,
      channel: row.channel,
      printedAt: row.printed_at,
    }),
  )

const columns = sql`id, person_id, case_number, title, sent_at, channel, printed_at`

/** Every letter to a person, the newest first; none without a part in the person. */
export function lettersTo(tx: Tx, personId: PersonId): Promise<LetterLine[]> {
  return tx.rows(line, sql`select ${columns} from notices.letter where person_id = ${personId} order by sent_at desc, id`)
}

/** Letters the session's organisation has yet to print, the oldest first. */
export function lettersToPrint(tx: Tx): Promise<LetterLine[]> {
  return tx.rows(
    line,
    sql`
    select ${columns} from notices.letter
    where organisation_id = platform.organisation_id() and channel = 'print' and printed_at is null
    order by sent_at, id limit 500`,
  )
}

/** A letter with its bytes, exactly as it was sent. */
export type StoredLetter = { id: LetterId; personId: PersonId; caseNumber: string; pdf: Uint8Array; sha256: string }

const stored = z
  .object({
    id: idColumn<'letter'>(),
    person_id: idColumn<'person'>(),
    case_number: z.string(),
    pdf: z.instanceof(Uint8Array),
    sha256: z.string(),
  })
  .transform(
    (row): StoredLetter => ({ id: row.id, personId: row.person_id, caseNumber: row.case_number, pdf: row.pdf, sha256: row.sha256 }),
  )

/** The letter with its bytes; null when the session has no part in the person. */
export function letterPdf(tx: Tx, id: LetterId): Promise<StoredLetter | null> {
  return tx.maybe(stored, sql`select id, person_id, case_number, pdf, sha256 from notices.letter where id = ${id}`)
}

/** Marks a letter of the session's organisation as printed; false when it was before, or is another's. */
export async function savePrinted(tx: Tx, id: LetterId, accountId: string, at: Instant): Promise<boolean> {
  const changed = await tx.run(sql`
    update notices.letter set printed_at = ${at}, printed_by = ${accountId}
    where id = ${id} and organisation_id = platform.organisation_id() and channel = 'print' and printed_at is null`)
  return changed === 1
}

/** Deletes the letters of an erased person. */
export async function eraseLetters(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select notices.erase_person(${personId})`)
}
