import type { NotPermitted } from '#kernel/permit.ts'
import { accountNames, authorize, organisations } from '#modules/access/index.ts'
import { fileEvent, filingsOf, journalActions } from '#modules/journal/index.ts'
import { renderLetter } from '#modules/notices/index.ts'
import { personView } from '#modules/people/index.ts'
import { type CasePorts, timelineOf } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { day, text } from '#ui/form-fields.ts'
import { workbenchActions } from '../../actions.ts'
import { texts } from '../../texts/texts.ts'
import { openCase, readerOf } from '../case/read-case.ts'
import { JournalPage, type JournalPageFacts } from './page.tsx'
import { journalSheet } from './sheet.ts'

const filing = { system: text({ max: 100 }), filedAs: text({ max: 100 }), on: day() }

/** The journal text of a happening of a case, its PDF, and where it was filed. */
export function journalRoutes(deps: Deps, ports: CasePorts): Route[] {
  return [
    get('/cases/:id/journal/:event', workbenchActions.see_case, (call) => showJournal(deps, ports, call)),
    get('/cases/:id/journal/:event/text.pdf', workbenchActions.see_case, (call) => sendPdf(deps, ports, call)),
    post('/cases/:id/journal/:event', journalActions.file, (call) => answerFiling(deps, ports, call)),
  ]
}

async function factsOf(tx: Tx, ports: CasePorts, call: Call): Promise<JournalPageFacts | NotPermitted | null> {
  const key = await openCase(tx, ports, call)
  if (key === null || 'kind' in key) return key
  const reader = readerOf(call)
  const { actor } = reader
  const [person, timeline, all, houses] = await Promise.all([
    personView(tx, key.personId),
    timelineOf(tx, ports, reader, key),
    filingsOf(tx, key.referralId),
    organisations(tx),
  ])
  const event = timeline.find((entry) => entry.key === call.param('event'))
  if (person === null || event === undefined) return null
  const names = await accountNames(
    tx,
    all.map(({ accountId }) => accountId),
  )
  return {
    key,
    event,
    name: person.name ?? texts(call.lang).masked,
    writer: actor.name,
    organisation: houses.find(({ id }) => id === actor.organisationId)?.name ?? '',
    today: call.today,
    lang: call.lang,
    filings: all.filter(({ eventKey }) => eventKey === event.key).map((one) => ({ ...one, by: names.get(one.accountId) ?? '–' })),
    lastSystem: all.at(-1)?.system ?? '',
    mayFile: authorize(actor, journalActions.file, { personId: key.personId }).ok,
  }
}

async function showJournal(
  { db }: Deps,
  ports: CasePorts,
  call: Call,
  refused?: Parameters<typeof JournalPage>[0]['refused'],
): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => factsOf(tx, ports, call))
  if (facts === null) return call.notFound()
  if ('kind' in facts) return call.refused(facts)
  return call.page(
    <JournalPage call={call} facts={facts} {...(refused === undefined ? {} : { refused })} />,
    refused === undefined ? 200 : 422,
  )
}

async function sendPdf({ db }: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => factsOf(tx, ports, call))
  if (facts === null) return call.notFound()
  if ('kind' in facts) return call.refused(facts)
  const pdf = await renderLetter(journalSheet(facts), call.now)
  return call.download(pdf, 'application/pdf', `${facts.key.caseNumber} ${facts.event.on.toString()}.pdf`)
}

async function answerFiling(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const form = await call.form()
  const read = readForm(filing, form)
  if (!read.ok) return showJournal(deps, ports, call, { raw: read.raw, errors: read.refusal })
  const answer = await deps.db.transaction(call.context, async (tx) => {
    const facts = await factsOf(tx, ports, call)
    if (facts === null || 'kind' in facts) return facts
    const { personId, referralId: caseId } = facts.key
    const command = { actor: readerOf(call).actor, personId, caseId, eventKey: facts.event.key, ...read.value }
    return fileEvent(tx, { ...command, requestId: requestIdOf(form), at: call.now })
  })
  if (answer === null) return call.notFound()
  if ('kind' in answer) return call.refused(answer)
  if (answer.ok) return call.see(`/cases/${call.param('id')}#timeline`, texts(call.lang).journal.saved)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showJournal(deps, ports, call, { raw: read.raw, errors: { on: { kind: 'day_after', max: call.today } } })
}
