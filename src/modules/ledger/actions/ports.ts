import type { Tx } from '#platform/db/database.ts'
import type { ExportFormat } from '../domain/export.ts'
import type { Subject } from '../domain/ports.ts'

/**
 * What the ledger asks of those around it: what an entry is about, null when the session may not see it; and the forms in which the
 * municipality's own accounts take the entries.
 */
export type LedgerPorts = { subject: (tx: Tx, id: string) => Promise<Subject | null>; formats: readonly ExportFormat[] }
