-- The evaluation tells what people lived on before and after their course. It has no part in any case and sees no person: it reads
-- the history by case number, as it was known at a moment. The history is people's, the case number is the run's: people hands the
-- history to functions of the owner only, and enrolments publishes it for the parties of the agreement.

create function people.support_bases_known(persons uuid[], known_at timestamptz)
returns table (person_id uuid, code text, from_on date, until_on date)
language sql stable set search_path = pg_catalog as $$
  select b.person_id, b.code, lower(b.during), upper(b.during) - 1
  from people.support_basis b
  where b.person_id = any (persons) and b.recorded_at <= known_at and (b.superseded_at is null or b.superseded_at > known_at)
$$;
comment on function people.support_bases_known is 'Support bases of persons as known at a moment, until_on empty while they last; for published functions of other modules only';
revoke execute on function people.support_bases_known from public;

create function enrolments.support_bases(agreement uuid, known_at timestamptz)
returns table (case_number text, code text, from_on date, until_on date)
language sql stable security definer set search_path = pg_catalog as $$
  with own as (
    select e.case_number, e.person_id from enrolments.enrolment e
    where e.agreement_id = agreement and agreements.party(agreement) and platform.person_id() is null
  )
  select o.case_number, b.code, b.from_on, b.until_on
  from own o
  join people.support_bases_known((select array_agg(person_id) from own), known_at) b on b.person_id = o.person_id
  order by o.case_number, b.from_on
$$;
comment on function enrolments.support_bases is 'What the persons of an agreement''s runs lived on, by case number, as known at a moment and without the person';
revoke execute on function enrolments.support_bases from public;
grant execute on function enrolments.support_bases to grobund_app;
