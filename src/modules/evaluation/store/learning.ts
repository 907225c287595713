import { z } from 'zod'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn } from '#platform/db/row.ts'
import { type Learning, changeKinds, lessonSubjects } from '../domain/report/learning.ts'
import type { Asked } from './facts.ts'

const lessonRow = z
  .object({ about: z.enum(lessonSubjects), title: z.string(), words: z.string(), learned_on: dayColumn, organisation: z.string() })
  .transform(({ learned_on, ...row }) => ({ ...row, learnedOn: learned_on.toString() }))

const changeRow = z
  .object({ kind: z.enum(changeKinds), from_on: dayColumn, places_before: z.int().nullable(), places: z.int(), reason: z.string() })
  .transform((row) => ({ kind: row.kind, on: row.from_on.toString(), before: row.places_before, after: row.places, reason: row.reason }))

/** What the parties have learned and changed under an agreement, as known at the moment and by the cut-off; the oldest first. */
export async function learningFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Omit<Learning, 'gaps'>> {
  return {
    lessons: await tx.rows(
      lessonRow,
      sql`select about, title, words, learned_on, organisation from collaboration.learned(${agreementId}, ${knownAt}, ${cutoffOn})`,
    ),
    changes: await tx.rows(
      changeRow,
      sql`select kind, from_on, places_before, places, reason from agreements.changes(${agreementId}, ${knownAt}, ${cutoffOn})`,
    ),
  }
}
