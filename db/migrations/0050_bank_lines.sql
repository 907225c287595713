-- Payments come in as the bank's files. Each movement is kept once, whatever is imported how often: its key is the bank's own
-- reference or what the line says. A line is used for payments that add up to it, and no payment rests on two lines.

create table loans.bank_import (
  id           uuid primary key,
  lender_id    uuid not null,
  imported_at  timestamptz not null,
  account_id   uuid not null,
  lines        int not null constraint import_lines check (lines >= 0),
  fresh        int not null constraint import_fresh check (fresh between 0 and lines)
);
comment on table loans.bank_import is 'A bank''s file that was imported [internal]';
comment on column loans.bank_import.id is 'Identity: the request that imported it [internal]';
comment on column loans.bank_import.lender_id is 'Organisation whose account it tells of [internal]';
comment on column loans.bank_import.imported_at is 'When it was imported [internal]';
comment on column loans.bank_import.account_id is 'Sign-in that imported it [internal]';
comment on column loans.bank_import.lines is 'Lines in the file [internal]';
comment on column loans.bank_import.fresh is 'Lines that had not been imported before [internal]';

create table loans.bank_line (
  id           uuid primary key default gen_random_uuid(),
  import_id    uuid not null references loans.bank_import deferrable initially deferred,
  lender_id    uuid not null,
  line_key     text not null constraint bank_line_key check (line_key ~ '^[0-9a-f]{64}$'),
  n            int not null,
  account      text not null constraint bank_line_account check (length(account) between 1 and 60),
  booked_on    date not null,
  amount_ore   bigint not null constraint bank_line_amount check (amount_ore <> 0),
  payment_id   text constraint bank_line_payment_id check (payment_id ~ '^[0-9]{15}$'),
  loan_number  text,
  state        text not null default 'open' constraint bank_line_state check (state in ('open', 'parked', 'used')),
  request_id   uuid,
  settled_at   timestamptz,
  settled_by   uuid,
  constraint bank_line_once unique (lender_id, line_key),
  constraint bank_line_used_is_income check (state <> 'used' or amount_ore > 0),
  constraint bank_line_settled check ((state = 'open') = (settled_at is null))
);
create index bank_line_by_state on loans.bank_line (lender_id, state, booked_on, n);
comment on table loans.bank_line is 'A movement on the lender''s account [personal]';
comment on column loans.bank_line.id is 'Identity [internal]';
comment on column loans.bank_line.import_id is 'The import that brought it first [internal]';
comment on column loans.bank_line.lender_id is 'Organisation whose account it is on [internal]';
comment on column loans.bank_line.line_key is 'Hash that is the same each time the movement is told [internal]';
comment on column loans.bank_line.n is 'Its place in the file, from 1 [internal]';
comment on column loans.bank_line.account is 'The lender''s own account [internal]';
comment on column loans.bank_line.booked_on is 'Day the bank booked it [personal]';
comment on column loans.bank_line.amount_ore is 'Øre; negative when money left the account [personal]';
comment on column loans.bank_line.payment_id is 'Payment id of a payment slip +71 [personal]';
comment on column loans.bank_line.loan_number is 'Loan number that the payment id names [personal]';
comment on column loans.bank_line.state is 'open, parked with a reason, or used for payments [internal]';
comment on column loans.bank_line.request_id is 'The request that settled it [internal]';
comment on column loans.bank_line.settled_at is 'When it was parked or used [internal]';
comment on column loans.bank_line.settled_by is 'Sign-in that did so [internal]';

create table loans.bank_line_words (
  line_id  uuid primary key references loans.bank_line,
  name     text not null constraint bank_line_name check (length(name) <= 200),
  text     text not null constraint bank_line_text check (length(text) <= 1000),
  note     text constraint bank_line_note check (length(note) between 1 and 500)
);
comment on table loans.bank_line_words is 'What the bank and the clerk wrote about a movement; erasable [personal]';
comment on column loans.bank_line_words.line_id is 'The movement [internal]';
comment on column loans.bank_line_words.name is 'Who paid, as the bank says [personal]';
comment on column loans.bank_line_words.text is 'Text of the movement [personal]';
comment on column loans.bank_line_words.note is 'Why it was parked [personal]';

create table loans.bank_use (
  line_id     uuid not null references loans.bank_line,
  n           int not null constraint bank_use_n check (n between 1 and 20),
  loan_id     uuid not null references loans.loan,
  amount_ore  bigint not null constraint bank_use_amount check (amount_ore > 0),
  event_id    uuid not null references loans.event (event_id) constraint bank_use_event_once unique,
  primary key (line_id, n)
);
comment on table loans.bank_use is 'The payments that a movement was used for [personal]';
comment on column loans.bank_use.line_id is 'The movement [internal]';
comment on column loans.bank_use.n is 'Part of the movement, from 1 [internal]';
comment on column loans.bank_use.loan_id is 'The loan paid on [personal]';
comment on column loans.bank_use.amount_ore is 'Øre of the movement that went there [personal]';
comment on column loans.bank_use.event_id is 'The payment in the loan''s log [internal]';

create function loans.judge_bank_line() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  judged uuid;
  line loans.bank_line;
  used numeric;
begin
  if tg_table_name = 'bank_line' then judged := new.id; else judged := new.line_id; end if;
  select * into line from loans.bank_line where id = judged;
  select coalesce(sum(amount_ore), 0) into used from loans.bank_use where line_id = judged;
  if used <> (case when line.state = 'used' then line.amount_ore else 0 end) then
    raise exception using errcode = '23514', constraint = 'bank_line_used_once', message = 'payments add up to the bank line they rest on';
  end if;
  return null;
end $$;
comment on function loans.judge_bank_line() is 'Judges at commit that a movement is used whole, or not at all';
create constraint trigger bank_line_judged after update on loans.bank_line deferrable initially deferred
  for each row execute function loans.judge_bank_line();
create constraint trigger bank_use_judged after insert on loans.bank_use deferrable initially deferred
  for each row execute function loans.judge_bank_line();

alter table loans.bank_import enable row level security;
alter table loans.bank_line enable row level security;
alter table loans.bank_line_words enable row level security;
alter table loans.bank_use enable row level security;
create policy own_import on loans.bank_import to grobund_app
  using (lender_id = platform.organisation_id()) with check (lender_id = platform.organisation_id());
create policy own_line on loans.bank_line to grobund_app
  using (lender_id = platform.organisation_id()) with check (lender_id = platform.organisation_id());
create policy own_words on loans.bank_line_words to grobund_app
  using (exists (select from loans.bank_line l where l.id = line_id)) with check (exists (select from loans.bank_line l where l.id = line_id));
create policy own_use on loans.bank_use to grobund_app
  using (exists (select from loans.bank_line l where l.id = line_id)) with check (exists (select from loans.bank_line l where l.id = line_id));
grant select, insert on loans.bank_import, loans.bank_line, loans.bank_line_words, loans.bank_use to grobund_app;
grant update (state, request_id, settled_at, settled_by) on loans.bank_line to grobund_app;
grant update (note) on loans.bank_line_words to grobund_app;
