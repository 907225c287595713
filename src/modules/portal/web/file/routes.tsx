import type { OrganisationId } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { accessRequestsAbout, askForFile, journalActions } from '#modules/journal/index.ts'
import { tellAll } from '#modules/notices/index.ts'
import type { CaseKey, CasePorts } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { fileContent } from '#platform/db/files.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { portalActions } from '../../actions.ts'
import { texts } from '../../texts/texts.ts'
import { citizenOf } from '../citizen-of.ts'
import { readOwn } from '../read-own.ts'
import { ownFileFacts } from './facts.ts'
import { type Asked, type OwnFileReading, readOwnFile } from './form.ts'
import { OwnFilePage } from './page.tsx'

/** The citizen's own file: asking for it, how far it is, and what was handed out. */
export function ownFileRoutes(deps: Deps, ports: CasePorts): Route[] {
  return [
    get('/me/file', portalActions.see_own, (call) => showFile(deps, ports, call)),
    post('/me/file', journalActions.ask_access, (call) => answerAsked(deps, ports, call)),
    get('/me/file/:request/bundle.zip', journalActions.fetch_file, (call) => sendFile(deps, ports, call)),
  ]
}

async function showFile(deps: Deps, ports: CasePorts, call: Call, wrong?: Extract<OwnFileReading, { ok: false }>): Promise<Response> {
  const own = await readOwn(deps, call, portalActions.see_own, (tx, actor) => ownFileFacts(tx, ports, call, actor))
  if (own instanceof Response) return own
  const typed = wrong === undefined ? {} : { raw: wrong.raw, errors: wrong.refusal }
  return call.page(<OwnFilePage call={call} facts={own.facts} {...typed} />, wrong === undefined ? 200 : 422)
}

async function answerAsked(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const actor = citizenOf(call)
  const form = await call.form()
  const facts = await deps.db.read(call.context, (tx) => ownFileFacts(tx, ports, call, actor))
  const { key } = facts
  const id = parseId<'access_request'>(requestIdOf(form))
  const say = texts(call.lang).file
  if (key === null || id === null) return call.notFound()
  const authorities = [key.parties.actingJobCentre, key.parties.provider]
  const free = facts.mayBeAsked.map((one) => one.id)
  // Asked in another window meanwhile, or with the same form again: the open one stands for it.
  const open = facts.requests.find((one) => one.answered === null && one.organisationId === form.get('authority'))
  if (open !== undefined) return call.see(`/me/file#request-${open.id}`, open.id === id ? say.sent : say.alreadyOpen)
  const read = readOwnFile(
    form,
    authorities.filter((one) => free.includes(one)),
  )
  if (!read.ok) return showFile(deps, ports, call, read)
  const answer = await deps.db.transaction(call.context, (tx) => ask(tx, call, { key, id, asked: read.value }))
  if (answer.ok) return call.see(`/me/file#request-${id}`, say.sent)
  return answer.refusal.kind === 'not_permitted' ? call.refused(answer.refusal) : call.see('/me/file', say.alreadyOpen)
}

type Asking = { key: CaseKey; id: Parameters<typeof askForFile>[1]['id']; asked: Asked }

async function ask(tx: Tx, call: Call, { key, id, asked }: Asking) {
  const { organisationId } = asked
  const answer = await askForFile(tx, { actor: citizenOf(call), id, caseId: key.referralId, ...asked, at: call.now })
  if (answer.ok && answer.value.isNew)
    await tellAll(tx, {
      kind: 'access_asked',
      parties: partiesOf(key, organisationId),
      subject: { noun: 'access_request', id },
      href: `/cases/${key.referralId}/file`,
      personId: key.personId,
      caseNumber: key.caseNumber,
      dueOn: answer.value.dueOn,
      at: call.now,
    })
  return answer
}

// Only the authority that was asked is told.
function partiesOf({ parties }: CaseKey, organisationId: OrganisationId) {
  return {
    ...(parties.actingJobCentre === organisationId ? { actingJobCentre: organisationId } : {}),
    ...(parties.provider === organisationId ? { provider: organisationId } : {}),
  }
}

type Handed = { content: NonNullable<Awaited<ReturnType<typeof fileContent>>>; name: string }

// The file holds the letters with name and address.
const notToOthers = { kind: 'not_permitted', action: journalActions.fetch_file.name } as const

async function sendFile(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const actor = citizenOf(call)
  const permit = authorize(actor, journalActions.fetch_file, { personId: actor.personId })
  if (!permit.ok) return call.refused(permit.refusal)
  const found = await deps.db.transaction(call.context, async (tx): Promise<typeof notToOthers | Handed | null> => {
    const { mayFetch, key } = await ownFileFacts(tx, ports, call, actor)
    if (!mayFetch) return notToOthers
    const request = (await accessRequestsAbout(tx, actor.personId)).find(({ id }) => id === call.param('request'))
    const content = request?.answered == null ? null : await fileContent(tx, request.answered.sha256)
    if (content === null) return null
    await recordRead(tx, { actor, page: journalActions.fetch_file.name, personId: actor.personId, at: call.now })
    return { content, name: `${key?.caseNumber ?? ''} ${texts(call.lang).file.title}.zip`.trim() }
  })
  if (found === null) return call.notFound()
  return 'kind' in found ? call.refused(found) : call.download(found.content.bytes, found.content.mediaType, found.name)
}
