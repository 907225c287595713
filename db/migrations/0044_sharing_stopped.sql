-- A citizen may stop sharing after both authorities have scored. What rested on it is sealed again for the other authority, and the
-- two assess anew without it. And an authority that does not answer is reminded, then its lead: no case lies still unseen.

alter table referrals.referral
  add column resealed_round int check (resealed_round >= 1),
  add column reminded_on date,
  add column escalated_on date,
  add constraint reminded_before_escalated check (escalated_on is null or reminded_on is not null);
comment on column referrals.referral.resealed_round is 'Last round that rested on what is shared no more: each authority reads its own part of it only [internal]';
comment on column referrals.referral.reminded_on is 'Day the present holder of the ball was reminded; empty when it was not [internal]';
comment on column referrals.referral.escalated_on is 'Day the lead was told that the ball lies still; empty when nobody was [internal]';
grant update (resealed_round, reminded_on, escalated_on) on referrals.referral to grobund_app;

create function referrals.resealed(the_referral uuid, the_round int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from referrals.referral r where r.id = the_referral and the_round <= r.resealed_round);
end $$;
comment on function referrals.resealed is 'True for a round that rested on something the citizen shares no more';

create or replace function referrals.score_readable(the_assessment uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from referrals.assessment a
    where a.id = the_assessment and referrals.seen(a.referral_id)
      and (a.organisation_id = platform.organisation_id()
           or (referrals.opened(a.referral_id, a.round) and not referrals.resealed(a.referral_id, a.round))));
end $$;

create function referrals.is_job_centres(the_referral uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from referrals.referral r where r.id = the_referral
                 and (platform.person_id() = r.person_id or platform.organisation_id() = r.acting_job_centre_id));
end $$;
comment on function referrals.is_job_centres is 'True for the citizen and the acting job centre of the referral';

drop policy seen on referrals.agreed_score;
create policy seen on referrals.agreed_score for select to grobund_app
  using (referrals.seen(referral_id) and (referrals.is_job_centres(referral_id) or not referrals.resealed(referral_id, round)));
drop policy seen on referrals.decision_snapshot;
create policy seen on referrals.decision_snapshot for all to grobund_app
  using (referrals.seen(referral_id) and (referrals.is_job_centres(referral_id) or not exists (
    select from referrals.decision d join referrals.proposal p on p.id = d.proposal_id
    where d.id = decision_id and referrals.resealed(d.referral_id, p.round))));

-- Whose ball lies still: the days each state allows come from the program, so that a rhythm is written once.
create function referrals.still_cases(the_day date, allowed jsonb, patience int)
returns table (referral_id uuid, organisation_id uuid, what text)
language sql stable security definer set search_path = pg_catalog as $$
  with clocked as (
    select r.*, case when r.complaint = 'received' then r.complained_on + (allowed ->> 'complaint')::int
                     else r.ball_since + (allowed ->> r.state)::int end as late_from
    from referrals.referral r
    where r.ball in ('acting_job_centre', 'provider', 'both') and (r.complaint is null or r.complaint = 'received')
  )
  select c.id, c.acting_job_centre_id, 'remind' from clocked c where c.late_from <= the_day and c.reminded_on is null
  union all
  select c.id, c.acting_job_centre_id, 'escalate' from clocked c
  where c.late_from + patience <= the_day and c.reminded_on is not null and c.reminded_on < the_day and c.escalated_on is null
$$;
comment on function referrals.still_cases is 'Cases whose holder is past its days, to remind, and those to tell the lead of';
revoke execute on function referrals.resealed, referrals.is_job_centres, referrals.still_cases from public;
grant execute on function referrals.resealed, referrals.is_job_centres, referrals.still_cases to grobund_app;
