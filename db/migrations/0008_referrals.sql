-- The referral and its joint intake: two authorities assess a person, each sealed from the other until both are in, and
-- decide together. The seal, the two keys and "one open referral per person" are held here as well as in the program, so
-- that no page, report or job can break them. Texts lie in rows that can be erased; events hold codes, ids and days only.

create schema referrals;
comment on schema referrals is 'Referral, joint assessment and decision';
grant usage on schema referrals to grobund_app;

create table referrals.serial (
  letter  text not null check (length(letter) = 1),
  year    int not null check (year between 2000 and 2200),
  last    int not null check (last >= 1),
  primary key (letter, year)
);
comment on table referrals.serial is 'Last case number given, by purchaser''s letter and year [internal]';
comment on column referrals.serial.letter is 'First letter of the purchaser [public]';
comment on column referrals.serial.year is 'Year of the referral [public]';
comment on column referrals.serial.last is 'Last serial given [internal]';

create table referrals.referral (
  id                    uuid primary key,
  case_number           text not null constraint case_number_once unique check (case_number ~ '^[A-ZÆØÅ]-\d{4}-\d{3,}$'),
  person_id             uuid not null,
  agreement_id          uuid not null,
  programme_version_id  uuid not null,
  acting_job_centre_id  uuid not null,
  provider_id           uuid not null,
  purchaser_id          uuid not null,
  lender_id             uuid not null,
  state                 text not null check (state in ('draft', 'shared', 'submitted', 'information_requested', 'joint_assessment',
                          'conciliation', 'accepted', 'not_now', 'refusal_proposed', 'refused', 'withdrawn', 'registered_by_mistake')),
  ball                  text not null check (ball in ('acting_job_centre', 'provider', 'both', 'citizen', 'none')),
  ball_since            date not null,
  round                 int not null default 1 check (round >= 1),
  assessed              text[] not null default '{}' check (assessed <@ array['acting_job_centre', 'provider']),
  hearing_until         date,
  review_on             date,
  started_on            date not null,
  submitted_on          date,
  state_since           date not null,
  touched_on            date not null,
  created_by            uuid not null,
  caseworker_id         uuid not null,
  constraint open_case_has_a_ball check ((ball = 'none') = (state in ('accepted', 'refused', 'withdrawn', 'registered_by_mistake'))),
  constraint two_authorities check (acting_job_centre_id <> provider_id)
);
create unique index one_open_referral on referrals.referral (person_id)
  where state not in ('accepted', 'refused', 'withdrawn', 'registered_by_mistake');
create index referral_of_job_centre on referrals.referral (acting_job_centre_id, ball_since) where ball <> 'none';
create index referral_of_provider on referrals.referral (provider_id, ball_since) where ball <> 'none';
create index referral_of_person on referrals.referral (person_id);
create index referral_of_agreement on referrals.referral (agreement_id);
comment on table referrals.referral is 'One referral of one person to one agreement; where it stands is written with every event [personal]';
comment on column referrals.referral.id is 'Identity [internal]';
comment on column referrals.referral.case_number is 'Case number, the pseudonym that parties may see [personal]';
comment on column referrals.referral.person_id is 'The person [internal]';
comment on column referrals.referral.agreement_id is 'The agreement it is under [internal]';
comment on column referrals.referral.programme_version_id is 'Programme version whose criteria and reasons apply [internal]';
comment on column referrals.referral.acting_job_centre_id is 'Authority that refers and assesses [internal]';
comment on column referrals.referral.provider_id is 'Authority that provides and assesses [internal]';
comment on column referrals.referral.purchaser_id is 'Organisation that buys the place [internal]';
comment on column referrals.referral.lender_id is 'Organisation that would lend [internal]';
comment on column referrals.referral.state is 'State of the referral machine; equals the replay of the events [personal]';
comment on column referrals.referral.ball is 'Who must move next [internal]';
comment on column referrals.referral.ball_since is 'Day the ball came to its holder [internal]';
comment on column referrals.referral.round is 'Assessment round [internal]';
comment on column referrals.referral.assessed is 'Authorities whose assessment of this round is in [internal]';
comment on column referrals.referral.hearing_until is 'Last day of the citizen''s hearing, when there is one [personal]';
comment on column referrals.referral.review_on is 'Day a "not now" is looked at again [personal]';
comment on column referrals.referral.started_on is 'Day the draft was started [internal]';
comment on column referrals.referral.submitted_on is 'Day it was first sent to the provider; empty for a draft [internal]';
comment on column referrals.referral.state_since is 'Day the state began [internal]';
comment on column referrals.referral.touched_on is 'Day anyone last did anything in it [internal]';
comment on column referrals.referral.created_by is 'Account that started it [internal]';
comment on column referrals.referral.caseworker_id is 'Account that has the case at the job centre [internal]';

