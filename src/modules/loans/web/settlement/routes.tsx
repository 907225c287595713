import type { OrganisationId, StaffActor } from '#kernel/actor.ts'
import { type Day, earlierOf, isBefore } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { csvType } from '#platform/csv.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { type Agreement, agreementsFor } from '#modules/agreements/index.ts'
import { loanActions } from '../../actions.ts'
import { monthText } from '#ui/format.ts'
import { sendSettlement } from '../../actions/send-settlement.ts'
import { settleAgreement } from '../../actions/settle-agreement.ts'
import { type KeptSettlement, settlementsOf } from '../../store/settlements.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import { settlementCsv, settlementPdf } from './files.ts'
import { monthKey } from './month-key.ts'
import { SettlementPage } from './page.tsx'
import type { Settled } from './sum-words.ts'

/** The settlement between purchaser and provider: the page, and the same as PDF and CSV. */
export function settlementRoutes(deps: Deps): Route[] {
  return [
    get('/settlement', loanActions.see_settlement, (call) => showSettlement(deps, call)),
    post('/settlement/send', loanActions.send_settlement, (call) => sendAsked(deps, call)),
    get('/settlement.csv', loanActions.see_settlement, (call) =>
      giveFile(deps, call, 'csv', (settled) => Promise.resolve(settlementCsv(call, settled))),
    ),
    get('/settlement.pdf', loanActions.see_settlement, (call) => giveFile(deps, call, 'pdf', (settled) => settlementPdf(call, settled))),
  ]
}

type Found = {
  agreements: readonly Agreement[]
  choices: readonly Day[]
  settled: Settled | null
  kept: readonly KeptSettlement[]
  maySend: boolean
}

// An agreement or a month that is not there to choose is as if nothing was chosen: the address is typed by nobody.
async function settle({ db }: Deps, call: Call, query: URLSearchParams = call.queries()): Promise<Found> {
  const actor = staffOf(call)
  return db.read(call.context, async (tx) => {
    const seen = await agreementsFor(tx, actor, loanActions.see_settlement)
    const agreements = seen.toSorted((a, b) => a.name[call.lang].localeCompare(b.name[call.lang], call.lang))
    const agreement = agreements.find(({ id }) => id === query.get('agreement')) ?? agreements[0]
    if (agreement === undefined) return { agreements, choices: [], settled: null, kept: [], maySend: false }
    const choices = monthsOf(agreement, call.today)
    const chosen = (name: string) => choices.find((month) => monthKey(month) === query.get(name))
    const [first, last] = [choices[0], choices.findLast((month) => isBefore(month, call.today.with({ day: 1 }))) ?? choices.at(-1)]
    assert(first !== undefined && last !== undefined, 'an agreement has a first month')
    const kept = await settlementsOf(tx, agreement.id)
    const sent = kept.find(({ id }) => id === query.get('sent')) ?? null
    const span = { agreement, from: chosen('from') ?? first, until: chosen('until') ?? last }
    const months = await settleAgreement(tx, { actor, ...span })
    assert(months.ok, 'only agreements that may be seen are there to choose')
    const known = new Map((await organisations(tx)).map(({ id, name }) => [id, name]))
    const nameOf = (id: OrganisationId) => known.get(id) ?? ''
    const settled =
      sent === null
        ? { span, months: months.value, nameOf, sent }
        : {
            span: { agreement: { ...agreement, lossTerms: sent.terms }, from: sent.from, until: sent.until },
            months: sent.months,
            nameOf,
            sent,
          }
    const maySend = authorize(actor, loanActions.send_settlement, { parties: agreement.parties }).ok
    return { agreements, choices, settled, kept, maySend }
  })
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'staff settle')
  return call.actor
}

// Loans outlive the places: the months go on until today, however long ago the agreement ended.
function monthsOf({ startsOn }: Agreement, today: Day): Day[] {
  const months: Day[] = []
  const first = earlierOf(startsOn, today).with({ day: 1 })
  for (let month = first; !isBefore(today, month); month = month.add({ months: 1 })) months.push(month)
  return months
}

async function showSettlement(deps: Deps, call: Call): Promise<Response> {
  const found = await settle(deps, call)
  const { settled } = found
  const backwards = settled !== null && isBefore(settled.span.until, settled.span.from)
  const problem = backwards ? settlementTexts(call.lang).wrongOrder : undefined
  return call.page(<SettlementPage call={call} {...found} problem={problem} sendProblem={undefined} />, backwards ? 422 : 200)
}

async function sendAsked(deps: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const typed = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const found = await settle(deps, call, new URLSearchParams({ agreement: typed('agreement') }))
  const until = found.choices.find((month) => monthKey(month) === typed('until'))
  const agreement = found.settled?.span.agreement
  if (agreement?.id !== typed('agreement') || until === undefined) return call.notFound()
  const command = { actor: staffOf(call), agreement, until, requestId: requestIdOf(form), on: call.today, at: call.now }
  const sent = await deps.db.transaction(call.context, (tx) => sendSettlement(tx, command))
  const say = settlementTexts(call.lang)
  if (sent.ok) return call.see(`/settlement?agreement=${agreement.id}&sent=${sent.value}`, say.sent)
  const { refusal } = sent
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  const sendProblem =
    refusal.kind === 'month_not_over'
      ? say.notOver(monthText(refusal.last, call.lang))
      : say.sentAlready(monthText(refusal.next, call.lang))
  return call.page(<SettlementPage call={call} {...found} problem={undefined} sendProblem={sendProblem} />, 422)
}

async function giveFile(
  deps: Deps,
  call: Call,
  ending: 'csv' | 'pdf',
  write: (settled: Settled) => Promise<Uint8Array>,
): Promise<Response> {
  const { settled } = await settle(deps, call)
  if (settled === null || isBefore(settled.span.until, settled.span.from)) return call.notFound()
  const { span } = settled
  const name = `${settlementTexts(call.lang).fileName}-${monthKey(span.from)}-${monthKey(span.until)}.${ending}`
  return call.download(await write(settled), ending === 'csv' ? csvType : 'application/pdf', name)
}
