import type { PersonId } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { type TestDatabase } from '../support/database.ts'
import { nobody, raw, sql } from '#platform/db/database.ts'

const rows = [
  `update people.contact set interpreter = 'Tyrkisk', address = 'Syvejen 4, 2635 Ishøj', phone = '20 30 40 50' where person_id = $p`,
  `insert into people.representative (id, person_id, name, address, phone, basis, scope, during, copies, recorded_at, account_id)
     values (gen_random_uuid(), $p, 'Emine Yıldız', 'Syvejen 6', '20 30 40 51', 'power_of_attorney', 'everything', '[2016-01-01,)', true, now(), $a)`,
  `insert into access.account (id, human_id, email, name) select gen_random_uuid(), h.id, 'emine@demo.grobund.invalid', 'Emine Yıldız for Amina Yıldız'
     from (select human_id as id from access.account where id = $a) h`,
  `insert into access.representing (account_id, representation_id, person_id, scope, during)
     select a.id, r.id, $p, 'everything', r.during from access.account a, people.representative r where r.person_id = $p and a.email = 'emine@demo.grobund.invalid'`,
  `insert into access.passkey (id, account_id, credential_id, public_key, sign_count, transports, name, made_at)
     values (gen_random_uuid(), $a, gen_random_uuid()::text, 'k', 0, '{}', 'Aminas telefon', now())`,
  `insert into access.outside_identity (issuer, subject, account_id, linked_at, linked_by) values ('https://mitid.invalid', gen_random_uuid()::text || ' amina', $a, now(), $a)`,
  `insert into access.session (token_hash, account_id, made_at, expires_at, sealed_proof) values (gen_random_uuid()::text, $a, now(), now() + interval '1 hour', 'proof')`,
  `insert into activities.warning (id, enrolment_id, person_id, case_number, agreement_id, rule, fact_key, fact_days, fact_met, fact_of, raised_at, answer_by)
     select gen_random_uuid(), e.id, $p, e.case_number, e.agreement_id, 'two_absences', 'x', '{}', 1, 2, now(), '2016-10-20' from enrolments.enrolment e where e.person_id = $p`,
  `insert into activities.warning_words (warning_id, person_id, words) select id, $p, 'Mit barn var sygt.' from activities.warning where person_id = $p`,
  `insert into business.goal (id, enrolment_id, words, wanted_on, state, made_at, account_id)
     select gen_random_uuid(), b.enrolment_id, 'Tre nye kunder', '2016-12-01', 'open', '2016-09-01', $a from business.business b where b.person_id = $p`,
  `insert into business.goal_review (id, goal_id, standing, words, reviewed_on, reviewed_at, account_id)
     select gen_random_uuid(), g.id, 'on_track', 'Det går fremad.', '2016-10-01', '2016-10-02', $a
     from business.goal g join business.business b on b.enrolment_id = g.enrolment_id where b.person_id = $p`,
  `insert into caseload.hand_over (id, case_id, person_id, organisation_id, from_account_id, to_account_id, offered_by, offered_at)
     select gen_random_uuid(), s.case_id, $p, s.provider_id, $a, gen_random_uuid(), $a, now() from caseload.standing s where s.person_id = $p`,
  `insert into caseload.hand_over_words (hand_over_id, person_id, words, answer) select id, $p, 'Pas godt på hende.', 'Nej tak.' from caseload.hand_over where person_id = $p`,
  `insert into collaboration.proposal (id, agreement_id, referral_id, enrolment_id, person_id, case_number, kind, from_organisation_id, to_organisation_id, state, answer_by, made_by, made_at, request_id)
     select gen_random_uuid(), e.agreement_id, e.referral_id, e.id, $p, e.case_number, 'other', g.provider_id, g.acting_job_centre_id, 'open', '2016-11-01', $a, now(), gen_random_uuid()
     from enrolments.enrolment e join agreements.agreement g on g.id = e.agreement_id where e.person_id = $p`,
  `insert into collaboration.proposal_words (proposal_id, why, answer) select id, 'Hun vil gerne.', 'Ja.' from collaboration.proposal where person_id = $p`,
  // One question on a case that both see, and one by its number alone between two organisations that are not the eraser's.
  `insert into collaboration.question (id, agreement_id, referral_id, person_id, case_number, from_organisation_id, to_organisation_id, state, answer_by, asked_by, asked_at, request_id)
     select gen_random_uuid(), e.agreement_id, case when known then e.referral_id end, case when known then $p::uuid end, e.case_number, g.purchaser_id, g.provider_id, 'open', '2016-11-01', $a, now(), gen_random_uuid()
     from enrolments.enrolment e join agreements.agreement g on g.id = e.agreement_id, (values (true), (false)) k (known) where e.person_id = $p`,
  `insert into collaboration.question_words (question_id, question, answer) select id, 'Hvordan går det Amina?', 'Godt.' from collaboration.question q
     where q.case_number in (select e.case_number from enrolments.enrolment e where e.person_id = $p)`,
  `insert into journal.note (id, person_id, kind, organisation_id, shared, written_at)
     select gen_random_uuid(), $p, 'conversation', s.provider_id, false, now() from caseload.standing s where s.person_id = $p`,
  `insert into journal.note_version (note_id, number, on_day, words, why, written_at, account_id, request_id)
     select n.id, v.number, '2016-09-01', 'Amina ringede.', v.why, now(), $a, gen_random_uuid() from journal.note n, (values (1, null), (2, 'Forkert dag.')) v (number, why)
     where n.person_id = $p`,
  `insert into journal.filing (id, person_id, case_id, event_key, organisation_id, filed_at_system, filed_as, filed_on, recorded_at, account_id)
     select gen_random_uuid(), $p, s.case_id, 'x', s.provider_id, 'SBSYS', '16-1 Amina', '2016-09-01', now(), $a from caseload.standing s where s.person_id = $p`,
  `insert into loans.condition (loan_id, tranche, n, words, met_on, met_by, voucher)
     select t.loan_id, t.n, 1, 'Kvittering for maskinen', '2016-09-01', $a, 'Faktura 4' from loans.tranche t join loans.loan l on l.id = t.loan_id where l.person_id = $p`,
  `insert into loans.other_aid (event_id, loan_id, n, amount_ore, granted_on, giver, reference)
     select d.event_id, d.loan_id, 1, 100, '2016-01-01', 'Ishøj Kommune', 'A-1' from loans.aid_declaration d join loans.loan l on l.id = d.loan_id where l.person_id = $p`,
  `insert into referrals.question (id, referral_id, section, reason, text, asked_at, asked_by, answer, answered_at, answered_by)
     select gen_random_uuid(), r.id, 'idea', 'x', 'Hvad koster maskinen?', now(), $a, '30.000 kr.', now(), $a from referrals.referral r where r.person_id = $p`,
  `update referrals.proposal set reason_text = 'Andet: se brevet.' where referral_id in (select id from referrals.referral where person_id = $p)`,
  `update referrals.reassessment_score s set sentence = 'Hun tør mere.' from referrals.reassessment a, referrals.referral r
     where a.id = s.reassessment_id and r.id = a.referral_id and r.person_id = $p`,
  `insert into referrals.agreed_score (referral_id, round, criterion, score, note, account_id, saved_at)
     select id, 9, 'idea', 3, 'Vi så på kunderne.', $a, now() from referrals.referral where person_id = $p`,
  `update evaluation.survey s set words = 'Tak for hjælpen.', answered_at = s.asked_at, useful = 5, help = 5, together = 5, recommend = 5
     where s.case_number in (select e.case_number from enrolments.enrolment e where e.person_id = $p)`,
]

/** Writes to a person of the demo what its year left empty, so that no place that can hold words of somebody is empty. */
export async function fillUp({ ownerDb }: TestDatabase, personId: PersonId, accountId: string): Promise<void> {
  await ownerDb.transaction(nobody(day('2016-10-12')), async (tx) => {
    for (const row of rows) {
      const text = row.replaceAll('$p', `'${personId}'`).replaceAll('$a', `'${accountId}'`)
      await tx.run(sql`${raw(text)}`)
    }
  })
}
