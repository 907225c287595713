import type { StaffActor } from '#kernel/actor.ts'
import { type Day, earlierOf, isBefore } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { csvType } from '#platform/csv.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { organisations } from '#modules/access/index.ts'
import { type Agreement, agreementsFor } from '#modules/agreements/index.ts'
import { loanActions } from '../../actions.ts'
import { settleAgreement } from '../../actions/settle-agreement.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import { settlementCsv, settlementPdf } from './files.ts'
import { SettlementPage, monthKey } from './page.tsx'
import type { Settled } from './sum-words.ts'

/** The settlement between purchaser and provider: the page, and the same as PDF and CSV. */
export function settlementRoutes(deps: Deps): Route[] {
  return [
    get('/settlement', loanActions.see_settlement, (call) => showSettlement(deps, call)),
    get('/settlement.csv', loanActions.see_settlement, (call) =>
      giveFile(deps, call, 'csv', ({ months }) => Promise.resolve(settlementCsv(call, months))),
    ),
    get('/settlement.pdf', loanActions.see_settlement, (call) => giveFile(deps, call, 'pdf', (settled) => settlementPdf(call, settled))),
  ]
}

type Found = { agreements: readonly Agreement[]; choices: readonly Day[]; settled: Settled | null }

// An agreement or a month that is not there to choose is as if nothing was chosen: the address is typed by nobody.
async function settle({ db }: Deps, call: Call): Promise<Found> {
  const actor = staffOf(call)
  const query = call.queries()
  return db.read(call.context, async (tx) => {
    const agreements = await agreementsFor(tx, actor, loanActions.see_settlement)
    const agreement = agreements.find(({ id }) => id === query.get('agreement')) ?? agreements[0]
    if (agreement === undefined) return { agreements, choices: [], settled: null }
    const choices = monthsOf(agreement, call.today)
    const chosen = (name: string) => choices.find((month) => monthKey(month) === query.get(name))
    const [first, last] = [choices[0], choices.findLast((month) => isBefore(month, call.today.with({ day: 1 }))) ?? choices.at(-1)]
    assert(first !== undefined && last !== undefined, 'an agreement has a first month')
    const span = { agreement, from: chosen('from') ?? first, until: chosen('until') ?? last }
    const months = await settleAgreement(tx, { actor, ...span })
    assert(months.ok, 'only agreements that may be seen are there to choose')
    const known = new Map((await organisations(tx)).map(({ id, name }) => [id, name]))
    return { agreements, choices, settled: { span, months: months.value, nameOf: (id) => known.get(id) ?? '' } }
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
  const { agreements, choices, settled } = await settle(deps, call)
  const backwards = settled !== null && isBefore(settled.span.until, settled.span.from)
  const problem = backwards ? settlementTexts(call.lang).wrongOrder : undefined
  const shown = { agreements, choices, settled, problem }
  return call.page(<SettlementPage call={call} {...shown} />, backwards ? 422 : 200)
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
