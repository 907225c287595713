-- A report becomes a paper with the committee's usual headings: words by people in versions, figures inserted by name, a hearing
-- among the parties, the assumptions its sums rest on. Publishing keeps the row of every case, so that the figures can be opened,
-- made again, and compared with a later report. A row can be emptied when its person is erased; its digest stays, and the report's
-- hash still holds.

create table evaluation.section (
  report_id   uuid not null references evaluation.report,
  section     text not null constraint section_known check (section in ('summary', 'background', 'target_group', 'course', 'loans', 'results', 'economy',
                'experience', 'learning', 'assessment', 'recommendation')),
  version     int not null constraint section_version check (version >= 1),
  words       text not null constraint section_words check (length(words) <= 20000),
  written_by  uuid not null,
  written_at  timestamptz not null,
  primary key (report_id, section, version)
);
comment on table evaluation.section is 'The words of a report under the committee''s headings, every version; they name no person [internal]';
comment on column evaluation.section.report_id is 'The report [internal]';
comment on column evaluation.section.section is 'Heading (code) [public]';
comment on column evaluation.section.version is 'Number of the version; the highest holds [internal]';
comment on column evaluation.section.words is 'What is written; a figure''s code in double square brackets stands for the figure [internal]';
comment on column evaluation.section.written_by is 'Account that wrote it [internal]';
comment on column evaluation.section.written_at is 'When it was written [internal]';
insert into evaluation.section (report_id, section, version, words, written_by, written_at)
  select id, 'assessment', 1, assessment, made_by, made_at from evaluation.report where assessment <> '';
alter table evaluation.report drop column assessment;

create table evaluation.assumptions (
  report_id         uuid primary key references evaluation.report,
  benefit_ore       bigint not null constraint assumptions_benefit check (benefit_ore between 0 and 10000000),
  weeks_on_benefit  int not null constraint assumptions_weeks check (weeks_on_benefit between 0 and 1000),
  horizon_months    int not null constraint assumptions_horizon check (horizon_months between 1 and 240),
  loss_bp           int not null constraint assumptions_loss check (loss_bp between 0 and 10000),
  other_cost_ore    bigint not null constraint assumptions_cost check (other_cost_ore between 0 and 100000000000),
  chosen_by         uuid not null,
  chosen_at         timestamptz not null
);
comment on table evaluation.assumptions is 'What the sums of a report rest on besides the counted cases [public]';
comment on column evaluation.assumptions.report_id is 'The report [internal]';
comment on column evaluation.assumptions.benefit_ore is 'A month''s benefit in øre [public]';
comment on column evaluation.assumptions.weeks_on_benefit is 'Weeks on benefit before it was left; decides the reimbursement [public]';
comment on column evaluation.assumptions.horizon_months is 'Months the saving is counted for [public]';
comment on column evaluation.assumptions.loss_bp is 'Expected loss on outstanding loans in 1/100 of a per cent [public]';
comment on column evaluation.assumptions.other_cost_ore is 'Costs that the places do not pay for, in øre [public]';
comment on column evaluation.assumptions.chosen_by is 'Account that chose them [internal]';
comment on column evaluation.assumptions.chosen_at is 'When they were chosen [internal]';

create table evaluation.frozen_row (
  report_id    uuid not null references evaluation.report,
  case_number  text not null,
  cells        text,
  salt         uuid,
  sha256       text not null constraint frozen_row_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (report_id, case_number),
  constraint frozen_row_whole check ((cells is null) = (salt is null))
);
comment on table evaluation.frozen_row is 'The row of each case behind a published report; emptied when the person is erased [sensitive]';
comment on column evaluation.frozen_row.report_id is 'The report [internal]';
comment on column evaluation.frozen_row.case_number is 'Case number [personal]';
comment on column evaluation.frozen_row.cells is 'Every code the case counted in, in order, with spaces between [sensitive]';
comment on column evaluation.frozen_row.salt is 'Keeps the row from being guessed from its digest [internal]';
comment on column evaluation.frozen_row.sha256 is 'Digest of salt, case number and codes; the report''s hash covers it [internal]';

create table evaluation.hearing (
  report_id  uuid primary key references evaluation.report,
  until_on   date not null,
  opened_by  uuid not null,
  opened_at  timestamptz not null
);
comment on table evaluation.hearing is 'The hearing of the parties on a draft [internal]';
comment on column evaluation.hearing.report_id is 'The report [internal]';
comment on column evaluation.hearing.until_on is 'Last day for comments [internal]';
comment on column evaluation.hearing.opened_by is 'Account that opened it [internal]';
comment on column evaluation.hearing.opened_at is 'When it was opened [internal]';

