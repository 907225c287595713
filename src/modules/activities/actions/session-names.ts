import type { Id } from '#kernel/ids.ts'
import { agreement } from '#modules/agreements/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import { session } from '../store/sessions.ts'

/** What sessions are called, by id; those that the reader does not see have no name. */
export async function sessionNames(tx: Tx, ids: readonly Id<'session'>[], lang: Lang): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) {
    const found = await session(tx, id)
    const agreed = found === null ? null : await agreement(tx, found.agreementId)
    if (found === null || agreed === null) continue
    const version = await programmeVersion(tx, agreed.programmeVersionId)
    const activity = version.phases.flatMap(({ activities }) => activities).find(({ code }) => code === found.activity)
    names.set(id, activity?.name[lang] ?? found.activity)
  }
  return names
}
