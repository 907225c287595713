import type { Instant } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import {
  type AccessRequestId,
  type ItemChoice,
  accessKinds,
  accessRequestsOf,
  answerAccessRequest,
  journalActions,
  registerAccessRequest,
  withholdReasons,
} from '#modules/journal/index.ts'
import { tellCitizen } from '#modules/notices/index.ts'
import { personView } from '#modules/people/index.ts'
import type { CaseKey, CasePorts } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { fileContent } from '#platform/db/files.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, day } from '#ui/form-fields.ts'
import { texts } from '../../texts/texts.ts'
import { openCase, readCase, readerOf } from '../case/read-case.ts'
import { FilePage, type FilePageFacts, type RefusedFile } from './page.tsx'
import { packFile, readContents } from './read-file.ts'

// The file holds the letters, with name and address: whom the citizen is masked for neither makes it nor fetches it.
const notToMasked = { kind: 'not_permitted', action: journalActions.answer_access.name } as const

const fields = { kind: choice(accessKinds), receivedOn: day() }

/** Access to the file: requests with their clocks, and the file as it was handed out. */
export function fileRoutes(deps: Deps, ports: CasePorts): Route[] {
  return [
    get('/cases/:id/file', journalActions.answer_access, (call) => showFile(deps, ports, call)),
    post('/cases/:id/file', journalActions.answer_access, (call) => answerRequest(deps, ports, call)),
    post('/cases/:id/file/:request', journalActions.answer_access, (call) => handOut(deps, ports, call)),
    get('/cases/:id/file/:request/bundle.zip', journalActions.answer_access, (call) => sendBundle(deps, ports, call)),
  ]
}

async function factsOf(tx: Tx, ports: CasePorts, call: Call): Promise<FilePageFacts | NotPermitted | null> {
  const read = await readCase(tx, ports, call)
  if (read === null || 'kind' in read) return read
  return { read, requests: await accessRequestsOf(tx, read.key.referralId), contents: await readContents(tx, call, read) }
}

async function showFile(
  { db }: Deps,
  ports: CasePorts,
  call: Call,
  more: { typed?: ReadonlyMap<string, string>; refused?: RefusedFile } = {},
): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => factsOf(tx, ports, call))
  if (facts === null) return call.notFound()
  if ('kind' in facts) return call.refused(facts)
  return call.page(<FilePage call={call} facts={facts} {...more} />, more.refused === undefined ? 200 : 422)
}

async function answerRequest(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const form = await call.form()
  const read = readForm(fields, form)
  if (!read.ok) return showFile(deps, ports, call, { refused: { raw: read.raw, errors: read.refusal } })
  const id = parseId<'access_request'>(requestIdOf(form))
  const answer = await deps.db.transaction(call.context, async (tx) => {
    const key = await openCase(tx, ports, call)
    if (key === null || id === null) return null
    if ('kind' in key) return key
    const { personId, referralId: caseId } = key
    return registerAccessRequest(tx, { actor: readerOf(call).actor, id, personId, caseId, ...read.value, at: call.now })
  })
  if (answer === null) return call.notFound()
  if ('kind' in answer) return call.refused(answer)
  if (answer.ok) return call.see(`/cases/${call.param('id')}/file`, texts(call.lang).file.registered)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showFile(deps, ports, call, { refused: { raw: read.raw, errors: { receivedOn: { kind: 'day_after', max: call.today } } } })
}

/** The word given on each thing, from fields named after it. */
function choicesOf(form: FormData): Map<string, ItemChoice> {
  const words: readonly ItemChoice[] = ['give', ...withholdReasons]
  const choices = new Map<string, ItemChoice>()
  for (const [name, value] of form.entries()) {
    const word = words.find((known) => known === value)
    if (name.startsWith('item-') && word !== undefined) choices.set(name.slice('item-'.length), word)
  }
  return choices
}

async function handOut(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const id = parseId<'access_request'>(call.param('request'))
  if (id === null) return call.notFound()
  const choices = choicesOf(await call.form())
  const answer = await deps.db.transaction(call.context, async (tx) => {
    const facts = await factsOf(tx, ports, call)
    if (facts === null || 'kind' in facts) return facts
    if (!facts.requests.some((request) => request.id === id)) return null
    if (facts.read.person.restricted) return notToMasked
    const { read, contents } = facts
    // Who asked by themself has said in which language.
    const lang = facts.requests.find((request) => request.id === id)?.wish?.lang ?? call.lang
    const pack = () => packFile(tx, ports, { ...call, lang }, { read, contents, choices })
    const done = await answerAccessRequest(tx, { actor: readerOf(call).actor, id, items: contents.own, choices, pack, at: call.now })
    if (done.ok) await tellAnswered(tx, read.key, id, call.now)
    return done
  })
  if (answer === null) return call.notFound()
  if ('kind' in answer) return call.refused(answer)
  const say = texts(call.lang).file
  if (answer.ok) return call.see(`/cases/${call.param('id')}/file`, say.handedOut)
  const { refusal } = answer
  if (refusal.kind === 'items_open') return showFile(deps, ports, call, { typed: choices, refused: { openItems: refusal.ids } })
  if (refusal.kind === 'already_answered') return showFile(deps, ports, call, { refused: { problem: say.alreadyAnswered } })
  return call.refused(refusal)
}

async function tellAnswered(tx: Tx, { personId, caseNumber }: CaseKey, id: AccessRequestId, at: Instant): Promise<void> {
  const subject = { noun: 'access_request', id }
  await tellCitizen(tx, { kind: 'access_answered', subject, href: '/me/file', personId, caseNumber, at })
}

async function sendBundle({ db }: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const wanted = call.param('request')
  const found = await db.transaction(call.context, async (tx) => {
    const key = await openCase(tx, ports, call)
    if (key === null || 'kind' in key) return null
    if ((await personView(tx, key.personId))?.restricted !== false) return notToMasked
    const request = (await accessRequestsOf(tx, key.referralId)).find(({ id }) => id === wanted)
    const content = request?.answered == null ? null : await fileContent(tx, request.answered.sha256)
    return content === null ? null : { content, name: `${key.caseNumber} ${texts(call.lang).file.title}.zip` }
  })
  if (found === null) return call.notFound()
  return 'kind' in found ? call.refused(found) : call.download(found.content.bytes, found.content.mediaType, found.name)
}