create table evaluation.hearing_comment (
  id               uuid primary key,
  report_id        uuid not null references evaluation.hearing,
  organisation_id  uuid not null,
  account_id       uuid not null,
  words            text not null constraint hearing_comment_words check (length(btrim(words)) between 1 and 8000),
  written_at       timestamptz not null
);
create index hearing_comment_of_report on evaluation.hearing_comment (report_id, written_at);
comment on table evaluation.hearing_comment is 'What a party said in the hearing; it is printed with the report and names no person [internal]';
comment on column evaluation.hearing_comment.id is 'Identity: the request that made it [internal]';
comment on column evaluation.hearing_comment.report_id is 'The report [internal]';
comment on column evaluation.hearing_comment.organisation_id is 'The party [public]';
comment on column evaluation.hearing_comment.account_id is 'Account that wrote it [internal]';
comment on column evaluation.hearing_comment.words is 'The comment [internal]';
comment on column evaluation.hearing_comment.written_at is 'When it was written [internal]';

create function evaluation.keep_words() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    raise exception using errcode = '23514', constraint = 'report_words_are_kept', message = 'what was written is never changed';
  end if;
  if (select r.state from evaluation.report r where r.id = new.report_id) = 'published' then
    raise exception using errcode = '23514', constraint = 'report_published_is_kept', message = 'a published report is never changed';
  end if;
  return new;
end $$;
comment on function evaluation.keep_words is 'Refuses to change words, and to write on a published report';
create trigger keep_words before insert or update or delete on evaluation.section for each row execute function evaluation.keep_words();
create trigger keep_words before insert or update or delete on evaluation.hearing_comment for each row execute function evaluation.keep_words();

create function evaluation.keep_assumptions() returns trigger language plpgsql as $$
begin
  if (select r.state from evaluation.report r where r.id = new.report_id) = 'published' then
    raise exception using errcode = '23514', constraint = 'report_published_is_kept', message = 'a published report is never changed';
  end if;
  return new;
end $$;
comment on function evaluation.keep_assumptions is 'Refuses to change what a published report rests on';
create trigger keep_assumptions before insert or update on evaluation.assumptions for each row execute function evaluation.keep_assumptions();

create function evaluation.keep_row() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.cells is null and (new.report_id, new.case_number, new.sha256) = (old.report_id, old.case_number, old.sha256) then
    return new;
  end if;
  raise exception using errcode = '23514', constraint = 'frozen_row_is_kept', message = 'a frozen row is only ever emptied';
end $$;
comment on function evaluation.keep_row is 'Refuses every change of a frozen row but emptying it';
create trigger keep_row before update or delete on evaluation.frozen_row for each row execute function evaluation.keep_row();
revoke execute on function evaluation.keep_words, evaluation.keep_assumptions, evaluation.keep_row from public;

-- Which cases belong to persons erased since: so that a report can say why a row is empty.
create function people.erased_among(persons uuid[]) returns setof uuid
language sql stable set search_path = pg_catalog as $$
  select p.id from people.person p where p.id = any (persons) and p.erased_at is not null
$$;
comment on function people.erased_among is 'Those of the persons who have been erased; for published functions of other modules only';
create function enrolments.erased_cases(agreement uuid) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select r.case_number from referrals.referral r
  where r.agreement_id = agreement and agreements.party(agreement) and platform.person_id() is null
    and r.person_id in (select people.erased_among((select array_agg(a.person_id) from referrals.referral a where a.agreement_id = agreement)))
  union
  select e.case_number from enrolments.enrolment e
  where e.agreement_id = agreement and agreements.party(agreement) and platform.person_id() is null
    and e.person_id in (select people.erased_among((select array_agg(a.person_id) from enrolments.enrolment a where a.agreement_id = agreement)))
$$;
comment on function enrolments.erased_cases is 'Case numbers under an agreement, referrals and runs, whose person has been erased';
revoke execute on function people.erased_among, enrolments.erased_cases from public;
grant execute on function enrolments.erased_cases to grobund_app;

alter table evaluation.section enable row level security;
alter table evaluation.assumptions enable row level security;
alter table evaluation.frozen_row enable row level security;
alter table evaluation.hearing enable row level security;
alter table evaluation.hearing_comment enable row level security;
create policy of_party on evaluation.section to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
create policy of_party on evaluation.assumptions to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
create policy of_party on evaluation.frozen_row to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
create policy of_party on evaluation.hearing to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
create policy of_party on evaluation.hearing_comment to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
grant select, insert on evaluation.section, evaluation.assumptions, evaluation.frozen_row, evaluation.hearing, evaluation.hearing_comment to grobund_app;
grant update (benefit_ore, weeks_on_benefit, horizon_months, loss_bp, other_cost_ore, chosen_by, chosen_at) on evaluation.assumptions to grobund_app;
grant update (cells, salt) on evaluation.frozen_row to grobund_app;
grant update (until_on, opened_by, opened_at) on evaluation.hearing to grobund_app;
