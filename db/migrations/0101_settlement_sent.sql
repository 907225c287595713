-- A settlement between purchaser and provider that was sent stands as it was sent: its content is kept with its hash, and no month is sent
-- twice. What changes in its months afterwards is put right by the next settlement.
create table loans.settlement (
  id            uuid primary key,
  agreement_id  uuid not null references agreements.agreement,
  from_month    date not null constraint settlement_from_month check (extract(day from from_month) = 1),
  until_month   date not null constraint settlement_until_month check (extract(day from until_month) = 1),
  content       bytea not null,
  sha256        text not null,
  sent_by       uuid not null,
  sent_on       date not null,
  sent_at       timestamptz not null,
  constraint settlement_month_order check (from_month <= until_month),
  constraint settlement_months_over check (until_month < date_trunc('month', sent_on)),
  constraint settlement_hash check (sha256 = encode(sha256(content), 'hex')),
  constraint settlement_month_once exclude using gist (agreement_id with =, daterange(from_month, until_month, '[]') with &&)
);
comment on table loans.settlement is 'Settlements as they were sent; never changed [internal]';
comment on column loans.settlement.id is 'Identity: the request that sent it [internal]';
comment on column loans.settlement.agreement_id is 'The agreement [internal]';
comment on column loans.settlement.from_month is 'First day of its first month [internal]';
comment on column loans.settlement.until_month is 'First day of its last month [internal]';
comment on column loans.settlement.content is 'Its months, what it puts right of earlier ones and the terms of loss, as JSON in UTF-8, amounts in øre; no person [internal]';
comment on column loans.settlement.sha256 is 'SHA-256 of the content in hexadecimal; the table refuses another [internal]';
comment on column loans.settlement.sent_by is 'Human who sent it [internal]';
comment on column loans.settlement.sent_on is 'Day it was sent [internal]';
comment on column loans.settlement.sent_at is 'When it was sent [internal]';
alter table loans.settlement enable row level security;
create policy seen on loans.settlement for all to grobund_app using (agreements.party(agreement_id));
grant select, insert on loans.settlement to grobund_app;
