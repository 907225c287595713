-- Money goes out in batches. A payout is released by one human against its conditions, a refund asked for by one and approved by another;
-- orders go into a batch that another human approves, and only then is the loan's event booked and a file written. A tranche has one live
-- order at most, whatever clicks twice, dies half-way or happens in two rooms at once; a rejected order leaves the tranche free to be sent again.

create sequence loans.batch_serial;
grant usage on sequence loans.batch_serial to grobund_app;

create table loans.payment_batch (
  id           uuid primary key,
  lender_id    uuid not null,
  number       text not null constraint payment_batch_number unique,
  message_id   text not null constraint payment_batch_message unique constraint payment_batch_message_form check (message_id ~ '^[A-Z0-9-]{1,35}$'),
  account_id   uuid not null references loans.own_account,
  state        text not null default 'draft' constraint payment_batch_state check (state in ('draft', 'approved', 'dropped')),
  made_by      uuid not null,
  made_at      timestamptz not null,
  approved_by  uuid,
  approved_at  timestamptz,
  execute_on   date,
  orders       int,
  sum_ore      bigint,
  constraint payment_batch_by_two check (approved_by is null or approved_by <> made_by),
  constraint payment_batch_approved check ((state = 'approved') = (approved_by is not null and approved_at is not null and execute_on is not null
    and orders is not null and sum_ore is not null))
);
create index payment_batch_of_lender on loans.payment_batch (lender_id, made_at);
comment on table loans.payment_batch is 'Payments that go to the bank in one file [internal]';
comment on column loans.payment_batch.id is 'Identity: the request that made it [internal]';
comment on column loans.payment_batch.lender_id is 'Organisation that pays [internal]';
comment on column loans.payment_batch.number is 'Number shown to people [internal]';
comment on column loans.payment_batch.message_id is 'What the bank knows the file by; the same each time it is written [internal]';
comment on column loans.payment_batch.account_id is 'The own account it is paid from [internal]';
comment on column loans.payment_batch.state is 'draft, approved by another human, or dropped [internal]';
comment on column loans.payment_batch.made_by is 'Human who made it [internal]';
comment on column loans.payment_batch.made_at is 'When it was made [internal]';
comment on column loans.payment_batch.approved_by is 'Another human who approved it [internal]';
comment on column loans.payment_batch.approved_at is 'When that was [internal]';
comment on column loans.payment_batch.execute_on is 'Bank day the money is asked to move [internal]';
comment on column loans.payment_batch.orders is 'Payments in it when approved [internal]';
comment on column loans.payment_batch.sum_ore is 'Their sum when approved, øre [internal]';

create table loans.payment_order (
  id           uuid primary key,
  n            bigint generated always as identity,
  lender_id    uuid not null,
  loan_id      uuid not null references loans.loan,
  purpose      text not null constraint payment_order_purpose check (purpose in ('pay_out', 'refund')),
  tranche      int,
  amount_ore   bigint not null constraint payment_order_amount check (amount_ore > 0),
  payee        text not null constraint payment_order_payee check (payee in ('cpr', 'cvr')),
  cvr          text constraint payment_order_cvr check (cvr ~ '^[0-9]{8}$'),
  state        text not null constraint payment_order_state check (state in ('asked', 'released', 'ordered', 'paid', 'rejected', 'came_back', 'dropped')),
  asked_by     uuid not null,
  asked_at     timestamptz not null,
  released_by  uuid,
  released_at  timestamptz,
  batch_id     uuid references loans.payment_batch,
  event_id     uuid constraint payment_order_event unique references loans.event (event_id),
  undone_by    uuid constraint payment_order_undone unique references loans.event (event_id),
  settled_on   date,
  reason       text constraint payment_order_reason check (length(btrim(reason)) between 1 and 140),
  foreign key (loan_id, tranche) references loans.tranche (loan_id, n),
  constraint payment_order_of_tranche check ((purpose = 'pay_out') = (tranche is not null)),
  constraint payment_order_payee_cvr check ((payee = 'cvr') = (cvr is not null)),
  constraint payment_order_released check (state in ('asked', 'dropped') or (released_by is not null and released_at is not null)),
  constraint payment_order_refund_by_two check (purpose = 'pay_out' or released_by is null or released_by <> asked_by),
  constraint payment_order_booked check ((state in ('ordered', 'paid', 'rejected', 'came_back')) = (event_id is not null)),
  constraint payment_order_in_batch check (event_id is null or batch_id is not null),
  constraint payment_order_taken_back check ((state in ('rejected', 'came_back')) = (undone_by is not null and reason is not null)),
  constraint payment_order_settled check ((state in ('paid', 'rejected', 'came_back')) = (settled_on is not null))
);
create unique index payment_order_once on loans.payment_order (loan_id, tranche) where purpose = 'pay_out' and state in ('released', 'ordered', 'paid');
create unique index payment_order_one_refund on loans.payment_order (loan_id) where purpose = 'refund' and state in ('asked', 'released');
create index payment_order_of_batch on loans.payment_order (batch_id);
create index payment_order_waiting on loans.payment_order (lender_id, state) where state in ('asked', 'released', 'ordered');
comment on table loans.payment_order is 'A payment to a borrower, from release to settled [personal]';
comment on column loans.payment_order.id is 'Identity: the request that made it, and what the bank knows the payment by [internal]';
comment on column loans.payment_order.n is 'Order of entry [internal]';
comment on column loans.payment_order.lender_id is 'Organisation that pays [internal]';
comment on column loans.payment_order.loan_id is 'The loan [personal]';
comment on column loans.payment_order.purpose is 'Payout or refund of overpaid money [personal]';
comment on column loans.payment_order.tranche is 'The tranche that is paid out [personal]';
comment on column loans.payment_order.amount_ore is 'Amount, øre [personal]';
comment on column loans.payment_order.payee is 'NemKonto of the borrower (cpr) or of the business (cvr) [personal]';
comment on column loans.payment_order.cvr is 'CVR number of the business, where it is paid to [personal]';
comment on column loans.payment_order.state is 'asked, released, ordered, paid, rejected, came back or dropped [personal]';
comment on column loans.payment_order.asked_by is 'Human who released the payout or asked for the refund [internal]';
comment on column loans.payment_order.asked_at is 'When that was [internal]';
comment on column loans.payment_order.released_by is 'Human who released the payout, or another who approved the refund [internal]';
comment on column loans.payment_order.released_at is 'When that was [internal]';
comment on column loans.payment_order.batch_id is 'The batch it is in [internal]';
comment on column loans.payment_order.event_id is 'The payout or refund in the loan''s log [internal]';
comment on column loans.payment_order.undone_by is 'The event that took it back after a rejection [internal]';
comment on column loans.payment_order.settled_on is 'Day the bank paid, rejected or returned it [personal]';
comment on column loans.payment_order.reason is 'The bank''s reason, or the clerk''s [internal]';

