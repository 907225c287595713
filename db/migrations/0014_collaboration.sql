-- The three parties work together: a question on a case is asked by one organisation and answered by another, lessons are
-- kept on criteria and reasons and never on persons, and meetings have participants and minutes. The purchaser may ask by case
-- number without ever seeing the person, so a question names the case and its two organisations, and is seen by these and
-- by those who see the person. Free text lies in rows of its own that can be erased.

create schema collaboration;
comment on schema collaboration is 'Questions on cases, lessons and meetings of the three parties';
grant usage on schema collaboration to grobund_app;

create table collaboration.question (
  id                    uuid primary key,
  agreement_id          uuid not null references agreements.agreement,
  referral_id           uuid,
  person_id             uuid references people.person,
  case_number           text not null check (length(case_number) between 1 and 40),
  from_organisation_id  uuid not null references access.organisation,
  to_organisation_id    uuid not null references access.organisation,
  state                 text not null constraint question_state_known check (state in ('open', 'answered', 'withdrawn')),
  answer_by             date not null,
  asked_by              uuid not null references access.account,
  asked_at              timestamptz not null,
  closed_by             uuid references access.account,
  closed_at             timestamptz,
  request_id            uuid not null constraint question_asked_once unique,
  constraint question_between_two check (from_organisation_id <> to_organisation_id),
  constraint question_closed_by_somebody check ((state = 'open') = (closed_at is null) and (closed_at is null) = (closed_by is null)),
  constraint question_case_is_whole check ((referral_id is null) = (person_id is null))
);
create index question_of_case on collaboration.question (agreement_id, case_number);
comment on table collaboration.question is 'A question on a case, from one organisation to another [personal]';
comment on column collaboration.question.id is 'Identity [internal]';
comment on column collaboration.question.agreement_id is 'The agreement the case is under [internal]';
comment on column collaboration.question.referral_id is 'The case; empty when asked by case number [internal]';
comment on column collaboration.question.person_id is 'The citizen; empty when asked by one who does not see who it is [personal]';
comment on column collaboration.question.case_number is 'Case number [internal]';
comment on column collaboration.question.from_organisation_id is 'Who asks [internal]';
comment on column collaboration.question.to_organisation_id is 'Who is asked [internal]';
comment on column collaboration.question.state is 'open, answered or withdrawn, written with its event [internal]';
comment on column collaboration.question.answer_by is 'Day the answer is wanted by [internal]';
comment on column collaboration.question.asked_by is 'Account that asked [internal]';
comment on column collaboration.question.asked_at is 'When it was asked [internal]';
comment on column collaboration.question.closed_by is 'Account that answered or withdrew it [internal]';
comment on column collaboration.question.closed_at is 'When it was answered or withdrawn [internal]';
comment on column collaboration.question.request_id is 'Made with the form, so that a button pressed twice asks once [internal]';

create table collaboration.question_words (
  question_id  uuid primary key references collaboration.question,
  question     text not null constraint question_length check (length(question) between 1 and 2000),
  answer       text constraint answer_length check (length(answer) between 1 and 2000)
);
comment on table collaboration.question_words is 'What was asked and answered; deleted at erasure [sensitive]';
comment on column collaboration.question_words.question_id is 'The question [internal]';
comment on column collaboration.question_words.question is 'What was asked [sensitive]';
comment on column collaboration.question_words.answer is 'What was answered [sensitive]';

