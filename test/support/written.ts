import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, noon } from './enrolment-scene.ts'

/** A note, a document, a letter, consents, a meeting with its register and an early warning of the job centre's own case of a citizen. */
export async function wroteOf(
  { ibrahim, database }: Pick<Scene, 'ibrahim' | 'database'>,
  { id, personId }: { id: EnrolmentId; personId: PersonId },
): Promise<void> {
  const { accountId, organisationId } = ibrahim
  const at = noon('2016-01-15')
  const [sessionId, warningId] = [newId<'session'>(), newId<'warning'>()]
  await database.ownerDb.transaction(contextOf(ibrahim, day('2016-01-15')), async (tx) => {
    const { referralId, agreementId, caseNumber } = await tx.one(
      z.object({ referralId: z.string(), agreementId: z.string(), caseNumber: z.string() }),
      sql`select referral_id as "referralId", agreement_id as "agreementId", case_number as "caseNumber" from enrolments.enrolment where id = ${id}`,
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
    await tx.run(sql`
      insert into activities.session (id, agreement_id, activity, phase, held_on, starts_at, minutes, place, teacher_id, took_place)
      values (${sessionId}, ${agreementId}, 'guidance', 'qualifying', '2016-01-15', '10:00', 60, 'Rådhuset', ${accountId}, true)`)
    await tx.run(sql`
      insert into activities.participant (session_id, enrolment_id, person_id, case_number, remind_on, outcome, reason)
      values (${sessionId}, ${id}, ${personId}, ${caseNumber}, '2016-01-14', 'absent', 'illness')`)
    await tx.run(sql`
      insert into activities.register (session_id, version, request_id, took_place, registered_by, registered_at)
      values (${sessionId}, 2, ${newId()}, true, ${accountId}, ${at})`)
    await tx.run(sql`
      insert into activities.register_line (session_id, version, enrolment_id, person_id, outcome, reason)
      values (${sessionId}, 2, ${id}, ${personId}, 'absent', 'illness')`)
    await tx.run(sql`
      insert into activities.warning (id, enrolment_id, person_id, case_number, agreement_id, rule, fact_key, fact_days, fact_met, fact_of, raised_at, answer_by)
      values (${warningId}, ${id}, ${personId}, ${caseNumber}, ${agreementId}, 'two_absences', '2016-01-15', '{2016-01-15}', 2, 0, ${at}, '2016-01-20')`)
    await tx.run(sql`insert into activities.warning_words (warning_id, person_id, words) values (${warningId}, ${personId}, 'Jeg var syg')`)
  })
}

/** What a session reads of it, a word a row. */
export const written = (personId: PersonId) => sql`
  select 'note' as what from journal.note where person_id = ${personId}
  union all select 'document' from people.document where person_id = ${personId}
  union all select 'letter' from notices.letter where person_id = ${personId}
  union all select 'consent' from people.consent where person_id = ${personId}
  union all select 'acting_consent' from people.acting_consent where person_id = ${personId}
  union all select 'expected' from activities.participant where person_id = ${personId}
  union all select 'came' from activities.register_line where person_id = ${personId}
  union all select 'meeting' from activities.session where place = 'Rådhuset'
  union all select 'register' from activities.register r join activities.session s on s.id = r.session_id where s.place = 'Rådhuset'
  union all select 'warning' from activities.warning where person_id = ${personId}
  union all select 'answer' from activities.warning_words where person_id = ${personId}
  order by what`
