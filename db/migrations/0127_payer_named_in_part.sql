-- A bank cuts names short: "Amina Y" named a borrower with a protected address and was shown. A payer whose every word begins a word of
-- such a borrower's name is hidden too.

create function loans.abbreviates(payer text, full_name text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(bool_or(length(part) > 1) and bool_and(exists (
    select from regexp_split_to_table(loans.folded(full_name), '[\s.,''’-]+') as word where length(word) > 1 and starts_with(word, part))), false)
  from regexp_split_to_table(loans.folded(payer), '[\s.,''’-]+') as part where part <> ''
$$;
comment on function loans.abbreviates is 'True when every word of what the bank calls a payer begins a word of the name';
revoke all on function loans.abbreviates from public;
grant execute on function loans.abbreviates to grobund_app;

create or replace function loans.hidden_payer(the_line uuid, out payer_hidden boolean, out named_loan text)
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
declare
  line loans.bank_line;
  said text;
  payer text;
begin
  select * into line from loans.bank_line b where b.id = the_line;
  select loans.folded(w.name || ' ' || w.text), w.name into said, payer from loans.bank_line_words w where w.line_id = the_line;
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
    or position(lower(l.number) in said) > 0 or position(lower(l.case_number) in said) > 0 or loans.named_in(said, k.name)
    or loans.abbreviates(payer, k.name);
end $$;
