-- What a lender has to lend. A committee grants an amount for one purchaser's citizens from one source of money; one human enters it, another
-- confirms it. A lender who enters nothing lends without a pot, so that nothing must be set before the first loan. With the approval a
-- loan is given its source of money, and its entries in the books name it.

create table loans.pot_grant (
  id            uuid primary key,
  lender_id     uuid not null,
  purchaser_id  uuid not null,
  fund          text not null constraint pot_grant_fund check (fund ~ '^[a-z0-9_]{1,40}$'),
  amount_ore    bigint not null constraint pot_grant_amount check (amount_ore <> 0),
  valid_from    date not null,
  made_by       uuid not null,
  made_at       timestamptz not null,
  settled_by    uuid,
  confirmed     boolean,
  constraint pot_grant_settled check ((settled_by is null) = (confirmed is null)),
  constraint pot_grant_by_two check (confirmed is distinct from true or settled_by <> made_by)
);
create index pot_grant_of_lender on loans.pot_grant (lender_id);
comment on table loans.pot_grant is 'Amounts granted to be lent, or taken back [internal]';
comment on column loans.pot_grant.id is 'Identity: the request that made it [internal]';
comment on column loans.pot_grant.lender_id is 'Organisation that lends [internal]';
comment on column loans.pot_grant.purchaser_id is 'Organisation whose citizens it is for [internal]';
comment on column loans.pot_grant.fund is 'Source of the money (code); own: the lender''s own [internal]';
comment on column loans.pot_grant.amount_ore is 'Amount, øre; negative when it is taken back [internal]';
comment on column loans.pot_grant.valid_from is 'First day it can be lent [internal]';
comment on column loans.pot_grant.made_by is 'Human who entered it [internal]';
comment on column loans.pot_grant.made_at is 'When [internal]';
comment on column loans.pot_grant.settled_by is 'Human who confirmed or dropped it; empty until then [internal]';
comment on column loans.pot_grant.confirmed is 'Confirmed, or dropped; empty until then [internal]';

create table loans.loan_fund (
  loan_id    uuid primary key references loans.loan,
  lender_id  uuid not null,
  fund       text not null constraint loan_fund_fund check (fund ~ '^[a-z0-9_]{1,40}$')
);
comment on table loans.loan_fund is 'With whose money a loan is given, set with its approval; without a row the lender''s own [internal]';
comment on column loans.loan_fund.loan_id is 'The loan [internal]';
comment on column loans.loan_fund.lender_id is 'Organisation that lends [internal]';
comment on column loans.loan_fund.fund is 'Source of the money (code) [internal]';

alter table loans.pot_grant enable row level security;
alter table loans.loan_fund enable row level security;
create policy pot_grant_own on loans.pot_grant to grobund_app
  using (lender_id = platform.organisation_id()) with check (lender_id = platform.organisation_id());
create policy loan_fund_own on loans.loan_fund to grobund_app
  using (lender_id = platform.organisation_id()) with check (lender_id = platform.organisation_id());
grant select, insert on loans.pot_grant, loans.loan_fund to grobund_app;
grant update (settled_by, confirmed) on loans.pot_grant to grobund_app;
grant update (fund) on loans.loan_fund to grobund_app;
