import type { Tx } from '#platform/db/database.ts'
import { programmeSchema } from '../domain/programme.ts'
import { type ProgrammeVersionId, newestVersion } from '../store/versions.ts'

/** The newest version of the document's programme when it says the same as the document; null when it does not, or is not there. */
export async function keptVersion(tx: Tx, source: unknown): Promise<ProgrammeVersionId | null> {
  const read = programmeSchema.safeParse(source)
  if (!read.success) return null
  const newest = await newestVersion(tx, read.data.key, source)
  return newest?.same === true ? newest.id : null
}
