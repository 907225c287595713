-- A person's run through the programme: events that are never changed, and beside them the row that says where the run
-- stands, written by the same function. What a person may read or erase lies apart: the free text of an event, and the
-- reason of a pause, which only the caseworker and the programme manager are shown. The days a place is held are kept by
-- agreements, where the database itself refuses to give one place to two.

create schema enrolments;
comment on schema enrolments is 'Runs through the programme: waiting list, offers, phases, pauses, gate, discharge, after-care';
grant usage on schema enrolments to grobund_app;

create table enrolments.enrolment (
  id             uuid primary key,
  referral_id    uuid not null constraint enrolment_once_per_referral unique,
  person_id      uuid not null references people.person,
  agreement_id   uuid not null references agreements.agreement,
  case_number    text not null constraint enrolment_case_number_once unique check (length(case_number) between 1 and 40),
  state          text not null constraint enrolment_state_known check (state in (
                   'waiting', 'offered', 'placed', 'qualifying', 'gate', 'main', 'completed', 'completed_first_phase',
                   'ended_early', 'never_started', 'left_list', 'after_care', 'closed')),
  ball           text constraint enrolment_ball_known check (ball in ('acting_job_centre', 'provider', 'citizen')),
  ball_since     date not null,
  paused         boolean not null default false,
  priority       int not null check (priority in (1, 2)),
  accepted_on    date not null,
  place_number   int check (place_number >= 1),
  next_due_on    date,
  changed_at     timestamptz not null,
  constraint enrolment_open_has_ball check ((ball is null) = (state = 'closed')),
  constraint enrolment_paused_while_running check (not paused or state in ('qualifying', 'main'))
);
create unique index enrolment_once_per_agreement on enrolments.enrolment (person_id, agreement_id)
  where state not in ('completed', 'completed_first_phase', 'ended_early', 'never_started', 'left_list', 'after_care', 'closed');
create index enrolment_of_agreement on enrolments.enrolment (agreement_id, state);
create index enrolment_due on enrolments.enrolment (next_due_on) where next_due_on is not null;
comment on table enrolments.enrolment is 'A person''s run under an agreement, as it stands now [personal]';
comment on column enrolments.enrolment.id is 'Identity; the holder of a place in agreements [internal]';
comment on column enrolments.enrolment.referral_id is 'The referral that was accepted [internal]';
comment on column enrolments.enrolment.person_id is 'The citizen [personal]';
comment on column enrolments.enrolment.agreement_id is 'The agreement the run is under [internal]';
comment on column enrolments.enrolment.case_number is 'Case number, the pseudonym shown where the person is not [internal]';
comment on column enrolments.enrolment.state is 'State of the Place machine, written with its event [personal]';
comment on column enrolments.enrolment.ball is 'Who must act now; empty only when closed [internal]';
comment on column enrolments.enrolment.ball_since is 'Day from which they have had it [internal]';
comment on column enrolments.enrolment.paused is 'A pause lies over the state [personal]';
comment on column enrolments.enrolment.priority is '1 goes ahead of 2 in the waiting list [internal]';
comment on column enrolments.enrolment.accepted_on is 'Day the intake accepted the person; the order in the waiting list [internal]';
comment on column enrolments.enrolment.place_number is 'Number of the place it holds or held last [internal]';
comment on column enrolments.enrolment.next_due_on is 'First day on which the calendar has something to do with the run; empty for none [internal]';
comment on column enrolments.enrolment.changed_at is 'When the row was last written [internal]';

create table enrolments.event (
  id               bigint generated always as identity primary key,
  enrolment_id     uuid not null references enrolments.enrolment,
  name             text not null check (name ~ '^[a-z_]{1,40}$'),
  effective_on     date not null,
  recorded_at      timestamptz not null,
  account_id       uuid,
  organisation_id  uuid,
  reason           text check (reason ~ '^[a-z_]{1,60}$'),
  payload          jsonb not null constraint event_says_where_it_led check (payload ? 'state'),
  request_id       uuid constraint event_recorded_once unique
);
create index event_of_enrolment on enrolments.event (enrolment_id, id);
comment on table enrolments.event is 'What happened to a run, never changed; a run is these events played in order [personal]';
comment on column enrolments.event.id is 'Identity and order [internal]';
comment on column enrolments.event.enrolment_id is 'The run [internal]';
comment on column enrolments.event.name is 'Step of the Place machine [internal]';
comment on column enrolments.event.effective_on is 'Day it counts from [personal]';
comment on column enrolments.event.recorded_at is 'When it was recorded [internal]';
comment on column enrolments.event.account_id is 'Account that did it; empty for the calendar [internal]';
comment on column enrolments.event.organisation_id is 'Organisation it was done in; empty for the citizen [internal]';
comment on column enrolments.event.reason is 'Reason code from the programme''s list; a pause''s lies in pause_reason [personal]';
comment on column enrolments.event.payload is 'Days and numbers of the event, the state and the phase dates it led to [personal]';
comment on column enrolments.event.request_id is 'Made with the form, so that a button pressed twice is one event; empty for the calendar [internal]';

