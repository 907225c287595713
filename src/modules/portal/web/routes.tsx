import type { CitizenActor } from '#kernel/actor.ts'
import { parseDay } from '#kernel/days.ts'
import type { CaseCard } from '#kernel/case-step.ts'
import { organisations } from '#modules/access/index.ts'
import { attendedInRun } from '#modules/activities/index.ts'
import { businessCards, planOnRecord } from '#modules/business/index.ts'
import { enrolment, enrolmentsOfPerson } from '#modules/enrolments/index.ts'
import { loanCards, loanCaseSteps } from '#modules/loans/index.ts'
import { lettersTo, renderLetter } from '#modules/notices/index.ts'
import { personNames, supportBasisHistory, supportBasisNames } from '#modules/people/index.ts'
import type { CasePorts, Reader } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { portalActions } from '../actions.ts'
import { logFacts } from './access/log-facts.ts'
import { LogPage } from './access/page.tsx'
import { DecisionsPage } from './decisions/page.tsx'
import { activityNames, ownCase } from './path/facts.ts'
import { EconomyPage } from './economy/page.tsx'
import { ownFileRoutes } from './file/routes.tsx'
import { OwnPage } from './path/page.tsx'
import { readOwn } from './read-own.ts'
import { type RecordFacts, recordSheet } from './record/sheet.ts'
import { texts } from '../texts/texts.ts'
import { SupportPage, checksOf } from './support/page.tsx'

/** The citizen's own pages. */
export function portalRoutes(deps: Deps, ports: CasePorts): Route[] {
  return [
    get('/me', portalActions.see_own, (call) => showOwn(deps, ports, call)),
    get('/me/economy', portalActions.see_economy, (call) => showEconomy(deps, ports, call)),
    get('/me/log', portalActions.see_log, (call) => showLog(deps, call)),
    get('/me/decisions', portalActions.see_own, (call) => showDecisions(deps, call)),
    get('/me/support', portalActions.see_own, (call) => showSupport(deps, call)),
    get('/me/record.pdf', portalActions.see_own, (call) => downloadRecord(deps, ports, call)),
    ...ownFileRoutes(deps, ports),
  ]
}

async function showOwn(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const reader = (actor: CitizenActor): Reader => ({ actor, lang: call.lang, today: call.today })
  const own = await readOwn(deps, call, portalActions.see_own, (tx, actor) => ownCase(tx, ports, reader(actor), actor))
  if (own instanceof Response) return own
  const { actor, facts } = own
  return call.page(
    <OwnPage call={call} name={actor.scope === undefined ? (actor.name.split(' ')[0] ?? actor.name) : actor.name} own={facts} />,
  )
}

async function showEconomy(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const own = await readOwn(deps, call, portalActions.see_economy, (tx, actor) => economyCards(tx, ports, call, actor))
  return own instanceof Response ? own : call.page(<EconomyPage call={call} name={own.actor.name} cards={own.facts} />)
}

async function economyCards(tx: Tx, ports: CasePorts, { lang, today }: Call, actor: CitizenActor): Promise<CaseCard[]> {
  const [newest] = await ports.casesOfPerson(tx, actor.personId, { actor, lang, today })
  if (newest === undefined) return []
  const say = texts(lang).economy
  const { enrolmentId } = newest
  const budget = { title: say.budget, facts: [{ label: say.what, value: say.budgetText }], href: `/enrolments/${enrolmentId ?? ''}/budget` }
  const steps = (await loanCaseSteps(tx, { actor, lang, today }, newest)).map(({ label, href, consequence, disabledReason }) => ({
    title: label,
    facts: [{ label: say.what, value: disabledReason ?? consequence }],
    ...(disabledReason === undefined ? { href, hrefLabel: label } : {}),
  }))
  return [...(await loanCards(tx, { actor, lang, today }, newest)), ...steps, ...(enrolmentId === null ? [] : [budget])]
}

async function showLog(deps: Deps, call: Call): Promise<Response> {
  // An address that names no day shows the newest.
  const before = parseDay(call.query('before') ?? '')
  const own = await readOwn(deps, call, portalActions.see_log, (tx, actor) => logFacts(tx, actor, before.ok ? before.value : null))
  if (own instanceof Response) return own
  return call.page(<LogPage call={call} facts={own.facts} />)
}

async function showDecisions(deps: Deps, call: Call): Promise<Response> {
  const own = await readOwn(deps, call, portalActions.see_own, (tx, actor) => lettersTo(tx, actor.personId))
  if (own instanceof Response) return own
  return call.page(<DecisionsPage call={call} letters={own.facts} />)
}

async function showSupport(deps: Deps, call: Call): Promise<Response> {
  const own = await readOwn(deps, call, portalActions.see_own, async (tx, actor) => ({
    spans: await supportBasisHistory(tx, actor.personId),
    names: await supportBasisNames(tx),
    ...checksOf((await enrolmentsOfPerson(tx, actor.personId))[0]),
  }))
  if (own instanceof Response) return own
  return call.page(<SupportPage call={call} facts={own.facts} />)
}

async function downloadRecord(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const own = await readOwn(deps, call, portalActions.see_own, (tx, actor) => recordFacts(tx, ports, call, actor))
  if (own instanceof Response) return own
  if (own.facts === null) return call.notFound()
  const sheet = recordSheet(own.facts)
  return call.file(await renderLetter(sheet, call.now), 'application/pdf', `${sheet.caseNumber}.pdf`)
}

async function recordFacts(tx: Tx, ports: CasePorts, call: Call, actor: CitizenActor): Promise<RecordFacts | null> {
  const [key] = await ports.casesOfPerson(tx, actor.personId, { actor, lang: call.lang, today: call.today })
  const run = key === undefined || key.enrolmentId === null ? null : await enrolment(tx, key.enrolmentId)
  if (key === undefined || run === null) return null
  const [card] = await businessCards(tx, call.lang, { enrolmentId: run.id })
  return {
    // Whoever acts for the citizen bears a name that says so; the record is the citizen's.
    name: (await personNames(tx, [actor.personId])).get(actor.personId)?.name ?? actor.name,
    run,
    attended: await attendedInRun(tx, run.id),
    names: await activityNames(tx, run, call.lang),
    plan: await planOnRecord(tx, run.id),
    business: card?.facts ?? [],
    sender: (await organisations(tx)).find(({ id }) => id === key.parties.provider)?.name ?? '',
    on: call.today,
    lang: call.lang,
  }
}