create function loans.judge_payments() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  judged uuid;
  batch loans.payment_batch;
  held record;
begin
  if tg_table_name = 'payment_batch' then judged := new.id; else judged := new.batch_id; end if;
  select * into batch from loans.payment_batch where id = judged;
  if batch.state = 'approved' then
    select count(*) as n, coalesce(sum(o.amount_ore), 0) as total,
      bool_or(o.state in ('asked', 'released', 'dropped')) as unbooked,
      bool_or(batch.approved_by in (o.released_by, o.asked_by)) as own,
      bool_or(batch.approved_by = l.borrower_human) as borrower
    into held from loans.payment_order o join loans.loan l on l.id = o.loan_id where o.batch_id = judged;
    if held.n <> batch.orders or held.total <> batch.sum_ore or held.n = 0 or held.unbooked then
      raise exception using errcode = '23514', constraint = 'payment_batch_whole', message = 'an approved batch holds what was approved';
    end if;
    if held.own or held.borrower then
      raise exception using errcode = '23514', constraint = 'payment_batch_by_two', message = 'a batch is approved by another human';
    end if;
  end if;
  return null;
end $$;
comment on function loans.judge_payments() is 'Judges at commit that an approved batch is whole and was approved by another human';
create constraint trigger payment_batch_judged after insert or update on loans.payment_batch deferrable initially deferred
  for each row execute function loans.judge_payments();
create constraint trigger payment_order_judged after insert or update on loans.payment_order deferrable initially deferred
  for each row execute function loans.judge_payments();

-- A tranche that is on its way to the bank is not paid out by hand beside it, nor the other way about.
create function loans.judge_tranche_paid() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  paid uuid;
begin
  select t.paid_by_event into paid from loans.tranche t
  where t.loan_id = new.loan_id and t.n = (case when tg_table_name = 'tranche' then to_jsonb(new) ->> 'n' else to_jsonb(new) ->> 'tranche' end)::int;
  if exists (select from loans.payment_order o where o.loan_id = new.loan_id
      and o.tranche = (case when tg_table_name = 'tranche' then to_jsonb(new) ->> 'n' else to_jsonb(new) ->> 'tranche' end)::int
      and o.state in ('released', 'ordered', 'paid') and o.event_id is distinct from paid) then
    raise exception using errcode = '23514', constraint = 'payment_order_or_by_hand', message = 'a tranche is paid once, by its order or by hand';
  end if;
  return null;
end $$;
comment on function loans.judge_tranche_paid() is 'Judges at commit that a tranche with a live order is paid by that order only';
create constraint trigger tranche_paid_judged after update on loans.tranche deferrable initially deferred
  for each row execute function loans.judge_tranche_paid();
create constraint trigger payment_order_tranche_judged after insert or update on loans.payment_order deferrable initially deferred
  for each row execute function loans.judge_tranche_paid();