create table enrolments.pause_reason (
  event_id      bigint primary key references enrolments.event,
  enrolment_id  uuid not null references enrolments.enrolment,
  reason        text not null check (reason ~ '^[a-z_]{1,60}$')
);
comment on table enrolments.pause_reason is 'Why a run paused, apart from the event because it may be illness [sensitive]';
comment on column enrolments.pause_reason.event_id is 'The pause [internal]';
comment on column enrolments.pause_reason.enrolment_id is 'The run [internal]';
comment on column enrolments.pause_reason.reason is 'Reason code from the programme''s list [sensitive]';

create table enrolments.event_words (
  event_id      bigint primary key references enrolments.event,
  enrolment_id  uuid not null references enrolments.enrolment,
  words         text not null constraint event_words_length check (length(words) between 1 and 2000)
);
comment on table enrolments.event_words is 'Free text said with an event; deleted at erasure [sensitive]';
comment on column enrolments.event_words.event_id is 'The event [internal]';
comment on column enrolments.event_words.enrolment_id is 'The run [internal]';
comment on column enrolments.event_words.words is 'The words [sensitive]';

create table enrolments.told (
  enrolment_id  uuid not null references enrolments.enrolment,
  what          text not null check (what ~ '^[a-z_]{1,40}$'),
  due_on        date not null,
  told_at       timestamptz not null,
  primary key (enrolment_id, what, due_on)
);
comment on table enrolments.told is 'What the calendar has reminded of, so that each reminder is sent once [internal]';
comment on column enrolments.told.enrolment_id is 'The run [internal]';
comment on column enrolments.told.what is 'Kind of reminder [internal]';
comment on column enrolments.told.due_on is 'The day it was about [internal]';
comment on column enrolments.told.told_at is 'When it was sent [internal]';

create function enrolments.seen(the_enrolment uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return exists (select from enrolments.enrolment e where e.id = the_enrolment and people.visible(e.person_id));
end $$;
comment on function enrolments.seen is 'True when the session may see the person whose run this is';

-- The queue of the calendar: which runs have something due, and for which organisation it is done. No person data.
create function enrolments.due_runs(until_on date) returns table (enrolment_id uuid, provider_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select e.id, a.provider_id
  from enrolments.enrolment e
  join agreements.agreement a on a.id = e.agreement_id
  where e.next_due_on <= until_on
  order by e.next_due_on, e.id
$$;
comment on function enrolments.due_runs is 'Runs in which something has fallen due, with the organisation whose job does it';

-- Published for the evaluation: every run as it was known at a moment and effective on the cut-off day, by case number.
create function enrolments.runs(known_at timestamptz, cutoff date)
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
      and v.name in ('end_early', 'never_start', 'leave_list', 'turn_down', 'complete', 'end_after_first')
    order by v.id desc limit 1) ending on last.payload ->> 'outcome' is not null
  where agreements.party(e.agreement_id)
  order by e.case_number
$$;
comment on function enrolments.runs is 'Runs as known at a moment and effective on a day, by case number and without anything of the person';

-- For those who see numbers and no persons, or only themselves: how many stand in line.
create function enrolments.line_length(the_agreement uuid) returns int
language sql stable security definer set search_path = pg_catalog as $$
  select count(*)::int from enrolments.enrolment e
  where e.agreement_id = the_agreement and e.state = 'waiting' and agreements.party(the_agreement)
$$;
comment on function enrolments.line_length is 'How many wait for a place under the agreement';

revoke execute on function enrolments.seen, enrolments.due_runs, enrolments.runs, enrolments.line_length from public;
grant execute on function enrolments.seen, enrolments.due_runs, enrolments.runs, enrolments.line_length to grobund_app;

alter table enrolments.enrolment enable row level security;
alter table enrolments.event enable row level security;
alter table enrolments.pause_reason enable row level security;
alter table enrolments.event_words enable row level security;
alter table enrolments.told enable row level security;
create policy seen on enrolments.enrolment for all to grobund_app using (people.visible(person_id));
create policy seen on enrolments.event for all to grobund_app using (enrolments.seen(enrolment_id));
create policy seen on enrolments.pause_reason for all to grobund_app using (enrolments.seen(enrolment_id));
create policy seen on enrolments.event_words for all to grobund_app using (enrolments.seen(enrolment_id));
create policy seen on enrolments.told for all to grobund_app using (enrolments.seen(enrolment_id));

grant select, insert on enrolments.enrolment to grobund_app;
grant update (state, ball, ball_since, paused, place_number, next_due_on, changed_at) on enrolments.enrolment to grobund_app;
grant select, insert on enrolments.event to grobund_app;
grant select, insert, delete on enrolments.pause_reason to grobund_app;
grant select, insert, delete on enrolments.event_words to grobund_app;
grant select, insert on enrolments.told to grobund_app;
