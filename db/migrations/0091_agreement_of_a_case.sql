-- Where several agreements stand side by side, the worklist says under which one a case runs and is filtered by it. A case may move to another
-- agreement with its run, so the row is written with every step, as the rest of it is.
alter table caseload.standing add column agreement_id uuid references agreements.agreement;
comment on column caseload.standing.agreement_id is 'The agreement the case runs under; null where the row was made without one [internal]';

update caseload.standing s set agreement_id = coalesce(
  (select e.agreement_id from enrolments.enrolment e where s.source = 'run' and e.referral_id = s.case_id),
  (select r.agreement_id from referrals.referral r where r.id = s.case_id));