create function loans.keep_payment() returns trigger language plpgsql as $$
begin
  if old.state in ('rejected', 'came_back', 'dropped') or (old.state = 'paid' and new.state <> 'came_back')
    or (old.state = 'ordered' and new.state not in ('paid', 'rejected', 'came_back')) or (old.event_id is not null and new.event_id <> old.event_id)
    or (old.id, old.loan_id, old.purpose, old.tranche, old.amount_ore, old.payee, old.cvr, old.asked_by)
      is distinct from (new.id, new.loan_id, new.purpose, new.tranche, new.amount_ore, new.payee, new.cvr, new.asked_by) then
    raise exception 'A payment goes forward only, and is what was asked for' using errcode = '23514', constraint = 'payment_order_kept';
  end if;
  return new;
end $$;
comment on function loans.keep_payment() is 'Keeps payments from being turned back or altered';
create trigger payment_order_kept before update on loans.payment_order for each row execute function loans.keep_payment();

create table loans.bank_settlement (
  line_id   uuid primary key references loans.bank_line,
  kind      text not null constraint bank_settlement_kind check (kind in ('order_paid', 'batch_paid', 'order_back', 'payment_back')),
  order_id  uuid references loans.payment_order,
  batch_id  uuid references loans.payment_batch,
  event_id  uuid references loans.event (event_id),
  constraint bank_settlement_whole check ((kind in ('order_paid', 'order_back')) = (order_id is not null) and (kind = 'batch_paid') = (batch_id is not null)
    and (kind = 'payment_back') = (event_id is not null))
);
create unique index bank_settlement_paid_once on loans.bank_settlement (order_id) where kind = 'order_paid';
create unique index bank_settlement_back_once on loans.bank_settlement (order_id) where kind = 'order_back';
create unique index bank_settlement_batch_once on loans.bank_settlement (batch_id);
create unique index bank_settlement_event_once on loans.bank_settlement (event_id);
comment on table loans.bank_settlement is 'A movement that is no payment on a loan: a payment sent, one that came back, or a payment in that was returned [personal]';
comment on column loans.bank_settlement.line_id is 'The movement [internal]';
comment on column loans.bank_settlement.kind is 'What it was [internal]';
comment on column loans.bank_settlement.order_id is 'The payment that was sent or came back [personal]';
comment on column loans.bank_settlement.batch_id is 'The batch that left the account as one sum [internal]';
comment on column loans.bank_settlement.event_id is 'The undo of the payment that the payer''s bank took back [internal]';

alter table loans.bank_line drop constraint bank_line_used_is_income;
alter table loans.bank_line add column end_to_end text constraint bank_line_end_to_end check (length(end_to_end) between 1 and 60);
comment on column loans.bank_line.end_to_end is 'What the payment is known by from end to end, where the bank told it [personal]';
create or replace function loans.judge_bank_line() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  judged uuid;
  line loans.bank_line;
  used numeric;
  settled boolean;
begin
  if tg_table_name = 'bank_line' then judged := new.id; else judged := new.line_id; end if;
  select * into line from loans.bank_line where id = judged;
  select coalesce(sum(amount_ore), 0) into used from loans.bank_use where line_id = judged;
  settled := exists (select from loans.bank_settlement where line_id = judged);
  if used <> (case when line.state = 'used' and not settled then line.amount_ore else 0 end) or (settled and line.state <> 'used') then
    raise exception using errcode = '23514', constraint = 'bank_line_used_once', message = 'payments add up to the bank line they rest on';
  end if;
  return null;
end $$;
create constraint trigger bank_settlement_judged after insert on loans.bank_settlement deferrable initially deferred
  for each row execute function loans.judge_bank_line();

alter table loans.payment_batch enable row level security;
alter table loans.payment_order enable row level security;
alter table loans.bank_settlement enable row level security;
create policy batch_of_lender on loans.payment_batch to grobund_app
  using (lender_id = platform.organisation_id()) with check (lender_id = platform.organisation_id());
create policy order_of_lender on loans.payment_order to grobund_app
  using (lender_id = platform.organisation_id()) with check (lender_id = platform.organisation_id());
create policy settlement_of_lender on loans.bank_settlement to grobund_app
  using (exists (select from loans.bank_line l where l.id = line_id)) with check (exists (select from loans.bank_line l where l.id = line_id));
grant select, insert on loans.payment_batch, loans.payment_order, loans.bank_settlement to grobund_app;
grant update (state, approved_by, approved_at, execute_on, orders, sum_ore) on loans.payment_batch to grobund_app;
grant update (state, released_by, released_at, batch_id, event_id, undone_by, settled_on, reason) on loans.payment_order to grobund_app;

-- A payment names its payee to the bank also when the account that writes the file may not see the person unmasked.
create function people.cpr_to_pay(the_person uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select p.cpr from people.person p where p.id = the_person and people.visible(p.id)
$$;
comment on function people.cpr_to_pay is 'The CPR number for a payment file, never for a page; the caller logs it';
revoke execute on function people.cpr_to_pay(uuid) from public;
grant execute on function people.cpr_to_pay(uuid) to grobund_app;
