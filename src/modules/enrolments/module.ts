import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import { doWhatIsDue } from './actions/do-what-is-due.ts'
import type { EnrolmentPorts } from './actions/ports.ts'
import { tellWeeks } from './actions/tell-weeks.ts'
import { da } from './texts/da.ts'
import { en } from './texts/en.ts'
import { placesRoutes } from './web/places/routes.tsx'
import { whatIfRoutes } from './web/preview/routes.tsx'
import { weekRoutes } from './web/week/routes.tsx'
import { stepRoutes } from './web/step/routes.tsx'

/** Waiting list, places, phases, pauses, gate and discharge. The ports are answered by activities and business. */
export function enrolmentsModule(deps: Deps, ports: EnrolmentPorts): Module {
  return {
    name: 'enrolments',
    actions: Object.values(actions),
    routes: [...placesRoutes(deps), ...weekRoutes(deps), ...whatIfRoutes(deps, ports), ...stepRoutes(deps, ports)],
    nav: [
      {
        group: 'programme',
        href: '/places',
        label: { da: da.places.nav, en: en.places.nav },
        icon: 'view-in-list',
        action: actions.see_places,
      },
    ],
    due: async (today) => {
      const done = await doWhatIsDue(deps.db, ports, today, deps.clock.now())
      return done + (await tellWeeks(deps.db, today, deps.clock.now()))
    },
  }
}
