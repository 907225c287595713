import type { CasePorts } from '#platform/case.ts'
import type { Deps, Module } from '#platform/module.ts'
import { portalActions } from './actions.ts'
import { texts } from './texts/texts.ts'
import { portalRoutes } from './web/routes.tsx'

/** The citizen's own pages. */
export function portalModule(deps: Deps, ports: CasePorts): Module {
  return {
    name: 'portal',
    actions: Object.values(portalActions),
    routes: portalRoutes(deps, ports),
    nav: [
      {
        group: 'own',
        href: '/me',
        label: { da: texts('da').nav, en: texts('en').nav },
        icon: 'home',
        order: 0,
        action: portalActions.see_own,
      },
    ],
  }
}

export { type Station, type StationShown, wayOf } from './domain/way.ts'
