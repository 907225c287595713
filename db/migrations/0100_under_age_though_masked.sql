-- Whether an applicant is of age was read from the birthday, which is masked to those who are not trusted with a protected citizen: for them nobody was under
-- age, and a debt could be applied for that the citizen cannot take on. The answer is yes or no and gives no birthday away.
create function people.under_age_on(the_person uuid, the_day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((
    select the_day < (p.birth_on + interval '18 years')::date
      + case when extract(day from p.birth_on + interval '18 years') = extract(day from p.birth_on) then 0 else 1 end
    from people.person p where p.id = the_person and people.visible(p.id)), false)
$$;
comment on function people.under_age_on is 'True when a visible person is not 18 on the day (værgemålsloven § 1), also one who is masked; who was born on 29 February is on 1 March';
revoke all on function people.under_age_on from public;
grant execute on function people.under_age_on to grobund_app;
