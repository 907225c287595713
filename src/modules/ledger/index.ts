import type { Deps, Module } from '#platform/module.ts'
import { ledgerActions } from './actions.ts'
import type { LedgerPorts } from './actions/ports.ts'
import { ledgerRoutes } from './web/routes.tsx'

export { exportEntries } from './actions/export-entries.ts'
export { stepPeriod } from './actions/step-period.ts'
export { entryCheck } from './actions/verify.ts'
export { type PostRefusal, type Posting, postEntry, reverseEntry } from './actions/post-entry.ts'
export type { ExportContent, ExportFormat } from './domain/export.ts'
export type { Account, Line, Source } from './domain/entry.ts'
export { balancesOn as trialBalance } from './store/balances.ts'
export { type Entry, entriesAbout as statementOf } from './store/entries.ts'

/** The books. */
export function ledgerModule(deps: Deps, ports: LedgerPorts): Module {
  return {
    name: 'ledger',
    actions: Object.values(ledgerActions),
    routes: ledgerRoutes(deps, ports),
    nav: [{ group: 'programme', href: '/ledger', label: { da: 'Bogholderi', en: 'Books' }, icon: 'calculator', action: ledgerActions.see }],
  }
}
