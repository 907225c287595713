-- A finance department closes its months, and what was reported of a closed month must not move. An entry therefore has two days: the day
-- it counts from for the loan (value day) and the day it is posted on, which is the first open day when the value day lies in a closed
-- month. The database itself places it there, whoever writes the entry. A month is closed and reopened by two humans, in order, and with
-- it everything before. An entry also says for which purchaser, programme and source of money it was made.

create table ledger.period (
  book_id     uuid not null,
  month       date not null constraint period_month check (month = date_trunc('month', month)),
  state       text not null constraint period_state check (state in ('open', 'closing', 'closed', 'reopening')),
  asked_by    uuid not null,
  settled_by  uuid,
  changed_on  date not null,
  primary key (book_id, month),
  constraint period_settled check ((settled_by is null) = (state in ('closing', 'reopening')))
);
comment on table ledger.period is 'Months of a book that somebody has closed or asked to close [internal]';
comment on column ledger.period.book_id is 'Organisation whose books they are [internal]';
comment on column ledger.period.month is 'First day of the month [internal]';
comment on column ledger.period.state is 'Open, asked to be closed, closed, or asked to be reopened [internal]';
comment on column ledger.period.asked_by is 'Human who asked last [internal]';
comment on column ledger.period.settled_by is 'Human who carried it out or dropped it; empty while asked [internal]';
comment on column ledger.period.changed_on is 'Day of the last step [internal]';

create function ledger.judge_period() returns trigger language plpgsql as $$
declare
  step text := case when tg_op = 'INSERT' then 'open' else old.state end || ' ' || new.state;
begin
  if step not in ('open closing', 'closing closed', 'closing open', 'closed reopening', 'reopening open', 'reopening closed') then
    raise exception 'A month cannot go from %', step using constraint = 'period_step';
  end if;
  if step in ('closing closed', 'reopening open') and (new.settled_by = old.asked_by or new.asked_by <> old.asked_by) then
    raise exception 'Another human than the one who asked closes or reopens a month' using constraint = 'period_by_two';
  end if;
  return new;
end $$;
comment on function ledger.judge_period() is 'Lets a month take its steps only, and two humans close or reopen it';
create trigger period_judged before insert or update on ledger.period for each row execute function ledger.judge_period();

alter table ledger.period enable row level security;
create policy period_own_book on ledger.period to grobund_app
  using (book_id = platform.organisation_id()) with check (book_id = platform.organisation_id());
grant select, insert, update on ledger.period to grobund_app;

create function ledger.open_from(book uuid) returns date language sql stable as $$
  select (max(month) + interval '1 month')::date from ledger.period where book_id = book and state in ('closed', 'reopening')
$$;
comment on function ledger.open_from(uuid) is 'First day that can be posted on; null while no month is closed';
revoke all on function ledger.open_from(uuid) from public;
grant execute on function ledger.open_from(uuid) to grobund_app;

alter table ledger.entry
  add column posted_on date,
  add column purchaser_id uuid,
  add column programme text constraint entry_programme check (length(programme) between 1 and 60),
  add column fund text not null default 'own' constraint entry_fund check (fund ~ '^[a-z0-9_]{1,40}$');
alter table ledger.entry disable trigger entry_append_only;
update ledger.entry set posted_on = occurred_on;
update ledger.entry e set purchaser_id = a.purchaser_id, programme = v.programme_key
  from loans.loan l join agreements.agreement a on a.id = l.agreement_id join programmes.version v on v.id = a.programme_version_id
  where l.id = e.subject_id;
alter table ledger.entry enable trigger entry_append_only;
alter table ledger.entry alter column posted_on set not null;
alter table ledger.entry add constraint entry_posted_not_before check (posted_on >= occurred_on);
create index entry_posted on ledger.entry (book_id, posted_on, id);
comment on column ledger.entry.occurred_on is 'Value day: the day it counts from [internal]';
comment on column ledger.entry.posted_on is 'Posting day: the value day, or the first day of the first open month when its own is closed [internal]';
comment on column ledger.entry.purchaser_id is 'Organisation whose places the programme is bought for [internal]';
comment on column ledger.entry.programme is 'Key of the programme [internal]';
comment on column ledger.entry.fund is 'Source of the money (code); own: the lender''s own [internal]';

-- The shared lock is held to the end of the transaction, so that a month is closed only when no entry into it is under way.
create function ledger.place_entry() returns trigger language plpgsql as $$
declare
  first_open date;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('ledger.period ' || new.book_id::text, 0));
  first_open := ledger.open_from(new.book_id);
  if new.posted_on is null then new.posted_on := greatest(new.occurred_on, first_open); end if;
  if new.posted_on < first_open then
    raise exception 'The month of % is closed', new.posted_on using constraint = 'entry_in_open_month';
  end if;
  return new;
end $$;
comment on function ledger.place_entry() is 'Posts an entry on its value day or on the first open day, never in a closed month';
create trigger entry_placed before insert on ledger.entry for each row execute function ledger.place_entry();
