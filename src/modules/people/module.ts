import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import { documentRoutes } from './web/documents/routes.tsx'
import { peopleRoutes } from './web/routes.tsx'

/** Persons: contact, support basis, consent, parts. */
export function peopleModule(deps: Deps): Module {
  return {
    name: 'people',
    actions: Object.values(actions),
    routes: [...peopleRoutes(deps), ...documentRoutes(deps)],
    nav: [
      {
        group: 'own',
        href: '/me/documents',
        label: { da: 'Dine dokumenter', en: 'Your documents' },
        icon: 'attach-file',
        order: 8,
        action: actions.see_documents,
        when: (actor) => actor.kind === 'citizen',
      },
    ],
  }
}
