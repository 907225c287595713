import type { CitizenActor } from '#kernel/actor.ts'
import { type Organisation, organisations } from '#modules/access/index.ts'
import { type AccessRequest, accessRequestsAbout } from '#modules/journal/index.ts'
import { holdsOn, partsOf, personView } from '#modules/people/index.ts'
import type { CaseKey, CasePorts } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'

/** What the page of the citizen's own file shows. */
export type OwnFileFacts = {
  /** The newest case, which is asked for; null while there is none. */
  key: CaseKey | null
  requests: readonly AccessRequest[]
  /** The authorities that work with the case today and have no open request of it. */
  mayBeAsked: readonly Organisation[]
  organisations: readonly Organisation[]
  /** Whether this reader fetches the file: one who acts for a citizen with a protected address does not. */
  mayFetch: boolean
}

/** Reads it; the transaction is the citizen's own. */
export async function ownFileFacts(tx: Tx, ports: CasePorts, call: Call, actor: CitizenActor): Promise<OwnFileFacts> {
  const { personId } = actor
  const [key = null] = await ports.casesOfPerson(tx, personId, { actor, lang: call.lang, today: call.today })
  const requests = await accessRequestsAbout(tx, personId)
  const all = await organisations(tx)
  const live = new Set(
    (await partsOf(tx, personId)).filter((part) => holdsOn(part, call.today)).map(({ organisationId }) => organisationId),
  )
  const taken = new Set(requests.filter((one) => one.caseId === key?.referralId && one.answered === null).map((one) => one.organisationId))
  const authorities = key === null ? [] : [...new Set([key.parties.actingJobCentre, key.parties.provider])]
  const mayFetch = actor.scope === undefined || (await personView(tx, personId))?.protected === false
  return {
    key,
    requests,
    mayBeAsked: authorities.flatMap((id) => (live.has(id) && !taken.has(id) ? all.filter((one) => one.id === id) : [])),
    organisations: all,
    mayFetch,
  }
}
