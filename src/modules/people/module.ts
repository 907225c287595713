import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import { peopleRoutes } from './web/routes.tsx'

/** Persons: contact, support basis, consent, parts. */
export function peopleModule(deps: Deps): Module {
  return { name: 'people', actions: Object.values(actions), routes: peopleRoutes(deps) }
}
