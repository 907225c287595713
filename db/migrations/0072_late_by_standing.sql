-- The night's reminders asked each loan for a late instalment. The standing knows the oldest open one, so the late loans are one short range
-- of an index however many loans there are. Which loans are late is unchanged; a loan without a standing gets one before, in the same night.

create index standing_late on loans.standing ((payable_by[1]), loan_id) where until_on is null and state = 'repaying';

create or replace function loans.late_loans(today date, after uuid, most integer) returns table (loan_id uuid, lender_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.loan_id, l.lender_id
  from loans.standing s join loans.loan l on l.id = s.loan_id
  where s.until_on is null and s.state = 'repaying' and s.payable_by[1] < today
    and l.state = 'repaying' and l.reminders_looked_on is distinct from today
    and (after is null or s.loan_id > after)
  order by s.loan_id
  limit most
$$;
comment on function loans.late_loans(date, uuid, integer) is 'Late loans the reminder job has not looked at today; identities only';
