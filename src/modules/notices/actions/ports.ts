import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'

/** What agreements are called, by their id; those the session may not see are left out. */
export type AgreementNames = (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, Record<Lang, string>>>
