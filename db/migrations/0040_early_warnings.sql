-- Early warnings by rules that name their facts. The citizen is asked kindly first and may answer in words; staff are told when
-- there is an answer, or none within five days. The same facts warn once.

create table activities.warning (
  id            uuid primary key,
  enrolment_id  uuid not null,
  person_id     uuid not null,
  case_number   text not null,
  agreement_id  uuid not null,
  rule          text not null constraint warning_rule check (rule in ('two_absences', 'below_share', 'unanswered', 'overdue_steps')),
  fact_key      text not null constraint warning_fact_key check (length(fact_key) between 1 and 40),
  fact_days     date[] not null,
  fact_met      int not null,
  fact_of       int not null,
  raised_at     timestamptz not null,
  answer_by     date not null,
  answered_at   timestamptz,
  told_at       timestamptz,
  closed_at     timestamptz,
  closed_by     uuid,
  constraint warning_once unique (enrolment_id, rule, fact_key),
  constraint warning_closed_by check ((closed_at is null) = (closed_by is null))
);
create index warning_open on activities.warning (answer_by) where told_at is null and closed_at is null;
comment on table activities.warning is 'An early warning and the facts it names [personal]';
comment on column activities.warning.id is 'Identity [internal]';
comment on column activities.warning.enrolment_id is 'The run [internal]';
comment on column activities.warning.person_id is 'The citizen [personal]';
comment on column activities.warning.case_number is 'Case number [internal]';
comment on column activities.warning.agreement_id is 'The agreement [internal]';
comment on column activities.warning.rule is 'The rule (code) [personal]';
comment on column activities.warning.fact_key is 'What makes the facts the same ones: a day or a month [internal]';
comment on column activities.warning.fact_days is 'Days the rule names [personal]';
comment on column activities.warning.fact_met is 'Count the rule names: attended, or how many [personal]';
comment on column activities.warning.fact_of is 'Out of how many; 0 where that says nothing [personal]';
comment on column activities.warning.raised_at is 'When it was raised and the citizen asked [internal]';
comment on column activities.warning.answer_by is 'Day from which staff are told without an answer [internal]';
comment on column activities.warning.answered_at is 'When the citizen answered [internal]';
comment on column activities.warning.told_at is 'When staff were told [internal]';
comment on column activities.warning.closed_at is 'When staff had followed it up [internal]';
comment on column activities.warning.closed_by is 'Account that closed it [internal]';

create table activities.warning_words (
  warning_id  uuid primary key references activities.warning,
  person_id   uuid not null,
  words       text not null constraint warning_words_length check (length(btrim(words)) between 1 and 1000)
);
comment on table activities.warning_words is 'The citizen''s answer to an early warning [sensitive]';
comment on column activities.warning_words.warning_id is 'The warning [internal]';
comment on column activities.warning_words.person_id is 'The citizen [personal]';
comment on column activities.warning_words.words is 'What the citizen wrote [sensitive]';

alter table activities.warning enable row level security;
alter table activities.warning_words enable row level security;
create policy warning_visible on activities.warning to grobund_app
  using (people.visible(person_id)) with check (people.visible(person_id));
create policy warning_words_visible on activities.warning_words to grobund_app
  using (people.visible(person_id)) with check (people.visible(person_id));
grant select, insert on activities.warning, activities.warning_words to grobund_app;
grant update (answered_at, told_at, closed_at, closed_by) on activities.warning to grobund_app;
grant delete on activities.warning_words to grobund_app;

-- How many tasks lie unanswered in a citizen's box: a count and the oldest day, nothing of what they say.
create function notices.unanswered(person uuid, before timestamptz)
returns table (count int, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::int, min(n.at) from notices.notice n
  where n.to_person_id = person and n.task and n.done_at is null and n.at < before and people.visible(person)
$$;
comment on function notices.unanswered(uuid, timestamptz) is 'How many tasks a citizen has left unanswered since before a moment, and when the oldest came';
revoke all on function notices.unanswered(uuid, timestamptz) from public;
grant execute on function notices.unanswered(uuid, timestamptz) to grobund_app;
