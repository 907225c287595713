import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { workbenchActions } from '../../actions.ts'
import { readerOf } from '../case/read-case.ts'
import type { WorkbenchPorts } from '../routes.tsx'
import { dayFacts } from './facts.ts'
import { DayPage } from './page.tsx'

/** The page of the day, where those land who hold sessions or look after cases. */
export function dayRoutes({ db }: Deps, ports: WorkbenchPorts): Route[] {
  const show = async (call: Call) => {
    const wish = { at: call.now, week: call.query('since') === 'week' }
    const facts = await db.transaction(call.context, (tx) => dayFacts(tx, ports, readerOf(call), wish))
    return call.page(<DayPage call={call} facts={facts} />)
  }
  return [get('/day', workbenchActions.see_worklist, show)]
}
