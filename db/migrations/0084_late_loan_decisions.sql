-- A loan application that is not decided by the lender's published deadline is written of to the applicant, as a referral is (retssikkerhedsloven § 3,
-- stk. 2). The night needs to find the applications that wait; what was told stands as an event of the loan.

create index loan_undecided on loans.loan (id) where state in ('applied', 'advised');

create function loans.undecided_loans(after uuid, most integer) returns table (loan_id uuid, lender_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.lender_id from loans.loan l
  where l.state in ('applied', 'advised') and (after is null or l.id > after)
  order by l.id limit most
$$;
comment on function loans.undecided_loans is 'Applications that the lender has yet to decide, over all lenders; identities only';
revoke execute on function loans.undecided_loans from public;
grant execute on function loans.undecided_loans to grobund_app;
