import type { Actor, StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { accountNames, authorize, mayEver } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personView } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { dayText } from '#ui/format.ts'
import { actions } from '../actions.ts'
import type { AgreementNames } from '../actions/ports.ts'
import { type GiveReceiptRefusal, giveReceipt } from '../actions/give-receipt.ts'
import { maskedOf } from '../actions/masked.ts'
import { type MarkPrintedRefusal, markPrinted } from '../actions/mark-printed.ts'
import { mayGiveReceipt } from '../domain/director-notice.ts'
import type { LetterId } from '../domain/letter.ts'
import { opensLetter } from '../domain/letter-readers.ts'
import { agreementOf } from '../domain/notice.ts'
import { directorNotices } from '../store/director-notices.ts'
import { lettersOnTheirWay } from '../store/digital-post.ts'
import { copiesToPrint } from '../store/letter-copies.ts'
import { letterPdf, lettersToPrint } from '../store/letters.ts'
import { waitingMailCount, waitingMails } from '../store/mails.ts'
import { messages, noticeById, openTasks, saveSeen } from '../store/notices.ts'
import { texts } from '../texts/texts.ts'
import { type Inbox, InboxPage } from './inbox/page.tsx'
import { mailRoutes } from './mail/routes.tsx'
import { copyRoutes } from './copies/routes.ts'
import { PostPage } from './post/page.tsx'

const rowsShown = 100
// Those given up come first; the rest wait for the server and need nobody.
const mailsShown = 20

/** The addresses of messages, receipts, letters and the print queue. */
export function noticesRoutes(deps: Deps, hasServer: boolean, agreementNames: AgreementNames): Route[] {
  return [
    ...mailRoutes(deps),
    get('/notices', actions.see_own, (call) => showInbox(deps, agreementNames, call)),
    get('/notices/:id', actions.see_own, (call) => openNotice(deps, call)),
    post('/notices/director/:id/receipt', actions.give_receipt, (call) => answerReceipt(deps, call)),
    get('/letters/:file', actions.see_letter, (call) => showLetter(deps, call)),
    get('/post', actions.see_post, (call) => showPost(deps, call, hasServer)),
    ...copyRoutes(deps),
    post('/post/letters/:id/printed', actions.mark_printed, (call) => answerPrinted(deps, call)),
  ]
}

/** Whoever calls; a route with an action lets nobody through who is not signed in. */
function actorOf(call: Call): Exclude<Actor, { kind: 'system' }> {
  assert(call.actor !== null && call.actor.kind !== 'system', 'a page is asked for by someone signed in')
  return call.actor
}

function staffOf(call: Call): StaffActor {
  const actor = actorOf(call)
  assert(actor.kind === 'staff', 'a staff action is asked by staff')
  return actor
}

async function showInbox({ db }: Deps, agreementNames: AgreementNames, call: Call): Promise<Response> {
  const actor = actorOf(call)
  const inbox = await db.read(call.context, async (tx): Promise<Inbox> => {
    const director = actor.kind === 'staff' && mayEver(actor, actions.see_director_notices) ? await directorBox(tx, actor) : null
    // What the director signs stands in a card of its own; its task is not said twice.
    const tasks = (await openTasks(tx)).filter(({ kind }) => director === null || kind !== 'director_notice')
    const told = await messages(tx, rowsShown)
    const agreements = await agreementNames(
      tx,
      [...tasks, ...told].flatMap((one) => agreementOf(one) ?? []),
    )
    return { tasks, messages: told, director, agreements }
  })
  return call.page(<InboxPage call={call} inbox={inbox} />)
}

// Shown to deputies in organisations that buy places; an administrator elsewhere has nothing there and sees no such card.
async function directorBox(tx: Tx, actor: StaffActor): Promise<Inbox['director']> {
  const notices = await directorNotices(tx, rowsShown)
  if (notices.length === 0 && !actor.roles.includes('business_director')) return null
  const names = await accountNames(
    tx,
    notices.flatMap((notice) => (notice.openedBy === null ? [] : [notice.openedBy])),
  )
  return { notices, names, canSign: (notice) => mayGiveReceipt(notice, actor).ok }
}

