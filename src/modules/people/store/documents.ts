import { z } from 'zod'
import type { AccountId, OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, empty, sql } from '#platform/db/database.ts'
import { keepFile } from '#platform/db/files.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import type { ReceivedFile } from '#platform/files/receive.ts'
import type { By } from '../domain/by.ts'
import { type DocumentId, type DocumentKind, type RemovalReason, documentKinds, removalReasons } from '../domain/document.ts'

/** What a document belongs to besides its person, by another module's word for it, such as a loan. */
export type DocumentAbout = { noun: string; id: string }

/** A document in its newest version. `title` and `fileName` are null once it was erased or deleted. */
export type Document = {
  id: DocumentId
  personId: PersonId
  caseId: Id<'referral'> | null
  about: DocumentAbout | null
  kind: DocumentKind
  /** The organisation that added it; null for the citizen. */
  organisationId: OrganisationId | null
  shared: boolean
  addedAt: Instant
  versions: number
  title: string | null
  fileName: string | null
  sizeBytes: number | null
  /** False when no scanner was connected as it came. */
  scanned: boolean
  changedAt: Instant
  removed: { reason: RemovalReason; at: Instant } | null
}

const row = z
  .object({
    id: idColumn<'document'>(),
    person_id: idColumn<'person'>(),
    case_id: idColumn<'referral'>().nullable(),
    about_noun: z.string().nullable(),
    about_id: z.string().nullable(),
    kind: z.enum(documentKinds),
    organisation_id: idColumn<'organisation'>().nullable(),
    shared: z.boolean(),
    added_at: instantColumn,
    number: z.int().nullable(),
    title: z.string().nullable(),
    file_name: z.string().nullable(),
    size_bytes: z.int().nullable(),
    scanned: z.boolean(),
    changed_at: instantColumn,
    reason: z.enum(removalReasons).nullable(),
    removed_at: instantColumn.nullable(),
  })
  .transform(
    (found): Document => ({
      id: found.id,
      personId: found.person_id,
      caseId: found.case_id,
      about: found.about_noun === null || found.about_id === null ? null : { noun: found.about_noun, id: found.about_id },
      kind: found.kind,
      organisationId: found.organisation_id,
      shared: found.shared,
      addedAt: found.added_at,
      versions: found.number ?? 0,
      title: found.title,
      fileName: found.file_name,
      sizeBytes: found.size_bytes,
      scanned: found.scanned,
      changedAt: found.changed_at,
      removed: found.reason === null || found.removed_at === null ? null : { reason: found.reason, at: found.removed_at },
    }),
  )

// A removed document's content is hidden by the policy on platform.file, and its size with it.
const newest = sql`
  select d.id, d.person_id, d.case_id, d.about_noun, d.about_id, d.kind, d.organisation_id, d.shared, d.added_at,
         v.number, v.title, v.file_name, f.size_bytes, f.scanned_at is not null as scanned,
         coalesce(v.added_at, d.added_at) as changed_at, r.reason, r.removed_at
  from people.document d
  left join lateral (select * from people.document_version v where v.document_id = d.id order by v.number desc limit 1) v on true
  left join platform.file f on f.sha256 = v.sha256
  left join people.document_removal r on r.document_id = d.id`

/** The documents of a person that the session's organisation sees, the newest first; `about` keeps those of one thing. */
export function documentRows(tx: Tx, personId: PersonId, about: DocumentAbout | null): Promise<Document[]> {
  const only = about === null ? empty : sql`and d.about_noun = ${about.noun} and d.about_id = ${about.id}`
  return tx.rows(row, sql`${newest} where d.person_id = ${personId} ${only} order by changed_at desc, d.id`)
}

/** One document, or null when the session does not see it. */
export function documentRow(tx: Tx, id: DocumentId): Promise<Document | null> {
  return tx.maybe(row, sql`${newest} where d.id = ${id}`)
}

/** A version of a document. */
export type DocumentVersion = {
  number: number
  title: string
  fileName: string
  sha256: string
  sizeBytes: number | null
  addedAt: Instant
  accountId: AccountId
}

const versionRow = z
  .object({
    number: z.int(),
    title: z.string(),
    file_name: z.string(),
    sha256: z.string(),
    size_bytes: z.int().nullable(),
    added_at: instantColumn,
    account_id: idColumn<'account'>(),
  })
  .transform(
    (found): DocumentVersion => ({
      number: found.number,
      title: found.title,
      fileName: found.file_name,
      sha256: found.sha256,
      sizeBytes: found.size_bytes,
      addedAt: found.added_at,
      accountId: found.account_id,
    }),
  )

/** A document's versions, the newest first. */
export function versionRows(tx: Tx, id: DocumentId): Promise<DocumentVersion[]> {
  return tx.rows(
    versionRow,
    sql`
    select v.number, v.title, v.file_name, v.sha256, f.size_bytes, v.added_at, v.account_id
    from people.document_version v left join platform.file f on f.sha256 = v.sha256
    where v.document_id = ${id} order by v.number desc`,
  )
}

const ofRequest = z.object({ document_id: idColumn<'document'>() })

/** The document that a request has already added, or added a version to. */
export async function documentOfRequest(tx: Tx, requestId: string): Promise<DocumentId | null> {
  const found = await tx.maybe(ofRequest, sql`select document_id from people.document_version where request_id = ${requestId}`)
  return found?.document_id ?? null
}

/** Keeps a new document, without a version yet. */
export async function saveDocument(
  tx: Tx,
  document: Pick<Document, 'id' | 'personId' | 'caseId' | 'about' | 'kind' | 'shared'>,
  by: By,
): Promise<void> {
  const { id, personId, caseId, about, kind, shared } = document
  await tx.run(sql`
    insert into people.document (id, person_id, case_id, about_noun, about_id, kind, organisation_id, shared, added_at)
    values (${id}, ${personId}, ${caseId}, ${about?.noun ?? null}, ${about?.id ?? null}, ${kind}, ${by.organisationId}, ${shared}, ${by.at})`)
}

/** Keeps the file and the next version of a document. */
export async function saveVersion(
  tx: Tx,
  id: DocumentId,
  { title, file, requestId }: { title: string; file: ReceivedFile; requestId: string },
  by: By,
): Promise<void> {
  await keepFile(tx, file, by.at)
  await tx.run(sql`
    insert into people.document_version (document_id, number, title, file_name, sha256, added_at, account_id, organisation_id, request_id)
    select ${id}, coalesce(max(number), 0) + 1, ${title}, ${file.name}, ${file.sha256}, ${by.at}::timestamptz, ${by.accountId}::uuid,
           ${by.organisationId}::uuid, ${requestId}::uuid
    from people.document_version where document_id = ${id}`)
}

/** Removes a document; one that is about someone else is deleted with its content. */
export async function saveRemoval(tx: Tx, id: DocumentId, reason: RemovalReason, by: By): Promise<void> {
  await tx.run(sql`
    insert into people.document_removal (document_id, reason, removed_at, account_id, organisation_id)
    values (${id}, ${reason}, ${by.at}, ${by.accountId}, ${by.organisationId})`)
  if (reason === 'wrong_person') await tx.run(sql`select people.drop_wrong_document(${id})`)
}

/** Deletes titles and contents of an erased person's documents. */
export async function eraseDocuments(tx: Tx, personId: PersonId): Promise<void> {
  await tx.run(sql`select people.erase_documents(${personId})`)
}
