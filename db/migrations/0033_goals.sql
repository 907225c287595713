-- Goals of a run: what is to be reached by when, the steps to it with who takes each and by when, and how it stood when coach and
-- citizen last looked at it. They are plans and no decisions: erasure deletes them whole.

create table business.goal (
  id            uuid primary key,
  enrolment_id  uuid not null references business.business,
  words         text not null constraint goal_words check (length(btrim(words)) between 1 and 200),
  wanted_on     date not null,
  state         text not null constraint goal_state check (state in ('open', 'reached', 'dropped')),
  made_at       timestamptz not null,
  account_id    uuid not null
);
create index goal_of_run on business.goal (enrolment_id, wanted_on);
comment on table business.goal is 'A goal of a run; deleted at erasure [personal]';
comment on column business.goal.id is 'Identity, made with the form, so that a button pressed twice makes one [internal]';
comment on column business.goal.enrolment_id is 'The run [internal]';
comment on column business.goal.words is 'What is to be reached [personal]';
comment on column business.goal.wanted_on is 'Day it is wanted by [personal]';
comment on column business.goal.state is 'open, reached or dropped; written by a review [personal]';
comment on column business.goal.made_at is 'When it was set [internal]';
comment on column business.goal.account_id is 'Sign-in that set it [internal]';

create table business.goal_step (
  id       uuid primary key,
  goal_id  uuid not null references business.goal on delete cascade,
  words    text not null constraint goal_step_words check (length(btrim(words)) between 1 and 200),
  owner    text not null constraint goal_step_owner check (owner in ('citizen', 'coach', 'financial_adviser', 'programme_manager', 'caseworker')),
  due_on   date not null,
  done_at  timestamptz,
  done_by  uuid,
  constraint goal_step_done_by_somebody check ((done_at is null) = (done_by is null))
);
create index goal_step_of_goal on business.goal_step (goal_id, due_on);
comment on table business.goal_step is 'A step to a goal; deleted at erasure [personal]';
comment on column business.goal_step.id is 'Identity, made with the form [internal]';
comment on column business.goal_step.goal_id is 'The goal [internal]';
comment on column business.goal_step.words is 'What is to be done [personal]';
comment on column business.goal_step.owner is 'Who takes it: the citizen, or a role [personal]';
comment on column business.goal_step.due_on is 'Day it is to be done by [personal]';
comment on column business.goal_step.done_at is 'When it was done; empty until then [personal]';
comment on column business.goal_step.done_by is 'Sign-in that said so [internal]';

create table business.goal_review (
  id           uuid primary key,
  goal_id      uuid not null references business.goal on delete cascade,
  standing     text not null constraint goal_review_standing check (standing in ('on_track', 'behind', 'reached', 'dropped')),
  words        text not null constraint goal_review_words check (length(btrim(words)) between 1 and 2000),
  reviewed_on  date not null,
  reviewed_at  timestamptz not null,
  account_id   uuid not null,
  constraint goal_review_not_ahead check (reviewed_on <= (reviewed_at at time zone 'Europe/Copenhagen')::date)
);
create index goal_review_of_goal on business.goal_review (goal_id, reviewed_on);
comment on table business.goal_review is 'How a goal stood in a session; deleted at erasure [personal]';
comment on column business.goal_review.id is 'Identity, made with the form [internal]';
comment on column business.goal_review.goal_id is 'The goal [internal]';
comment on column business.goal_review.standing is 'On track, behind, reached or dropped [personal]';
comment on column business.goal_review.words is 'What was said of it [personal]';
comment on column business.goal_review.reviewed_on is 'Day of the session [personal]';
comment on column business.goal_review.reviewed_at is 'When it was written [internal]';
comment on column business.goal_review.account_id is 'Sign-in that wrote it [internal]';

alter table business.goal enable row level security;
alter table business.goal_step enable row level security;
alter table business.goal_review enable row level security;
create policy goal_visible on business.goal to grobund_app
  using (exists (select from business.business b where b.enrolment_id = goal.enrolment_id))
  with check (exists (select from business.business b where b.enrolment_id = goal.enrolment_id));
create policy goal_step_visible on business.goal_step to grobund_app
  using (exists (select from business.goal g where g.id = goal_step.goal_id))
  with check (exists (select from business.goal g where g.id = goal_step.goal_id));
create policy goal_review_visible on business.goal_review to grobund_app
  using (exists (select from business.goal g where g.id = goal_review.goal_id))
  with check (exists (select from business.goal g where g.id = goal_review.goal_id));
grant select, insert, update, delete on business.goal to grobund_app;
grant select, insert, update, delete on business.goal_step to grobund_app;
grant select, insert, delete on business.goal_review to grobund_app;
