-- A movement without a payment id showed the name of a borrower with a protected address until it had paid the loan: nobody had compared the
-- bank's words with the names. They are compared here, where the name is known, and only the loan's number is told when the words name it.

create index contact_protected on people.contact (person_id) where protected_address;

create function loans.folded(words text) returns text
language sql immutable parallel safe set search_path = pg_catalog as $$
  select regexp_replace(normalize(lower(replace(words, 'ı', 'i')), nfd), '[\u0300-\u036f]', '', 'g')
$$;
comment on function loans.folded is 'Words as banks write them: small letters without accents';
revoke all on function loans.folded from public;
grant execute on function loans.folded to grobund_app;

create function loans.named_in(said text, full_name text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(bool_and(position(word in said) > 0), false)
  from regexp_split_to_table(loans.folded(full_name), '[\s.,''’-]+') as word where length(word) > 1
$$;
comment on function loans.named_in is 'True when every word of a name stands in folded words';
revoke all on function loans.named_in from public;
grant execute on function loans.named_in to grobund_app;

create function loans.hidden_payer(the_line uuid, out payer_hidden boolean, out named_loan text)
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
declare
  line loans.bank_line;
  said text;
begin
  select * into line from loans.bank_line b where b.id = the_line;
  select loans.folded(w.name || ' ' || w.text) into said from loans.bank_line_words w where w.line_id = the_line;
  select count(*) > 0, coalesce(line.loan_number, min(l.number) filter (where position(lower(l.number) in said) > 0),
    max(l.number) filter (where position(lower(l.case_number) in said) > 0 and l.state in ('repaying', 'handed_over', 'written_off')))
  into payer_hidden, named_loan
  from (
    select k.person_id from people.contact k where k.protected_address and not people.unmasked(k.person_id, true)
    union
    select c.person_id from people.conflict c
    where c.lifted_at is null and c.human_id = (select a.human_id from access.account a where a.id = platform.account_id())
  ) unseen
  join loans.loan l on l.person_id = unseen.person_id and l.lender_id = line.lender_id
  left join people.contact k on k.person_id = l.person_id
  where l.number = line.loan_number or l.id in (select u.loan_id from loans.bank_use u where u.line_id = the_line)
    or position(lower(l.number) in said) > 0 or position(lower(l.case_number) in said) > 0 or loans.named_in(said, k.name);
end $$;
comment on function loans.hidden_payer is 'Whether a movement has paid or its words name one whom the session''s reader may not see by name, and the number of the loan it names';
revoke all on function loans.hidden_payer from public;
grant execute on function loans.hidden_payer to grobund_app;
drop function loans.payer_hidden;
