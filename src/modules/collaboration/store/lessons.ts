import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { type Lesson, lessonSubjects } from '../domain/lesson.ts'

const lessonRow = z
  .object({
    id: idColumn<'lesson'>(),
    about: z.enum(lessonSubjects),
    title: z.string(),
    words: z.string(),
    learned_on: dayColumn,
    organisation_id: idColumn<'organisation'>(),
    account_id: z.string(),
  })
  .transform(
    ({ learned_on, organisation_id, account_id, ...same }): Lesson => ({
      ...same,
      learnedOn: learned_on,
      organisationId: organisation_id,
      accountId: account_id,
    }),
  )

/** The lessons under an agreement, the newest first. */
export function lessons(tx: Tx, agreementId: string): Promise<Lesson[]> {
  return tx.rows(
    lessonRow,
    sql`select id, about, title, words, learned_on, organisation_id, account_id from collaboration.lesson
        where agreement_id = ${agreementId} order by learned_on desc, recorded_at desc, id`,
  )
}

/** Keeps a lesson; false when this request has already kept it. */
export async function saveLesson(
  tx: Tx,
  agreementId: string,
  lesson: Lesson,
  { at, requestId }: { at: Instant; requestId: string },
): Promise<boolean> {
  const kept = await tx.run(sql`
    insert into collaboration.lesson (id, agreement_id, about, title, words, learned_on, organisation_id, account_id, recorded_at, request_id)
    values (${lesson.id}, ${agreementId}, ${lesson.about}, ${lesson.title}, ${lesson.words}, ${lesson.learnedOn}, ${lesson.organisationId}, ${lesson.accountId}, ${at}, ${requestId})
    on conflict (request_id) do nothing`)
  return kept === 1
}
