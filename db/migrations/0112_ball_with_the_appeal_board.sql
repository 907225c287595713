-- A complaint that was sent on lies with the appeal board. It was kept as the job centre's to act on and read so to its staff and to
-- the citizen. The job centre has it again when the board has had it for the days after which it asks how far the board is.

alter table referrals.referral
  drop constraint referral_ball_check,
  add constraint referral_ball_known check (ball in ('acting_job_centre', 'provider', 'both', 'citizen', 'appeal_board', 'none')),
  add constraint board_has_what_was_sent_on check (ball <> 'appeal_board' or complaint is not distinct from 'forwarded');

alter table caseload.standing
  drop constraint standing_ball_known,
  add constraint standing_ball_known check (ball in ('acting_job_centre', 'provider', 'both', 'citizen', 'appeal_board', 'none'));
comment on column caseload.standing.turns_on is
  'Last day the citizen or the appeal board has the ball, after which it is with the authorities by itself [personal]';

update referrals.referral set ball = 'appeal_board' where complaint = 'forwarded' and (state = 'refused' or ball_since is distinct from review_on);
update caseload.standing s set ball = 'appeal_board', turns_on = nullif(s.due_on, 'infinity')
from referrals.referral r where r.id = s.case_id and r.ball = 'appeal_board';
