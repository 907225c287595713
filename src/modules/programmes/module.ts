import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import { texts } from './texts/texts.ts'
import { programmeRoutes } from './web/routes.tsx'

/** Programme versions, the rules of who can be referred, and the published deadlines, with their pages. */
export function programmesModule(deps: Deps): Module {
  return {
    name: 'programmes',
    actions: Object.values(actions),
    routes: programmeRoutes(deps),
    nav: [
      {
        group: 'system',
        href: '/eligibility',
        label: { da: texts('da').eligibility.nav, en: texts('en').eligibility.nav },
        icon: 'checklist',
        action: actions.change_rules,
      },
      {
        group: 'system',
        href: '/deadlines',
        label: { da: texts('da').deadlines.nav, en: texts('en').deadlines.nav },
        icon: 'time',
        action: actions.publish_deadline,
      },
    ],
  }
}
