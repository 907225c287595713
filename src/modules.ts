import type { Module } from '#platform/module.ts'
import { ledgerModule } from '#modules/ledger/index.ts'
import { workbenchModule } from '#modules/workbench/index.ts'
import type { ProgramParts } from './app.ts'

/** The modules of the trade, lowest first; what a lower one asks of a higher one is handed to it here. */
export function tradeModules(parts: ProgramParts): Module[] {
  const { publicUrl } = parts
  return [
    ledgerModule(parts),
    workbenchModule(
      parts,
      { caseOf: () => Promise.resolve(null), rows: [], steps: [], cards: [], timelines: [] },
      publicUrl,
      parts.entrance,
    ),
  ]
}
