import type { Actor, HumanId } from '#kernel/actor.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import type { Deps, Module } from '#platform/module.ts'
import type { Sealer } from '#platform/seal.ts'
import { accessActions } from './actions.ts'
import type { OutsideParts } from './actions/outside.ts'
import type { PasskeyParts } from './actions/passkey-parts.ts'
import { relyingPartyOf } from './actions/passkey-ceremony.ts'
import type { AccountOfCpr, OutsideProvider } from './ports.ts'
import { forgetExpiredProofs } from './store/sessions.ts'
import { accessRoutes } from './web/routes.tsx'
import { outsideBack } from './web/sign-in/outside-routes.tsx'

export type { ActionRef, NotPermitted, Parties, Permit, Position } from '#kernel/permit.ts'
export { type Resource, authorize, defineActions, mayEver } from './domain/authorize.ts'
export type { OrganisationContact } from './domain/contact.ts'
export { type Organisation, addOrganisation, completeOrganisation, organisations } from './store/organisations.ts'
export { type StaffMember, accountNames, accountOfPerson, eraseSignIn, hasAdministrator, humanNames, staff } from './store/accounts.ts'
export { accessActions } from './actions.ts'
export { type DeputyCommand, endDeputy, nameDeputy } from './actions/deputy.ts'
export { type Deputy, type DeputyRefusal, leads } from './domain/deputy.ts'
export { type Representing, inviteRepresentative } from './actions/invite-representative.ts'
export { endRepresenting, signInsFor, stillActs } from './store/representing.ts'
export { type RepresentationScope, homeOf, representationScopes, withinScope } from './domain/representation.ts'
export { deputies, standsInFor } from './store/deputies.ts'
export { openSession, sessionActor } from './store/sessions.ts'
export { type FactorRefusal, type SecondFactorDoor, secondFactorDoor } from './actions/second-factor-door.ts'
export { addStaff, inviteCitizen } from './actions/staff.ts'
export type { KeptStep, OutsideProof, OutsideProvider, OutsideRefusal } from './ports.ts'
export { texts as accessTexts } from './texts/texts.ts'

/** True when two accounts belong to one human: what every four-eyes rule compares. */
export function samePerson(a: HumanId, b: HumanId): boolean {
  return a === b
}

/**
 * What sign-in stands on: where the program is reached, for links and for what passkeys are bound to; `sealer` keeps the second
 * factors' secrets; `decoy` makes up a passkey's id for an e-mail address that has none.
 */
export type SignInParts = {
  publicUrl: () => string
  sealer: Sealer
  decoy: (email: string) => string
  /** Outside providers of sign-in, who a proved CPR number is, and what seals their proofs. */
  providers: readonly OutsideProvider[]
  accountOfCpr: AccountOfCpr
  proofs: Sealer
}

/** Sign-in, invitations and accounts. */
export function accessModule(deps: Deps, parts: SignInParts): Module {
  const { publicUrl, sealer, decoy } = parts
  const outside: OutsideParts = { ...parts, back: () => `${publicUrl()}${outsideBack}` }
  const passkeys: PasskeyParts = { party: () => relyingPartyOf(publicUrl()), decoy }
  return {
    name: 'access',
    actions: Object.values(accessActions),
    routes: accessRoutes(deps, publicUrl, sealer, passkeys, outside),
    // Sessions last in real time, whatever day the trade's clock shows.
    due: (today) => deps.db.transaction(nobody(today), (tx) => forgetExpiredProofs(tx, realClock.now())),
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
