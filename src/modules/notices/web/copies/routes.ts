import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { recordChange, recordRead } from '#modules/audit/index.ts'
import { addressee, personView } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { opensLetter } from '../../domain/letter-readers.ts'
import { reachedAt } from '../../actions/reached.ts'
import { renderLetter } from '../../pdf/render-letter.ts'
import { addressLessPdf, copyToPrint, saveCopyPrinted } from '../../store/letter-copies.ts'
import { texts } from '../../texts/texts.ts'

/** The sheet that goes on top of a copy of a letter, with the representative's address; the copy itself where the letter's own address is protected; and crossing the copy off. */
export function copyRoutes(deps: Deps): Route[] {
  return [
    get('/post/copies/:letter/:representation', actions.see_letter, (call) => showSheet(deps, call)),
    get('/post/copies/:letter/:representation/letter', actions.see_letter, (call) => showAddressLess(deps, call)),
    post('/post/copies/:letter/:representation/printed', actions.mark_printed, (call) => answerPrinted(deps, call)),
  ]
}

type Wanted = Parameters<typeof copyToPrint>[1]
type Found = NonNullable<Awaited<ReturnType<typeof copyToPrint>>>

function copyOf(call: Call): Wanted | null {
  const [letterId, representationId] = [parseId<'letter'>(call.param('letter')), parseId<'representative'>(call.param('representation'))]
  return letterId === null || representationId === null ? null : { letterId, representationId }
}

/** A citizen has letters of their own, and prints copies for nobody. */
function staffOf(call: Call): StaffActor | null {
  return call.actor?.kind === 'staff' ? call.actor : null
}

// What a reader with access to the citizen is shown of a copy; the reading is logged.
async function shown<T>(
  { db }: Deps,
  call: Call,
  make: (tx: Tx, actor: StaffActor, found: Found, wanted: Wanted) => Promise<T>,
): Promise<{ made: T } | { answer: Response | Promise<Response> }> {
  const [wanted, actor] = [copyOf(call), staffOf(call)]
  if (wanted === null || actor === null) return { answer: call.notFound() }
  const got = await db.transaction(call.context, async (tx) => {
    const found = await copyToPrint(tx, wanted)
    if (found === null) return null
    const { personId } = found.copy
    const permitted = authorize(actor, actions.see_letter, { personId })
    const person = await personView(tx, personId)
    if (!permitted.ok || person === null || person.restricted || !opensLetter(actor, found.copy.template))
      return { kind: 'not_permitted', action: actions.see_letter.name } as const
    await recordRead(tx, { actor, page: actions.see_letter.name, personId, at: call.now })
    return { kind: 'made', made: await make(tx, actor, found, wanted) } as const
  })
  if (got === null) return { answer: call.notFound() }
  return got.kind === 'made' ? { made: got.made } : { answer: call.refused(got) }
}

async function showSheet(deps: Deps, call: Call): Promise<Response> {
  const sheet = await shown(deps, call, sheetOf)
  if ('answer' in sheet) return sheet.answer
  const { lang, sender, senderLines, to, caseNumber, title, whom } = sheet.made
  const say = texts(lang).copies
  const blocks = [{ kind: 'paragraph' as const, text: say.text(title, whom) }]
  const pdf = await renderLetter(
    { lang, sender, senderLines, addressee: to, caseNumber, on: call.today, signedBy: null, heading: say.heading, blocks },
    call.now,
  )
  return call.file(pdf, 'application/pdf', `${caseNumber}.pdf`)
}

async function showAddressLess(deps: Deps, call: Call): Promise<Response> {
  const copy = await shown(deps, call, async (tx, _, { copy: { caseNumber } }, wanted) => ({
    caseNumber,
    pdf: await addressLessPdf(tx, wanted),
  }))
  if ('answer' in copy) return copy.answer
  const { pdf, caseNumber } = copy.made
  return pdf === null ? call.notFound() : call.file(pdf, 'application/pdf', `${caseNumber}.pdf`)
}

async function sheetOf(tx: Tx, actor: StaffActor, { copy, to }: Found) {
  const citizen = await addressee(tx, copy.personId)
  const own = (await organisations(tx)).find((one) => one.id === actor.organisationId)
  const lang = citizen?.lang ?? ('da' as const)
  const senderLines = own === undefined ? [] : reachedAt(own, lang)
  return { ...copy, to, sender: own?.name ?? '', senderLines, whom: citizen?.name ?? '', lang }
}

async function answerPrinted({ db }: Deps, call: Call): Promise<Response> {
  const [wanted, actor] = [copyOf(call), staffOf(call)]
  if (wanted === null || actor === null) return call.notFound()
  const permitted = authorize(actor, actions.mark_printed, { ownerId: actor.organisationId })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const done = await db.transaction(call.context, async (tx) => {
    const found = await copyToPrint(tx, wanted)
    if (
      found === null ||
      !opensLetter(actor, found.copy.template) ||
      !(await saveCopyPrinted(tx, wanted, { accountId: actor.accountId, at: call.now }))
    )
      return false
    const on = { noun: 'letter', id: wanted.letterId }
    await recordChange(tx, { actor, action: actions.mark_printed, on, personId: found.copy.personId, codes: { copy: true }, at: call.now })
    return true
  })
  return done ? call.see('/post', texts(call.lang).printedDone) : call.notFound()
}
