-- An agreement had no term on who bears what is lost on its loans, so places and losses stood side by side in no one sum. The term is dated as the
-- number of places is: a row from a day on, kept for good, in basis points that add up to the whole. An agreement made before has none until its
-- parties agree on one.

create table agreements.loss_term (
  agreement_id          uuid not null references agreements.agreement,
  version               int not null constraint loss_term_from_one check (version >= 1),
  from_on               date not null,
  purchaser_bp          int not null constraint loss_term_purchaser check (purchaser_bp between 0 and 10000),
  provider_bp           int not null constraint loss_term_provider check (provider_bp between 0 and 10000),
  lender_bp             int not null constraint loss_term_lender check (lender_bp between 0 and 10000),
  acting_job_centre_bp  int not null constraint loss_term_acting_job_centre check (acting_job_centre_bp between 0 and 10000),
  words_da              text not null constraint loss_term_words_da check (length(words_da) between 1 and 500),
  words_en              text not null constraint loss_term_words_en check (length(words_en) between 1 and 500),
  recorded_at           timestamptz not null,
  account_id            uuid,
  request_id            uuid constraint loss_term_once unique,
  primary key (agreement_id, version),
  constraint loss_term_whole check (purchaser_bp + provider_bp + lender_bp + acting_job_centre_bp = 10000),
  constraint loss_term_later_by_somebody check (version = 1 or account_id is not null)
);
comment on table agreements.loss_term is 'Who bears what is lost on an agreement''s loans, from a day on; never changed, a later version takes over [public]';
comment on column agreements.loss_term.agreement_id is 'The agreement [public]';
comment on column agreements.loss_term.version is 'Version, from 1 [public]';
comment on column agreements.loss_term.from_on is 'First day on which a loss is shared so; never before the version before it [public]';
comment on column agreements.loss_term.purchaser_bp is 'The purchaser''s share, in basis points [public]';
comment on column agreements.loss_term.provider_bp is 'The provider''s share, in basis points [public]';
comment on column agreements.loss_term.lender_bp is 'The lender''s share, in basis points [public]';
comment on column agreements.loss_term.acting_job_centre_bp is 'The acting job centre''s share, in basis points [public]';
comment on column agreements.loss_term.words_da is 'The clause, or what the parties agreed, in Danish; names no person [public]';
comment on column agreements.loss_term.words_en is 'The same in English; what was written on the page stands in the language it was written in [public]';
comment on column agreements.loss_term.recorded_at is 'When it was recorded [internal]';
comment on column agreements.loss_term.account_id is 'Account that recorded it; empty for the term an agreement came with [internal]';
comment on column agreements.loss_term.request_id is 'Made with the form, so that a button pressed twice is one version; empty for the term an agreement came with [internal]';

create function agreements.loss_term_in_order() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from agreements.loss_term t where t.agreement_id = new.agreement_id and (t.version >= new.version or t.from_on > new.from_on)) then
    raise exception using errcode = '23514', constraint = 'loss_term_in_order', message = 'a version is later than those before it, and from no earlier day';
  end if;
  return new;
end $$;
comment on function agreements.loss_term_in_order is 'Refuses a version that goes back behind one that is agreed';
create trigger loss_term_in_order before insert on agreements.loss_term for each row execute function agreements.loss_term_in_order();

alter table agreements.loss_term enable row level security;
create policy seen on agreements.loss_term for all to grobund_app using (agreements.party(agreement_id));
grant select, insert on agreements.loss_term to grobund_app;

-- A loss is shared by the term of its own day, and what comes in on the loan later as the loss was. How a loan stands is kept between two of its
-- events, so the day of its loss is the first of the days on which something was lost without a break.
create function loans.moved_losses(agreement uuid, last_month date)
returns table (loss_on date, month date, net bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with stood as (
    select loan_id, from_on, until_on, lost_ore, recovered_ore,
      count(*) filter (where lost_ore = 0) over (partition by loan_id order by from_on) as unbroken
    from loans.standing where agreement_id = agreement and agreements.party(agreement)
  ), lost as (
    select from_on, until_on, lost_ore - recovered_ore as net_ore, min(from_on) over (partition by loan_id, unbroken) as loss_on
    from stood where lost_ore > 0
  )
  select m.loss_on, date_trunc('month', m.on_day)::date, sum(m.moved)::bigint
  from (
    select loss_on, from_on as on_day, net_ore as moved from lost
    union all
    select loss_on, until_on, -net_ore from lost where until_on is not null) m
  where m.on_day < last_month + interval '1 month'
  group by 1, 2
  having sum(m.moved) <> 0
$$;
comment on function loans.moved_losses(uuid, date) is 'What each month up to one changed in the losses of an agreement less what came in on them, by the day of the loss, without persons';
revoke all on function loans.moved_losses(uuid, date) from public;
grant execute on function loans.moved_losses(uuid, date) to grobund_app;
