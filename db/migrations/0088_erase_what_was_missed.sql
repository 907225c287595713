-- Erasing a person left traces of them: the address of mails that had gone to them or to who acted for them; what the payer and
-- the bank wrote about movements on their loans; and questions asked about their case by its number alone, which name no person
-- and which an eraser of a third organisation does not see. All go now. That a movement was booked, its day, its amount and the
-- loan it was used for stay, as the Bookkeeping Act demands; a mail says nothing that must be kept.
-- What was written of a session held with several was deleted with the first of them where the eraser did not see the others: it
-- is asked of all now, and stays until the last of them is erased.

-- Before their sign-in is erased: its address is what finds the mails.
create or replace function notices.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Letters are erased with their person' using constraint = 'letters_of_erased_person';
  end if;
  delete from notices.letter l where l.person_id = the_person;
  delete from notices.mail m
  where m.to_address in (
    select a.email from access.account a
    where a.id in (select c.account_id from access.citizen c where c.person_id = the_person
                   union select r.account_id from access.representing r where r.person_id = the_person));
end $$;
comment on function notices.erase_person is 'Deletes the letters of an erased person, and the mails to them and to who acted for them';

create or replace function loans.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  their_loans uuid[];
  moved uuid[];
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Words of loans are erased with their person' using constraint = 'loans_of_erased_person';
  end if;
  select coalesce(array_agg(l.id), '{}') into their_loans from loans.loan l where l.person_id = the_person;
  delete from loans.words w where w.loan_id = any (their_loans);
  delete from loans.event_words w where w.loan_id = any (their_loans);
  update loans.condition c set words = null, voucher = null where c.loan_id = any (their_loans);
  update loans.other_aid a set giver = null, reference = null where a.loan_id = any (their_loans);
  update loans.aid a set reference = null where a.loan_id = any (their_loans);
  -- Movements used for their loans, those that name one and wait, and those of payments to them, also together with others.
  select coalesce(array_agg(b.id), '{}') into moved from loans.bank_line b
  where exists (select from loans.bank_use u where u.line_id = b.id and u.loan_id = any (their_loans))
    or exists (select from loans.loan l where l.id = any (their_loans) and l.lender_id = b.lender_id and l.number = b.loan_number)
    or exists (select from loans.bank_settlement s
               where s.line_id = b.id
                 and (exists (select from loans.payment_order o
                              where o.loan_id = any (their_loans) and (o.id = s.order_id or o.batch_id = s.batch_id))
                   or exists (select from loans.event e where e.event_id = s.event_id and e.loan_id = any (their_loans))));
  delete from loans.bank_line_words w where w.line_id = any (moved);
  update loans.bank_line b set end_to_end = null where b.id = any (moved) and b.end_to_end is not null;
end $$;
comment on function loans.erase_person is 'Deletes the words of an erased person''s loans and of the bank''s movements on them; amounts and days stay, as bookkeeping demands';

create function collaboration.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Questions and proposals are erased with their person' using constraint = 'words_of_erased_person';
  end if;
  delete from collaboration.question_words w using collaboration.question q
  where q.id = w.question_id
    and (q.person_id = the_person
      or q.case_number in (select e.case_number from enrolments.enrolment e where e.person_id = the_person));
  delete from collaboration.proposal_words w using collaboration.proposal p where p.id = w.proposal_id and p.person_id = the_person;
end $$;
comment on function collaboration.erase_person is 'Deletes what was asked and proposed in an erased person''s case, also by its number alone';
revoke all on function collaboration.erase_person from public;
grant execute on function collaboration.erase_person to grobund_app;
revoke delete on collaboration.question_words, collaboration.proposal_words from grobund_app;

create function activities.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Words of sessions are erased with their person' using constraint = 'sessions_of_erased_person';
  end if;
  delete from activities.warning_words w where w.person_id = the_person;
  delete from activities.register_words w
  where w.session_id in (select p.session_id from activities.participant p where p.person_id = the_person)
    and not exists (select from activities.participant p join people.person o on o.id = p.person_id
                    where p.session_id = w.session_id and o.erased_at is null);
end $$;
comment on function activities.erase_person is 'Deletes what an erased person answered to warnings, and what was written of sessions with nobody but erased persons';
revoke all on function activities.erase_person from public;
grant execute on function activities.erase_person to grobund_app;
revoke delete on activities.warning_words, activities.register_words from grobund_app;
