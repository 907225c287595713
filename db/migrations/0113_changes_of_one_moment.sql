-- Two changes of the number of places that were recorded in the same moment held no order; the one written last holds.

create or replace function agreements.bought_on(the_agreement uuid, the_day date) returns int
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((
    select l.places from (
      select p.starts_on as from_on, p.recorded_at, 0::bigint as written, p.places from agreements.period p where p.agreement_id = the_agreement
      union all
      select c.from_on, c.recorded_at, c.id, c.places from agreements.place_change c where c.agreement_id = the_agreement) l
    where l.from_on <= the_day order by l.from_on desc, l.recorded_at desc, l.written desc limit 1), 0)
$$;
