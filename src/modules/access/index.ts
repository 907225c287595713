import type { Actor, HumanId } from '#kernel/actor.ts'
import type { Deps, Module } from '#platform/module.ts'
import type { Sealer } from '#platform/seal.ts'
import { accessActions } from './actions.ts'
import { accessRoutes } from './web/routes.tsx'

export type { ActionRef, NotPermitted, Parties, Permit, Position } from '#kernel/permit.ts'
export { type Resource, authorize, defineActions, mayEver } from './domain/authorize.ts'
export { type Organisation, addOrganisation, organisations } from './store/organisations.ts'
export { type StaffMember, accountNames, accountOfPerson, eraseSignIn, hasAdministrator, staff } from './store/accounts.ts'
export { openSession, sessionActor } from './store/sessions.ts'
export { addStaff, inviteCitizen } from './actions/staff.ts'
export { texts as accessTexts } from './texts/texts.ts'

/** True when two accounts belong to one human: what every four-eyes rule compares. */
export function samePerson(a: HumanId, b: HumanId): boolean {
  return a === b
}

/** Sign-in, invitations and accounts. `publicUrl` is where the program is reached, for links; `sealer` keeps the second factors' secrets. */
export function accessModule(deps: Deps, publicUrl: () => string, sealer: Sealer): Module {
  return {
    name: 'access',
    actions: Object.values(accessActions),
    routes: accessRoutes(deps, publicUrl, sealer),
    nav: [
      {
        group: 'system',
        href: '/accounts',
        label: { da: 'Medarbejdere', en: 'Staff' },
        icon: 'groups',
        action: accessActions.see_accounts,
      },
      ...(['system', 'own'] as const).map((group) => ({
        group,
        href: '/my-sign-in',
        label: { da: 'Dit login', en: 'Your sign-in' },
        icon: 'lock',
        order: 90,
        action: accessActions.own_sign_in,
        when: (actor: Actor) => (actor.kind === 'citizen') === (group === 'own'),
      })),
    ],
  }
}
