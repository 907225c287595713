-- The evaluation that a committee decides on: reports whose figures are computed from what the other modules publish, frozen when
-- they are published, the figures of the programme compared with, and the decision. Nothing here is a person's: figures, codes and
-- words of the administration only. A published report and a recorded decision can never be changed, so that the paper a committee
-- was given can be found again and checked against its hash.

create schema evaluation;
comment on schema evaluation is 'Reports to the committee, the compared programme''s figures, the committee''s decision';
grant usage on schema evaluation to grobund_app;

create table evaluation.report (
  id             uuid primary key,
  agreement_id   uuid not null references agreements.agreement,
  title          text not null constraint report_title_length check (length(btrim(title)) between 1 and 200),
  cutoff_on      date not null,
  assessment     text not null default '' constraint report_assessment_length check (length(assessment) <= 8000),
  state          text not null default 'draft' constraint report_state_known check (state in ('draft', 'published')),
  made_by        uuid not null,
  made_at        timestamptz not null,
  published_by   uuid,
  published_at   timestamptz,
  dataset        jsonb,
  sha256         text constraint report_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint report_published_whole check (
    (state = 'published') = (published_by is not null) and (state = 'published') = (published_at is not null)
    and (state = 'published') = (dataset is not null) and (state = 'published') = (sha256 is not null)),
  constraint report_cutoff_passed check (state = 'draft' or cutoff_on <= published_at::timestamp::date + 1)
);
create index report_of_agreement on evaluation.report (agreement_id, cutoff_on);
comment on table evaluation.report is 'Reports on an agreement; figures of a draft are computed, those of a published one are frozen [internal]';
comment on column evaluation.report.id is 'Identity: the request that made it [internal]';
comment on column evaluation.report.agreement_id is 'The agreement it is about [internal]';
comment on column evaluation.report.title is 'Heading [public]';
comment on column evaluation.report.cutoff_on is 'Last day that counts [public]';
comment on column evaluation.report.assessment is 'The administration''s assessment in words, without persons [public]';
comment on column evaluation.report.state is 'draft or published [internal]';
comment on column evaluation.report.made_by is 'Account that made it [internal]';
comment on column evaluation.report.made_at is 'When it was made [internal]';
comment on column evaluation.report.published_by is 'Account that published it [internal]';
comment on column evaluation.report.published_at is 'When it was published [public]';
comment on column evaluation.report.dataset is 'Every figure as it was published, small cells included [internal]';
comment on column evaluation.report.sha256 is 'Hash of the dataset, which holds a salt, so that small cells cannot be guessed from it [public]';

create function evaluation.keep_published() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then
    raise exception using errcode = '23514', constraint = 'report_published_is_kept', message = 'a published report is never changed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
comment on function evaluation.keep_published is 'Refuses to change or delete a published report';
create trigger keep_published before update or delete on evaluation.report for each row execute function evaluation.keep_published();

create table evaluation.comparison (
  report_id    uuid primary key references evaluation.report,
  figures      jsonb not null constraint comparison_figures_object check (jsonb_typeof(figures) = 'object'),
  source       text not null constraint comparison_source_length check (length(btrim(source)) between 1 and 500),
  caveat       text not null constraint comparison_caveat_length check (length(caveat) <= 2000),
  entered_by   uuid not null,
  entered_at   timestamptz not null
);
comment on table evaluation.comparison is 'The compared programme''s figures by the same measures, as entered for a report [internal]';
comment on column evaluation.comparison.report_id is 'The report [internal]';
comment on column evaluation.comparison.figures is 'Count by measure; a measure left out is not known [internal]';
comment on column evaluation.comparison.source is 'Where the figures come from [public]';
comment on column evaluation.comparison.caveat is 'What is not comparable [public]';
comment on column evaluation.comparison.entered_by is 'Account that entered them [internal]';
comment on column evaluation.comparison.entered_at is 'When they were entered [internal]';

