-- Short questionnaires to citizens and staff at the gate, at the end and six months after. Each is answered once, by a link that is
-- its own key, without signing in; the answers are counted by case number and no name lies beside them. Public links to a published
-- report are here too: whoever holds one reads the open version.

create table evaluation.survey (
  id            uuid primary key,
  agreement_id  uuid not null references agreements.agreement,
  case_number   text not null,
  party         text not null constraint survey_party check (party in ('citizen', 'provider', 'acting_job_centre')),
  moment        text not null constraint survey_moment check (moment in ('gate', 'end', 'end6')),
  token_sha256  text not null constraint survey_token_once unique constraint survey_token_form check (token_sha256 ~ '^[0-9a-f]{64}$'),
  asked_at      timestamptz not null,
  answered_at   timestamptz,
  useful        int constraint survey_useful check (useful between 1 and 5),
  help          int constraint survey_help check (help between 1 and 5),
  together      int constraint survey_together check (together between 1 and 5),
  recommend     int constraint survey_recommend check (recommend between 1 and 5),
  words         text constraint survey_words check (length(words) <= 2000),
  constraint survey_once unique (agreement_id, case_number, party, moment),
  constraint survey_answered_whole check ((answered_at is null) = (useful is null) and (answered_at is null) = (help is null)
    and (answered_at is null) = (together is null) and (answered_at is null) = (recommend is null))
);
comment on table evaluation.survey is 'A questionnaire asked of one party about one run, and its answer; no name [sensitive]';
comment on column evaluation.survey.id is 'Identity [internal]';
comment on column evaluation.survey.agreement_id is 'The agreement [internal]';
comment on column evaluation.survey.case_number is 'Case number; emptied words at erasure [personal]';
comment on column evaluation.survey.party is 'Who is asked [internal]';
comment on column evaluation.survey.moment is 'gate, end or six months after [internal]';
comment on column evaluation.survey.token_sha256 is 'Digest of the link''s key; the key itself is kept nowhere here [internal]';
comment on column evaluation.survey.asked_at is 'When it was asked [internal]';
comment on column evaluation.survey.answered_at is 'When it was answered [internal]';
comment on column evaluation.survey.useful is 'Could the course be used, 1 to 5 [sensitive]';
comment on column evaluation.survey.help is 'Was there help when needed, 1 to 5 [sensitive]';
comment on column evaluation.survey.together is 'Did the parties work together, 1 to 5 [sensitive]';
comment on column evaluation.survey.recommend is 'Would they recommend it, 1 to 5 [sensitive]';
comment on column evaluation.survey.words is 'In own words; deleted at erasure [sensitive]';

create table evaluation.link (
  token_sha256  text primary key constraint link_token_form check (token_sha256 ~ '^[0-9a-f]{64}$'),
  report_id     uuid not null references evaluation.report,
  until_on      date not null,
  made_by       uuid not null,
  made_at       timestamptz not null,
  stopped_at    timestamptz
);
create index link_of_report on evaluation.link (report_id);
comment on table evaluation.link is 'Links by which a published report is read without signing in, in its open version [internal]';
comment on column evaluation.link.token_sha256 is 'Digest of the link''s key; the key itself is kept nowhere [internal]';
comment on column evaluation.link.report_id is 'The report [internal]';
comment on column evaluation.link.until_on is 'Last day it works [internal]';
comment on column evaluation.link.made_by is 'Account that made it [internal]';
comment on column evaluation.link.made_at is 'When it was made [internal]';
comment on column evaluation.link.stopped_at is 'When it was closed before its time [internal]';

-- Whoever holds the key of a questionnaire sees what it is about and answers it once; nothing else of it can be seen so.
create function evaluation.survey_by_key(the_sha256 text) returns table (party text, moment text, answered boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select s.party, s.moment, s.answered_at is not null from evaluation.survey s where s.token_sha256 = the_sha256
$$;
comment on function evaluation.survey_by_key is 'What the questionnaire of a key is about';
create function evaluation.answer_by_key(the_sha256 text, answers int[], the_words text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update evaluation.survey set useful = answers[1], help = answers[2], together = answers[3], recommend = answers[4],
    words = nullif(the_words, ''), answered_at = at
  where token_sha256 = the_sha256 and answered_at is null;
  return found;
end $$;
comment on function evaluation.answer_by_key is 'Answers the questionnaire of a key, once; false when there is none to answer';
create function evaluation.report_by_key(the_sha256 text, on_day date) returns table (report_id uuid, purchaser_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select r.id, a.purchaser_id from evaluation.link l
  join evaluation.report r on r.id = l.report_id and r.state = 'published'
  join agreements.agreement a on a.id = r.agreement_id
  where l.token_sha256 = the_sha256 and l.stopped_at is null and l.until_on >= on_day
$$;
comment on function evaluation.report_by_key is 'The published report that a key opens, and whose it is';
revoke execute on function evaluation.survey_by_key, evaluation.answer_by_key, evaluation.report_by_key from public;
grant execute on function evaluation.survey_by_key, evaluation.answer_by_key, evaluation.report_by_key to grobund_app;

-- Published for the evaluation's own job, which sends the questionnaires: whose run stands where. Only ids, and only for a job.
create function enrolments.at_milestone(agreement uuid, on_day date) returns table (case_number text, person_id uuid, moment text)
language sql stable security definer set search_path = pg_catalog as $$
  with last as (
    select distinct on (v.enrolment_id) v.enrolment_id, v.payload from enrolments.event v
    join enrolments.enrolment e on e.id = v.enrolment_id and e.agreement_id = agreement
    where v.effective_on <= on_day order by v.enrolment_id, v.id desc
  )
  select e.case_number, e.person_id, m.moment
  from last l join enrolments.enrolment e on e.id = l.enrolment_id
  cross join lateral (values
    ('gate', l.payload ->> 'state' = 'gate'),
    ('end', (l.payload ->> 'endedOn')::date between on_day - 60 and on_day and (l.payload ->> 'startedOn') is not null),
    ('end6', ((l.payload ->> 'endedOn')::date + interval '6 months')::date between on_day - 60 and on_day and (l.payload ->> 'startedOn') is not null)
  ) m(moment, now)
  where m.now and agreements.party(agreement) and platform.account_id() is null and platform.person_id() is null
  order by e.case_number, m.moment
$$;
comment on function enrolments.at_milestone is 'Runs at the gate, lately ended, or ended six months ago, for a job that asks them';
revoke execute on function enrolments.at_milestone from public;
grant execute on function enrolments.at_milestone to grobund_app;

alter table evaluation.survey enable row level security;
alter table evaluation.link enable row level security;
create policy of_party on evaluation.survey to grobund_app using (agreements.party(agreement_id)) with check (agreements.party(agreement_id));
create policy of_party on evaluation.link to grobund_app using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
grant select, insert on evaluation.survey, evaluation.link to grobund_app;
grant update (words) on evaluation.survey to grobund_app;
grant update (stopped_at) on evaluation.link to grobund_app;
