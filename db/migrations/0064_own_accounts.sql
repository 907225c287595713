-- A bank's file is only read for accounts that are the lender's own, and a payment slip only counts when its creditor number is the
-- lender's. Whoever can change an account can send money elsewhere: one human proposes, another confirms, and nothing that was decided
-- is changed; a new proposal takes its place.

create table loans.own_account (
  id           uuid primary key,
  lender_id    uuid not null,
  account      text not null constraint own_account_account check (account ~ '^([0-9]{14}|[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30})$'),
  holder       text not null constraint own_account_holder check (length(btrim(holder)) between 1 and 70),
  bic          text constraint own_account_bic check (bic ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
  creditor     text constraint own_account_creditor check (creditor ~ '^[0-9]{8}$'),
  format       text not null constraint own_account_format check (format in ('pain.001.001.03', 'pain.001.001.09')),
  closes       boolean not null default false,
  state        text not null default 'proposed' constraint own_account_state check (state in ('proposed', 'confirmed', 'dropped', 'replaced')),
  proposed_by  uuid not null,
  proposed_at  timestamptz not null,
  decided_by   uuid,
  decided_at   timestamptz,
  constraint own_account_decided check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint own_account_by_two check (state in ('proposed', 'dropped') or decided_by <> proposed_by)
);
create unique index own_account_one_confirmed on loans.own_account (lender_id, account) where state = 'confirmed';
create unique index own_account_one_proposed on loans.own_account (lender_id, account) where state = 'proposed';
comment on table loans.own_account is 'A bank account of a lender, as proposed by one human and confirmed by another [internal]';
comment on column loans.own_account.id is 'Identity: the request that proposed it [internal]';
comment on column loans.own_account.lender_id is 'Organisation whose account it is [internal]';
comment on column loans.own_account.account is 'Danish bank and account number as 14 digits, else IBAN [internal]';
comment on column loans.own_account.holder is 'Name the bank has for the account [internal]';
comment on column loans.own_account.bic is 'BIC of the bank, where the bank wants it [internal]';
comment on column loans.own_account.creditor is 'Creditor number of payment slips +71 that pay to the account [internal]';
comment on column loans.own_account.format is 'Form of payment orders the bank takes [internal]';
comment on column loans.own_account.closes is 'True: the proposal takes the account out of use [internal]';
comment on column loans.own_account.state is 'proposed, confirmed, dropped, or replaced by a later one [internal]';
comment on column loans.own_account.proposed_by is 'Human who proposed it [internal]';
comment on column loans.own_account.proposed_at is 'When it was proposed [internal]';
comment on column loans.own_account.decided_by is 'Human who confirmed or dropped it [internal]';
comment on column loans.own_account.decided_at is 'When that was [internal]';

create function loans.keep_own_account() returns trigger language plpgsql as $$
begin
  if old.state in ('dropped', 'replaced') or (old.state = 'confirmed' and new.state <> 'replaced')
    or (old.id, old.lender_id, old.account, old.holder, old.bic, old.creditor, old.format, old.closes, old.proposed_by, old.proposed_at)
      is distinct from (new.id, new.lender_id, new.account, new.holder, new.bic, new.creditor, new.format, new.closes, new.proposed_by, new.proposed_at) then
    raise exception 'What was proposed or decided about an account is not changed' using errcode = '23514', constraint = 'own_account_kept';
  end if;
  return new;
end $$;
comment on function loans.keep_own_account() is 'Keeps proposals and decisions about accounts as they were';
create trigger own_account_kept before update on loans.own_account for each row execute function loans.keep_own_account();

alter table loans.own_account enable row level security;
create policy own_account_of_lender on loans.own_account to grobund_app
  using (lender_id = platform.organisation_id()) with check (lender_id = platform.organisation_id());
grant select, insert on loans.own_account to grobund_app;
grant update (state, decided_by, decided_at) on loans.own_account to grobund_app;

-- How a borrower pays: what stands on every payment slip, and nothing of who proposed it. The borrower belongs to no organisation.
create function loans.pay_to(the_lender uuid) returns table (account text, holder text, creditor text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.account, a.holder, a.creditor from loans.own_account a
  where a.lender_id = the_lender and a.state = 'confirmed' and not a.closes
  order by a.creditor is null, a.decided_at limit 1
$$;
comment on function loans.pay_to(uuid) is 'The account and creditor number that a lender''s borrowers pay to';
revoke execute on function loans.pay_to(uuid) from public;
grant execute on function loans.pay_to(uuid) to grobund_app;

alter table loans.bank_line add column creditor text constraint bank_line_creditor check (creditor ~ '^[0-9]{8}$');
comment on column loans.bank_line.creditor is 'Creditor number of the payment slip, where the bank told it [internal]';
