-- What a condition of a payout asked for, and the voucher that showed it, are words of people too: they go with the person.

create or replace function loans.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Words of loans are erased with their person' using constraint = 'loans_of_erased_person';
  end if;
  delete from loans.words w using loans.loan l where l.id = w.loan_id and l.person_id = the_person;
  delete from loans.event_words w using loans.loan l where l.id = w.loan_id and l.person_id = the_person;
  update loans.condition c set words = null, voucher = null from loans.loan l where l.id = c.loan_id and l.person_id = the_person;
end $$;
