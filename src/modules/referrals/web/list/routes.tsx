import { assert } from '#kernel/result.ts'
import { mayEver, organisations } from '#modules/access/index.ts'
import { lookedAfter } from '#modules/caseload/index.ts'
import { personNames } from '#modules/people/index.ts'
import type { Call } from '#platform/http/call.ts'
import { get, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { countsOf, referralsOf } from '../../store/referrals.ts'
import { actorOf } from '../desk.ts'
import { ListPage } from './page.tsx'

/** The list of referrals. */
export function listRoutes(deps: Deps): Route[] {
  return [get('/referrals', actions.see, (call) => show(deps, call))]
}

async function show({ db }: Deps, call: Call): Promise<Response> {
  const actor = actorOf(call)
  if (actor.kind === 'citizen') return call.see('/me/referral')
  assert(actor.kind === 'staff', 'a page is read by people')
  const { organisationId, accountId } = actor
  const which = call.query('list') === 'ended' ? 'ended' : 'open'
  const facts = await db.read(call.context, async (tx) => {
    const rows = await referralsOf(tx, organisationId, { which, limit: 200 })
    const own = await lookedAfter(tx, { organisationId, accountIds: [accountId], limit: 1000 })
    return {
      rows,
      kept: new Set(own.map(({ caseId }) => caseId)),
      names: await personNames(
        tx,
        rows.map((row) => row.personId),
      ),
      organisations: await organisations(tx),
      counts: await countsOf(tx, organisationId),
    }
  })
  return call.page(<ListPage call={call} facts={{ ...facts, organisationId, which, mayRefer: mayEver(actor, actions.start) }} />)
}