async function openNotice({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'notice'>(call.param('id'))
  if (id === null) return call.notFound()
  const found = await db.transaction(call.context, async (tx) => {
    const notice = await noticeById(tx, id)
    if (notice !== null) await saveSeen(tx, [id], actorOf(call).accountId, call.now)
    return notice
  })
  return found === null ? call.notFound() : call.see(found.href)
}

async function answerReceipt({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'director_notice'>(call.param('id'))
  if (id === null) return call.notFound()
  const answer = await db.transaction(call.context, (tx) => giveReceipt(tx, { actor: staffOf(call), id, at: call.now }))
  return answer.ok ? call.see('/notices', texts(call.lang).receiptDone) : answerNoReceipt(call, answer.refusal)
}

function answerNoReceipt(call: Call, refusal: GiveReceiptRefusal): Response | Promise<Response> {
  const say = texts(call.lang)
  switch (refusal.kind) {
    case 'not_permitted':
    case 'no_such_notice':
      return call.refused(refusal)
    case 'already_opened':
      return call.see('/notices', say.alreadyOpened)
    case 'deputy_too_early':
      return call.see('/notices', say.deputyTooEarly(dayText(refusal.from)))
  }
}

// A masked person's letter is not shown either: it carries the address that is protected.
async function showLetter({ db }: Deps, call: Call): Promise<Response> {
  const actor = actorOf(call)
  const file = /^(.+)\.pdf$/.exec(call.param('file'))
  const id: LetterId | null = parseId(file?.[1])
  if (id === null) return call.notFound()
  const answer = await db.transaction(call.context, async (tx) => {
    const found = await letterPdf(tx, id)
    if (found === null) return { kind: 'no_such_letter' } as const
    const permitted = authorize(actor, actions.see_letter, { personId: found.personId })
    if (!permitted.ok) return permitted.refusal
    const person = await personView(tx, found.personId)
    if (person === null || person.restricted || !opensLetter(actor, found.template))
      return { kind: 'not_permitted', action: actions.see_letter.name } as const
    await recordRead(tx, { actor, page: actions.see_letter.name, personId: found.personId, at: call.now })
    return { kind: 'letter', ...found } as const
  })
  if (answer.kind !== 'letter') return call.refused(answer)
  return call.file(answer.pdf, 'application/pdf', `${answer.caseNumber}.pdf`)
}

async function showPost({ db }: Deps, call: Call, hasServer: boolean): Promise<Response> {
  const actor = actorOf(call)
  const opened = ({ template }: { template: string }) => opensLetter(actor, template)
  const outgoing = await db.read(call.context, async (tx) => {
    const letters = (await lettersToPrint(tx)).filter(opened)
    const copies = (await copiesToPrint(tx)).filter(opened)
    const persons = [...letters, ...copies].map(({ personId }) => personId)
    return {
      letters,
      copies,
      masked: await maskedOf(tx, persons),
      onTheirWay: await lettersOnTheirWay(tx, rowsShown),
      mails: await waitingMails(tx, mailsShown),
      mailCount: await waitingMailCount(tx),
      hasServer,
    }
  })
  return call.page(<PostPage call={call} outgoing={outgoing} />)
}

async function answerPrinted({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'letter'>(call.param('id'))
  if (id === null) return call.notFound()
  const answer = await db.transaction(call.context, (tx) => markPrinted(tx, { actor: staffOf(call), id, at: call.now }))
  return answer.ok ? call.see('/post', texts(call.lang).printedDone) : answerNotPrinted(call, answer.refusal)
}

function answerNotPrinted(call: Call, refusal: MarkPrintedRefusal): Response | Promise<Response> {
  const say = texts(call.lang)
  if (refusal.kind === 'withdrawn') return call.see('/post', say.printedWithdrawn)
  return refusal.kind === 'already_printed' ? call.see('/post', say.alreadyPrinted) : call.refused(refusal)
}
