-- What the night looks through is asked in nobody's name. Four of its questions answered in any session, a citizen's too, with the identities of other people's loans.
create or replace function loans.interest_loans(today date, after uuid, most integer)
returns table(loan_id uuid, lender_id uuid)
language sql
stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.lender_id
  from loans.loan l
  where l.interest_day_count is not null and l.state in ('repaying', 'settled')
    and platform.organisation_id() is null and platform.account_id() is null and platform.person_id() is null
    and (after is null or l.id > after)
    and (l.interest_looked_on is null
      or (l.interest_looked_on <> today and l.state = 'repaying'
        and exists (select 1 from loans.instalment i where i.loan_id = l.id and i.payable_by < today and i.paid_ore < i.amount_ore)))
  order by l.id
  limit most
$$;

create or replace function loans.late_loans(today date, after uuid, most integer)
returns table(loan_id uuid, lender_id uuid)
language sql
stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.loan_id, l.lender_id
  from loans.standing s join loans.loan l on l.id = s.loan_id
  where s.until_on is null and s.state = 'repaying' and s.payable_by[1] < today
    and l.state = 'repaying' and l.reminders_looked_on is distinct from today
    and platform.organisation_id() is null and platform.account_id() is null and platform.person_id() is null
    and (after is null or s.loan_id > after)
  order by s.loan_id
  limit most
$$;

create or replace function loans.undecided_loans(after uuid, most integer)
returns table(loan_id uuid, lender_id uuid)
language sql
stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.lender_id from loans.loan l
  where l.state in ('applied', 'advised') and platform.organisation_id() is null and platform.account_id() is null and platform.person_id() is null
    and (after is null or l.id > after)
  order by l.id limit most
$$;

create or replace function loans.without_standing(after uuid, most integer)
returns table(loan_id uuid, lender_id uuid)
language sql
stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.lender_id
  from loans.loan l
  where platform.organisation_id() is null and platform.account_id() is null and platform.person_id() is null
    and (after is null or l.id > after) and not exists (select from loans.standing s where s.loan_id = l.id and s.until_on is null)
  order by l.id
  limit most
$$;

