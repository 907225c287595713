-- A refund needed three humans: one who asked, another who approved it, and a third who approved its batch. The design asks for two, and a
-- small municipality has two in its finance office. Whoever asked for the money still never approves the batch; whoever approved the refund may.

create or replace function loans.judge_payments() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
      bool_or(batch.approved_by = o.asked_by) as own,
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
