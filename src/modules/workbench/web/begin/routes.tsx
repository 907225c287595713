import { organisations } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { workbenchActions } from '../../actions.ts'
import { readerOf } from '../case/read-case.ts'
import { beginFacts } from './facts.ts'
import { BeginPage } from './page.tsx'

/** The page on which an administrator lands. */
export function beginRoutes({ db }: Deps): Route[] {
  const show = async (call: Call) => {
    const { actor, today } = readerOf(call)
    const facts = await db.read(call.context, async (tx) => {
      const own = (await organisations(tx)).find(({ id }) => id === actor.organisationId)
      return beginFacts(tx, actor, own?.name ?? '', today)
    })
    return call.page(<BeginPage call={call} facts={facts} />)
  }
  return [get('/begin', workbenchActions.begin, show)]
}
