import type { Id } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'

/** A question this module asks of those above it; `modules.ts` hands it the answer. */
export type JournalPorts = {
  /** The number of a case; null when the reader has no part in it (referrals). */
  caseNumber: (tx: Tx, caseId: Id<'referral'>) => Promise<string | null>
}