create table referrals.event (
  id               bigint generated always as identity primary key,
  referral_id      uuid not null references referrals.referral,
  name             text not null,
  state            text not null,
  effective_on     date not null,
  recorded_at      timestamptz not null,
  account_id       uuid,
  organisation_id  uuid,
  reason           text check (reason ~ '^[a-z_]{1,60}$'),
  payload          jsonb not null default '{}'
);
create index event_of_referral on referrals.event (referral_id, id);
comment on table referrals.event is 'What happened to a referral; never changed, codes and days only [personal]';
comment on column referrals.event.id is 'Identity and order [internal]';
comment on column referrals.event.referral_id is 'The referral [internal]';
comment on column referrals.event.name is 'Event of the machine; start for the first [internal]';
comment on column referrals.event.state is 'State after the event [personal]';
comment on column referrals.event.effective_on is 'Day it counts from [internal]';
comment on column referrals.event.recorded_at is 'When it was recorded [internal]';
comment on column referrals.event.account_id is 'Account that did it; empty for a job [internal]';
comment on column referrals.event.organisation_id is 'Organisation it was done for; empty for the citizen [internal]';
comment on column referrals.event.reason is 'Reason code [personal]';
comment on column referrals.event.payload is 'What the machine must know to replay it [internal]';

create table referrals.event_text (
  event_id     bigint primary key references referrals.event,
  referral_id  uuid not null references referrals.referral,
  text         text not null check (length(btrim(text)) between 1 and 4000)
);
comment on table referrals.event_text is 'Free text of an event; deleted at erasure [sensitive]';
comment on column referrals.event_text.event_id is 'The event [internal]';
comment on column referrals.event_text.referral_id is 'The referral [internal]';
comment on column referrals.event_text.text is 'What was said [sensitive]';

create table referrals.section (
  referral_id  uuid not null references referrals.referral,
  code         text not null check (code in ('identity', 'contact', 'support_basis', 'idea', 'fitness', 'health', 'economy', 'sharing')),
  answers      jsonb not null,
  saved_at     timestamptz not null,
  saved_by     uuid not null,
  primary key (referral_id, code)
);
comment on table referrals.section is 'What was written in a section of the form; deleted at erasure [sensitive]';
comment on column referrals.section.referral_id is 'The referral [internal]';
comment on column referrals.section.code is 'Section; health and economy lie by themselves since the citizen may keep them back [internal]';
comment on column referrals.section.answers is 'The answers as last saved [sensitive]';
comment on column referrals.section.saved_at is 'When it was last saved [internal]';
comment on column referrals.section.saved_by is 'Account that last saved it [internal]';