create table collaboration.lesson (
  id               uuid primary key,
  agreement_id     uuid not null references agreements.agreement,
  about            text not null constraint lesson_about_known check (about in ('criterion', 'reason', 'activity', 'loan', 'cooperation')),
  title            text not null check (length(title) between 1 and 120),
  words            text not null check (length(words) between 1 and 2000),
  learned_on       date not null,
  organisation_id  uuid not null references access.organisation,
  account_id       uuid not null references access.account,
  recorded_at      timestamptz not null,
  request_id       uuid not null constraint lesson_recorded_once unique,
  constraint lesson_without_cpr check (title !~ '\d{6}[- ]?\d{4}' and words !~ '\d{6}[- ]?\d{4}'),
  constraint lesson_without_case check (title !~ '[A-ZÆØÅ]-\d{4}-\d{3}' and words !~ '[A-ZÆØÅ]-\d{4}-\d{3}')
);
create index lesson_of_agreement on collaboration.lesson (agreement_id, learned_on);
comment on table collaboration.lesson is 'What was learned about the programme; never about a person [internal]';
comment on column collaboration.lesson.id is 'Identity [internal]';
comment on column collaboration.lesson.agreement_id is 'The agreement it was learned under [internal]';
comment on column collaboration.lesson.about is 'What it is about (code) [internal]';
comment on column collaboration.lesson.title is 'The lesson in one line [internal]';
comment on column collaboration.lesson.words is 'The lesson [internal]';
comment on column collaboration.lesson.learned_on is 'Day it was learned [internal]';
comment on column collaboration.lesson.organisation_id is 'Organisation that recorded it [internal]';
comment on column collaboration.lesson.account_id is 'Account that recorded it [internal]';
comment on column collaboration.lesson.recorded_at is 'When it was recorded [internal]';
comment on column collaboration.lesson.request_id is 'Made with the form [internal]';

create table collaboration.meeting (
  id             uuid primary key,
  agreement_id   uuid not null references agreements.agreement,
  held_on        date not null,
  starts_at      time not null,
  place          text not null check (length(place) between 1 and 200),
  agenda         text not null check (length(agenda) between 1 and 2000),
  minutes        text check (length(minutes) between 1 and 10000),
  minutes_by     uuid references access.account,
  minutes_at     timestamptz,
  planned_by     uuid not null references access.account,
  planned_at     timestamptz not null,
  request_id     uuid not null constraint meeting_planned_once unique,
  constraint minutes_have_a_writer check ((minutes is null) = (minutes_by is null) and (minutes is null) = (minutes_at is null))
);
create index meeting_of_agreement on collaboration.meeting (agreement_id, held_on);
comment on table collaboration.meeting is 'A meeting of the three parties [internal]';
comment on column collaboration.meeting.id is 'Identity [internal]';
comment on column collaboration.meeting.agreement_id is 'The agreement it is held under [internal]';
comment on column collaboration.meeting.held_on is 'Day [internal]';
comment on column collaboration.meeting.starts_at is 'Time of day by the Danish clock [internal]';
comment on column collaboration.meeting.place is 'Where [internal]';
comment on column collaboration.meeting.agenda is 'What is to be talked about [internal]';
comment on column collaboration.meeting.minutes is 'What was said and agreed; never about a person [internal]';
comment on column collaboration.meeting.minutes_by is 'Account that wrote the minutes last [internal]';
comment on column collaboration.meeting.minutes_at is 'When the minutes were written last [internal]';
comment on column collaboration.meeting.planned_by is 'Account that planned it [internal]';
comment on column collaboration.meeting.planned_at is 'When it was planned [internal]';
comment on column collaboration.meeting.request_id is 'Made with the form [internal]';

create table collaboration.participant (
  meeting_id       uuid not null references collaboration.meeting,
  account_id       uuid not null references access.account,
  organisation_id  uuid not null references access.organisation,
  primary key (meeting_id, account_id)
);
comment on table collaboration.participant is 'Who takes part in a meeting, and for which organisation [internal]';
comment on column collaboration.participant.meeting_id is 'The meeting [internal]';
comment on column collaboration.participant.account_id is 'The account [internal]';
comment on column collaboration.participant.organisation_id is 'The organisation it takes part for [internal]';

