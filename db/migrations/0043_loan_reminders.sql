-- Reminders of late instalments: the nightly job asks for the late loans it has not looked at today, in batches, so that a run that
-- was broken off goes on and running twice sends nothing twice.

alter table loans.loan add column reminders_looked_on date;
comment on column loans.loan.reminders_looked_on is 'Day the reminder job last looked at it [internal]';

create function loans.late_loans(today date, after uuid, most int)
returns table (loan_id uuid, lender_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.lender_id
  from loans.loan l
  where l.state = 'repaying' and l.reminders_looked_on is distinct from today
    and (after is null or l.id > after)
    and (exists (select 1 from loans.instalment i where i.loan_id = l.id and i.payable_by < today and i.paid_ore < i.amount_ore)
      or not exists (select 1 from loans.instalment i where i.loan_id = l.id))
  order by l.id
  limit most
$$;
comment on function loans.late_loans(date, uuid, int) is 'Late loans the reminder job has not looked at today; identities only; also loans whose plan was never written';
revoke all on function loans.late_loans(date, uuid, int) from public;
grant execute on function loans.late_loans(date, uuid, int) to grobund_app;
