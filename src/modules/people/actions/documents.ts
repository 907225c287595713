import type { Actor, CitizenActor, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange, recordRead } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { fileContent } from '#platform/db/files.ts'
import type { ReceivedFile } from '#platform/files/receive.ts'
import { actions } from '../actions.ts'
import { byOf } from '../domain/by.ts'
import {
  type DocumentChangeRefusal,
  type DocumentId,
  type DocumentKind,
  type DocumentReader,
  type RemovalReason,
  mayChange,
  seesKind,
} from '../domain/document.ts'
import {
  type Document,
  type DocumentAbout,
  documentOfRequest,
  documentRow,
  documentRows,
  saveDocument,
  saveRemoval,
  saveVersion,
  versionRows,
} from '../store/documents.ts'
import { lockPerson, personView } from '../store/persons.ts'

type Someone = StaffActor | CitizenActor

/** The document to attach. `shared` false keeps it to the actor's own organisation; a citizen's is always shared. */
export type AttachCommand = {
  actor: Someone
  personId: PersonId
  caseId: Id<'referral'> | null
  about?: DocumentAbout | null
  kind: DocumentKind
  title: string
  shared: boolean
  file: ReceivedFile
  requestId: string
  at: Instant
}

/** Who asks, as the rules of documents see them. */
export function documentReader(actor: Actor): DocumentReader {
  if (actor.kind === 'staff') return { roles: actor.roles, organisationId: actor.organisationId, citizen: false }
  return { roles: [], organisationId: actor.kind === 'system' ? actor.organisationId : null, citizen: actor.kind === 'citizen' }
}

/** Keeps a document of a person with its first version; the same request is the same document. The door for every module that takes files. */
export async function attachDocument(
  tx: Tx,
  command: AttachCommand,
): Promise<Result<DocumentId, NotPermitted | { kind: 'no_such_person' }>> {
  const { actor, personId, caseId, about = null, kind, title, file, requestId, at } = command
  const permitted = authorize(actor, actions.attach_document, { personId })
  if (!permitted.ok) return permitted
  if (!seesKind(documentReader(actor), kind)) return refuse({ kind: 'not_permitted', action: actions.attach_document.name })
  await lockPerson(tx, personId)
  const known = await documentOfRequest(tx, requestId)
  if (known !== null) return ok(known)
  const person = await personView(tx, personId)
  if (person === null || person.erased) return refuse({ kind: 'no_such_person' })
  const id = newId<'document'>()
  const shared = actor.kind === 'citizen' || command.shared
  await saveDocument(tx, { id, personId, caseId, about, kind, shared }, byOf(actor, at))
  await saveVersion(tx, id, { title, file, requestId }, byOf(actor, at))
  const codes = { kind, shared, size_bytes: file.bytes.length }
  await recordChange(tx, { actor, action: actions.attach_document, on: { noun: 'document', id }, personId, codes, at })
  return ok(id)
}

/** The documents of a person that the actor may see, the newest first; with `about`, those of one thing (a loan). */
export async function documentsOf(
  tx: Tx,
  { actor, personId, about = null }: { actor: Actor; personId: PersonId; about?: DocumentAbout | null },
): Promise<Document[]> {
  const all = await documentRows(tx, personId, about)
  return all.filter(({ kind }) => seesKind(documentReader(actor), kind))
}

/** Why a document is not handed out or changed. */
export type DocumentRefusal = NotPermitted | { kind: 'no_such_document' } | DocumentChangeRefusal

/**
 * Opens one version of a document (the newest when none is named), and logs that it was opened. A masked person's is not opened: what
 * stands in a file cannot be masked, and a CV or a signed note carries the name and address that are protected.
 */
