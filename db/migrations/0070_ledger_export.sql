-- The municipality's own accounts get the entries in numbered files. An entry is in one export at most, whole, however many clerks press at
-- once; the file is kept as it was written, so that it can be fetched again to the last byte. Which municipal account a posting becomes is
-- data: rules by account, event, purchaser, programme and source of money, from a day on, made by one human and confirmed by another.

create table ledger.rule (
  id                 uuid primary key,
  book_id            uuid not null,
  account            text not null constraint rule_account check (account ~ '^[a-z_]{1,40}$'),
  reason             text constraint rule_reason check (reason ~ '^[a-z_]{1,60}$'),
  purchaser_id       uuid,
  programme          text constraint rule_programme check (length(programme) between 1 and 60),
  fund               text constraint rule_fund check (fund ~ '^[a-z0-9_]{1,40}$'),
  municipal_account  text not null constraint rule_municipal_account check (municipal_account ~ '^[0-9A-Za-z][0-9A-Za-z ./-]{0,39}$'),
  valid_from         date not null,
  made_by            uuid not null,
  made_at            timestamptz not null,
  settled_by         uuid,
  confirmed          boolean,
  constraint rule_settled check ((settled_by is null) = (confirmed is null)),
  constraint rule_by_two check (confirmed is distinct from true or settled_by <> made_by)
);
create index rule_of_book on ledger.rule (book_id, account);
comment on table ledger.rule is 'Which municipal account a posting becomes in the export, from a day on [internal]';
comment on column ledger.rule.id is 'Identity: the request that made it [internal]';
comment on column ledger.rule.book_id is 'Organisation whose books they are [internal]';
comment on column ledger.rule.account is 'Account of the books [internal]';
comment on column ledger.rule.reason is 'Only for this event (code); empty for every [internal]';
comment on column ledger.rule.purchaser_id is 'Only for this purchaser; empty for every [internal]';
comment on column ledger.rule.programme is 'Only for this programme (key); empty for every [internal]';
comment on column ledger.rule.fund is 'Only for this source of money (code); empty for every [internal]';
comment on column ledger.rule.municipal_account is 'The account string of the municipality''s own accounts [internal]';
comment on column ledger.rule.valid_from is 'First posting day it counts for [internal]';
comment on column ledger.rule.made_by is 'Human who made it [internal]';
comment on column ledger.rule.made_at is 'When [internal]';
comment on column ledger.rule.settled_by is 'Human who confirmed or dropped it; empty until then [internal]';
comment on column ledger.rule.confirmed is 'Confirmed, or dropped; empty until then [internal]';

create table ledger.export (
  book_id     uuid not null,
  number      int not null constraint export_number check (number >= 1),
  request_id  uuid not null constraint export_once unique,
  format      text not null constraint export_format check (format ~ '^[a-z]{1,20}$'),
  until_on    date not null,
  entries     int not null constraint export_not_empty check (entries >= 1),
  debit_ore   bigint not null,
  account_id  uuid not null,
  made_at     timestamptz not null,
  content     bytea not null,
  sha256      text not null constraint export_hash check (sha256 = encode(sha256(content), 'hex')),
  primary key (book_id, number)
);
comment on table ledger.export is 'Files of entries handed to the municipality''s own accounts; never changed [internal]';
comment on column ledger.export.book_id is 'Organisation whose books they are [internal]';
comment on column ledger.export.number is 'Number in the book, from 1 without gaps [internal]';
comment on column ledger.export.request_id is 'The request that made it [internal]';
comment on column ledger.export.format is 'Form of the file (code) [internal]';
comment on column ledger.export.until_on is 'Last posting day it was asked for [internal]';
comment on column ledger.export.entries is 'How many entries it holds [internal]';
comment on column ledger.export.debit_ore is 'Sum of the debits, øre; the credits sum to the same [internal]';
comment on column ledger.export.account_id is 'Sign-in that made it [internal]';
comment on column ledger.export.made_at is 'When [internal]';
comment on column ledger.export.content is 'The file [internal]';
comment on column ledger.export.sha256 is 'Its SHA-256, hexadecimal [internal]';

create table ledger.exported (
  entry_id  bigint primary key references ledger.entry,
  book_id   uuid not null,
  number    int not null,
  foreign key (book_id, number) references ledger.export
);
create index exported_of_export on ledger.exported (book_id, number);
comment on table ledger.exported is 'Which export an entry was in; at most one [internal]';
comment on column ledger.exported.entry_id is 'The entry [internal]';
comment on column ledger.exported.book_id is 'Organisation whose books they are [internal]';
comment on column ledger.exported.number is 'The export [internal]';

create function ledger.refuse_export_change() returns trigger language plpgsql as $$
begin
  raise exception 'What was exported is never changed' using constraint = 'export_append_only';
end $$;
comment on function ledger.refuse_export_change() is 'Refuses update and delete, also by the owner';
create trigger export_append_only before update or delete on ledger.export for each row execute function ledger.refuse_export_change();
create trigger exported_append_only before update or delete on ledger.exported for each row execute function ledger.refuse_export_change();

alter table ledger.rule enable row level security;
alter table ledger.export enable row level security;
alter table ledger.exported enable row level security;
create policy rule_own_book on ledger.rule to grobund_app
  using (book_id = platform.organisation_id()) with check (book_id = platform.organisation_id());
create policy export_own_book on ledger.export to grobund_app
  using (book_id = platform.organisation_id()) with check (book_id = platform.organisation_id());
create policy exported_own_book on ledger.exported to grobund_app
  using (book_id = platform.organisation_id()) with check (book_id = platform.organisation_id());
grant select, insert on ledger.rule, ledger.export, ledger.exported to grobund_app;
grant update (settled_by, confirmed) on ledger.rule to grobund_app;
