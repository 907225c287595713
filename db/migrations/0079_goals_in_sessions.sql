-- A goal is looked at when coach and citizen meet. So a review can be made with the register of an individual session: it then names the session, counts
-- once however often the register is sent, and needs no words of its own, for the register has them.

alter table business.goal_review
  add column session_id uuid references activities.session,
  add column register_request uuid,
  drop constraint goal_review_words,
  add constraint goal_review_words check (length(words) <= 2000 and (session_id is not null or length(btrim(words)) > 0)),
  add constraint goal_review_of_a_register check ((session_id is null) = (register_request is null)),
  add constraint goal_review_once_a_register unique (goal_id, register_request);
comment on column business.goal_review.session_id is 'The individual session it was looked at in; empty when written on the goals'' own page [personal]';
comment on column business.goal_review.register_request is 'The saving of the register it came with, so that a page sent twice counts once [internal]';
