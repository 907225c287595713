import type { Tx } from '#platform/db/database.ts'
import type { Subject } from '../domain/ports.ts'

/** What the ledger asks of those above it: what an entry is about; null when the session may not see it. */
export type LedgerPorts = { subject: (tx: Tx, id: string) => Promise<Subject | null> }
