-- Where a published deadline cannot be kept, the citizen must be told in writing when the decision can be expected (retssikkerhedsloven § 3, stk. 2).
-- The referral keeps the day the citizen was last told, so that a job writes when the deadline has passed unsaid and again when the day it named has.

alter table referrals.referral add column expected_on date;
comment on column referrals.referral.expected_on is 'Day the citizen was last told to expect the decision by, after a missed deadline; empty when none was named [personal]';

create index standing_decide_by on caseload.standing (decide_by) where decide_by is not null;

create function caseload.late_decisions(the_day date) returns table (case_id uuid, decide_by date)
language sql stable security definer set search_path = pg_catalog as $$
  select s.case_id, s.decide_by from caseload.standing s where s.decide_by < the_day and s.ended_on is null
$$;
comment on function caseload.late_decisions is 'Cases, over all organisations, whose published deadline for the decision passed before the day';

create function referrals.delayed_cases(the_day date) returns table (referral_id uuid, organisation_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select r.id, r.acting_job_centre_id
  from caseload.late_decisions(the_day) late join referrals.referral r on r.id = late.case_id
  where r.state in ('submitted', 'information_requested', 'joint_assessment', 'conciliation', 'refusal_proposed')
    and (r.expected_on is null or r.expected_on < the_day)
$$;
comment on function referrals.delayed_cases is 'Referrals whose deadline has passed and whose citizen knows of no day to come: a job is told only which, and on whose behalf';

revoke execute on function caseload.late_decisions, referrals.delayed_cases from public;
grant execute on function referrals.delayed_cases to grobund_app;
grant update (expected_on) on referrals.referral to grobund_app;