create table collaboration.event (
  id               bigint generated always as identity primary key,
  noun             text not null check (noun in ('question', 'lesson', 'meeting', 'proposal')),
  noun_id          uuid not null,
  agreement_id     uuid not null references agreements.agreement,
  name             text not null check (name ~ '^[a-z_]{1,40}$'),
  effective_on     date not null,
  recorded_at      timestamptz not null,
  account_id       uuid,
  organisation_id  uuid,
  reason           text check (reason ~ '^[a-z_]{1,60}$'),
  payload          jsonb not null default '{}'
);
create index event_of_noun on collaboration.event (noun, noun_id, id);
comment on table collaboration.event is 'What happened to questions, proposals, lessons and meetings, never changed [internal]';
comment on column collaboration.event.id is 'Identity and order [internal]';
comment on column collaboration.event.noun is 'What it happened to [internal]';
comment on column collaboration.event.noun_id is 'Which one [internal]';
comment on column collaboration.event.agreement_id is 'The agreement [internal]';
comment on column collaboration.event.name is 'What was done [internal]';
comment on column collaboration.event.effective_on is 'Day it counts from [internal]';
comment on column collaboration.event.recorded_at is 'When it was recorded [internal]';
comment on column collaboration.event.account_id is 'Account that did it [internal]';
comment on column collaboration.event.organisation_id is 'Organisation it was done in; empty for the citizen [internal]';
comment on column collaboration.event.reason is 'Reason code [internal]';
comment on column collaboration.event.payload is 'Days and codes of the event [internal]';

-- A proposal to change a case: made by one party, answered by the other with a reason, and open to the citizen's eyes.
create table collaboration.proposal (
  id                    uuid primary key,
  agreement_id          uuid not null references agreements.agreement,
  referral_id           uuid not null,
  enrolment_id          uuid not null,
  person_id             uuid not null references people.person,
  case_number           text not null check (length(case_number) between 1 and 40),
  kind                  text not null constraint proposal_kind_known check (kind in ('prolong', 'pause', 'other')),
  from_on               date,
  until_on              date,
  from_organisation_id  uuid references access.organisation,
  to_organisation_id    uuid not null references access.organisation,
  state                 text not null constraint proposal_state_known check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  answer_by             date not null,
  made_by               uuid not null references access.account,
  made_at               timestamptz not null,
  closed_by             uuid references access.account,
  closed_at             timestamptz,
  request_id            uuid not null constraint proposal_made_once unique,
  constraint proposal_days_fit_kind check (
    case kind when 'prolong' then from_on is null and until_on is not null
              when 'pause' then from_on is not null and until_on is not null and from_on <= until_on
              else from_on is null and until_on is null end),
  constraint proposal_between_two check (from_organisation_id is null or from_organisation_id <> to_organisation_id),
  constraint proposal_closed_by_somebody check ((state = 'open') = (closed_at is null) and (closed_at is null) = (closed_by is null))
);
create unique index proposal_open_once on collaboration.proposal (enrolment_id, kind) where state = 'open';
create index proposal_of_referral on collaboration.proposal (referral_id, made_at);
comment on table collaboration.proposal is 'A proposed change of a case, answered by the other party [personal]';
comment on column collaboration.proposal.id is 'Identity [internal]';
comment on column collaboration.proposal.agreement_id is 'The agreement [internal]';
comment on column collaboration.proposal.referral_id is 'The case [internal]';
comment on column collaboration.proposal.enrolment_id is 'The run it would change [internal]';
comment on column collaboration.proposal.person_id is 'The citizen [personal]';
comment on column collaboration.proposal.case_number is 'Case number [internal]';
comment on column collaboration.proposal.kind is 'What is proposed (code) [personal]';
comment on column collaboration.proposal.from_on is 'First day of a proposed pause [personal]';
comment on column collaboration.proposal.until_on is 'New last day of the first phase, or last day of the pause [personal]';
comment on column collaboration.proposal.from_organisation_id is 'Who proposes; empty for the citizen [internal]';
comment on column collaboration.proposal.to_organisation_id is 'Who answers [internal]';
comment on column collaboration.proposal.state is 'open, accepted, declined or withdrawn, written with its event [internal]';
comment on column collaboration.proposal.answer_by is 'Day the answer is wanted by [internal]';
comment on column collaboration.proposal.made_by is 'Account that proposed [internal]';
comment on column collaboration.proposal.made_at is 'When it was proposed [internal]';
comment on column collaboration.proposal.closed_by is 'Account that answered or withdrew it [internal]';
comment on column collaboration.proposal.closed_at is 'When it was answered or withdrawn [internal]';
comment on column collaboration.proposal.request_id is 'Made with the form [internal]';

