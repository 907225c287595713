import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { run, scene } from './loan-scene.ts'

/** The templates of the letters the borrower got since the last look, in alphabetical order; the first look is now. */
export async function freshLetters(): Promise<() => Promise<string[]>> {
  const letters = () =>
    scene.database.ownerDb.transaction(nobody(day('2016-09-01')), (tx) =>
      tx.rows(
        z.object({ id: z.string(), template: z.string() }),
        sql`select id, template from notices.letter where person_id = ${run.citizen.personId}`,
      ),
    )
  const seen = new Set((await letters()).map((row) => row.id))
  return async () => {
    const fresh = (await letters()).filter((row) => !seen.has(row.id))
    for (const row of fresh) seen.add(row.id)
    return fresh.map((row) => row.template).toSorted()
  }
}
