import type { CitizenActor, PersonId, StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { accountNames, authorize, organisations } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { receiveFile } from '#platform/files/receive.ts'
import { type Call, fileOf, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { safePath } from '#platform/http/safe-path.ts'
import type { Deps } from '#platform/module.ts'
import { errorText, summaryOf } from '#ui/form-data.ts'
import { actions } from '../../actions.ts'
import {
  addDocumentVersion,
  attachDocument,
  documentReader,
  documentsOf,
  readDocument,
  removeDocument,
  seenDocument,
} from '../../actions/documents.ts'
import { type DocumentId, documentKinds, mayChange, seesKind } from '../../domain/document.ts'
import { versionRows } from '../../store/documents.ts'
import { personView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'
import { type DocumentFacts, DocumentPage, type RefusedChange } from './document-page.tsx'
import { documentBodyBytes, documentMedia, readDocumentForm, readOwnDocumentForm, readRemovalForm, readVersionForm } from './form.ts'
import { type DocumentListFacts, DocumentListPage, type RefusedDocument } from './list-page.tsx'

/** The addresses of a person's documents, for staff and for the citizen; each opening of a file is logged. */
export function documentRoutes(deps: Deps): Route[] {
  const files = { maxBodyBytes: documentBodyBytes }
  return [
    get('/people/:id/documents', actions.see_documents, (call) => showList(deps, call)),
    post('/people/:id/documents', actions.attach_document, (call) => answerDocument(deps, call), files),
    get('/me/documents', actions.see_documents, (call) => showList(deps, call)),
    post('/me/documents', actions.attach_document, (call) => answerDocument(deps, call), files),
    get('/documents/:id', actions.see_documents, (call) => showDocument(deps, call)),
    get('/documents/:id/versions/:number', actions.see_documents, (call) => sendVersion(deps, call)),
    post('/documents/:id/versions', actions.attach_document, (call) => answerVersion(deps, call), files),
    post('/documents/:id/removal', actions.remove_document, (call) => answerRemoval(deps, call)),
  ]
}

function someone(call: Call): StaffActor | CitizenActor {
  assert(call.actor !== null && call.actor.kind !== 'system', 'documents are read by people')
  return call.actor
}

/** Whose documents: the person in the address, or the citizen themselves. */
function personOf(call: Call): PersonId | null {
  const actor = someone(call)
  return call.param('id') === '' && actor.kind === 'citizen' ? actor.personId : parseId<'person'>(call.param('id'))
}

async function showList({ db }: Deps, call: Call, refused?: RefusedDocument, sent?: FormData): Promise<Response> {
  const personId = personOf(call)
  if (personId === null) return call.notFound()
  const permitted = authorize(someone(call), actions.see_documents, { personId })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const facts = await db.transaction(call.context, (tx) => listFacts(tx, call, personId, sent))
  if (facts === null) return call.notFound()
  return call.page(
    <DocumentListPage call={call} facts={facts} {...(refused === undefined ? {} : { refused })} />,
    refused === undefined ? 200 : 422,
  )
}

async function listFacts(tx: Tx, call: Call, personId: PersonId, sent?: FormData): Promise<DocumentListFacts | null> {
  const actor = someone(call)
  const person = await personView(tx, personId)
  if (person === null || person.erased) return null
  await recordRead(tx, { actor, page: actions.see_documents.name, personId, at: call.now })
  const given = (name: string) => {
    const value = sent === undefined ? call.query(name) : sent.get(name)
    return typeof value === 'string' ? value : null
  }
  return {
    personId,
    name: actor.kind === 'citizen' ? null : (person.name ?? texts(call.lang).maskedName),
    documents: await documentsOf(tx, { actor, personId }),
    organisations: new Map((await organisations(tx)).map((one) => [one.id, one.shortName])),
    kinds: documentKinds.filter((kind) => seesKind(documentReader(actor), kind)),
    mayAdd: authorize(actor, actions.attach_document, { personId }).ok,
    caseId: parseId<'referral'>(given('case')),
    back: safePath(given('back')),
  }
}

async function answerDocument(deps: Deps, call: Call): Promise<Response> {
  const personId = personOf(call)
  if (personId === null) return call.notFound()
  const actor = someone(call)
  const permitted = authorize(actor, actions.attach_document, { personId })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const form = await call.form()
  const typed = actor.kind === 'citizen' ? readOwnDocumentForm(form) : readDocumentForm(form)
  const file = await receiveFile(fileOf(form, 'file'), { scanner: deps.scanner, kinds: documentMedia })
  if (!typed.ok || !file.ok) {
    const errors = { ...(file.ok ? {} : { file: file.refusal }), ...(typed.ok ? {} : typed.refusal) }
    return showList(deps, call, { raw: typed.raw, errors }, form)
  }
  const back = safePath(textOf(form, 'back'))
  const caseId = parseId<'referral'>(textOf(form, 'case'))
  const { title, kind } = typed.value
  const shared = !('sharing' in typed.value) || typed.value.sharing === 'shared'
  const command = { actor, personId, caseId, kind, title, shared, file: file.value, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => attachDocument(tx, command))
  if (!answer.ok) return call.refused(answer.refusal)
  const list =
    actor.kind === 'citizen' ? '/me/documents' : `/people/${personId}/documents?back=${encodeURIComponent(back)}&case=${caseId ?? ''}`
  return call.see(list, texts(call.lang).documents.added)
}

function textOf(form: FormData, name: string): string | null {
  const value = form.get(name)
  return typeof value === 'string' ? value : null
}

async function showDocument({ db }: Deps, call: Call, refused?: RefusedChange): Promise<Response> {
  const id = parseId<'document'>(call.param('id'))
  if (id === null) return call.notFound()
  const found = await db.transaction(call.context, async (tx) => {
    const seen = await seenDocument(tx, someone(call), id, 'see_documents')
    if (!seen.ok) return seen
    const on = { noun: 'document', id }
    await recordRead(tx, { actor: someone(call), page: actions.see_documents.name, personId: seen.value.personId, on, at: call.now })
    return { ok: true as const, value: await documentFacts(tx, call, seen.value) }
  })
  if (!found.ok) return call.refused(found.refusal)
  return call.page(
    <DocumentPage call={call} facts={found.value} {...(refused === undefined ? {} : { refused })} />,
    refused === undefined ? 200 : 422,
  )
}

async function documentFacts(tx: Tx, call: Call, document: DocumentFacts['document']): Promise<DocumentFacts> {
  const actor = someone(call)
  const say = texts(call.lang).documents
  const versions = await versionRows(tx, document.id)
  const names = await accountNames(
    tx,
    versions.map(({ accountId }) => accountId),
  )
  const standing = { organisationId: document.organisationId, removed: document.removed !== null }
  const may = (change: 'add_version' | 'remove') =>
    authorize(actor, actions[change === 'remove' ? 'remove_document' : 'attach_document'], { personId: document.personId }).ok &&
    mayChange(standing, documentReader(actor), change).ok
  const adder = (await organisations(tx)).find(({ id }) => id === document.organisationId)?.name
  return {
    document,
    versions,
    names: new Map(names),
    addedBy: adder ?? (actor.kind === 'citizen' ? say.you : say.citizen),
    mayAddVersion: may('add_version'),
    mayRemove: may('remove'),
    masked: (await personView(tx, document.personId))?.restricted ?? false,
    listHref: actor.kind === 'citizen' ? '/me/documents' : `/people/${document.personId}/documents`,
  }
}

async function sendVersion({ db }: Deps, call: Call): Promise<Response> {
  const documentId = parseId<'document'>(call.param('id'))
  const number = Number(call.param('number'))
  if (documentId === null || !Number.isSafeInteger(number)) return call.notFound()
  const answer = await db.transaction(call.context, (tx) => readDocument(tx, { actor: someone(call), documentId, number, at: call.now }))
  if (!answer.ok) return call.refused(answer.refusal)
  return call.download(answer.value.bytes, answer.value.mediaType, answer.value.fileName)
}

async function answerVersion(deps: Deps, call: Call): Promise<Response> {
  const documentId = parseId<'document'>(call.param('id'))
  if (documentId === null) return call.notFound()
  const form = await call.form()
  const say = texts(call.lang).documents
  const typed = readVersionForm(form)
  const file = await receiveFile(fileOf(form, 'file'), { scanner: deps.scanner, kinds: documentMedia })
  if (!typed.ok || !file.ok) {
    const errors = [
      ...(file.ok ? [] : [{ field: 'file', label: say.file, text: errorText(file.refusal, call.lang) ?? '' }]),
      ...(typed.ok ? [] : summaryOf(typed.refusal, { title: say.titleField }, call.lang)),
    ]
    return showDocument(deps, call, { errors, ...(typed.raw.title === undefined ? {} : { title: typed.raw.title }) })
  }
  const command = {
    actor: someone(call),
    documentId,
    title: typed.value.title,
    file: file.value,
    requestId: requestIdOf(form),
    at: call.now,
  }
  const answer = await deps.db.transaction(call.context, (tx) => addDocumentVersion(tx, command))
  return answer.ok ? call.see(`/documents/${documentId}`, say.versionAdded) : refuseChange(deps, call, answer.refusal)
}

async function answerRemoval(deps: Deps, call: Call): Promise<Response> {
  const documentId: DocumentId | null = parseId<'document'>(call.param('id'))
  if (documentId === null) return call.notFound()
  const say = texts(call.lang).documents
  const typed = readRemovalForm(await call.form())
  if (!typed.ok) return showDocument(deps, call, { errors: summaryOf(typed.refusal, { reason: say.reason }, call.lang) })
  const command = { actor: someone(call), documentId, reason: typed.value.reason, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => removeDocument(tx, command))
  return answer.ok ? call.see(`/documents/${documentId}`, say.removed) : refuseChange(deps, call, answer.refusal)
}

type Refusal = Extract<Awaited<ReturnType<typeof removeDocument>>, { ok: false }>['refusal']

function refuseChange(deps: Deps, call: Call, refusal: Refusal): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_document') return call.refused(refusal)
  return showDocument(deps, call, { errors: [{ text: texts(call.lang).documents.refusals[refusal.kind] }] })
}