create table collaboration.proposal_words (
  proposal_id  uuid primary key references collaboration.proposal,
  why          text not null check (length(why) between 1 and 2000),
  answer       text check (length(answer) between 1 and 2000)
);
comment on table collaboration.proposal_words is 'Why something was proposed, and why it was answered so; deleted at erasure [sensitive]';
comment on column collaboration.proposal_words.proposal_id is 'The proposal [internal]';
comment on column collaboration.proposal_words.why is 'Why it was proposed [sensitive]';
comment on column collaboration.proposal_words.answer is 'Why it was answered so [sensitive]';

create function collaboration.question_seen(the_question uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return exists (
    select from collaboration.question q
    where q.id = the_question
      and (platform.organisation_id() in (q.from_organisation_id, q.to_organisation_id)
           or (platform.organisation_id() is not null and people.visible(q.person_id))));
end $$;
comment on function collaboration.question_seen is 'True for the two organisations of a question and for staff who see its person';

create function collaboration.proposal_seen(the_proposal uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return exists (select from collaboration.proposal p where p.id = the_proposal and people.visible(p.person_id));
end $$;
comment on function collaboration.proposal_seen is 'True for those who see the person, the citizen included';

create function collaboration.meeting_seen(the_meeting uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return exists (select from collaboration.meeting m where m.id = the_meeting
                 and platform.organisation_id() is not null and agreements.party(m.agreement_id));
end $$;
comment on function collaboration.meeting_seen is 'True for the parties of the meeting''s agreement';

-- Which case a number under an agreement means, for one who may see the number and not the person: whether it is there, no more.
create function collaboration.has_case(the_agreement uuid, the_case_number text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select agreements.party(the_agreement)
    and exists (select from agreements.occupancy o where o.agreement_id = the_agreement and o.case_number = the_case_number)
$$;
comment on function collaboration.has_case is 'True when a case of this number has held a place under the agreement';

revoke execute on function collaboration.question_seen, collaboration.proposal_seen, collaboration.meeting_seen, collaboration.has_case from public;
grant execute on function collaboration.question_seen, collaboration.proposal_seen, collaboration.meeting_seen, collaboration.has_case to grobund_app;

alter table collaboration.question enable row level security;
alter table collaboration.question_words enable row level security;
alter table collaboration.lesson enable row level security;
alter table collaboration.meeting enable row level security;
alter table collaboration.participant enable row level security;
alter table collaboration.event enable row level security;
alter table collaboration.proposal enable row level security;
alter table collaboration.proposal_words enable row level security;
create policy seen on collaboration.question for all to grobund_app using
  (platform.organisation_id() in (from_organisation_id, to_organisation_id)
   or (platform.organisation_id() is not null and people.visible(person_id)));
create policy seen on collaboration.question_words for all to grobund_app using (collaboration.question_seen(question_id));
create policy seen on collaboration.lesson for all to grobund_app using (platform.organisation_id() is not null and agreements.party(agreement_id));
create policy seen on collaboration.meeting for all to grobund_app using (platform.organisation_id() is not null and agreements.party(agreement_id));
create policy seen on collaboration.participant for all to grobund_app using (collaboration.meeting_seen(meeting_id));
create policy seen on collaboration.event for all to grobund_app using (agreements.party(agreement_id));
create policy seen on collaboration.proposal for all to grobund_app using (people.visible(person_id));
create policy seen on collaboration.proposal_words for all to grobund_app using (collaboration.proposal_seen(proposal_id));

grant select, insert, update (state, closed_by, closed_at) on collaboration.question to grobund_app;
grant select, insert, update (answer), delete on collaboration.question_words to grobund_app;
grant select, insert on collaboration.lesson to grobund_app;
grant select, insert, update (minutes, minutes_by, minutes_at) on collaboration.meeting to grobund_app;
grant select, insert on collaboration.participant to grobund_app;
grant select, insert on collaboration.event to grobund_app;
grant select, insert, update (state, closed_by, closed_at) on collaboration.proposal to grobund_app;
grant select, insert, update (answer), delete on collaboration.proposal_words to grobund_app;
