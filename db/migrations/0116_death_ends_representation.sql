-- Who acted for a citizen acts for nobody once the citizen has died. Staff who see the citizen masked record a death too, and read no representative:
-- so the ending is the table's own, and answers identities alone.

create function people.end_representations(the_person uuid, the_day date) returns setof uuid
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update people.representative r set during = daterange(lower(r.during), greatest(lower(r.during), the_day), '[]')
  where r.person_id = the_person and people.visible(the_person) and (upper_inf(r.during) or upper(r.during) > the_day + 1)
  returning r.id
$$;
revoke all on function people.end_representations(the_person uuid, the_day date) from public;
grant execute on function people.end_representations(the_person uuid, the_day date) to grobund_app;
comment on function people.end_representations(the_person uuid, the_day date) is 'Ends every representation of a visible person with a last day; which they were';
