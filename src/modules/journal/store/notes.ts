import { z } from 'zod'
import type { AccountId, OrganisationId, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { type NoteId, type NoteKind, noteKinds } from '../domain/note.ts'

/** A note in its newest version; an erased note is not among them. */
export type Note = {
  id: NoteId
  personId: PersonId
  caseId: Id<'referral'> | null
  kind: NoteKind
  organisationId: OrganisationId
  shared: boolean
  /** When the first version was written, and which version this is. */
  firstAt: Instant
  number: number
  on: Day
  words: string
  writtenAt: Instant
  accountId: AccountId
}

const row = z
  .object({
    id: idColumn<'note'>(),
    person_id: idColumn<'person'>(),
    case_id: idColumn<'referral'>().nullable(),
    kind: z.enum(noteKinds),
    organisation_id: idColumn<'organisation'>(),
    shared: z.boolean(),
    first_at: instantColumn,
    number: z.int(),
    on_day: dayColumn,
    words: z.string(),
    written_at: instantColumn,
    account_id: idColumn<'account'>(),
  })
  .transform(
    (found): Note => ({
      id: found.id,
      personId: found.person_id,
      caseId: found.case_id,
      kind: found.kind,
      organisationId: found.organisation_id,
      shared: found.shared,
      firstAt: found.first_at,
      number: found.number,
      on: found.on_day,
      words: found.words,
      writtenAt: found.written_at,
      accountId: found.account_id,
    }),
  )

const newest = sql`
  select n.id, n.person_id, n.case_id, n.kind, n.organisation_id, n.shared, n.written_at as first_at,
         v.number, v.on_day, v.words, v.written_at, v.account_id
  from journal.note n
  cross join lateral (select * from journal.note_version v where v.note_id = n.id order by v.number desc limit 1) v`

/** The notes of a person that the session sees, the latest day first. */
export function noteRows(tx: Tx, personId: PersonId): Promise<Note[]> {
  return tx.rows(row, sql`${newest} where n.person_id = ${personId} order by v.on_day desc, n.written_at desc`)
}

/** One note, or null when the session does not see it. */
export function noteRow(tx: Tx, id: NoteId): Promise<Note | null> {
  return tx.maybe(row, sql`${newest} where n.id = ${id}`)
}

/** A version of a note; `why` says what was wrong with the one before. */
export type NoteVersion = { number: number; on: Day; words: string; why: string | null; writtenAt: Instant; accountId: AccountId }

const versionRow = z
  .object({
    number: z.int(),
    on_day: dayColumn,
    words: z.string(),
    why: z.string().nullable(),
    written_at: instantColumn,
    account_id: idColumn<'account'>(),
  })
  .transform(
    ({ number, on_day, words, why, written_at, account_id }): NoteVersion => ({
      number,
      on: on_day,
      words,
      why,
      writtenAt: written_at,
      accountId: account_id,
    }),
  )

/** A note's versions, the newest first. */
export function noteVersions(tx: Tx, id: NoteId): Promise<NoteVersion[]> {
  return tx.rows(
    versionRow,
    sql`select number, on_day, words, why, written_at, account_id from journal.note_version where note_id = ${id} order by number desc`,
  )
}

const ofRequest = z.object({ note_id: idColumn<'note'>() })

/** The note that a request has already written. */
export async function noteOfRequest(tx: Tx, requestId: string): Promise<NoteId | null> {
  return (await tx.maybe(ofRequest, sql`select note_id from journal.note_version where request_id = ${requestId}`))?.note_id ?? null
}

/** Makes others who write about this person wait until the transaction ends. */
export async function lockNotes(tx: Tx, personId: PersonId): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 19))`)
}

/** Keeps a new note, without a version yet. */
export async function saveNote(
  tx: Tx,
  note: Pick<Note, 'id' | 'personId' | 'caseId' | 'kind' | 'shared'>,
  { actor, at }: { actor: StaffActor; at: Instant },
): Promise<void> {
  const { id, personId, caseId, kind, shared } = note
  await tx.run(sql`
    insert into journal.note (id, person_id, case_id, kind, organisation_id, shared, written_at)
    values (${id}, ${personId}, ${caseId}, ${kind}, ${actor.organisationId}, ${shared}, ${at})`)
}

/** Keeps the next version of a note. */
export async function saveNoteVersion(
  tx: Tx,
  id: NoteId,
  { on, words, why }: Pick<NoteVersion, 'on' | 'words' | 'why'>,
  { actor, at, requestId }: { actor: StaffActor; at: Instant; requestId: string },
): Promise<void> {
  await tx.run(sql`
    insert into journal.note_version (note_id, number, on_day, words, why, written_at, account_id, request_id)
    select ${id}, coalesce(max(number), 0) + 1, ${on}::date, ${words}, ${why}, ${at}::timestamptz, ${actor.accountId}::uuid, ${requestId}::uuid
    from journal.note_version where note_id = ${id}`)
}

/** Deletes the words of an erased person's notes, and where they were filed. */
export async function eraseJournal(tx: Tx, personId: PersonId): Promise<void> {
  await tx.run(sql`select journal.erase_person(${personId})`)
}
