import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import { programmeRoutes } from './web/routes.tsx'

/** Programme versions and their page. */
export function programmesModule(deps: Deps): Module {
  return { name: 'programmes', actions: Object.values(actions), routes: programmeRoutes(deps) }
}