create table referrals.sharing (
  referral_id  uuid not null references referrals.referral,
  item         text not null check (item in ('identity_contact', 'support_basis', 'business_idea', 'health', 'economy')),
  agreed       boolean not null,
  recorded_at  timestamptz not null,
  primary key (referral_id, item)
);
comment on table referrals.sharing is 'What the citizen agreed to share with the provider in this referral; read by the policies below [personal]';
comment on column referrals.sharing.referral_id is 'The referral [internal]';
comment on column referrals.sharing.item is 'Kind of information [internal]';
comment on column referrals.sharing.agreed is 'True when the citizen said yes [personal]';
comment on column referrals.sharing.recorded_at is 'When it was recorded [internal]';

create table referrals.question (
  id           uuid primary key,
  referral_id  uuid not null references referrals.referral,
  section      text not null check (section in ('identity', 'contact', 'support_basis', 'idea', 'fitness', 'sharing')),
  reason       text not null check (reason ~ '^[a-z_]{1,60}$'),
  text         text not null check (length(btrim(text)) between 1 and 1000),
  asked_at     timestamptz not null,
  asked_by     uuid not null,
  answer       text check (length(btrim(answer)) between 1 and 4000),
  answered_at  timestamptz,
  answered_by  uuid,
  constraint answered_by_someone check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create index question_of_referral on referrals.question (referral_id, asked_at);
comment on table referrals.question is 'What the provider asked for, by section, and the answer; deleted at erasure [sensitive]';
comment on column referrals.question.id is 'Identity [internal]';
comment on column referrals.question.referral_id is 'The referral [internal]';
comment on column referrals.question.section is 'Section that the question opens again [internal]';
comment on column referrals.question.reason is 'Kind of question (code of the programme) [internal]';
comment on column referrals.question.text is 'The question [sensitive]';
comment on column referrals.question.asked_at is 'When it was asked [internal]';
comment on column referrals.question.asked_by is 'Account that asked [internal]';
comment on column referrals.question.answer is 'The answer [sensitive]';
comment on column referrals.question.answered_at is 'When it was answered [internal]';
comment on column referrals.question.answered_by is 'Account that answered [internal]';

create table referrals.assessment (
  id               uuid primary key,
  referral_id      uuid not null references referrals.referral,
  round            int not null check (round >= 1),
  authority        text not null check (authority in ('acting_job_centre', 'provider')),
  organisation_id  uuid not null,
  criteria         text[] not null check (cardinality(criteria) > 0),
  account_id       uuid not null,
  human_id         uuid not null,
  saved_at         timestamptz not null,
  submitted_at     timestamptz,
  constraint assessment_once unique (referral_id, round, authority),
  constraint assessment_of_two_organisations unique (referral_id, round, organisation_id)
);
comment on table referrals.assessment is 'That an authority assesses, and when it was done; the scores lie sealed in referrals.score [internal]';
comment on column referrals.assessment.id is 'Identity [internal]';
comment on column referrals.assessment.referral_id is 'The referral [internal]';
comment on column referrals.assessment.round is 'Round [internal]';
comment on column referrals.assessment.authority is 'Which of the two authorities [internal]';
comment on column referrals.assessment.organisation_id is 'Its organisation; only this one reads the scores before both are in [internal]';
comment on column referrals.assessment.criteria is 'Criteria of the programme version, all of which must be scored [internal]';
comment on column referrals.assessment.account_id is 'Account that last worked on it [internal]';
comment on column referrals.assessment.human_id is 'The person behind that account [internal]';
comment on column referrals.assessment.saved_at is 'When it was last saved [internal]';
comment on column referrals.assessment.submitted_at is 'When it was submitted; nothing in it changes after that [internal]';

create table referrals.score (
  assessment_id  uuid not null references referrals.assessment,
  criterion      text not null check (criterion ~ '^[a-z_]{1,60}$'),
  score          int check (score between 1 and 4),
  sentence       text not null default '' check (length(sentence) <= 2000),
  basis          text not null default '' check (length(basis) <= 500),
  primary key (assessment_id, criterion)
);
comment on table referrals.score is 'An authority''s judgement of a criterion; sealed from everyone else until both are in [sensitive]';
comment on column referrals.score.assessment_id is 'The assessment [internal]';
comment on column referrals.score.criterion is 'Criterion of the programme [internal]';
comment on column referrals.score.score is '1 (clearly against) to 4 (clearly for); empty in a draft [sensitive]';
comment on column referrals.score.sentence is 'Why; demanded at 1 and 4 [sensitive]';
comment on column referrals.score.basis is 'What the judgement rests on [sensitive]';

create table referrals.agreed_score (
  referral_id  uuid not null references referrals.referral,
  round        int not null,
  criterion    text not null check (criterion ~ '^[a-z_]{1,60}$'),
  score        int not null check (score between 1 and 4),
  note         text not null default '' check (length(note) <= 2000),
  account_id   uuid not null,
  saved_at     timestamptz not null,
  primary key (referral_id, round, criterion)
);
comment on table referrals.agreed_score is 'The score both agreed on where they differed, with the note of how [sensitive]';
comment on column referrals.agreed_score.referral_id is 'The referral [internal]';
comment on column referrals.agreed_score.round is 'Round [internal]';
comment on column referrals.agreed_score.criterion is 'Criterion [internal]';
comment on column referrals.agreed_score.score is 'Agreed score, 1 to 4 [sensitive]';
comment on column referrals.agreed_score.note is 'How they came to agree [sensitive]';
comment on column referrals.agreed_score.account_id is 'Account that wrote it down [internal]';
comment on column referrals.agreed_score.saved_at is 'When [internal]';

create table referrals.proposal (
  id               uuid primary key,
  referral_id      uuid not null references referrals.referral,
  round            int not null,
  outcome          text not null check (outcome in ('accepted', 'not_now', 'hearing', 'refused')),
  reason           text check (reason ~ '^[a-z_]{1,60}$'),
  reason_text      text not null default '' check (length(reason_text) <= 1000),
  considerations   text not null default '' check (length(considerations) <= 6000),
  legal_rule       text not null default '' check (length(legal_rule) <= 1000),
  review_on        date,
  hearing_until    date,
  authority        text not null check (authority in ('acting_job_centre', 'provider')),
  account_id       uuid not null,
  human_id         uuid not null,
  organisation_id  uuid not null,
  proposed_at      timestamptz not null,
  dropped_at       timestamptz,
  confirmed_at     timestamptz,
  constraint proposal_ends_once check (dropped_at is null or confirmed_at is null),
  constraint proposal_key unique (id, referral_id, outcome, human_id, organisation_id),
  constraint refusal_says_why check (outcome not in ('hearing', 'refused') or (reason is not null and length(btrim(considerations)) > 0 and length(btrim(legal_rule)) > 0)),
  constraint hearing_has_a_deadline check ((outcome = 'hearing') = (hearing_until is not null)),
  constraint not_now_has_a_review_day check ((outcome = 'not_now') = (review_on is not null))
);
create unique index one_open_proposal on referrals.proposal (referral_id) where dropped_at is null and confirmed_at is null;
comment on table referrals.proposal is 'A decision proposed by one authority: the first key [sensitive]';
comment on column referrals.proposal.id is 'Identity [internal]';
comment on column referrals.proposal.referral_id is 'The referral [internal]';
comment on column referrals.proposal.round is 'Round it rests on [internal]';
comment on column referrals.proposal.outcome is 'accepted, not_now, hearing (a refusal is coming) or refused [personal]';
comment on column referrals.proposal.reason is 'Reason code of the programme [personal]';
comment on column referrals.proposal.reason_text is 'Words where the reason is "other" [sensitive]';
comment on column referrals.proposal.considerations is 'Main considerations, as the letter says them [sensitive]';
comment on column referrals.proposal.legal_rule is 'Rule of law the decision rests on [public]';
comment on column referrals.proposal.review_on is 'Day a "not now" is looked at again [personal]';
comment on column referrals.proposal.hearing_until is 'Last day the citizen can answer [personal]';
comment on column referrals.proposal.authority is 'Authority that proposed [internal]';
comment on column referrals.proposal.account_id is 'Account that proposed [internal]';
comment on column referrals.proposal.human_id is 'Person behind the account: may never confirm [internal]';
comment on column referrals.proposal.organisation_id is 'Organisation that proposed: may never confirm [internal]';
comment on column referrals.proposal.proposed_at is 'When [internal]';
comment on column referrals.proposal.dropped_at is 'When it was taken back, objected to or overtaken [internal]';
comment on column referrals.proposal.confirmed_at is 'When the other authority confirmed it [internal]';

create table referrals.decision (
  id                        uuid primary key,
  referral_id               uuid not null references referrals.referral,
  proposal_id               uuid not null constraint decision_once unique,
  outcome                   text not null,
  reason                    text,
  decided_on                date not null,
  decided_at                timestamptz not null,
  deciding_authority        text not null,
  proposed_by_human_id      uuid not null,
  proposed_organisation_id  uuid not null,
  confirmed_by              uuid not null,
  confirmed_by_human_id     uuid not null,
  confirmed_organisation_id uuid not null,
  snapshot_sha256           text not null check (snapshot_sha256 ~ '^[0-9a-f]{64}$'),
  letter_id                 uuid,
  constraint decision_of_its_proposal foreign key (proposal_id, referral_id, outcome, proposed_by_human_id, proposed_organisation_id)
    references referrals.proposal (id, referral_id, outcome, human_id, organisation_id),
  constraint two_humans check (proposed_by_human_id <> confirmed_by_human_id),
  constraint two_organisations check (proposed_organisation_id <> confirmed_organisation_id)
);
create index decision_of_referral on referrals.decision (referral_id);
comment on table referrals.decision is 'A decision with both keys; never changed [personal]';
comment on column referrals.decision.id is 'Identity [internal]';
comment on column referrals.decision.referral_id is 'The referral [internal]';
comment on column referrals.decision.proposal_id is 'The proposal that was confirmed [internal]';
comment on column referrals.decision.outcome is 'What was decided [personal]';
comment on column referrals.decision.reason is 'Reason code [personal]';
comment on column referrals.decision.decided_on is 'Day of the decision [personal]';
comment on column referrals.decision.decided_at is 'When the second key was turned [internal]';
comment on column referrals.decision.deciding_authority is 'Authority that decides by the agreement (code) [public]';
comment on column referrals.decision.proposed_by_human_id is 'Person of the first key [internal]';
comment on column referrals.decision.proposed_organisation_id is 'Organisation of the first key [internal]';
comment on column referrals.decision.confirmed_by is 'Account of the second key [internal]';
comment on column referrals.decision.confirmed_by_human_id is 'Person of the second key [internal]';
comment on column referrals.decision.confirmed_organisation_id is 'Organisation of the second key [internal]';
comment on column referrals.decision.snapshot_sha256 is 'SHA-256 of the salted snapshot it was decided on; stands after erasure [internal]';
comment on column referrals.decision.letter_id is 'Letter sent with it [internal]';

create table referrals.decision_snapshot (
  decision_id  uuid primary key references referrals.decision,
  referral_id  uuid not null references referrals.referral,
  salt         text not null check (length(salt) >= 16),
  content      jsonb not null
);
comment on table referrals.decision_snapshot is 'What the decision was made on, frozen; deleted at erasure while its hash stands [sensitive]';
comment on column referrals.decision_snapshot.decision_id is 'The decision [internal]';
comment on column referrals.decision_snapshot.referral_id is 'The referral [internal]';
comment on column referrals.decision_snapshot.salt is 'Random salt of the hash [internal]';
comment on column referrals.decision_snapshot.content is 'Answers, scores, agreed scores, reasons and wording as they stood [sensitive]';

-- A draft is the job centre's and the citizen's alone; the provider sees the case from the day it was sent.
create function referrals.seen(the_referral uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from referrals.referral r
    where r.id = the_referral and people.visible(r.person_id)
      and (platform.person_id() = r.person_id or platform.organisation_id() = r.acting_job_centre_id
           or (r.submitted_on is not null and platform.organisation_id() in (r.provider_id, r.purchaser_id, r.lender_id))));
end $$;
comment on function referrals.seen is 'True when the session may see the referral and what hangs under it';

create function referrals.section_shared(the_referral uuid, the_section text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return the_section not in ('health', 'economy')
    or exists (select from referrals.referral r where r.id = the_referral
               and (platform.person_id() = r.person_id or platform.organisation_id() = r.acting_job_centre_id))
    or exists (select from referrals.sharing s where s.referral_id = the_referral and s.item = the_section and s.agreed);
end $$;
comment on function referrals.section_shared is 'True unless the section is one the citizen has not agreed to share';

create function referrals.opened(the_referral uuid, the_round int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select count(*) = 2 from referrals.assessment a
          where a.referral_id = the_referral and a.round = the_round and a.submitted_at is not null);
end $$;
comment on function referrals.opened is 'True once both authorities have submitted: the seal is broken for both at the same moment';

create function referrals.score_readable(the_assessment uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from referrals.assessment a
    where a.id = the_assessment and referrals.seen(a.referral_id)
      and (a.organisation_id = platform.organisation_id() or referrals.opened(a.referral_id, a.round)));
end $$;
comment on function referrals.score_readable is 'True for one''s own authority, and for everyone who sees the case once both are in';

create function referrals.score_writable(the_assessment uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (
    select from referrals.assessment a
    where a.id = the_assessment and a.organisation_id = platform.organisation_id() and a.submitted_at is null and referrals.seen(a.referral_id));
end $$;
comment on function referrals.score_writable is 'True for one''s own authority until it has submitted';

create function referrals.assessment_complete() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from unnest(new.criteria) as c (code)
    where not exists (
      select from referrals.score s
      where s.assessment_id = new.id and s.criterion = c.code and s.score is not null
        and (s.score in (2, 3) or length(btrim(s.sentence)) > 0))) then
    raise exception using errcode = '23514', constraint = 'assessment_is_complete', message = 'every criterion needs a score, and 1 and 4 a sentence';
  end if;
  return new;
end $$;
comment on function referrals.assessment_complete is 'Refuses to submit an assessment with holes';
create trigger assessment_complete before update of submitted_at on referrals.assessment
  for each row when (new.submitted_at is not null) execute function referrals.assessment_complete();

create function referrals.decision_follows() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from referrals.proposal p where p.id = new.proposal_id and p.dropped_at is null and referrals.opened(p.referral_id, p.round)) then
    raise exception using errcode = '23514', constraint = 'decision_rests_on_both', message = 'a decision rests on a live proposal and two assessments';
  end if;
  if new.outcome = 'refused' and not exists (select from referrals.decision d where d.referral_id = new.referral_id and d.outcome = 'hearing') then
    raise exception using errcode = '23514', constraint = 'refusal_after_hearing', message = 'a person is heard before a refusal';
  end if;
  if new.confirmed_organisation_id is distinct from platform.organisation_id() then
    raise exception using errcode = '23514', constraint = 'own_key', message = 'an authority turns its own key only';
  end if;
  return new;
end $$;
comment on function referrals.decision_follows is 'Refuses a decision without two assessments, a refusal without a hearing, and another''s key';
create trigger decision_follows before insert on referrals.decision for each row execute function referrals.decision_follows();

create function referrals.next_serial(the_letter text, the_year int) returns int
language sql volatile security definer set search_path = pg_catalog as $$
  insert into referrals.serial (letter, year, last) values (the_letter, the_year, 1)
  on conflict (letter, year) do update set last = referrals.serial.last + 1
  returning last
$$;
comment on function referrals.next_serial is 'Next case number of a purchaser''s letter and year';

-- What fell due, over all organisations: a job is told only which case and on whose behalf.
create function referrals.due_cases(the_day date) returns table (referral_id uuid, organisation_id uuid, what text)
language sql stable security definer set search_path = pg_catalog as $$
  select r.id, r.acting_job_centre_id, 'lapse' from referrals.referral r
  where r.state in ('draft', 'shared') and r.touched_on < the_day - 90
  union all
  select r.id, r.acting_job_centre_id, 'review' from referrals.referral r
  where r.state = 'not_now' and r.review_on <= the_day and r.ball_since <> r.review_on
  union all
  select r.id, r.acting_job_centre_id, 'hearing_over' from referrals.referral r
  where r.state = 'refusal_proposed' and r.ball = 'citizen' and r.hearing_until < the_day
$$;
comment on function referrals.due_cases is 'Cases in which something fell due on or before the day';

-- Published figures for the evaluation: one row per referral as it stood at the cut-off, as known at a moment. No person.
create function referrals.funnel(known_at timestamptz, cutoff date)
returns table (case_number text, agreement_id uuid, state text, started_on date, submitted_on date, assessed_on date,
               decided_on date, decision text, reason text)
language sql stable security definer set search_path = pg_catalog as $$
  with known as (
    select e.* from referrals.event e where e.recorded_at <= known_at and e.effective_on <= cutoff
  ), last_known as (
    select distinct on (k.referral_id) k.referral_id, k.state, k.reason from known k order by k.referral_id, k.id desc
  ), days as (
    select k.referral_id,
           min(k.effective_on) filter (where k.name = 'start') as started_on,
           min(k.effective_on) filter (where k.name in ('submit', 'approve_sharing')) as submitted_on,
           min(k.effective_on) filter (where k.name = 'submit_assessment' and (k.payload ->> 'both')::boolean) as assessed_on
    from known k group by k.referral_id
  ), decided as (
    select distinct on (k.referral_id) k.referral_id, k.effective_on, k.state as outcome, k.reason
    from known k where k.name in ('accept', 'defer', 'refuse') order by k.referral_id, k.id desc
  )
  select r.case_number, r.agreement_id, l.state, d.started_on, d.submitted_on, d.assessed_on, c.effective_on, c.outcome,
         case when l.state in ('withdrawn', 'registered_by_mistake') then l.reason else c.reason end
  from referrals.referral r
  join last_known l on l.referral_id = r.id
  join days d on d.referral_id = r.id
  left join decided c on c.referral_id = r.id
  where agreements.party(r.agreement_id)
    -- what was registered by mistake leaves the statistics, also for cut-offs before the mistake was found
    and not exists (select from referrals.event m where m.referral_id = r.id and m.name = 'register_by_mistake' and m.recorded_at <= known_at)
  order by r.case_number
$$;
comment on function referrals.funnel is 'Each referral of the session''s agreements as it stood at the cut-off (inclusive), as known at a moment; mistakes left out';

revoke execute on function referrals.seen, referrals.section_shared, referrals.opened, referrals.score_readable, referrals.score_writable,
  referrals.next_serial, referrals.due_cases, referrals.funnel, referrals.assessment_complete, referrals.decision_follows from public;
grant execute on function referrals.seen, referrals.section_shared, referrals.opened, referrals.score_readable, referrals.score_writable,
  referrals.next_serial, referrals.due_cases, referrals.funnel to grobund_app;

alter table referrals.serial enable row level security;
alter table referrals.referral enable row level security;
alter table referrals.event enable row level security;
alter table referrals.event_text enable row level security;
alter table referrals.section enable row level security;
alter table referrals.sharing enable row level security;
alter table referrals.question enable row level security;
alter table referrals.assessment enable row level security;
alter table referrals.score enable row level security;
alter table referrals.agreed_score enable row level security;
alter table referrals.proposal enable row level security;
alter table referrals.decision enable row level security;
alter table referrals.decision_snapshot enable row level security;

-- The row's own columns, not referrals.seen(id): a row just inserted is not yet seen by a stable function.
create policy seen on referrals.referral for all to grobund_app using (
  people.visible(person_id)
  and (platform.person_id() = person_id or platform.organisation_id() = acting_job_centre_id
       or (submitted_on is not null and platform.organisation_id() in (provider_id, purchaser_id, lender_id))));
create policy seen on referrals.event for all to grobund_app using (referrals.seen(referral_id));
create policy seen on referrals.event_text for all to grobund_app using (referrals.seen(referral_id));
create policy seen on referrals.section for all to grobund_app using (referrals.seen(referral_id) and referrals.section_shared(referral_id, code));
create policy seen on referrals.sharing for all to grobund_app using (referrals.seen(referral_id));
create policy seen on referrals.question for all to grobund_app using (referrals.seen(referral_id));
create policy seen on referrals.assessment for select to grobund_app using (referrals.seen(referral_id));
create policy own_opened on referrals.assessment for insert to grobund_app
  with check (referrals.seen(referral_id) and organisation_id = platform.organisation_id() and submitted_at is null);
create policy own_unsubmitted on referrals.assessment for update to grobund_app
  using (referrals.seen(referral_id) and organisation_id = platform.organisation_id() and submitted_at is null)
  with check (organisation_id = platform.organisation_id());
create policy sealed on referrals.score for select to grobund_app using (referrals.score_readable(assessment_id));
create policy own_added on referrals.score for insert to grobund_app with check (referrals.score_writable(assessment_id));
create policy own_changed on referrals.score for update to grobund_app
  using (referrals.score_writable(assessment_id)) with check (referrals.score_writable(assessment_id));
create policy seen on referrals.agreed_score for select to grobund_app using (referrals.seen(referral_id));
create policy after_opening on referrals.agreed_score for insert to grobund_app
  with check (referrals.seen(referral_id) and referrals.opened(referral_id, round));
create policy after_opening_changed on referrals.agreed_score for update to grobund_app
  using (referrals.seen(referral_id) and referrals.opened(referral_id, round));
create policy seen on referrals.proposal for select to grobund_app using (referrals.seen(referral_id));
create policy own_proposed on referrals.proposal for insert to grobund_app
  with check (referrals.seen(referral_id) and organisation_id = platform.organisation_id() and referrals.opened(referral_id, round));
create policy ended on referrals.proposal for update to grobund_app using (referrals.seen(referral_id));
create policy seen on referrals.decision for all to grobund_app using (referrals.seen(referral_id));
create policy seen on referrals.decision_snapshot for all to grobund_app using (referrals.seen(referral_id));

grant select, insert on referrals.referral to grobund_app;
grant update (state, ball, ball_since, round, assessed, hearing_until, review_on, submitted_on, state_since, touched_on, caseworker_id)
  on referrals.referral to grobund_app;
grant select, insert on referrals.event to grobund_app;
grant select, insert, delete on referrals.event_text to grobund_app;
grant select, insert, update, delete on referrals.section to grobund_app;
grant select, insert, update on referrals.sharing to grobund_app;
grant select, insert, delete, update (answer, answered_at, answered_by) on referrals.question to grobund_app;
grant select, insert, update (account_id, human_id, saved_at, submitted_at) on referrals.assessment to grobund_app;
grant select, insert, update (score, sentence, basis) on referrals.score to grobund_app;
grant select, insert, update (score, note, account_id, saved_at) on referrals.agreed_score to grobund_app;
grant select, insert, update (dropped_at, confirmed_at) on referrals.proposal to grobund_app;
grant select, insert on referrals.decision to grobund_app;
grant select, insert, delete on referrals.decision_snapshot to grobund_app;
