import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import type { LetGo } from './actions/conflict.ts'
import type { Eraser } from './actions/erase-person.ts'
import { texts } from './texts/texts.ts'
import { accessToPersonRoutes } from './web/access/routes.tsx'
import { erasureRoutes } from './web/erasure/routes.tsx'
import { codeRoutes } from './web/codes/routes.tsx'
import { actingRoutes } from './web/acting/routes.tsx'
import { documentRoutes } from './web/documents/routes.tsx'
import { representativeRoutes } from './web/representatives/routes.tsx'
import { peopleRoutes } from './web/routes.tsx'

/** Persons: contact, support basis, consent, parts, documents. `erasers` take what other modules hold of an erased person; `publicUrl` is where one-time links lead; `letGo` takes cases from one with a conflict. */
export function peopleModule(
  deps: Deps,
  erasers: readonly Eraser[] = [],
  publicUrl: () => string = () => '',
  letGo: LetGo = keepNothing,
): Module {
  return {
    name: 'people',
    actions: Object.values(actions),
    routes: [
      ...peopleRoutes(deps),
      ...codeRoutes(deps),
      ...documentRoutes(deps),
      ...accessToPersonRoutes(deps, letGo),
      ...representativeRoutes(deps, publicUrl),
      ...actingRoutes(deps),
      ...erasureRoutes(deps, erasers),
    ],
    nav: [
      {
        group: 'system',
        href: '/erasures',
        label: { da: texts('da').access.erasure.nav, en: texts('en').access.erasure.nav },
        icon: 'person-remove',
        action: actions.erase,
      },
      {
        group: 'system',
        href: '/support-basis-codes',
        label: { da: texts('da').codes.nav, en: texts('en').codes.nav },
        icon: 'payments',
        action: actions.change_support_basis_codes,
      },
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

// Where no caseload is kept there is nothing to let go of.
const keepNothing: LetGo = () => Promise.resolve(() => Promise.resolve())
