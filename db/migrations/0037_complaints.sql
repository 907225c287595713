-- A refusal and a "not now" can be complained about. The authority looks again within four weeks and changes the decision or
-- sends the complaint on to the appeal board (retssikkerhedsloven §§ 66-70). While a complaint is open the case has a ball
-- again, so that no clock runs where nobody looks; its words lie with the event's text, which can be erased.

alter table referrals.referral
  add column complaint text constraint complaint_known check (complaint in ('received', 'forwarded')),
  add column complained_on date,
  add constraint complaint_has_a_day check ((complaint is null) = (complained_on is null)),
  add constraint complaint_follows_a_decision check (complaint is null or state in ('refused', 'not_now')),
  drop constraint open_case_has_a_ball,
  add constraint open_case_has_a_ball check (
    (ball = 'none') = (state in ('accepted', 'refused', 'withdrawn', 'registered_by_mistake') and complaint is null));
comment on column referrals.referral.complaint is 'received (being reassessed) or forwarded (with the appeal board); empty when there is none open [personal]';
comment on column referrals.referral.complained_on is 'Day the open complaint came in; the four weeks count from it [personal]';
grant update (complaint, complained_on) on referrals.referral to grobund_app;
