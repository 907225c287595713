import type { Deps, Module } from '#platform/module.ts'
import { ledgerActions } from './actions.ts'
import { ledgerRoutes } from './web/routes.tsx'

export { entryCheck } from './actions/verify.ts'
export { type PostRefusal, type Posting, postEntry, reverseEntry } from './actions/post-entry.ts'
export type { Account, Line } from './domain/entry.ts'
export { type Entry, balancesOn as trialBalance, entriesAbout as statementOf } from './store/entries.ts'

/** The books. */
export function ledgerModule(deps: Deps): Module {
  return {
    name: 'ledger',
    actions: Object.values(ledgerActions),
    routes: ledgerRoutes(deps),
    nav: [{ group: 'programme', href: '/ledger', label: { da: 'Bogholderi', en: 'Books' }, icon: 'calculator', action: ledgerActions.see }],
  }
}
