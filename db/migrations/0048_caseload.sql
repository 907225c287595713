-- Where every case stands, one row a case: who has the ball, by when, and who at each authority looks after it. The modules that
-- move a case write its row in the transaction that moves it, so that a worklist of any length is one read along an index and a
-- case can fall out of no queue. Texts and reasons stay where they belong; here lie ids, codes and days.

create schema caseload;
comment on schema caseload is 'Where every case stands and who looks after it';
grant usage on schema caseload to grobund_app;

create table caseload.standing (
  case_id                uuid primary key,
  person_id              uuid not null references people.person,
  case_number            text not null,
  job_centre_id          uuid not null,
  provider_id            uuid not null,
  job_centre_account_id  uuid,
  provider_account_id    uuid,
  source                 text not null constraint standing_source_known check (source in ('referral', 'run')),
  state                  text not null constraint standing_state_code check (state ~ '^[a-z_]{1,40}$'),
  paused                 boolean not null default false,
  phase                  text not null constraint standing_phase_known check (phase in
                           ('referral', 'intake', 'line', 'placed', 'qualifying', 'gate', 'main', 'after_care', 'ended')),
  ball                   text not null constraint standing_ball_known check (ball in ('acting_job_centre', 'provider', 'both', 'citizen', 'none')),
  ball_since             date not null,
  due_on                 date not null default 'infinity',
  turns_on               date,
  job_centre_next        text constraint standing_job_centre_next_code check (job_centre_next ~ '^[a-z_]{1,40}$'),
  provider_next          text constraint standing_provider_next_code check (provider_next ~ '^[a-z_]{1,40}$'),
  ended_on               date,
  changed_at             timestamptz not null,
  constraint standing_open_has_a_ball check ((ball = 'none') = (ended_on is not null)),
  constraint standing_two_authorities check (job_centre_id <> provider_id)
);
create index standing_all_of_job_centre on caseload.standing (job_centre_id, due_on, case_id) where ended_on is null;
create index standing_all_of_provider on caseload.standing (provider_id, due_on, case_id) where ended_on is null;
create index standing_ball_of_job_centre on caseload.standing (job_centre_id, ball, due_on, case_id) where ended_on is null;
create index standing_ball_of_provider on caseload.standing (provider_id, ball, due_on, case_id) where ended_on is null;
create index standing_mine_at_job_centre on caseload.standing (job_centre_account_id, due_on, case_id) where ended_on is null;
create index standing_mine_at_provider on caseload.standing (provider_account_id, due_on, case_id) where ended_on is null;
create index standing_nobodys_at_job_centre on caseload.standing (job_centre_id, due_on, case_id) where ended_on is null and job_centre_account_id is null;
create index standing_nobodys_at_provider on caseload.standing (provider_id, due_on, case_id) where ended_on is null and provider_account_id is null;
create index standing_ended_of_job_centre on caseload.standing (job_centre_id, ended_on desc, case_id) where ended_on is not null;
create index standing_ended_of_provider on caseload.standing (provider_id, ended_on desc, case_id) where ended_on is not null;
create index standing_of_person on caseload.standing (person_id);
create index standing_by_number on caseload.standing (case_number text_pattern_ops);
comment on table caseload.standing is 'Where one case stands now; written with each step of it [personal]';
comment on column caseload.standing.case_id is 'The case: the referral''s identity [internal]';
comment on column caseload.standing.person_id is 'The citizen [internal]';
comment on column caseload.standing.case_number is 'Case number, the pseudonym that parties may see [personal]';
comment on column caseload.standing.job_centre_id is 'The acting job centre''s organisation [internal]';
comment on column caseload.standing.provider_id is 'The provider''s organisation [internal]';
comment on column caseload.standing.job_centre_account_id is 'Who looks after the case at the job centre; empty while nobody does [internal]';
comment on column caseload.standing.provider_account_id is 'Who looks after it at the provider; empty while nobody does [internal]';
comment on column caseload.standing.source is 'The machine that has the case now: the referral, or the run that came of it [internal]';
comment on column caseload.standing.state is 'State of that machine [personal]';
comment on column caseload.standing.paused is 'A pause lies over the run [personal]';
comment on column caseload.standing.phase is 'The umbrella phase, for filters [personal]';
comment on column caseload.standing.ball is 'Who must move next; none when the case is over [internal]';
comment on column caseload.standing.ball_since is 'Day from which they have had it [internal]';
comment on column caseload.standing.due_on is 'Day by which they are to have moved; infinity when no day is set, so that those come last [internal]';
comment on column caseload.standing.turns_on is 'Last day the citizen has the ball, after which it is with both by itself: the end of a hearing [personal]';
comment on column caseload.standing.job_centre_next is 'What the job centre does next when it has the ball (step code) [internal]';
comment on column caseload.standing.provider_next is 'What the provider does next when it has the ball (step code) [internal]';
comment on column caseload.standing.ended_on is 'Day the case was over [personal]';
comment on column caseload.standing.changed_at is 'When the row was last written [internal]';

alter table caseload.standing enable row level security;
create policy seen on caseload.standing for all to grobund_app using (people.visible(person_id));
grant select, insert, update on caseload.standing to grobund_app;

-- Cases that stand already. Their due day is the calendar's next one where there is one; the next step of each writes it exactly.
insert into caseload.standing (case_id, person_id, case_number, job_centre_id, provider_id, job_centre_account_id, source, state, phase, ball,
  ball_since, due_on, ended_on, changed_at)
select r.id, r.person_id, r.case_number, r.acting_job_centre_id, r.provider_id, r.caseworker_id, 'referral', r.state,
  case when r.ball = 'none' then 'ended' when r.state in ('joint_assessment', 'conciliation', 'refusal_proposed') then 'intake' else 'referral' end,
  r.ball, r.ball_since, coalesce(r.hearing_until, r.review_on, 'infinity'), case when r.ball = 'none' then r.state_since end,
  r.touched_on::timestamptz
from referrals.referral r;
update caseload.standing s
set source = 'run', state = e.state, paused = e.paused, ball = coalesce(e.ball, 'none'), ball_since = e.ball_since,
    due_on = coalesce(e.next_due_on, 'infinity'), ended_on = case when e.ball is null then e.changed_at::date end, changed_at = e.changed_at,
    phase = case when e.ball is null then 'ended' when e.state in ('waiting', 'offered') then 'line' when e.state in ('placed', 'qualifying', 'gate', 'main') then e.state
      else 'after_care' end
from enrolments.enrolment e where e.referral_id = s.case_id;

-- A case is also found by the CVR number of the business.
create index event_of_cvr on business.event ((payload ->> 'cvr')) where name = 'registered';
