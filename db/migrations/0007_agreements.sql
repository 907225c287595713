-- An agreement says who buys, delivers, refers and lends, for how long, and how many places. Places are numbered rows and a
-- held place is a date range, so that over-booking is impossible however many people enrol at the same instant: the exclusion
-- constraint place_held_once decides. Whether a freed place may be filled again is a term; where it may not, the number of
-- runs is counted under a lock. Every change of a stay leaves a row, so that use can be told as it was known at any moment.

create extension if not exists btree_gist;
create schema agreements;
comment on schema agreements is 'Cooperation agreements, their periods and their places';
grant usage on schema agreements to grobund_app;

create table agreements.agreement (
  id                    uuid primary key,
  key                   text not null constraint agreement_key_once unique constraint agreement_key_form check (key ~ '^[a-z0-9-]{1,60}$'),
  name_da               text not null,
  name_en               text not null,
  programme_version_id  uuid not null references programmes.version,
  purchaser_id          uuid not null references access.organisation,
  provider_id           uuid not null references access.organisation,
  acting_job_centre_id  uuid not null references access.organisation,
  lender_id             uuid not null references access.organisation,
  starts_on             date not null,
  ends_on               date not null,
  run_off_until         date not null,
  evaluation_due_on     date,
  refill_allowed        boolean not null,
  state                 text not null check (state in ('draft', 'signed', 'active', 'option_used', 'expiring', 'expired', 'terminated')),
  terms                 jsonb not null constraint agreement_terms_object check (jsonb_typeof(terms) = 'object'),
  made_at               timestamptz not null,
  constraint agreement_in_order check (starts_on <= ends_on and ends_on <= run_off_until)
);
comment on table agreements.agreement is 'A purchaser''s agreement with a provider on places in a programme [public]';
comment on column agreements.agreement.id is 'Identity [public]';
comment on column agreements.agreement.key is 'Key of the pilot file it came from [public]';
comment on column agreements.agreement.name_da is 'Danish name [public]';
comment on column agreements.agreement.name_en is 'English name [public]';
comment on column agreements.agreement.programme_version_id is 'The programme version that is delivered [public]';
comment on column agreements.agreement.purchaser_id is 'Organisation that buys the places [public]';
comment on column agreements.agreement.provider_id is 'Organisation that delivers the programme [public]';
comment on column agreements.agreement.acting_job_centre_id is 'Organisation whose job centre acts for the purchaser [public]';
comment on column agreements.agreement.lender_id is 'Organisation that lends [public]';
comment on column agreements.agreement.starts_on is 'First day of the first period [public]';
comment on column agreements.agreement.ends_on is 'Last day of the last period: the last day a run may start [public]';
comment on column agreements.agreement.run_off_until is 'Last day on which a run that has started may go on [public]';
comment on column agreements.agreement.evaluation_due_on is 'Day the evaluation is due [public]';
comment on column agreements.agreement.refill_allowed is 'Whether a freed place may be filled again [public]';
comment on column agreements.agreement.state is 'State of the agreement machine, written with its event [public]';
comment on column agreements.agreement.terms is 'Deciding authorities, compared programme, notes and marks as checked against the schema [public]';
comment on column agreements.agreement.made_at is 'When it was entered [internal]';

create table agreements.event (
  id               bigint generated always as identity primary key,
  agreement_id     uuid not null references agreements.agreement,
  name             text not null,
  effective_on     date not null,
  recorded_at      timestamptz not null,
  account_id       uuid,
  organisation_id  uuid,
  reason           text,
  payload          jsonb not null default '{}'
);
create index event_of_agreement on agreements.event (agreement_id);
comment on table agreements.event is 'What happened to an agreement, never changed [internal]';
comment on column agreements.event.id is 'Identity and order [internal]';
comment on column agreements.event.agreement_id is 'The agreement [internal]';
comment on column agreements.event.name is 'Event of the agreement machine [internal]';
comment on column agreements.event.effective_on is 'Day it counts from [internal]';
comment on column agreements.event.recorded_at is 'When it was recorded [internal]';
comment on column agreements.event.account_id is 'Account that did it; empty for the calendar and for imports [internal]';
comment on column agreements.event.organisation_id is 'Organisation it was done in [internal]';
comment on column agreements.event.reason is 'Reason code [internal]';
comment on column agreements.event.payload is 'Days and numbers of the event [internal]';

