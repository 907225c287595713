-- The portfolio asks how every loan stood on a day: today, or an earlier one. Replaying each loan's log for that takes minutes over many
-- loans. Between two events of a loan only time passes, so one row a stretch between events is enough for any day, and no row a day is kept.
-- The rows are written with each event, from the day it bears on; they follow from the log alone and can always be written again.

create table loans.standing (
  loan_id uuid not null references loans.loan (id),
  person_id uuid not null,
  agreement_id uuid not null,
  from_on date not null,
  until_on date,
  state text not null,
  waiting text,
  balance_ore bigint not null,
  restructured boolean not null,
  clock_stops_on date,
  clock_runs_on date,
  moved_from date,
  due_on date[] not null,
  payable_by date[] not null,
  left_ore bigint[] not null,
  constraint standing_pkey primary key (loan_id, from_on),
  constraint standing_in_order check (until_on is null or from_on < until_on),
  constraint standing_waiting check (waiting in ('advice', 'decision', 'deferral', 'closing')),
  constraint standing_clock check (clock_stops_on is not null or clock_runs_on is null),
  constraint standing_rows check (cardinality(due_on) = cardinality(payable_by) and cardinality(due_on) = cardinality(left_ore))
);
create unique index standing_now on loans.standing (loan_id) where until_on is null;
create index standing_then on loans.standing (until_on, from_on) where until_on is not null;

comment on table loans.standing is 'How a loan stood from one of its events to the next, as its log now tells it; rewritten with each event from the day it bears on [personal]';
comment on column loans.standing.loan_id is 'The loan [internal]';
comment on column loans.standing.person_id is 'The borrower, so that a row is seen by whoever sees the person [internal]';
comment on column loans.standing.agreement_id is 'The agreement of the run [internal]';
comment on column loans.standing.from_on is 'First day it stood so [personal]';
comment on column loans.standing.until_on is 'First day it no longer stood so; empty while it does [personal]';
comment on column loans.standing.state is 'State of the loan [personal]';
comment on column loans.standing.waiting is 'What staff must decide; empty when nothing [personal]';
comment on column loans.standing.balance_ore is 'Unpaid principal, øre [personal]';
comment on column loans.standing.restructured is 'Whether a deferral stands [personal]';
comment on column loans.standing.clock_stops_on is 'First day the arrears clock stands still; empty when it runs [personal]';
comment on column loans.standing.clock_runs_on is 'First day the arrears clock runs again; empty until it is resumed [personal]';
comment on column loans.standing.moved_from is 'First due day of the oldest open instalment, when it was moved [personal]';
comment on column loans.standing.due_on is 'Due days of the open instalments, in order [personal]';
comment on column loans.standing.payable_by is 'The days by which they can be paid in time [personal]';
comment on column loans.standing.left_ore is 'What they lack, øre [personal]';

alter table loans.standing enable row level security;
create policy standing_seen on loans.standing for all to grobund_app
  using (exists (select from people.in_sight s where s.person_id = any(array[standing.person_id])) or people.visible(person_id))
  with check (people.visible(person_id));
grant select, insert, update, delete on loans.standing to grobund_app;

-- Loans from before this table, and any that lost their rows: the nightly job writes them, in batches.
create function loans.without_standing(after uuid, most integer) returns table (loan_id uuid, lender_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.lender_id
  from loans.loan l
  where (after is null or l.id > after) and not exists (select from loans.standing s where s.loan_id = l.id and s.until_on is null)
  order by l.id
  limit most
$$;
comment on function loans.without_standing(uuid, integer) is 'Loans whose standing is not written; identities only';
revoke all on function loans.without_standing(uuid, integer) from public;
grant execute on function loans.without_standing(uuid, integer) to grobund_app;
