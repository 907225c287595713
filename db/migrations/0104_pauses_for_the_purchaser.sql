-- A pause that keeps the place is paid for by the purchaser, whose calendar showed it as use that is planned: the purchaser sees no runs.
-- What a pause is told from is published by holder, with days and without anything of the person or of why.

create function enrolments.pauses_told(the_agreement uuid)
returns table (holder_id uuid, name text, on_day date, until_day date, keeps_place boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select v.enrolment_id, v.name, v.effective_on, (v.payload ->> 'until')::date, (v.payload ->> 'keepsPlace')::boolean
  from enrolments.event v
  join enrolments.enrolment e on e.id = v.enrolment_id
  where e.agreement_id = the_agreement and agreements.party(the_agreement)
    and v.name in ('pause', 'extend_pause', 'resume', 'end_early', 'record_death')
  order by v.enrolment_id, v.id
$$;
comment on function enrolments.pauses_told is 'What the pauses of an agreement''s runs are told from, by holder of a place: days and whether the place is kept, no reasons and no persons';
revoke execute on function enrolments.pauses_told from public;
grant execute on function enrolments.pauses_told to grobund_app;
