import { z } from 'zod'
import type { OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import { type DigitalPostState, digitalPostStates } from '../domain/digital-post.ts'
import { type LetterId, type LetterTemplate, type WithdrawnWhy, withdrawnWhys } from '../domain/letter.ts'

/** How a letter reaches the citizen: on paper, by a mail with a link to it, or by Digital Post. */
export type LetterChannel = 'print' | 'mail_link' | 'digital_post'

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
  /** By which template it was written; an old letter's may be no more. */
  template: string
  caseNumber: string
  title: string
  sentAt: Instant
  channel: LetterChannel
  printedAt: Instant | null
  /** Where it stands with Digital Post; null for one that went another way. */
  digitalPost: { state: DigitalPostState; at: Instant | null } | null
  /** When and why it was drawn back before it went out; null for every other. */
  withdrawn: { at: Instant; why: WithdrawnWhy } | null
}

const line = z
  .object({
    id: idColumn<'letter'>(),
    person_id: idColumn<'person'>(),
    template: z.string(),
    case_number: z.string(),
    title: z.string(),
    sent_at: instantColumn,
    channel: z.enum(['print', 'mail_link', 'digital_post']),
    printed_at: instantColumn.nullable(),
    post_state: z.enum(digitalPostStates).nullable(),
    post_at: instantColumn.nullable(),
    withdrawn_at: instantColumn.nullable(),
    withdrawn_why: z.enum(withdrawnWhys).nullable(),
  })
  .transform(
    (row): LetterLine => ({
      id: row.id,
      personId: row.person_id,
      template: row.template,
      caseNumber: row.case_number,
      title: row.title,
      sentAt: row.sent_at,
      channel: row.channel,
      printedAt: row.printed_at,
      digitalPost: row.post_state === null ? null : { state: row.post_state, at: row.post_at },
      withdrawn: row.withdrawn_at === null || row.withdrawn_why === null ? null : { at: row.withdrawn_at, why: row.withdrawn_why },
    }),
  )

const columns = sql`l.id, l.person_id, l.template, l.case_number, l.title, l.sent_at, l.channel, l.printed_at, l.withdrawn_at, l.withdrawn_why,
  d.state as post_state, coalesce(d.receipt_at, d.sent_at) as post_at from notices.letter l left join notices.digital_post d on d.letter_id = l.id`

/** Every letter to a person, the newest first, of one moment the last written first; none without a part in the person. */
export function lettersTo(tx: Tx, personId: PersonId): Promise<LetterLine[]> {
  return tx.rows(line, sql`select ${columns} where l.person_id = ${personId} order by l.sent_at desc, l.number desc`)
}

// What the session's organisation has yet to print, with `l` a letter and `d` its way by Digital Post.
const toPrint = sql`l.organisation_id = platform.organisation_id() and l.printed_at is null and l.withdrawn_at is null
  and (l.channel = 'print' or d.state = 'failed')`

/** Letters the session's organisation has yet to print, also those that Digital Post did not take, the oldest first. */
export function lettersToPrint(tx: Tx): Promise<LetterLine[]> {
  return tx.rows(line, sql`select ${columns} where ${toPrint} order by l.sent_at, l.number limit 500`)
}

/** How many letters and copies the session's organisation has yet to print, those among them that Digital Post did not take. */
export async function toPrintCount(tx: Tx): Promise<number> {
  const row = z.object({ count: z.int() })
  const letters = sql`select count(*) from notices.letter l left join notices.digital_post d on d.letter_id = l.id where ${toPrint}`
  const copies = sql`
    select count(*) from notices.letter_copy c join notices.letter l on l.id = c.letter_id
    where l.organisation_id = platform.organisation_id() and c.printed_at is null and l.withdrawn_at is null`
  return (await tx.one(row, sql`select ((${letters}) + (${copies}))::int as count`)).count
}

/** A letter with its bytes, exactly as it was sent. */
export type StoredLetter = {
  id: LetterId
  personId: PersonId
  template: string
  caseNumber: string
  pdf: Uint8Array
  sha256: string
  withdrawn: boolean
}

const stored = z
  .object({
    id: idColumn<'letter'>(),
    person_id: idColumn<'person'>(),
    template: z.string(),
    case_number: z.string(),
    pdf: z.instanceof(Uint8Array),
    sha256: z.string(),
    withdrawn: z.boolean(),
  })
  .transform(({ person_id, case_number, ...row }): StoredLetter => ({ ...row, personId: person_id, caseNumber: case_number }))

/** The letter with its bytes; null when the session has no part in the person. */
export function letterPdf(tx: Tx, id: LetterId): Promise<StoredLetter | null> {
  return tx.maybe(
    stored,
    sql`select id, person_id, template, case_number, pdf, sha256, withdrawn_at is not null as withdrawn from notices.letter where id = ${id}`,
  )
}

/** Marks a letter of the session's organisation as printed; false when it was before, was drawn back, or is another's. */
export async function savePrinted(tx: Tx, id: LetterId, accountId: string, at: Instant): Promise<boolean> {
  const changed = await tx.run(sql`
    update notices.letter l set printed_at = ${at}, printed_by = ${accountId}
    where id = ${id} and organisation_id = platform.organisation_id() and printed_at is null and withdrawn_at is null
      and (channel = 'print' or exists (select from notices.digital_post d where d.letter_id = l.id and d.state = 'failed'))`)
  return changed === 1
}

/** Draws back a case's letters by the given templates that have not gone out; answers how many. */
export async function withdrawLetters(
  tx: Tx,
  of: { personId: PersonId; caseNumber: string; templates: readonly LetterTemplate[]; why: WithdrawnWhy; at: Instant },
): Promise<number> {
  const { personId, caseNumber, templates, why, at } = of
  const row = z.object({ drawn: z.int() })
  const call = sql`select notices.withdraw_letters(${personId}, ${caseNumber}, ${[...templates]}, ${why}, ${at}) as drawn`
  return (await tx.one(row, call)).drawn
}

/** Deletes the letters of an erased person. */
export async function eraseLetters(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select notices.erase_person(${personId})`)
}
