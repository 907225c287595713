-- A person may have cases with two municipalities: an old one, in after-care, with the first and a new referral by the second. Row-level security asked for a
-- part in the person only, so that each of the two saw the other's run, loan and business: by search, and in every question to the database. A run, a loan and
-- where a case stands are for the parties of its agreement, and for the citizen; erasing still reaches all that is held of a person.
create function people.own_or_erased(the_person uuid) returns boolean
language sql stable parallel safe set search_path = pg_catalog as $$
  select platform.person_id() = the_person or current_setting('grobund.erasing', true) = the_person::text
$$;
comment on function people.own_or_erased is 'True in a session that is the person''s own, and in one that erases the person';
revoke all on function people.own_or_erased from public;
grant execute on function people.own_or_erased to grobund_app;

create policy of_its_parties on caseload.standing as restrictive for all to grobund_app
  using (platform.organisation_id() in (job_centre_id, provider_id) or people.own_or_erased(person_id) or agreements.party(agreement_id));
create policy of_its_parties on enrolments.enrolment as restrictive for all to grobund_app
  using (agreements.party(agreement_id) or people.own_or_erased(person_id));
create policy of_its_parties on loans.loan as restrictive for all to grobund_app
  using (agreements.party(agreement_id) or people.own_or_erased(person_id));
create policy of_its_parties on loans.standing as restrictive for all to grobund_app
  using (agreements.party(agreement_id) or people.own_or_erased(person_id));

-- What lies under a run follows it. The business has no agreement of its own and is asked through its run.
create or replace function enrolments.seen(the_enrolment uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from enrolments.enrolment e
    where e.id = the_enrolment and people.visible(e.person_id) and (agreements.party(e.agreement_id) or people.own_or_erased(e.person_id)));
end $$;
create policy of_its_parties on business.business as restrictive for all to grobund_app using (enrolments.seen(enrolment_id));
