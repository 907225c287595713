-- An evaluation must say what was learned and what was changed on the way, as it was known on its cut-off. Both are kept by other
-- modules; these views publish them without the account that wrote them.

create function collaboration.learned(agreement uuid, known_at timestamptz, cutoff date)
returns table (about text, title text, words text, learned_on date, organisation text)
language sql stable security definer set search_path = pg_catalog as $$
  select l.about, l.title, l.words, l.learned_on, o.name
  from collaboration.lesson l join access.organisation o on o.id = l.organisation_id
  where l.agreement_id = agreement and l.recorded_at <= known_at and l.learned_on <= cutoff
    and agreements.party(agreement) and platform.person_id() is null
  order by l.learned_on, l.recorded_at, l.id
$$;
comment on function collaboration.learned(uuid, timestamptz, date) is 'Lessons under an agreement learned by the cut-off, as known at a moment; they name no person';
grant execute on function collaboration.learned(uuid, timestamptz, date) to grobund_app;

create function agreements.changes(agreement uuid, known_at timestamptz, cutoff date)
returns table (kind text, from_on date, places_before integer, places integer, reason text)
language sql stable security definer set search_path = pg_catalog as $$
  with known as (
    select 'period' as kind, p.starts_on as from_on,
           lag(p.places) over (order by p.number) as places_before, p.places, ''::text as reason, p.number
    from agreements.period p where p.agreement_id = agreement and p.recorded_at <= known_at
  )
  select k.kind, k.from_on, k.places_before, k.places, k.reason from known k where k.number > 1 and k.from_on <= cutoff and agreements.party(agreement)
  union all
  select 'places', c.from_on, c.places_before, c.places, c.reason from agreements.place_change c
  where c.agreement_id = agreement and c.recorded_at <= known_at and c.from_on <= cutoff and agreements.party(agreement)
  order by 2, 1
$$;
comment on function agreements.changes(uuid, timestamptz, date) is 'New periods and changed numbers of places that hold by the cut-off, as known at a moment';
grant execute on function agreements.changes(uuid, timestamptz, date) to grobund_app;