export async function readDocument(
  tx: Tx,
  { actor, documentId, number, at }: { actor: Actor; documentId: DocumentId; number?: number; at: Instant },
): Promise<Result<{ bytes: Uint8Array; mediaType: string; fileName: string }, DocumentRefusal>> {
  const found = await seenDocument(tx, actor, documentId, 'see_documents')
  if (!found.ok) return found
  // The database hides the content too, but not from one who has the same file in another document.
  if (found.value.removed !== null) return refuse({ kind: 'no_such_document' })
  if ((await personView(tx, found.value.personId))?.restricted === true)
    return refuse({ kind: 'not_permitted', action: actions.see_documents.name })
  const versions = await versionRows(tx, documentId)
  const version = number === undefined ? versions[0] : versions.find((each) => each.number === number)
  const content = version === undefined ? null : await fileContent(tx, version.sha256)
  if (version === undefined || content === null) return refuse({ kind: 'no_such_document' })
  const on = { noun: 'document', id: documentId }
  await recordRead(tx, { actor, page: actions.see_documents.name, personId: found.value.personId, on, at })
  return ok({ ...content, fileName: version.fileName })
}

/** Adds the next version; the ones before stay. */
export async function addDocumentVersion(
  tx: Tx,
  command: { actor: Someone; documentId: DocumentId; title: string; file: ReceivedFile; requestId: string; at: Instant },
): Promise<Result<true, DocumentRefusal>> {
  const { actor, documentId, title, file, requestId, at } = command
  const found = await changeable(tx, actor, documentId, 'add_version', requestId)
  if (!found.ok) return found
  if (found.value === 'done') return ok(true)
  await saveVersion(tx, documentId, { title, file, requestId }, byOf(actor, at))
  const { personId } = found.value
  const codes = { version: found.value.versions + 1 }
  await recordChange(tx, { actor, action: actions.attach_document, on: { noun: 'document', id: documentId }, personId, codes, at })
  return ok(true)
}

/** Removes a document for a reason: it stays listed as removed, and nobody opens it any more. */
export async function removeDocument(
  tx: Tx,
  command: { actor: Someone; documentId: DocumentId; reason: RemovalReason; at: Instant },
): Promise<Result<PersonId, DocumentRefusal>> {
  const { actor, documentId, reason, at } = command
  const found = await changeable(tx, actor, documentId, 'remove', null)
  if (!found.ok) return found
  if (found.value === 'done') return refuse({ kind: 'document_removed' })
  await saveRemoval(tx, documentId, reason, byOf(actor, at))
  const { personId } = found.value
  await recordChange(tx, {
    actor,
    action: actions.remove_document,
    on: { noun: 'document', id: documentId },
    personId,
    codes: { reason },
    at,
  })
  return ok(personId)
}

/** One document as the actor sees it. */
export async function seenDocument(
  tx: Tx,
  actor: Actor,
  documentId: DocumentId,
  action: 'see_documents' | 'attach_document' | 'remove_document',
): Promise<Result<Document, DocumentRefusal>> {
  const found = await documentRow(tx, documentId)
  const permitted = authorize(actor, actions[action], found === null ? {} : { personId: found.personId })
  if (!permitted.ok) return permitted
  return found === null || !seesKind(documentReader(actor), found.kind) ? refuse({ kind: 'no_such_document' }) : ok(found)
}

async function changeable(
  tx: Tx,
  actor: Someone,
  documentId: DocumentId,
  change: 'add_version' | 'remove',
  requestId: string | null,
): Promise<Result<Document | 'done', DocumentRefusal>> {
  const action = change === 'remove' ? 'remove_document' : 'attach_document'
  const first = await seenDocument(tx, actor, documentId, action)
  if (!first.ok) return first
  await lockPerson(tx, first.value.personId)
  if (requestId !== null && (await documentOfRequest(tx, requestId)) === documentId) return ok('done')
  const found = await seenDocument(tx, actor, documentId, action)
  if (!found.ok) return found
  const { organisationId, removed } = found.value
  const may = mayChange({ organisationId, removed: removed !== null }, documentReader(actor), change)
  return may.ok ? found : may
}
