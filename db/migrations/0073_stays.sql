-- A report pictures the places day by day, as they were known on its cut-off; without whose run it was.

create function agreements.stays(agreement uuid, known_at timestamptz, cutoff date)
returns table (place_number integer, kind text, from_on date, until_on date)
language sql stable security definer set search_path = pg_catalog as $$
  with known_stay as (
    select distinct on (e.occupancy_id) e.place_id, e.kind, e.stay * daterange(null, cutoff, '(]') as stay
    from agreements.stay_event e where e.agreement_id = agreement and e.recorded_at <= known_at order by e.occupancy_id, e.id desc
  )
  select p.number, k.kind, lower(k.stay), upper(k.stay) - 1
  from known_stay k join agreements.place p on p.id = k.place_id
  where not isempty(k.stay) and agreements.party(agreement)
  order by p.number, lower(k.stay)
$$;
comment on function agreements.stays(uuid, timestamptz, date) is 'Days each place was reserved or occupied to the cut-off, as known at a moment and without whose run it was';
grant execute on function agreements.stays(uuid, timestamptz, date) to grobund_app;
