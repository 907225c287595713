import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, noon } from './enrolment-scene.ts'

/** A note, a document, a letter and consents of the job centre's own case of a citizen. */
export async function wroteOf(
  { ibrahim, database }: Pick<Scene, 'ibrahim' | 'database'>,
  { id, personId }: { id: EnrolmentId; personId: PersonId },
): Promise<void> {
  const { accountId, organisationId } = ibrahim
  const at = noon('2016-01-15')
  await database.ownerDb.transaction(contextOf(ibrahim, day('2016-01-15')), async (tx) => {
    const { referralId, caseNumber } = await tx.one(
      z.object({ referralId: z.string(), caseNumber: z.string() }),
      sql`select referral_id as "referralId", case_number as "caseNumber" from enrolments.enrolment where id = ${id}`,
    )
    await tx.run(sql`delete from people.consent where person_id = ${personId}`)
    await tx.run(sql`delete from people.acting_consent where person_id = ${personId} and organisation_id <> ${organisationId}`)
    await tx.run(sql`
      insert into journal.note (id, person_id, case_id, kind, organisation_id, shared, written_at)
      values (${newId()}, ${personId}, ${referralId}, 'conversation', ${organisationId}, true, ${at})`)
    await tx.run(sql`
      insert into people.document (id, person_id, case_id, kind, organisation_id, shared, added_at)
      values (${newId()}, ${personId}, ${referralId}, 'other', ${organisationId}, true, ${at})`)
    await tx.run(sql`delete from notices.letter where person_id = ${personId}`)
    await tx.run(sql`
      insert into notices.letter (id, person_id, organisation_id, template, template_version, lang, case_number, title, pdf, sha256, sent_at, channel)
      values (${newId()}, ${personId}, ${organisationId}, 'accepted', 1, 'da', ${caseNumber}, 'Brev', ''::bytea, encode(sha256(''::bytea), 'hex'), ${at}, 'print')`)
    await tx.run(sql`
      insert into people.consent (person_id, item, organisation_id, given, on_day, recorded_at, account_id, recorded_in)
      values (${personId}, 'health', ${organisationId}, true, '2016-01-15', ${at}, ${accountId}, ${organisationId})`)
  })
}

/** What a session reads of it, a word a row. */
export const written = (personId: PersonId) => sql`
  select 'note' as what from journal.note where person_id = ${personId}
  union all select 'document' from people.document where person_id = ${personId}
  union all select 'letter' from notices.letter where person_id = ${personId}
  union all select 'consent' from people.consent where person_id = ${personId}
  union all select 'acting_consent' from people.acting_consent where person_id = ${personId}
  order by what`