create function evaluation.keep_comparison() returns trigger language plpgsql as $$
begin
  if (select r.state from evaluation.report r where r.id = old.report_id) = 'published' then
    raise exception using errcode = '23514', constraint = 'report_published_is_kept', message = 'a published report is never changed';
  end if;
  return new;
end $$;
comment on function evaluation.keep_comparison is 'Refuses to change the comparison of a published report';
create trigger keep_comparison before update on evaluation.comparison for each row execute function evaluation.keep_comparison();

create table evaluation.decision (
  report_id      uuid primary key references evaluation.report,
  kind           text not null constraint decision_kind_known check (kind in ('extend', 'change', 'stop')),
  decided_on     date not null,
  case_number    text not null constraint decision_case_number_length check (length(btrim(case_number)) between 1 and 60),
  words          text not null constraint decision_words_length check (length(btrim(words)) between 1 and 4000),
  period_number  int,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  constraint decision_extension_has_period check ((kind = 'extend') = (period_number is not null))
);
comment on table evaluation.decision is 'What the committee decided on a published report; recorded once, never changed [public]';
comment on column evaluation.decision.report_id is 'The report it was decided on [public]';
comment on column evaluation.decision.kind is 'extend, change or stop [public]';
comment on column evaluation.decision.decided_on is 'Day of the committee''s meeting [public]';
comment on column evaluation.decision.case_number is 'Case number of the committee''s agenda item [public]';
comment on column evaluation.decision.words is 'The decision as the minutes have it [public]';
comment on column evaluation.decision.period_number is 'The agreement''s period that an extension made [public]';
comment on column evaluation.decision.recorded_by is 'Account that recorded it [internal]';
comment on column evaluation.decision.recorded_at is 'When it was recorded [internal]';

create function evaluation.decided_on_published() returns trigger language plpgsql as $$
begin
  if (select r.state from evaluation.report r where r.id = new.report_id) is distinct from 'published' then
    raise exception using errcode = '23514', constraint = 'decision_on_published', message = 'only a published report can be decided on';
  end if;
  return new;
end $$;
comment on function evaluation.decided_on_published is 'Refuses a decision on a draft';
create trigger decided_on_published before insert on evaluation.decision for each row execute function evaluation.decided_on_published();

create table evaluation.due_told (
  agreement_id  uuid not null references agreements.agreement,
  due_on        date not null,
  told_at       timestamptz not null,
  primary key (agreement_id, due_on)
);
comment on table evaluation.due_told is 'Which evaluations have been put on the secretary''s list, so that each is once [internal]';
comment on column evaluation.due_told.agreement_id is 'The agreement [internal]';
comment on column evaluation.due_told.due_on is 'When its evaluation is due [internal]';
comment on column evaluation.due_told.told_at is 'When the task was made [internal]';

create function evaluation.of_party(the_report uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from evaluation.report r where r.id = the_report and agreements.party(r.agreement_id));
end $$;
comment on function evaluation.of_party is 'True when the session''s organisation is a party to the report''s agreement';
revoke execute on function evaluation.of_party, evaluation.keep_published, evaluation.keep_comparison, evaluation.decided_on_published from public;
grant execute on function evaluation.of_party to grobund_app;

alter table evaluation.report enable row level security;
alter table evaluation.comparison enable row level security;
alter table evaluation.decision enable row level security;
alter table evaluation.due_told enable row level security;
create policy of_party on evaluation.report to grobund_app using (agreements.party(agreement_id)) with check (agreements.party(agreement_id));
create policy of_party on evaluation.comparison to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
create policy of_party on evaluation.decision to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
create policy of_party on evaluation.due_told to grobund_app using (agreements.party(agreement_id)) with check (agreements.party(agreement_id));
grant select, insert on evaluation.report, evaluation.comparison, evaluation.decision, evaluation.due_told to grobund_app;
grant update (title, assessment, state, published_by, published_at, dataset, sha256) on evaluation.report to grobund_app;
grant update (figures, source, caveat, entered_by, entered_at) on evaluation.comparison to grobund_app;