create table agreements.period (
  agreement_id       uuid not null references agreements.agreement,
  number             int not null check (number >= 1),
  starts_on          date not null,
  ends_on            date not null,
  run_off_until      date not null,
  places             int not null constraint period_has_places check (places between 1 and 500),
  evaluation_due_on  date,
  recorded_at        timestamptz not null,
  primary key (agreement_id, number),
  constraint period_in_order check (starts_on <= ends_on and ends_on <= run_off_until),
  constraint period_once exclude using gist (agreement_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
comment on table agreements.period is 'Periods of an agreement with the places bought in each; an extension is the next period [public]';
comment on column agreements.period.agreement_id is 'The agreement [public]';
comment on column agreements.period.number is 'Period, from 1 [public]';
comment on column agreements.period.starts_on is 'First day [public]';
comment on column agreements.period.ends_on is 'Last day [public]';
comment on column agreements.period.run_off_until is 'Last day on which a run started in it may go on [public]';
comment on column agreements.period.places is 'Places bought in the period [public]';
comment on column agreements.period.evaluation_due_on is 'Day the period''s evaluation is due [public]';
comment on column agreements.period.recorded_at is 'When the period was agreed, for figures as known at a moment [internal]';

create table agreements.place (
  id            uuid primary key,
  agreement_id  uuid not null references agreements.agreement,
  number        int not null check (number >= 1),
  from_on       date not null,
  until_on      date not null,
  constraint place_number_once unique (agreement_id, number),
  constraint place_of_agreement unique (id, agreement_id),
  constraint place_in_order check (from_on <= until_on)
);
comment on table agreements.place is 'A numbered place of an agreement [public]';
comment on column agreements.place.id is 'Identity [public]';
comment on column agreements.place.agreement_id is 'The agreement [public]';
comment on column agreements.place.number is 'Number, from 1 to the places bought [public]';
comment on column agreements.place.from_on is 'First day the place is bought for [public]';
comment on column agreements.place.until_on is 'Last day a run may start in it [public]';

create table agreements.occupancy (
  id            uuid primary key,
  agreement_id  uuid not null,
  place_id      uuid not null,
  holder_id     uuid not null,
  case_number   text not null check (length(case_number) between 1 and 40),
  stay          daterange not null,
  kind          text not null check (kind in ('reserved', 'occupied')),
  released_on   date,
  changed_at    timestamptz not null,
  changed_by    uuid,
  foreign key (place_id, agreement_id) references agreements.place (id, agreement_id),
  constraint stay_is_bounded check (isempty(stay) or not (lower_inf(stay) or upper_inf(stay))),
  constraint stay_is_empty_only_when_released check (not isempty(stay) or released_on is not null),
  constraint place_held_once exclude using gist (place_id with =, stay with &&),
  constraint holder_in_one_place exclude using gist (holder_id with =, stay with &&)
);
create index occupancy_of_agreement on agreements.occupancy (agreement_id);
create index occupancy_of_holder on agreements.occupancy (holder_id);
comment on table agreements.occupancy is 'A place held by a run for a stretch of days; the case number is the pseudonym parties see [personal]';
comment on column agreements.occupancy.id is 'Identity [internal]';
comment on column agreements.occupancy.agreement_id is 'The agreement [internal]';
comment on column agreements.occupancy.place_id is 'The place [internal]';
comment on column agreements.occupancy.holder_id is 'The run (enrolment) that holds it [internal]';
comment on column agreements.occupancy.case_number is 'Case number of the run [personal]';
comment on column agreements.occupancy.stay is 'Days it is held; empty when a reservation was given back before it began [personal]';
comment on column agreements.occupancy.kind is 'reserved while offered, occupied from acceptance [internal]';
comment on column agreements.occupancy.released_on is 'Last day held, set when it was given back [personal]';
comment on column agreements.occupancy.changed_at is 'When the row was last written [internal]';
comment on column agreements.occupancy.changed_by is 'Account that wrote it [internal]';

create table agreements.stay_event (
  id            bigint generated always as identity primary key,
  occupancy_id  uuid not null,
  agreement_id  uuid not null,
  place_id      uuid not null,
  holder_id     uuid not null,
  stay          daterange not null,
  kind          text not null,
  released_on   date,
  recorded_at   timestamptz not null,
  account_id    uuid
);
create index stay_event_of_agreement on agreements.stay_event (agreement_id, occupancy_id, id);
comment on table agreements.stay_event is 'Every writing of an occupancy, so that use can be told as known at a moment [personal]';
comment on column agreements.stay_event.id is 'Identity and order [internal]';
comment on column agreements.stay_event.occupancy_id is 'The occupancy [internal]';
comment on column agreements.stay_event.agreement_id is 'The agreement [internal]';
comment on column agreements.stay_event.place_id is 'The place [internal]';
comment on column agreements.stay_event.holder_id is 'The run [internal]';
comment on column agreements.stay_event.stay is 'Days held after the change [personal]';
comment on column agreements.stay_event.kind is 'reserved or occupied [internal]';
comment on column agreements.stay_event.released_on is 'Last day held when given back [personal]';
comment on column agreements.stay_event.recorded_at is 'When it was recorded [internal]';
comment on column agreements.stay_event.account_id is 'Account that did it [internal]';

create table agreements.ending_told (
  agreement_id  uuid not null references agreements.agreement,
  ends_on       date not null,
  step          text not null check (step in ('months_8', 'months_6', 'months_3', 'days_14', 'days_7')),
  told_at       timestamptz not null,
  primary key (agreement_id, ends_on, step)
);
comment on table agreements.ending_told is 'Which warnings of an agreement''s end have been sent, so that each is sent once [internal]';
comment on column agreements.ending_told.agreement_id is 'The agreement [internal]';
comment on column agreements.ending_told.ends_on is 'The end that was warned of [internal]';
comment on column agreements.ending_told.step is 'How long before the end [internal]';
comment on column agreements.ending_told.told_at is 'When it was sent [internal]';

-- A citizen's session counts as a party where the provider has a live part in the citizen: they accept and leave places too.
create function agreements.party(the_agreement uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return exists (
    select from agreements.agreement a
    where a.id = the_agreement and (
      platform.organisation_id() in (a.purchaser_id, a.provider_id, a.acting_job_centre_id, a.lender_id)
      or exists (select from people.part p where p.person_id = platform.person_id() and p.organisation_id = a.provider_id
                 and p.from_on <= platform.today() and (p.until_on is null or p.until_on >= platform.today()))));
end $$;
comment on function agreements.party is 'True when the session''s organisation is a party of the agreement';

create function agreements.hold_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  agreed agreements.agreement;
  spot   agreements.place;
begin
  if isempty(new.stay) then return new; end if;
  -- The lock puts everyone who takes a place of this agreement in a queue, so that the count below cannot be out of date.
  select * into agreed from agreements.agreement where id = new.agreement_id for update;
  select * into spot from agreements.place where id = new.place_id;
  if tg_op = 'INSERT' and agreed.state not in ('signed', 'active', 'option_used', 'expiring') then
    raise exception using errcode = '23514', constraint = 'agreement_open_for_places', message = 'the agreement takes no new runs in this state';
  end if;
  if lower(new.stay) < spot.from_on or (tg_op = 'INSERT' and lower(new.stay) > spot.until_on) then
    raise exception using errcode = '23514', constraint = 'stay_starts_in_agreement', message = 'a stay starts within the days the place is bought for';
  end if;
  if upper(new.stay) - 1 > agreed.run_off_until then
    raise exception using errcode = '23514', constraint = 'stay_ends_in_run_off', message = 'a stay ends before the run-off does';
  end if;
  if tg_op = 'INSERT' and not agreed.refill_allowed and
    (select count(distinct o.holder_id) from agreements.occupancy o
     where o.agreement_id = new.agreement_id and o.holder_id <> new.holder_id
       and not (o.kind = 'reserved' and o.released_on is not null))
    >= (select sum(p.places) from agreements.period p where p.agreement_id = new.agreement_id) then
    raise exception using errcode = '23514', constraint = 'runs_within_places', message = 'a freed place may not be filled again under this agreement';
  end if;
  return new;
end $$;
comment on function agreements.hold_terms is 'Holds a stay within its agreement: state, days, run-off, and runs in all where refill is not allowed';
create trigger hold_terms before insert or update on agreements.occupancy for each row execute function agreements.hold_terms();

create function agreements.keep_stay() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into agreements.stay_event (occupancy_id, agreement_id, place_id, holder_id, stay, kind, released_on, recorded_at, account_id)
  values (new.id, new.agreement_id, new.place_id, new.holder_id, new.stay, new.kind, new.released_on, new.changed_at, new.changed_by);
  return null;
end $$;
comment on function agreements.keep_stay is 'Writes down every state of an occupancy';
create trigger keep_stay after insert or update on agreements.occupancy for each row execute function agreements.keep_stay();

create function agreements.number_is_bought() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.number > (select max(p.places) from agreements.period p where p.agreement_id = new.agreement_id) is not false then
    raise exception using errcode = '23514', constraint = 'place_is_bought', message = 'there are no more places than were bought';
  end if;
  return new;
end $$;
comment on function agreements.number_is_bought is 'Refuses a place that no period has bought';
create trigger number_is_bought before insert on agreements.place for each row execute function agreements.number_is_bought();

-- Published figures: days bought, reserved and occupied for each place up to the cut-off day, as known at the moment.
create function agreements.place_days(known_at timestamptz, cutoff date)
returns table (agreement_id uuid, place_number int, days_bought int, days_reserved int, days_occupied int, runs int)
language sql stable security definer set search_path = pg_catalog as $$
  with known_stay as (
    select distinct on (e.occupancy_id) e.*
    from agreements.stay_event e where e.recorded_at <= known_at order by e.occupancy_id, e.id desc
  ), used as (
    select k.place_id,
           sum(upper(cut.days) - lower(cut.days)) filter (where k.kind = 'reserved') as reserved,
           sum(upper(cut.days) - lower(cut.days)) filter (where k.kind = 'occupied') as occupied,
           count(distinct k.holder_id) filter (where k.kind = 'occupied') as runs
    from known_stay k, lateral (select k.stay * daterange(null, cutoff, '(]') as days) cut
    where not isempty(cut.days)
    group by k.place_id
  ), bought as (
    select p.agreement_id, n.number, sum(greatest(0, least(p.ends_on, cutoff) - p.starts_on + 1)) as days
    from agreements.period p, lateral generate_series(1, p.places) as n (number)
    where p.recorded_at <= known_at
    group by p.agreement_id, n.number
  )
  select b.agreement_id, b.number, b.days::int, coalesce(u.reserved, 0)::int, coalesce(u.occupied, 0)::int, coalesce(u.runs, 0)::int
  from bought b
  join agreements.place pl on pl.agreement_id = b.agreement_id and pl.number = b.number
  left join used u on u.place_id = pl.id
  where agreements.party(b.agreement_id)
  order by b.agreement_id, b.number
$$;
comment on function agreements.place_days is 'Days bought, reserved and occupied of each place to the cut-off (inclusive), as known at a moment; a run counts once accepted';
grant execute on function agreements.party, agreements.place_days to grobund_app;

alter table agreements.agreement enable row level security;
alter table agreements.event enable row level security;
alter table agreements.period enable row level security;
alter table agreements.place enable row level security;
alter table agreements.occupancy enable row level security;
alter table agreements.stay_event enable row level security;
alter table agreements.ending_told enable row level security;
create policy seen on agreements.agreement for select to grobund_app using
  (platform.organisation_id() in (purchaser_id, provider_id, acting_job_centre_id, lender_id) or agreements.party(id));
create policy made on agreements.agreement for insert to grobund_app with check
  (platform.organisation_id() in (purchaser_id, provider_id, acting_job_centre_id, lender_id));
create policy changed on agreements.agreement for update to grobund_app using
  (platform.organisation_id() in (purchaser_id, provider_id, acting_job_centre_id, lender_id) or agreements.party(id));
create policy seen on agreements.event for all to grobund_app using (agreements.party(agreement_id));
create policy seen on agreements.period for all to grobund_app using (agreements.party(agreement_id));
create policy seen on agreements.place for all to grobund_app using (agreements.party(agreement_id));
create policy seen on agreements.occupancy for all to grobund_app using (agreements.party(agreement_id));
create policy seen on agreements.stay_event for select to grobund_app using (agreements.party(agreement_id));
create policy seen on agreements.ending_told for all to grobund_app using (agreements.party(agreement_id));

grant select, insert on agreements.agreement to grobund_app;
grant update (ends_on, run_off_until, evaluation_due_on, state) on agreements.agreement to grobund_app;
grant select, insert on agreements.event to grobund_app;
grant select, insert on agreements.period to grobund_app;
grant select, insert, update (until_on) on agreements.place to grobund_app;
grant select, insert, update (stay, kind, released_on, changed_at, changed_by) on agreements.occupancy to grobund_app;
grant select on agreements.stay_event to grobund_app;
grant select, insert on agreements.ending_told to grobund_app;
