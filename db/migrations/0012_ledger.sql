-- Double entry. An entry has two or more postings that sum to zero, judged when the transaction commits; nothing is ever
-- changed, only reversed by another entry. The line count closes an entry: no posting can be added to it later. A request id
-- makes a repeated request the same entry. Balances are derived. The book of an organisation is seen by that organisation.

create schema ledger;
comment on schema ledger is 'Accounts, entries and postings; knows no loans';
grant usage on schema ledger to grobund_app;

create table ledger.entry (
  id           bigint generated always as identity primary key,
  book_id      uuid not null,
  occurred_on  date not null,
  recorded_at  timestamptz not null,
  account_id   uuid,
  reason       text not null constraint entry_reason check (reason ~ '^[a-z_]{1,60}$'),
  lines        int not null constraint entry_two_lines check (lines >= 2),
  request_id   uuid not null constraint entry_recorded_once unique,
  subject_id   uuid,
  reverses_id  bigint references ledger.entry constraint entry_reversed_once unique
);
create index entry_of_book on ledger.entry (book_id, occurred_on, id);
create index entry_of_subject on ledger.entry (subject_id) where subject_id is not null;
comment on table ledger.entry is 'One event in the books; never changed [internal]';
comment on column ledger.entry.id is 'Identity and order of entry [internal]';
comment on column ledger.entry.book_id is 'Organisation whose books they are [internal]';
comment on column ledger.entry.occurred_on is 'Effective day [internal]';
comment on column ledger.entry.recorded_at is 'When it was recorded [internal]';
comment on column ledger.entry.account_id is 'Sign-in that recorded it; empty for a job [internal]';
comment on column ledger.entry.reason is 'What happened (code) [internal]';
comment on column ledger.entry.lines is 'How many postings it has, once and for all [internal]';
comment on column ledger.entry.request_id is 'The request that made it; a repeated request is the same entry [internal]';
comment on column ledger.entry.subject_id is 'What it is about: a loan [internal]';
comment on column ledger.entry.reverses_id is 'The entry it reverses [internal]';

create table ledger.posting (
  entry_id    bigint not null references ledger.entry,
  line        int not null constraint posting_line check (line >= 1),
  account     text not null constraint posting_account check (account ~ '^[a-z_]{1,40}$'),
  amount_ore  bigint not null constraint posting_amount check (amount_ore <> 0),
  primary key (entry_id, line)
);
create index posting_by_account on ledger.posting (account, entry_id);
comment on table ledger.posting is 'One side of an entry; never changed [internal]';
comment on column ledger.posting.entry_id is 'The entry [internal]';
comment on column ledger.posting.line is 'Its line in the entry, from 1 [internal]';
comment on column ledger.posting.account is 'Account in the chart of the programme [internal]';
comment on column ledger.posting.amount_ore is 'Øre; debit positive, credit negative [internal]';

create function ledger.judge_entry() returns trigger language plpgsql as $$
declare
  judged bigint;
  wanted int;
  found_lines int;
  total numeric;
begin
  if tg_table_name = 'entry' then judged := new.id; else judged := new.entry_id; end if;
  select lines into wanted from ledger.entry where id = judged;
  select count(*), coalesce(sum(amount_ore), 0) into found_lines, total from ledger.posting where entry_id = judged;
  if found_lines <> wanted then
    raise exception 'Entry % has % postings, not %', judged, found_lines, wanted using constraint = 'entry_whole';
  end if;
  if total <> 0 then
    raise exception 'Entry % does not balance: %', judged, total using constraint = 'entry_balances';
  end if;
  return null;
end $$;
comment on function ledger.judge_entry() is 'Judges at commit that an entry is whole and sums to zero';
create constraint trigger entry_judged after insert on ledger.entry deferrable initially deferred
  for each row execute function ledger.judge_entry();
create constraint trigger posting_judged after insert on ledger.posting deferrable initially deferred
  for each row execute function ledger.judge_entry();

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is never changed; reverse the entry instead' using constraint = 'ledger_append_only';
end $$;
comment on function ledger.refuse_change() is 'Refuses update, delete and truncate, also by the owner';
create trigger entry_append_only before update or delete on ledger.entry for each row execute function ledger.refuse_change();
create trigger posting_append_only before update or delete on ledger.posting for each row execute function ledger.refuse_change();
create trigger entry_no_truncate before truncate on ledger.entry for each statement execute function ledger.refuse_change();
create trigger posting_no_truncate before truncate on ledger.posting for each statement execute function ledger.refuse_change();

alter table ledger.entry enable row level security;
alter table ledger.posting enable row level security;
create policy entry_own_book on ledger.entry to grobund_app
  using (book_id = platform.organisation_id()) with check (book_id = platform.organisation_id());
create policy posting_own_book on ledger.posting to grobund_app
  using (exists (select 1 from ledger.entry e where e.id = entry_id))
  with check (exists (select 1 from ledger.entry e where e.id = entry_id));
grant select, insert on ledger.entry, ledger.posting to grobund_app;
