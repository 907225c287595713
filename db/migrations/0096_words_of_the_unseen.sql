-- Three texts about a citizen were seen by whoever acted for the right organisation, and not asked of the citizen: what was written of a
-- meeting with one person, what two organisations asked each other on a case, and what the bank said of a payer. A member of staff with
-- a conflict of interest read all three, one who is not trusted with a protected citizen the name at the bank, and an organisation
-- whose part has ended what was written of its meetings. Now the citizen is asked too.

create function people.shut_out(the_person uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from people.conflict c
    where c.person_id = the_person and c.lifted_at is null
      and c.human_id = (select a.human_id from access.account a where a.id = platform.account_id()));
end $$;
comment on function people.shut_out is 'True when the session''s human has a conflict of interest in the person, whatever part the organisation has';
revoke all on function people.shut_out from public;
grant execute on function people.shut_out to grobund_app;

create function activities.people_seen(the_session uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
declare
  expected uuid[] := array(select p.person_id from activities.participant p where p.session_id = the_session);
begin
  return cardinality(expected) = 0 or exists (select from unnest(expected) e (id) where people.visible(e.id));
end $$;
comment on function activities.people_seen is 'True when the session''s reader sees somebody who is expected, or nobody is: false for a meeting with one whom the reader may not see';
revoke all on function activities.people_seen from public;
grant execute on function activities.people_seen to grobund_app;

drop policy register_words_of_party on activities.register_words;
create policy register_words_of_party on activities.register_words to grobund_app
  using (activities.people_seen(session_id)
         and exists (select 1 from activities.session s where s.id = session_id and agreements.party(s.agreement_id)))
  with check (exists (select 1 from activities.session s where s.id = session_id and agreements.party(s.agreement_id)));

create function collaboration.shut_out(the_agreement uuid, the_case_number text) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from caseload.standing s
    where s.case_number = the_case_number and (s.agreement_id = the_agreement or s.agreement_id is null) and people.shut_out(s.person_id));
end $$;
comment on function collaboration.shut_out is 'True when the session''s human has a conflict of interest in the citizen of a case, also where the organisation knows the case by its number alone';
revoke all on function collaboration.shut_out from public;
grant execute on function collaboration.shut_out to grobund_app;

drop policy seen on collaboration.question;
create policy seen on collaboration.question for all to grobund_app using
  ((platform.organisation_id() in (from_organisation_id, to_organisation_id) and not collaboration.shut_out(agreement_id, case_number))
   or (platform.organisation_id() is not null and people.visible(person_id)));

create or replace function collaboration.question_seen(the_question uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return exists (
    select from collaboration.question q
    where q.id = the_question
      and ((platform.organisation_id() in (q.from_organisation_id, q.to_organisation_id)
            and not collaboration.shut_out(q.agreement_id, q.case_number))
           or (platform.organisation_id() is not null and people.visible(q.person_id))));
end $$;
comment on function collaboration.question_seen is 'True for the two organisations of a question, less who has a conflict of interest in its case, and for staff who see its person';

create or replace function collaboration.has_case(the_agreement uuid, the_case_number text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select agreements.party(the_agreement) and not collaboration.shut_out(the_agreement, the_case_number)
    and exists (select from agreements.occupancy o where o.agreement_id = the_agreement and o.case_number = the_case_number)
$$;

create function loans.payer_hidden(the_line uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from loans.bank_line b
    join loans.loan l on l.lender_id = b.lender_id
      and (l.number = b.loan_number or l.id in (select u.loan_id from loans.bank_use u where u.line_id = b.id))
    left join people.contact k on k.person_id = l.person_id
    where b.id = the_line and (people.shut_out(l.person_id) or not people.unmasked(l.person_id, coalesce(k.protected_address, false))));
end $$;
comment on function loans.payer_hidden is 'True when a movement names or has paid the loan of one whom the session''s reader may not see by name';
revoke all on function loans.payer_hidden from public;
grant execute on function loans.payer_hidden to grobund_app;
