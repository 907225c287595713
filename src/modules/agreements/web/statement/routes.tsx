import { authorize } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { statements } from '../../store/statements.ts'
import { readAgreement, staffOf } from '../read-agreement.ts'
import { StatementPage } from './page.tsx'

/** The statements of an agreement, one page a month: `/statements/2016-03`. */
export function statementRoutes(deps: Deps): Route[] {
  return [get('/agreements/:id/statements/:month', actions.see, (call) => showStatement(deps, call))]
}

async function showStatement(deps: Deps, call: Call): Promise<Response> {
  const found = await readAgreement(deps, call)
  if (found === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.see, { parties: found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  const all = await deps.db.read(call.context, (tx) => statements(tx, found.id))
  const statement = all.find(({ month }) => month.toString() === `${call.param('month')}-01`)
  if (statement === undefined) return call.notFound()
  return call.page(<StatementPage call={call} agreement={found} statement={statement} />)
}
