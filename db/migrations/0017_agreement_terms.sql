-- What an agreement lacked to be settled by: the price of a place-month, the number of places by date, and the terms about
-- extending, running off and aims. The number of places may rise or fall in the middle of a period; every state of a place
-- is kept, so that the days bought can be told as they were known at any moment.

alter table agreements.period add column price_ore_place_month bigint constraint period_price_positive check (price_ore_place_month > 0);
comment on column agreements.period.price_ore_place_month is 'Price of a place for a calendar month, in øre; empty while none is agreed [public]';
comment on column agreements.agreement.terms is 'Deciding authorities, options, run-off, targets, compared programme and marks as checked against the schema [public]';
update agreements.agreement set terms = terms || '{"options": [], "runOff": null, "targets": []}'::jsonb;

create table agreements.place_change (
  id             bigint generated always as identity primary key,
  agreement_id   uuid not null references agreements.agreement,
  from_on        date not null,
  places_before  int not null check (places_before between 1 and 500),
  places         int not null constraint place_change_places check (places between 1 and 500),
  reason         text not null constraint place_change_reason check (length(reason) between 1 and 500),
  recorded_at    timestamptz not null,
  account_id     uuid not null,
  request_id     uuid not null constraint place_change_once unique,
  constraint place_change_changes check (places <> places_before)
);
create index place_change_of_agreement on agreements.place_change (agreement_id, from_on);
comment on table agreements.place_change is 'Changes of the number of places within a period [public]';
comment on column agreements.place_change.id is 'Identity and order [internal]';
comment on column agreements.place_change.agreement_id is 'The agreement [public]';
comment on column agreements.place_change.from_on is 'First day of the new number [public]';
comment on column agreements.place_change.places_before is 'Places before [public]';
comment on column agreements.place_change.places is 'Places from that day [public]';
comment on column agreements.place_change.reason is 'Why, as the parties agreed it; names no person [internal]';
comment on column agreements.place_change.recorded_at is 'When it was recorded [internal]';
comment on column agreements.place_change.account_id is 'Account that recorded it [internal]';
comment on column agreements.place_change.request_id is 'Made with the form, so that a button pressed twice is one change [internal]';

create function agreements.bought_on(the_agreement uuid, the_day date) returns int
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((
    select l.places from (
      select p.starts_on as from_on, p.recorded_at, p.places from agreements.period p where p.agreement_id = the_agreement
      union all
      select c.from_on, c.recorded_at, c.places from agreements.place_change c where c.agreement_id = the_agreement) l
    where l.from_on <= the_day order by l.from_on desc, l.recorded_at desc limit 1), 0)
$$;
comment on function agreements.bought_on is 'How many places are bought on a day within the agreement';

alter table agreements.place add column changed_at timestamptz;
update agreements.place pl set changed_at = (select min(p.recorded_at) from agreements.period p where p.agreement_id = pl.agreement_id);
alter table agreements.place alter column changed_at set not null;
comment on column agreements.place.changed_at is 'When the row was last written [internal]';

create table agreements.place_event (
  id            bigint generated always as identity primary key,
  place_id      uuid not null references agreements.place,
  agreement_id  uuid not null,
  number        int not null,
  from_on       date not null,
  until_on      date not null,
  recorded_at   timestamptz not null
);
create index place_event_of_place on agreements.place_event (place_id, id);
comment on table agreements.place_event is 'Every writing of a place, so that days bought can be told as known at a moment [public]';
comment on column agreements.place_event.id is 'Identity and order [internal]';
comment on column agreements.place_event.place_id is 'The place [public]';
comment on column agreements.place_event.agreement_id is 'The agreement [public]';
comment on column agreements.place_event.number is 'Its number [public]';
comment on column agreements.place_event.from_on is 'First day it is bought for [public]';
comment on column agreements.place_event.until_on is 'Last day it is bought for [public]';
comment on column agreements.place_event.recorded_at is 'When it was recorded [internal]';
insert into agreements.place_event (place_id, agreement_id, number, from_on, until_on, recorded_at)
select pl.id, pl.agreement_id, pl.number, pl.from_on, p.ends_on, p.recorded_at
from agreements.period p
join agreements.place pl on pl.agreement_id = p.agreement_id and pl.number <= p.places and pl.from_on <= p.ends_on
order by p.recorded_at, p.number, pl.number;

create function agreements.keep_place() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into agreements.place_event (place_id, agreement_id, number, from_on, until_on, recorded_at)
  values (new.id, new.agreement_id, new.number, new.from_on, new.until_on, new.changed_at);
  return null;
end $$;
comment on function agreements.keep_place is 'Writes down every state of a place';
create trigger keep_place after insert or update on agreements.place for each row execute function agreements.keep_place();

-- A place's number is only a name now: after a fall and a rise a new place takes a new number. What may not be passed is how many there are on a day.
drop trigger number_is_bought on agreements.place;
drop function agreements.number_is_bought();
create function agreements.places_are_bought() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  the_day date;
begin
  foreach the_day in array array[new.from_on, new.until_on] loop
    if (select count(*) from agreements.place p where p.agreement_id = new.agreement_id and the_day between p.from_on and p.until_on)
      > agreements.bought_on(new.agreement_id, the_day) then
      raise exception using errcode = '23514', constraint = 'place_is_bought', message = 'there are no more places than were bought';
    end if;
  end loop;
  return null;
end $$;
comment on function agreements.places_are_bought is 'Refuses more places on a day than are bought on it';
create trigger places_are_bought after insert or update on agreements.place for each row execute function agreements.places_are_bought();

create or replace function agreements.hold_terms() returns trigger
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
    >= agreements.runs_bought(new.agreement_id) then
    raise exception using errcode = '23514', constraint = 'runs_within_places', message = 'a freed place may not be filled again under this agreement';
  end if;
  return new;
end $$;

create function agreements.runs_bought(the_agreement uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select sum(p.places) from agreements.period p where p.agreement_id = the_agreement), 0)
       + coalesce((select sum(c.places - c.places_before) from agreements.place_change c where c.agreement_id = the_agreement), 0)
$$;
comment on function agreements.runs_bought is 'Runs in all that were bought, where a freed place may not be filled again: places of all periods and their changes';

create or replace function agreements.place_days(known_at timestamptz, cutoff date)
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
    select distinct on (e.place_id) e.place_id, e.agreement_id, e.number, greatest(0, least(e.until_on, cutoff) - e.from_on + 1) as days
    from agreements.place_event e where e.recorded_at <= known_at order by e.place_id, e.id desc
  )
  select b.agreement_id, b.number, b.days::int, coalesce(u.reserved, 0)::int, coalesce(u.occupied, 0)::int, coalesce(u.runs, 0)::int
  from bought b
  left join used u on u.place_id = b.place_id
  where agreements.party(b.agreement_id)
  order by b.agreement_id, b.number
$$;

grant execute on function agreements.bought_on, agreements.runs_bought to grobund_app;
alter table agreements.place_change enable row level security;
alter table agreements.place_event enable row level security;
create policy seen on agreements.place_change for all to grobund_app using (agreements.party(agreement_id));
create policy seen on agreements.place_event for select to grobund_app using (agreements.party(agreement_id));
grant select, insert on agreements.place_change to grobund_app;
grant select on agreements.place_event to grobund_app;
grant update (changed_at) on agreements.place to grobund_app;
