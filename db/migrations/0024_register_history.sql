-- A register saved again used to replace the earlier one, and with it the figures as they were known before. Each saving is now
-- a row of its own that is never changed; the columns of session and participant go on telling the present state. The request
-- that saved it is kept, so that a page sent twice on a bad connection counts once.

create table activities.register (
  session_id     uuid not null references activities.session,
  version        int not null constraint register_version check (version > 1),
  request_id     uuid not null constraint register_request unique,
  took_place     boolean not null,
  registered_by  uuid not null,
  registered_at  timestamptz not null,
  primary key (session_id, version)
);
comment on table activities.register is 'A saving of a register; a correction is a further row [internal]';
comment on column activities.register.session_id is 'The session [internal]';
comment on column activities.register.version is 'Version of the session that this saving made [internal]';
comment on column activities.register.request_id is 'The request that saved it [internal]';
comment on column activities.register.took_place is 'Whether the session took place [internal]';
comment on column activities.register.registered_by is 'Account that saved it [internal]';
comment on column activities.register.registered_at is 'When it was saved [internal]';

create table activities.register_line (
  session_id    uuid not null,
  version       int not null,
  enrolment_id  uuid not null,
  person_id     uuid not null,
  outcome       text not null constraint register_line_outcome check (outcome in ('present', 'late', 'partly', 'absent')),
  reason        text constraint register_line_reason check (reason in ('illness', 'child_ill', 'work', 'other', 'no_word')),
  primary key (session_id, version, enrolment_id),
  foreign key (session_id, version) references activities.register,
  constraint register_line_reason_when_absent check ((outcome = 'absent') = (reason is not null))
);
comment on table activities.register_line is 'Who came, as one saving of the register says it; whoever was on pause has no line [personal]';
comment on column activities.register_line.session_id is 'The session [internal]';
comment on column activities.register_line.version is 'The saving [internal]';
comment on column activities.register_line.enrolment_id is 'The run it counts in [internal]';
comment on column activities.register_line.person_id is 'The citizen [personal]';
comment on column activities.register_line.outcome is 'Whether they came [personal]';
comment on column activities.register_line.reason is 'Why not (code) [sensitive]';

create table activities.register_words (
  session_id  uuid not null,
  version     int not null,
  done_words  text not null constraint register_words_done check (length(done_words) <= 2000),
  next_words  text not null constraint register_words_next check (length(next_words) <= 2000),
  primary key (session_id, version),
  foreign key (session_id, version) references activities.register
);
comment on table activities.register_words is 'What was done and what comes next, in words; erased with the only person they are about [personal]';
comment on column activities.register_words.session_id is 'The session [internal]';
comment on column activities.register_words.version is 'The saving [internal]';
comment on column activities.register_words.done_words is 'What was done [personal]';
comment on column activities.register_words.next_words is 'What comes next [personal]';

insert into activities.register (session_id, version, request_id, took_place, registered_by, registered_at)
  select id, version, gen_random_uuid(), took_place, registered_by, registered_at
  from activities.session where took_place is not null and version > 1;
insert into activities.register_line (session_id, version, enrolment_id, person_id, outcome, reason)
  select p.session_id, s.version, p.enrolment_id, p.person_id, p.outcome, p.reason
  from activities.participant p join activities.session s on s.id = p.session_id
  where s.took_place and s.version > 1 and p.outcome is not null;

alter table activities.register enable row level security;
alter table activities.register_line enable row level security;
alter table activities.register_words enable row level security;
create policy register_of_party on activities.register to grobund_app
  using (exists (select 1 from activities.session s where s.id = session_id))
  with check (exists (select 1 from activities.session s where s.id = session_id and agreements.party(s.agreement_id)));
create policy register_line_visible on activities.register_line to grobund_app
  using (people.visible(person_id)) with check (people.visible(person_id));
-- The words are for the organisations only: a citizen reads what is shared with them elsewhere.
create policy register_words_of_party on activities.register_words to grobund_app
  using (exists (select 1 from activities.session s where s.id = session_id and agreements.party(s.agreement_id)))
  with check (exists (select 1 from activities.session s where s.id = session_id and agreements.party(s.agreement_id)));
grant select, insert on activities.register, activities.register_line to grobund_app;
grant select, insert, delete on activities.register_words to grobund_app;

-- As known at a moment: the last register saved by then, whatever was corrected since.
create or replace function activities.minutes_attended(agreement uuid, known_at timestamptz, cutoff date)
returns table (case_number text, activity text, offered int, attended int, minutes int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with known as (
    select distinct on (r.session_id) r.session_id, r.version, r.took_place, s.activity, s.minutes
    from activities.register r join activities.session s on s.id = r.session_id
    where s.agreement_id = agreement and s.held_on <= cutoff and r.registered_at <= known_at and agreements.party(agreement)
    order by r.session_id, r.version desc
  )
  select p.case_number, k.activity, count(*)::int, count(*) filter (where l.outcome in ('present', 'late', 'partly'))::int,
         coalesce(sum(k.minutes) filter (where l.outcome in ('present', 'late', 'partly')), 0)::int
  from known k
  join activities.register_line l on l.session_id = k.session_id and l.version = k.version
  join activities.participant p on p.session_id = l.session_id and p.enrolment_id = l.enrolment_id
  where k.took_place
  group by p.case_number, k.activity
$$;
