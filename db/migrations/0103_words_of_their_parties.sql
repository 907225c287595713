-- What two municipalities with a part in one person wrote of their own cases was read by both, for these rows asked for a part in the person only (see 0098,
-- which drew the line for runs, loans and businesses). A note or document of a case, a proposal, a hand-over and a letter are for the parties of that case. A
-- consent is for whoever has a case of the person together with the organisation it names: all its words or none, for the last one counts for all of them. What
-- one wrote oneself, one still reads; the citizen reads all, and erasing reaches all. The history of benefits stays one for everybody who has a part, for whoever
-- sees half of it cannot keep it free of overlaps.
create function caseload.open_to_us(the_case uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return coalesce((
    select platform.organisation_id() in (s.job_centre_id, s.provider_id) or agreements.party(s.agreement_id)
    from caseload.standing s where s.case_id = the_case), true);
end $$;
comment on function caseload.open_to_us is 'False when a case stands and the session''s organisation is no party of it';

create function caseload.number_open_to_us(the_person uuid, the_number text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return coalesce((
    select bool_or(platform.organisation_id() in (s.job_centre_id, s.provider_id) or agreements.party(s.agreement_id))
    from caseload.standing s where s.person_id = the_person and s.case_number = the_number), true);
end $$;
comment on function caseload.number_open_to_us is 'False when a person has a case of that number and the session''s organisation is no party of it';

create function caseload.words_open_to_us(the_organisation uuid, the_person uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return coalesce((
    select bool_or(coalesce(
      platform.organisation_id() in (s.job_centre_id, s.provider_id, a.purchaser_id, a.provider_id, a.acting_job_centre_id, a.lender_id), false))
    from caseload.standing s left join agreements.agreement a on a.id = s.agreement_id
    where s.person_id = the_person
      and the_organisation in (s.job_centre_id, s.provider_id, a.purchaser_id, a.provider_id, a.acting_job_centre_id, a.lender_id)), true);
end $$;
comment on function caseload.words_open_to_us is
  'False when an organisation is a party of cases of the person and the session''s organisation of none of them';

revoke all on function caseload.open_to_us, caseload.number_open_to_us, caseload.words_open_to_us from public;
grant execute on function caseload.open_to_us, caseload.number_open_to_us, caseload.words_open_to_us to grobund_app;

create policy of_its_parties on journal.note as restrictive for all to grobund_app
  using (case_id is null or organisation_id = platform.organisation_id() or people.own_or_erased(person_id) or caseload.open_to_us(case_id));
create policy of_its_parties on people.document as restrictive for all to grobund_app
  using (organisation_id = platform.organisation_id() or people.own_or_erased(person_id)
         or ((case_id is null or caseload.open_to_us(case_id))
             and (about_noun is distinct from 'loan' or exists (select from loans.loan l where l.id = about_id))));
create policy of_its_parties on collaboration.proposal as restrictive for all to grobund_app
  using (people.own_or_erased(person_id) or agreements.party(agreement_id));
create policy of_its_parties on caseload.hand_over as restrictive for all to grobund_app
  using (organisation_id = platform.organisation_id() or people.own_or_erased(person_id) or caseload.open_to_us(case_id));
create policy of_its_parties on notices.letter as restrictive for all to grobund_app
  using (organisation_id = platform.organisation_id() or people.own_or_erased(person_id) or caseload.number_open_to_us(person_id, case_number));
create policy of_its_parties on people.consent as restrictive for all to grobund_app
  using (organisation_id = platform.organisation_id() or people.own_or_erased(person_id)
         or caseload.words_open_to_us(organisation_id, person_id));
create policy of_its_parties on people.acting_consent as restrictive for all to grobund_app
  using (organisation_id = platform.organisation_id() or people.own_or_erased(person_id) or caseload.words_open_to_us(organisation_id, person_id));
create policy of_its_parties on people.acted_for as restrictive for all to grobund_app
  using (exists (select from people.acting_consent c where c.id = consent_id));
