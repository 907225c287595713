import type { CitizenActor, PersonId, StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { accountNames, authorize, organisations } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personView } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { safePath } from '#platform/http/safe-path.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { correctNote, writeNote } from '../../actions/write-note.ts'
import type { NoteRefusal } from '../../domain/note.ts'
import { type Note, noteRow, noteRows, noteVersions } from '../../store/notes.ts'
import type { JournalPorts } from '../../ports.ts'
import { texts } from '../../texts/texts.ts'
import { type NoteErrors, readCorrection, readNote } from './form.ts'
import { type NoteListFacts, NoteListPage, type RefusedNote } from './list-page.tsx'
import { NotePage, type RefusedCorrection } from './note-page.tsx'

type NoteDeps = Deps & { ports: JournalPorts }

/** The addresses of notes, for staff and for the citizen. */
export function noteRoutes(given: Deps, ports: JournalPorts): Route[] {
  const deps = { ...given, ports }
  return [
    get('/people/:id/notes', actions.see_notes, (call) => showNotes(deps, call)),
    post('/people/:id/notes', actions.write_note, (call) => answerNote(deps, call)),
    get('/me/notes', actions.see_notes, (call) => showNotes(deps, call)),
    get('/notes/:id', actions.see_notes, (call) => showNote(deps, call)),
    post('/notes/:id/versions', actions.write_note, (call) => answerCorrection(deps, call)),
  ]
}

function someone(call: Call): StaffActor | CitizenActor {
  assert(call.actor !== null && call.actor.kind !== 'system', 'notes are read by people')
  return call.actor
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'notes are written by staff')
  return call.actor
}

function personOf(call: Call): PersonId | null {
  const actor = someone(call)
  return call.param('id') === '' && actor.kind === 'citizen' ? actor.personId : parseId<'person'>(call.param('id'))
}

function given(call: Call, sent: FormData | undefined, name: string): string | null {
  const value = sent === undefined ? call.query(name) : sent.get(name)
  return typeof value === 'string' ? value : null
}

async function showNotes({ db }: Deps, call: Call, refused?: RefusedNote, sent?: FormData): Promise<Response> {
  const personId = personOf(call)
  if (personId === null) return call.notFound()
  const permitted = authorize(someone(call), actions.see_notes, { personId })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const facts = await db.transaction(call.context, (tx) => listFacts(tx, call, personId, sent))
  if (facts === null) return call.notFound()
  return call.page(
    <NoteListPage call={call} facts={facts} {...(refused === undefined ? {} : { refused })} />,
    refused === undefined ? 200 : 422,
  )
}

async function listFacts(tx: Tx, call: Call, personId: PersonId, sent?: FormData): Promise<NoteListFacts | null> {
  const actor = someone(call)
  const person = await personView(tx, personId)
  if (person === null || person.erased) return null
  await recordRead(tx, { actor, page: actions.see_notes.name, personId, at: call.now })
  const notes = await noteRows(tx, personId)
  return {
    personId,
    name: actor.kind === 'citizen' ? null : (person.name ?? person.cprMasked ?? '–'),
    notes,
    signatures: await signatures(tx, call, notes),
    mayWrite: authorize(actor, actions.write_note, { personId }).ok,
    caseId: parseId<'referral'>(given(call, sent, 'case')),
    back: safePath(given(call, sent, 'back')),
  }
}

async function signatures(tx: Tx, call: Call, notes: readonly Note[]): Promise<Map<string, string>> {
  const names = await accountNames(
    tx,
    notes.map(({ accountId }) => accountId),
  )
  const known = new Map((await organisations(tx)).map((one) => [one.id, one.shortName]))
  return new Map(
    notes.map((note) => [note.id, texts(call.lang).by(names.get(note.accountId) ?? '–', known.get(note.organisationId) ?? '–')]),
  )
}

function problemOf(refusal: NoteRefusal): NoteErrors {
  if (refusal.kind === 'day_before' || refusal.kind === 'day_after') return { on: refusal }
  const text = { da: texts('da').refusals[refusal.kind], en: texts('en').refusals[refusal.kind] }
  return refusal.kind === 'day_in_future' ? { on: { kind: 'own', text } } : { words: { kind: 'own', text } }
}

async function answerNote(deps: Deps, call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const form = await call.form()
  const read = readNote(form)
  if (!read.ok) return showNotes(deps, call, { raw: read.raw, errors: read.refusal }, form)
  const { kind, on, words, sharing } = read.value
  const caseId = parseId<'referral'>(given(call, form, 'case'))
  const command = { kind, on, words, shared: sharing === 'shared', caseId, personId, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => writeNote(tx, { actor: staffOf(call), ...command }))
  if (answer.ok) return call.see(safePath(given(call, form, 'back') ?? `/people/${personId}/notes`), texts(call.lang).saved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_person') return call.refused(refusal)
  return showNotes(deps, call, { raw: read.raw, errors: problemOf(refusal) }, form)
}

async function showNote({ db, ports }: NoteDeps, call: Call, refused?: RefusedCorrection): Promise<Response> {
  const id = parseId<'note'>(call.param('id'))
  if (id === null) return call.notFound()
  const actor = someone(call)
  const facts = await db.transaction(call.context, async (tx) => {
    const note = await noteRow(tx, id)
    if (note === null || !authorize(actor, actions.see_notes, { personId: note.personId }).ok) return null
    await recordRead(tx, { actor, page: actions.see_notes.name, personId: note.personId, on: { noun: 'note', id }, at: call.now })
    const versions = await noteVersions(tx, id)
    const names = await accountNames(
      tx,
      versions.map(({ accountId }) => accountId),
    )
    const organisation = (await organisations(tx)).find((one) => one.id === note.organisationId)?.name ?? '–'
    const mayCorrect =
      actor.kind === 'staff' &&
      actor.organisationId === note.organisationId &&
      authorize(actor, actions.write_note, { personId: note.personId }).ok
    const listHref = actor.kind === 'citizen' ? '/me/notes' : `/people/${note.personId}/notes`
    const whose = actor.kind === 'citizen' ? null : await whoseNote(tx, ports, note)
    return { note, whose, versions, names, organisation, mayCorrect, listHref }
  })
  if (facts === null) return call.notFound()
  return call.page(
    <NotePage call={call} facts={facts} {...(refused === undefined ? {} : { refused })} />,
    refused === undefined ? 200 : 422,
  )
}

/** Whose note it is, by name and case, and where the case is; without a case that the reader sees, the person's notes. */
async function whoseNote(tx: Tx, ports: JournalPorts, { personId, caseId }: Note): Promise<{ label: string; href: string }> {
  const person = await personView(tx, personId)
  const number = caseId === null ? null : await ports.caseNumber(tx, caseId)
  const label = [person?.name ?? person?.cprMasked ?? '–', ...(number === null ? [] : [number])].join(', ')
  return { label, href: number === null ? `/people/${personId}/notes` : `/cases/${caseId}` }
}

async function answerCorrection(deps: NoteDeps, call: Call): Promise<Response> {
  const noteId = parseId<'note'>(call.param('id'))
  if (noteId === null) return call.notFound()
  const form = await call.form()
  const read = readCorrection(form)
  if (!read.ok) return showNote(deps, call, { raw: read.raw, errors: read.refusal })
  const command = { actor: staffOf(call), noteId, ...read.value, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => correctNote(tx, command))
  if (answer.ok) return call.see(`/notes/${noteId}`, texts(call.lang).correctionSaved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_note') return call.refused(refusal)
  return showNote(deps, call, { raw: read.raw, errors: problemOf(refusal) })
}
