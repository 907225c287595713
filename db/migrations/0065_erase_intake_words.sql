-- When a person is erased the words of the two authorities go as well: the sentences and grounds of the assessments, what they agreed on, and the
-- wording of proposed decisions. That happens only when no organisation has a live part any more and the time to keep has run out (arkivloven;
-- GDPR articles 5 and 17), so no law demands the words. The intake's scores, outcomes, reason codes, days and hashes stay: they are figures about the
-- programme and tell of nobody. One function of the owner does it, for row-level security would hide some of it from whoever erases.

alter table referrals.proposal add column words_erased boolean not null default false;
comment on column referrals.proposal.words_erased is 'True once the person was erased and the wording with them [internal]';
alter table referrals.proposal drop constraint refusal_says_why;
alter table referrals.proposal add constraint refusal_says_why check (
  outcome not in ('hearing', 'refused')
  or (reason is not null and (words_erased or (length(btrim(considerations)) > 0 and length(btrim(legal_rule)) > 0))));
alter table referrals.proposal add constraint erased_proposal_is_silent check (
  not words_erased or (considerations = '' and legal_rule = '' and reason_text = ''));

create function referrals.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  theirs uuid[];
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'A referral''s words are erased with their person' using constraint = 'referral_of_erased_person';
  end if;
  select coalesce(array_agg(r.id), '{}') into theirs from referrals.referral r where r.person_id = the_person;
  delete from referrals.event_text t where t.referral_id = any(theirs);
  delete from referrals.section s where s.referral_id = any(theirs);
  delete from referrals.question q where q.referral_id = any(theirs);
  delete from referrals.decision_snapshot d where d.referral_id = any(theirs);
  update referrals.score s set sentence = '', basis = '' from referrals.assessment a where a.id = s.assessment_id and a.referral_id = any(theirs);
  update referrals.agreed_score s set note = '' where s.referral_id = any(theirs);
  delete from referrals.reassessment_score s using referrals.reassessment a where a.id = s.reassessment_id and a.referral_id = any(theirs);
  update referrals.proposal p set considerations = '', legal_rule = '', reason_text = '', words_erased = true where p.referral_id = any(theirs);
end $$;
comment on function referrals.erase_person(uuid) is 'Deletes the words of an erased person''s referrals; scores, outcomes, codes and days stay';
revoke all on function referrals.erase_person(uuid) from public;
grant execute on function referrals.erase_person(uuid) to grobund_app;
revoke delete on referrals.event_text, referrals.section, referrals.question, referrals.decision_snapshot, referrals.reassessment_score from grobund_app;
