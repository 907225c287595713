-- Sessions of the activities a programme demands or offers, and who came. Everyone is present until somebody says otherwise;
-- a register is saved whole, with the version it was read at, so that two teachers never overwrite each other unseen.

create schema activities;
comment on schema activities is 'Sessions, registers, attendance';
grant usage on schema activities to grobund_app;

create table activities.session (
  id             uuid primary key,
  agreement_id   uuid not null,
  activity       text not null constraint session_activity check (activity ~ '^[a-z_]{1,60}$'),
  phase          text not null constraint session_phase check (phase in ('qualifying', 'main')),
  held_on        date not null,
  starts_at      time not null,
  minutes        int not null constraint session_minutes check (minutes between 1 and 1440),
  place          text not null constraint session_place check (length(btrim(place)) between 1 and 200),
  teacher_id     uuid not null,
  took_place     boolean,
  version        int not null default 1,
  registered_by  uuid,
  registered_at  timestamptz
);
create index session_of_agreement on activities.session (agreement_id, held_on);
comment on table activities.session is 'A planned or held session [internal]';
comment on column activities.session.id is 'Identity: the request that planned it [internal]';
comment on column activities.session.agreement_id is 'The agreement it is held under [internal]';
comment on column activities.session.activity is 'Activity of the programme (code) [internal]';
comment on column activities.session.phase is 'Phase it counts in [internal]';
comment on column activities.session.held_on is 'Day [internal]';
comment on column activities.session.starts_at is 'Time of day, Danish time [internal]';
comment on column activities.session.minutes is 'Length [internal]';
comment on column activities.session.place is 'Where [internal]';
comment on column activities.session.teacher_id is 'Account that holds it [internal]';
comment on column activities.session.took_place is 'Whether it took place; empty until the register is saved [internal]';
comment on column activities.session.version is 'Raised with each saved register [internal]';
comment on column activities.session.registered_by is 'Account that saved the register last [internal]';
comment on column activities.session.registered_at is 'When the register was saved last [internal]';

create table activities.participant (
  session_id    uuid not null references activities.session,
  enrolment_id  uuid not null,
  person_id     uuid not null,
  case_number   text not null,
  outcome       text constraint participant_outcome check (outcome in ('present', 'late', 'partly', 'absent')),
  reason        text constraint participant_reason check (reason in ('illness', 'child_ill', 'work', 'other', 'no_word')),
  primary key (session_id, enrolment_id),
  constraint participant_reason_when_absent check ((outcome is not distinct from 'absent') = (reason is not null))
);
create index participant_of_run on activities.participant (enrolment_id);
comment on table activities.participant is 'Who was expected and who came [personal]';
comment on column activities.participant.session_id is 'The session [internal]';
comment on column activities.participant.enrolment_id is 'The run it counts in [internal]';
comment on column activities.participant.person_id is 'The citizen [personal]';
comment on column activities.participant.case_number is 'Case number of the run [internal]';
comment on column activities.participant.outcome is 'Whether they came; empty until registered [personal]';
comment on column activities.participant.reason is 'Why not (code) [sensitive]';

alter table activities.session enable row level security;
alter table activities.participant enable row level security;
-- A citizen sees the sessions they are in through the participant row; the organisations through the agreement.
create policy session_of_party on activities.session to grobund_app
  using (agreements.party(agreement_id) or exists (select 1 from activities.participant p where p.session_id = id))
  with check (agreements.party(agreement_id));
create policy participant_visible on activities.participant to grobund_app
  using (people.visible(person_id)) with check (people.visible(person_id));
grant select, insert, update on activities.session, activities.participant to grobund_app;

-- For the evaluation: how many were expected and came, by activity, in sessions registered by a moment; no person.
create function activities.attendance(agreement uuid, known_at timestamptz)
returns table (case_number text, activity text, phase text, offered int, attended int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.case_number, s.activity, s.phase, count(*)::int, count(*) filter (where p.outcome in ('present', 'late', 'partly'))::int
  from activities.session s join activities.participant p on p.session_id = s.id
  where s.agreement_id = agreement and s.took_place and s.registered_at <= known_at and agreements.party(agreement)
  group by p.case_number, s.activity, s.phase
$$;
comment on function activities.attendance(uuid, timestamptz) is 'Attendance by case number and activity, as known at a moment';
revoke all on function activities.attendance(uuid, timestamptz) from public;
grant execute on function activities.attendance(uuid, timestamptz) to grobund_app;
