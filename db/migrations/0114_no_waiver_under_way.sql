-- A borrower does not see the lender's payments, so the rest of a loan could be let go while a part of it was on its way to the bank. The judge sees
-- every payment: a tranche that was let go has no live order, and one with a live order is not let go.

create or replace function loans.judge_tranche_paid() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  paid uuid;
  waived uuid;
begin
  select t.paid_by_event, t.waived_by_event into paid, waived from loans.tranche t
  where t.loan_id = new.loan_id and t.n = (case when tg_table_name = 'tranche' then to_jsonb(new) ->> 'n' else to_jsonb(new) ->> 'tranche' end)::int;
  if exists (select from loans.payment_order o where o.loan_id = new.loan_id
      and o.tranche = (case when tg_table_name = 'tranche' then to_jsonb(new) ->> 'n' else to_jsonb(new) ->> 'tranche' end)::int
      and o.state in ('released', 'ordered', 'paid') and (waived is not null or o.event_id is distinct from paid)) then
    raise exception using errcode = '23514', constraint = 'payment_order_or_by_hand', message = 'a tranche is paid once, by its order or by hand, or let go';
  end if;
  return null;
end $$;
comment on function loans.judge_tranche_paid() is 'Judges at commit that a tranche with a live order is paid by that order only, and not let go';
