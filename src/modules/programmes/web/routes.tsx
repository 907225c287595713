import { parseId } from '#kernel/ids.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../actions.ts'
import { programmeVersionOrNull } from '../store/versions.ts'
import { checkRoutes } from './check/routes.tsx'
import { deadlineRoutes } from './deadlines/routes.tsx'
import { ruleRoutes } from './rules/routes.tsx'
import { versionFileRoutes } from './file/routes.tsx'
import { ProgrammePage } from './programme/page.tsx'

/** The addresses of programmes. */
export function programmeRoutes(deps: Deps): Route[] {
  return [
    ...checkRoutes(deps),
    ...ruleRoutes(deps),
    ...deadlineRoutes(deps),
    ...versionFileRoutes(deps),
    get('/programmes/:id', actions.see, (call) => showProgramme(deps, call)),
  ]
}

async function showProgramme({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'programme_version'>(call.param('id'))
  if (id === null) return call.notFound()
  const [version, all] = await db.read(call.context, async (tx) => [await programmeVersionOrNull(tx, id), await organisations(tx)] as const)
  if (version === null) return call.notFound()
  const owner = all.find((each) => each.id === version.organisationId)?.name ?? '–'
  const { actor } = call
  const mayLoad = actor !== null && authorize(actor, actions.make_version, { ownerId: version.organisationId }).ok
  return call.page(<ProgrammePage call={call} version={version} owner={owner} mayLoad={mayLoad} />)
}
