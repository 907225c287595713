-- The appeal board answers a complaint once (retssikkerhedsloven § 66); after its answer the pages still said how to complain, and a second complaint about
-- the same decision was received and sent on. That it has answered stands with the referral until there is a new decision.
alter table referrals.referral add column board_answered boolean not null default false;
comment on column referrals.referral.board_answered is 'True when the appeal board has confirmed the decision that stands: it can be complained about no more [personal]';
grant update (board_answered) on referrals.referral to grobund_app;
update referrals.referral r set board_answered = true
where r.state in ('refused', 'not_now') and exists (
  select from referrals.event a
  where a.referral_id = r.id and a.name = 'record_appeal'
    and not exists (select from referrals.event later where later.referral_id = r.id and later.id > a.id and later.name in ('refuse', 'defer')));
