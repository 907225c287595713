import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { personView } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type NoteId, type NoteKind, type NoteRefusal, mayCorrect, mayNote } from '../domain/note.ts'
import { lockNotes, noteOfRequest, noteRow, saveNote, saveNoteVersion } from '../store/notes.ts'

/** What is noted; `shared` false keeps it to the actor's organisation. */
export type NoteCommand = {
  actor: StaffActor
  personId: PersonId
  caseId: Id<'referral'> | null
  kind: NoteKind
  shared: boolean
  on: Day
  words: string
  requestId: string
  at: Instant
}

/** Writes a note of fact (offentlighedsloven § 13); the same request is the same note. */
export async function writeNote(
  tx: Tx,
  command: NoteCommand,
): Promise<Result<NoteId, NotPermitted | { kind: 'no_such_person' } | NoteRefusal>> {
  const { actor, personId, caseId, kind, shared, on, words, requestId, at } = command
  const permitted = authorize(actor, actions.write_note, { personId })
  if (!permitted.ok) return permitted
  await lockNotes(tx, personId)
  const known = await noteOfRequest(tx, requestId)
  if (known !== null) return ok(known)
  const person = await personView(tx, personId)
  if (person === null || person.erased) return refuse({ kind: 'no_such_person' })
  const may = mayNote({ on, today: dayOf(at) })
  if (!may.ok) return may
  const id = newId<'note'>()
  await saveNote(tx, { id, personId, caseId, kind, shared }, { actor, at })
  await saveNoteVersion(tx, id, { on, words, why: null }, { actor, at, requestId })
  await recordChange(tx, { actor, action: actions.write_note, on: { noun: 'note', id }, personId, codes: { kind, shared }, at })
  return ok(id)
}

/** Corrects a note by a new version that says why; the versions before stay. */
export async function correctNote(
  tx: Tx,
  command: { actor: StaffActor; noteId: NoteId; on: Day; words: string; why: string; requestId: string; at: Instant },
): Promise<Result<NoteId, NotPermitted | { kind: 'no_such_note' } | NoteRefusal>> {
  const { actor, noteId, on, words, why, requestId, at } = command
  const first = await noteRow(tx, noteId)
  const permitted = authorize(actor, actions.write_note, first === null ? {} : { personId: first.personId })
  if (!permitted.ok) return permitted
  if (first === null) return refuse({ kind: 'no_such_note' })
  await lockNotes(tx, first.personId)
  if ((await noteOfRequest(tx, requestId)) === noteId) return ok(noteId)
  const standing = (await noteRow(tx, noteId)) ?? first
  const may = mayCorrect(standing, { organisationId: actor.organisationId, on, words, today: dayOf(at) })
  if (!may.ok) return may
  await saveNoteVersion(tx, noteId, { on, words, why }, { actor, at, requestId })
  const codes = { version: standing.number + 1 }
  await recordChange(tx, { actor, action: actions.write_note, on: { noun: 'note', id: noteId }, personId: first.personId, codes, at })
  return ok(noteId)
}
