import { homeOf } from '#modules/access/index.ts'
import type { CasePorts } from '#platform/case.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { beginRoutes } from './begin/routes.tsx'
import { caseRoutes } from './case/routes.tsx'
import { caseloadRoutes } from './caseload/routes.tsx'
import { dayRoutes } from './day/routes.tsx'
import { fileRoutes } from './file/routes.tsx'
import { frontRoutes } from './front/routes.tsx'
import type { WordsPorts } from './front/rows.ts'
import { handOverRoutes } from './hand-over/routes.tsx'
import { journalRoutes } from './journal/routes.tsx'

/** What the modules below hand to the workbench: what they show of a case, and how they put its row into words. */
export type WorkbenchPorts = { cases: CasePorts; words: WordsPorts }

/** The front page, the worklist, search and the case page. */
export function workbenchRoutes(deps: Deps, { cases: ports, words }: WorkbenchPorts, publicUrl: () => string, entrance: string): Route[] {
  return [
    get('/', { public: 'sends each to their own front page' }, (call) => call.see(frontOf(call, entrance))),
    ...beginRoutes(deps),
    ...dayRoutes(deps, { cases: ports, words }),
    ...frontRoutes(deps, words),
    ...caseRoutes(deps, ports, publicUrl),
    ...handOverRoutes(deps, ports),
    ...caseloadRoutes(deps, ports),
    ...journalRoutes(deps, ports),
    ...fileRoutes(deps, ports),
  ]
}

function frontOf(call: Call, entrance: string): string {
  if (call.actor === null) return entrance
  if (call.actor.kind === 'citizen') return homeOf(call.actor)
  const first = call.frame.nav[0]?.items[0]?.href
  return first ?? '/agreements'
}
