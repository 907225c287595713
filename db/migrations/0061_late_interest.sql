-- Default interest only where the product says so (renteloven § 5): how its days are counted is copied onto the loan when it is applied
-- for, and the nightly job finds the loans it has something to reckon for. A loan that was touched since is looked at again.

alter table loans.loan add column interest_day_count text constraint loan_interest_day_count check (interest_day_count in ('act/365', '30/360'));
alter table loans.loan add column interest_looked_on date;
comment on column loans.loan.interest_day_count is 'How days are counted for default interest; empty where the product takes none [internal]';
comment on column loans.loan.interest_looked_on is 'Day the interest job last looked at it; empty after a change [internal]';

create function loans.interest_loans(today date, after uuid, most int)
returns table (loan_id uuid, lender_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.lender_id
  from loans.loan l
  where l.interest_day_count is not null and l.state in ('repaying', 'settled')
    and (after is null or l.id > after)
    and (l.interest_looked_on is null
      or (l.interest_looked_on <> today and l.state = 'repaying'
        and exists (select 1 from loans.instalment i where i.loan_id = l.id and i.payable_by < today and i.paid_ore < i.amount_ore)))
  order by l.id
  limit most
$$;
comment on function loans.interest_loans(date, uuid, int) is 'Loans whose default interest the job has to look at; identities only';
revoke all on function loans.interest_loans(date, uuid, int) from public;
grant execute on function loans.interest_loans(date, uuid, int) to grobund_app;
