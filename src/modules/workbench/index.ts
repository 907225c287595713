import type { Deps, Module } from '#platform/module.ts'
import { accessActions } from '#modules/access/index.ts'
import { workbenchActions } from './actions.ts'
import { texts } from './texts/texts.ts'
import { type WorkbenchPorts, workbenchRoutes } from './web/routes.tsx'

export { workbenchActions } from './actions.ts'
export { answerRefusal } from './web/refused/page.tsx'

/** Staff's front page, search and the case page, composed of what the modules below show of themselves. */
export function workbenchModule(deps: Deps, ports: WorkbenchPorts, publicUrl: () => string, entrance = '/sign-in'): Module {
  return {
    name: 'workbench',
    actions: Object.values(workbenchActions),
    routes: workbenchRoutes(deps, ports, publicUrl, entrance),
    nav: [
      {
        group: 'day',
        href: '/begin',
        label: { da: texts('da').begin.nav, en: texts('en').begin.nav },
        icon: 'flag',
        order: 0,
        action: workbenchActions.begin,
      },
      {
        group: 'day',
        href: '/day',
        label: { da: texts('da').day.nav, en: texts('en').day.nav },
        icon: 'home',
        order: -1,
        action: workbenchActions.see_worklist,
      },
      {
        group: 'day',
        href: '/worklist',
        label: { da: 'Arbejdsliste', en: 'Worklist' },
        icon: 'checklist',
        order: 0,
        action: workbenchActions.see_worklist,
      },
      {
        group: 'day',
        href: '/caseload',
        label: { da: texts('da').handOver.page.nav, en: texts('en').handOver.page.nav },
        icon: 'persons',
        order: 20,
        action: accessActions.name_deputy,
      },
    ],
  }
}
