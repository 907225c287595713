-- The pot and the settlement replayed the log of every loan each time they were asked, and an approval asks while all others wait for it.
-- What a loan takes of its pot stands still between two of its events, so it is kept with the rest of how the loan stands, and the sums
-- are read. Whoever may read an agreement's figures reads these sums, and no row of a loan.

alter table loans.standing
  add column offered_ore bigint not null default 0,
  add column offer_ends_on date,
  add column accepted_ore bigint not null default 0,
  add column repaid_ore bigint not null default 0,
  add column lost_ore bigint not null default 0,
  add column recovered_ore bigint not null default 0;
-- What was never offered takes nothing and stays; the rest is written again by the job that writes standings that are missing.
delete from loans.standing s using loans.loan l
where l.id = s.loan_id and l.state in ('offered', 'accepted', 'repaying', 'handed_over', 'settled', 'written_off', 'remitted');
alter table loans.standing
  alter column offered_ore drop default,
  alter column accepted_ore drop default,
  alter column repaid_ore drop default,
  alter column lost_ore drop default,
  alter column recovered_ore drop default,
  add constraint standing_shares check (least(balance_ore, offered_ore, accepted_ore, repaid_ore, lost_ore, recovered_ore) >= 0 and recovered_ore <= lost_ore),
  add constraint standing_offer check ((offered_ore > 0) = (offer_ends_on is not null));
comment on column loans.standing.offered_ore is 'Offered and not accepted, øre [personal]';
comment on column loans.standing.offer_ends_on is 'Last day the offer can be accepted; empty when it is not offered [personal]';
comment on column loans.standing.accepted_ore is 'Accepted and not paid out, øre [personal]';
comment on column loans.standing.repaid_ore is 'Principal repaid, øre [personal]';
comment on column loans.standing.lost_ore is 'Principal written off or remitted, øre [personal]';
comment on column loans.standing.recovered_ore is 'Principal that came in after it was written off, øre [personal]';

create index standing_taken on loans.standing (agreement_id)
  include (loan_id, from_on, offer_ends_on, offered_ore, accepted_ore, balance_ore, repaid_ore, lost_ore, recovered_ore) where until_on is null;

create function loans.taken(agreements uuid[], on_day date)
returns table (agreement_id uuid, fund text, offered bigint, accepted bigint, lent bigint, repaid bigint, lost bigint, recovered bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.agreement_id, coalesce(f.fund, 'own'), coalesce(sum(s.offered_ore) filter (where s.offer_ends_on >= on_day), 0)::bigint, sum(s.accepted_ore)::bigint,
    sum(s.balance_ore)::bigint, sum(s.repaid_ore)::bigint, sum(s.lost_ore)::bigint, sum(s.recovered_ore)::bigint
  from (
    select loan_id, agreement_id, offer_ends_on, offered_ore, accepted_ore, balance_ore, repaid_ore, lost_ore, recovered_ore
    from loans.standing where until_on is null and from_on <= on_day
    union all
    select loan_id, agreement_id, offer_ends_on, offered_ore, accepted_ore, balance_ore, repaid_ore, lost_ore, recovered_ore
    from loans.standing where until_on > on_day and from_on <= on_day) s
  left join loans.loan_fund f on f.loan_id = s.loan_id
  where s.agreement_id in (select a from unnest(agreements) a where agreements.party(a))
  group by 1, 2
$$;
comment on function loans.taken(uuid[], date) is 'What the loans of agreements take of their pots on a day, by agreement and source of money, without persons';
revoke all on function loans.taken(uuid[], date) from public;
grant execute on function loans.taken(uuid[], date) to grobund_app;

-- What stood in a month and not before it is what begins in it less what ends in it.
create function loans.moved_months(agreement uuid, first_month date, last_month date)
returns table (month date, lent bigint, repaid bigint, lost bigint, recovered bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select date_trunc('month', on_day)::date, sum(sign * balance_ore)::bigint, sum(sign * repaid_ore)::bigint, sum(sign * lost_ore)::bigint,
    sum(sign * recovered_ore)::bigint
  from (
    select from_on as on_day, 1 as sign, balance_ore, repaid_ore, lost_ore, recovered_ore from loans.standing where agreement_id = agreement
    union all
    select until_on, -1, balance_ore, repaid_ore, lost_ore, recovered_ore from loans.standing where agreement_id = agreement and until_on is not null) s
  where on_day >= first_month and on_day < last_month + interval '1 month' and agreements.party(agreement)
  group by 1
$$;
comment on function loans.moved_months(uuid, date, date) is 'What each month from the first day of one to another changed in how an agreement''s loans stand, without persons; a month that changed nothing has no row';
revoke all on function loans.moved_months(uuid, date, date) from public;
grant execute on function loans.moved_months(uuid, date, date) to grobund_app;

create function loans.standings_whole(lender uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (
    select from loans.loan l
    where l.lender_id = lender and l.state in ('offered', 'accepted', 'repaying', 'handed_over', 'settled', 'written_off', 'remitted')
      and not exists (select from loans.standing s where s.loan_id = l.id and s.until_on is null))
$$;
comment on function loans.standings_whole(uuid) is 'Whether every loan of a lender that takes of a pot has its standing written';
revoke all on function loans.standings_whole(uuid) from public;
grant execute on function loans.standings_whole(uuid) to grobund_app;
