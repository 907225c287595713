-- Who is expected at a meeting and came, and what an early warning found, was read by every organisation with a part in the person, and with it the meeting
-- itself and the words of its register: two municipalities with one citizen read each other's. 0098 bound a run to the parties of its agreement and 0103 what
-- was written of a case; what is held of a run follows it.
create function enrolments.open_to_us(the_enrolment uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from enrolments.enrolment e join agreements.agreement a on a.id = e.agreement_id
    where e.id = the_enrolment and platform.organisation_id() in (a.purchaser_id, a.provider_id, a.acting_job_centre_id, a.lender_id));
end $$;
comment on function enrolments.open_to_us is 'True when the session''s organisation is a party of the run''s agreement';
revoke all on function enrolments.open_to_us from public;
grant execute on function enrolments.open_to_us to grobund_app;

create policy of_its_parties on activities.participant as restrictive for all to grobund_app
  using (enrolments.open_to_us(enrolment_id) or people.own_or_erased(person_id));
create policy of_its_parties on activities.register_line as restrictive for all to grobund_app
  using (enrolments.open_to_us(enrolment_id) or people.own_or_erased(person_id));
create policy of_its_parties on activities.warning as restrictive for all to grobund_app
  using (people.own_or_erased(person_id) or agreements.party(agreement_id));
create policy of_its_parties on activities.warning_words as restrictive for all to grobund_app
  using (exists (select from activities.warning w where w.id = warning_id));
