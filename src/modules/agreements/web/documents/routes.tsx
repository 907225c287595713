import { parseId } from '#kernel/ids.ts'
import { authorize } from '#modules/access/index.ts'
import { fileContent } from '#platform/db/files.ts'
import { receiveFile } from '#platform/files/receive.ts'
import { type Call, fileOf, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, day } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { keepDocument } from '../../actions/keep-document.ts'
import { agreementDocuments, documentKinds } from '../../store/documents.ts'
import { texts } from '../../texts/texts.ts'
import { readAgreement, staffOf } from '../read-agreement.ts'
import { type DocumentTyped, signedKinds } from './card.tsx'

const maxBodyBytes = 21 * 1024 * 1024

/** Keeping a signed copy and fetching one; `shown` is the agreement's page, which holds the form. */
export function documentRoutes(deps: Deps, shown: (call: Call, typed: DocumentTyped) => Promise<Response>): Route[] {
  return [
    post('/agreements/:id/documents', actions.keep_document, (call) => answerDocument(deps, call, shown), { maxBodyBytes }),
    get('/agreements/:id/documents/:document', actions.see, (call) => fetchDocument(deps, call)),
  ]
}

async function answerDocument(deps: Deps, call: Call, shown: (call: Call, typed: DocumentTyped) => Promise<Response>): Promise<Response> {
  const found = await readAgreement(deps, call)
  if (found === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.keep_document, { parties: found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const form = await call.form()
  const typed = readForm({ kind: choice(documentKinds), signedOn: day({ max: call.today }) }, form)
  const file = await receiveFile(fileOf(form, 'file'), { scanner: deps.scanner, kinds: signedKinds })
  if (!typed.ok || !file.ok)
    return shown(call, { raw: typed.raw, errors: { ...(file.ok ? {} : { file: file.refusal }), ...(typed.ok ? {} : typed.refusal) } })
  const command = {
    actor: staffOf(call),
    agreementId: found.id,
    ...typed.value,
    file: file.value,
    requestId: requestIdOf(form),
    at: call.now,
  }
  const answer = await deps.db.transaction(call.context, (tx) => keepDocument(tx, command))
  if (!answer.ok) return call.refused(answer.refusal)
  return call.see(`/agreements/${found.id}`, texts(call.lang).documents.kept)
}

async function fetchDocument(deps: Deps, call: Call): Promise<Response> {
  const [id, document] = [parseId<'agreement'>(call.param('id')), parseId<'agreement_document'>(call.param('document'))]
  const found = id === null ? null : await readAgreement(deps, call)
  if (id === null || document === null || found === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.see, { parties: found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const file = await deps.db.read(call.context, async (tx) => {
    const kept = (await agreementDocuments(tx, id)).find((one) => one.id === document)
    const content = kept === undefined ? null : await fileContent(tx, kept.sha256)
    return kept === undefined || content === null ? null : { ...content, name: kept.name }
  })
  return file === null ? call.notFound() : call.download(file.bytes, file.mediaType, file.name)
}
