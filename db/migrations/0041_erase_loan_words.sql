-- The function that erases the words of loans asked for the event's number where the words hold its identity, so that no erasure
-- could end well. The words know their loan themselves.

create or replace function loans.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Words of loans are erased with their person' using constraint = 'loans_of_erased_person';
  end if;
  delete from loans.words w using loans.loan l where l.id = w.loan_id and l.person_id = the_person;
  delete from loans.event_words w using loans.loan l where l.id = w.loan_id and l.person_id = the_person;
end $$;
