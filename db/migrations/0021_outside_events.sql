-- What happens to a run from outside: the citizen dies or moves, the agreement ends while people wait. A death is a state of its
-- own, so that nobody is written to; who waits may go on under the next agreement of the same parties. The checks of
-- after-care now say what the citizen lives on and whether the business is alive, and are published by case number.

alter table enrolments.enrolment drop constraint enrolment_state_known;
alter table enrolments.enrolment add constraint enrolment_state_known check (state in (
  'waiting', 'offered', 'placed', 'qualifying', 'gate', 'main', 'completed', 'completed_first_phase',
  'ended_early', 'never_started', 'left_list', 'after_care', 'deceased', 'closed'));
drop index enrolments.enrolment_once_per_agreement;
create unique index enrolment_once_per_agreement on enrolments.enrolment (person_id, agreement_id)
  where state not in ('completed', 'completed_first_phase', 'ended_early', 'never_started', 'left_list', 'after_care', 'deceased', 'closed');
grant update (agreement_id) on enrolments.enrolment to grobund_app;

create or replace function enrolments.runs(known_at timestamptz, cutoff date)
returns table (
  case_number text, agreement_id uuid, state text, paused boolean, accepted_on date, started_on date, qualifying_ends_on date,
  main_started_on date, main_ends_on date, ended_on date, outcome text, reason text)
language sql stable security definer set search_path = pg_catalog as $$
  select e.case_number, e.agreement_id, last.payload ->> 'state', coalesce((last.payload ->> 'paused')::boolean, false), e.accepted_on,
         (last.payload ->> 'startedOn')::date, (last.payload ->> 'qualifyingEndsOn')::date,
         (last.payload ->> 'mainStartedOn')::date, (last.payload ->> 'mainEndsOn')::date,
         (last.payload ->> 'endedOn')::date, last.payload ->> 'outcome', ending.reason
  from enrolments.enrolment e
  cross join lateral (
    select v.payload from enrolments.event v
    where v.enrolment_id = e.id and v.recorded_at <= known_at and v.effective_on <= cutoff
    order by v.id desc limit 1) last
  left join lateral (
    select v.reason from enrolments.event v
    where v.enrolment_id = e.id and v.recorded_at <= known_at and v.effective_on <= cutoff and v.payload ->> 'outcome' is not null
      and v.name in ('end_early', 'never_start', 'leave_list', 'close_list', 'turn_down', 'complete', 'end_after_first')
    order by v.id desc limit 1) ending on last.payload ->> 'outcome' is not null
  where agreements.party(e.agreement_id)
  order by e.case_number
$$;

create function enrolments.checks(known_at timestamptz, cutoff date)
returns table (case_number text, agreement_id uuid, month int, checked_on date, finding text, basis text, business text)
language sql stable security definer set search_path = pg_catalog as $$
  select e.case_number, e.agreement_id, (v.payload ->> 'month')::int, v.effective_on, v.payload ->> 'finding', v.payload ->> 'basis', v.payload ->> 'business'
  from enrolments.event v
  join enrolments.enrolment e on e.id = v.enrolment_id
  where v.name = 'record_check' and v.recorded_at <= known_at and v.effective_on <= cutoff and agreements.party(e.agreement_id)
    and not exists (select from enrolments.event r where r.enrolment_id = e.id and r.name = 'reopen' and r.id > v.id and r.recorded_at <= known_at)
  order by e.case_number, v.id
$$;
comment on function enrolments.checks is 'After-care checks as known at a moment, by case number: what the citizen lived on, and whether the business was alive';
revoke execute on function enrolments.checks from public;
grant execute on function enrolments.checks to grobund_app;

-- Who still waits under an agreement that is over, for the job that tells their caseworkers. No person data.
create function enrolments.waiting_runs(the_agreement uuid) returns table (enrolment_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select e.id from enrolments.enrolment e
  where e.agreement_id = the_agreement and e.state = 'waiting' and agreements.party(the_agreement)
  order by e.accepted_on, e.case_number
$$;
comment on function enrolments.waiting_runs is 'Runs that wait for a place under an agreement';
revoke execute on function enrolments.waiting_runs from public;
grant execute on function enrolments.waiting_runs to grobund_app;

-- Who holds a place and let it go for a pause has a right of return, also after the agreement's end and within its run-off.
create or replace function agreements.hold_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  agreed agreements.agreement;
  spot   agreements.place;
  is_new boolean;
begin
  if isempty(new.stay) then return new; end if;
  -- The lock puts everyone who takes a place of this agreement in a queue, so that the count below cannot be out of date.
  select * into agreed from agreements.agreement where id = new.agreement_id for update;
  select * into spot from agreements.place where id = new.place_id;
  -- who has begun may come back in the run-off: after a pause, or when an ending is put right
  is_new := tg_op = 'INSERT' and not exists (
    select from agreements.occupancy o
    where o.agreement_id = new.agreement_id and o.holder_id = new.holder_id and o.kind = 'occupied' and not isempty(o.stay));
  if is_new and agreed.state not in ('signed', 'active', 'option_used', 'expiring') then
    raise exception using errcode = '23514', constraint = 'agreement_open_for_places', message = 'the agreement takes no new runs in this state';
  end if;
  if lower(new.stay) < spot.from_on or (is_new and lower(new.stay) > spot.until_on) then
    raise exception using errcode = '23514', constraint = 'stay_starts_in_agreement', message = 'a stay starts within the days the place is bought for';
  end if;
  if upper(new.stay) - 1 > agreed.run_off_until then
    raise exception using errcode = '23514', constraint = 'stay_ends_in_run_off', message = 'a stay ends before the run-off does';
  end if;
  if is_new and not agreed.refill_allowed and
    (select count(distinct o.holder_id) from agreements.occupancy o
     where o.agreement_id = new.agreement_id and o.holder_id <> new.holder_id
       and not (o.kind = 'reserved' and o.released_on is not null))
    >= agreements.runs_bought(new.agreement_id) then
    raise exception using errcode = '23514', constraint = 'runs_within_places', message = 'a freed place may not be filled again under this agreement';
  end if;
  return new;
end $$;
