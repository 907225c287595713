import { accessActions, inviteCitizen, mayEver, organisations } from '#modules/access/index.ts'
import { standing } from '#modules/caseload/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { type Filing, filingsOf } from '#modules/journal/index.ts'
import { seeSubjects } from '#modules/notices/index.ts'
import { wayOf } from '#modules/portal/index.ts'
import { referral } from '#modules/referrals/index.ts'
import type { CaseKey, CasePorts } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { workbenchActions } from '../../actions.ts'
import { type CaseFacts, CasePage } from './page.tsx'
import { type ReadCase, openCase, readCase, readerOf, shownCase } from './read-case.ts'
import { whoFacts } from './who.tsx'
import { shownKind } from './timeline-card.tsx'

/** The case page, and the invitation of its citizen. */
export function caseRoutes(deps: Deps, ports: CasePorts, publicUrl: () => string): Route[] {
  return [
    get('/cases/:id', workbenchActions.see_case, (call) => showCase(deps, ports, call)),
    post('/cases/:id/invitation', workbenchActions.see_case, (call) => invite(deps, ports, call, publicUrl)),
  ]
}

/** The reading is logged for good before the page is read, and the page is read of one unmoving snapshot. */
async function showCase({ db }: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const opened = await db.transaction(call.context, async (tx) => {
    const found = await openCase(tx, ports, call)
    if (found !== null && !('kind' in found)) await seeMessages(tx, call, found)
    return found
  })
  if (opened === null) return call.notFound()
  if ('kind' in opened) return call.refused(opened)
  const facts = await db.read(call.context, async (tx) => {
    const read = await shownCase(tx, ports, call, opened)
    return read === null ? null : factsOf(tx, call, read)
  })
  return facts === null ? call.notFound() : call.page(<CasePage call={call} facts={facts} />)
}

/** Whoever opens the case has seen what they were told of it. */
function seeMessages(tx: Tx, call: Call, { referralId, enrolmentId }: CaseKey): Promise<void> {
  const run = enrolmentId === null ? [] : [{ noun: 'enrolment', id: enrolmentId }]
  return seeSubjects(tx, { actor: readerOf(call).actor, subjects: [{ noun: 'referral', id: referralId }, ...run], at: call.now })
}

/** Invites the citizen, and shows the case with the link that is to be handed on. */
async function invite({ db }: Deps, ports: CasePorts, call: Call, publicUrl: () => string): Promise<Response> {
  const answer = await db.transaction(call.context, async (tx) => {
    const read = await readCase(tx, ports, call)
    if (read === null || 'kind' in read) return read
    const facts = await factsOf(tx, call, read)
    const { name, email } = read.person
    if (!facts.mayInvite || email === null || name === null) return facts
    const invited = await inviteCitizen(tx, { actor: readerOf(call).actor, personId: read.key.personId, name, email, at: call.now })
    return invited.ok ? { ...facts, inviteLink: `${publicUrl()}/invitation/${invited.value.token}` } : invited.refusal
  })
  if (answer === null) return call.notFound()
  return 'kind' in answer ? call.refused(answer) : call.page(<CasePage call={call} facts={answer} />)
}

async function factsOf(tx: Tx, call: Call, read: ReadCase): Promise<CaseFacts> {
  const { key, person } = read
  const [own, run, kept, listed, all] = await Promise.all([
    referral(tx, key.referralId),
    key.enrolmentId === null ? null : enrolment(tx, key.enrolmentId),
    filingsOf(tx, key.referralId),
    standing(tx, key.referralId),
    organisations(tx),
  ])
  const filings = new Map<string, Filing>(kept.map((filing) => [filing.eventKey, filing]))
  return {
    ...read,
    way: wayOf(own, run),
    filings,
    ball: listed === null ? null : { listed, organisations: all },
    who: listed === null ? null : await whoFacts(tx, readerOf(call), listed),
    shown: shownKind(call.query('show')),
    // Nobody is invited after their death.
    mayInvite:
      mayEver(readerOf(call).actor, accessActions.invite_citizen) && !person.restricted && (run === null || run.run.diedOn === null),
  }
}
