import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import type { JournalPorts } from './ports.ts'
import { noteRoutes } from './web/notes/routes.tsx'

/** Notes of fact, and where a case's happenings were filed. */
export function journalModule(deps: Deps, ports: JournalPorts): Module {
  return {
    name: 'journal',
    actions: Object.values(actions),
    routes: noteRoutes(deps, ports),
    nav: [
      {
        group: 'own',
        href: '/me/notes',
        label: { da: 'Notater om dig', en: 'Notes about you' },
        icon: 'chat',
        order: 9,
        action: actions.see_notes,
        when: (actor) => actor.kind === 'citizen',
      },
    ],
  }
}
