-- A report over a hundred thousand runs takes half a minute to reckon, which is no time for a request. Larger ones are asked for here and
-- reckoned by the program's worker, one stage after another; whoever waits sees how far it has come. The same figures are reckoned once.

create table evaluation.reckoning (
  id            uuid primary key,
  agreement_id  uuid not null references agreements.agreement (id),
  cutoff_on     date not null,
  known_at      timestamptz not null,
  assumptions   text not null,
  asked_by      uuid not null,
  asked_at      timestamptz not null,
  stage         text not null default 'waiting',
  attempts      smallint not null default 0,
  beat_at       timestamptz,
  done_at       timestamptz,
  result        text,
  case_rows     text,
  constraint reckoning_once unique (agreement_id, cutoff_on, known_at, assumptions),
  constraint reckoning_stage_known check (stage in ('waiting', 'loans', 'cases', 'figures', 'done')),
  constraint reckoning_attempts check (attempts between 0 and 3),
  constraint reckoning_whole check ((stage = 'done') = (done_at is not null) and (stage = 'done') = (result is not null) and (stage = 'done') = (case_rows is not null))
);
create index reckoning_waiting on evaluation.reckoning (asked_at) where stage <> 'done';
alter table evaluation.reckoning enable row level security;
create policy of_party on evaluation.reckoning for all to grobund_app
  using (agreements.party(agreement_id)) with check (agreements.party(agreement_id));
grant select, insert, delete, update (stage, attempts, beat_at, done_at, result, case_rows) on evaluation.reckoning to grobund_app;
comment on table evaluation.reckoning is 'Figures of large agreements, reckoned beside the requests and kept for a week [internal]';
comment on column evaluation.reckoning.id is 'Identity [internal]';
comment on column evaluation.reckoning.agreement_id is 'The agreement reckoned [internal]';
comment on column evaluation.reckoning.cutoff_on is 'Last day that counts [internal]';
comment on column evaluation.reckoning.known_at is 'The moment whose knowledge is reckoned with [internal]';
comment on column evaluation.reckoning.assumptions is 'What the sums rest on, in one fixed form [internal]';
comment on column evaluation.reckoning.asked_by is 'Account that asked first [internal]';
comment on column evaluation.reckoning.asked_at is 'When it was asked for [internal]';
comment on column evaluation.reckoning.stage is 'How far it has come: waiting, loans, cases, figures, done [internal]';
comment on column evaluation.reckoning.attempts is 'How often a worker has begun it; after three it waits to be asked for again [internal]';
comment on column evaluation.reckoning.beat_at is 'When its worker was last heard of; one not heard of for two minutes has died [internal]';
comment on column evaluation.reckoning.done_at is 'When it was done [internal]';
comment on column evaluation.reckoning.result is 'Figures, months and learning, small cells included, as canonical text [internal]';
comment on column evaluation.reckoning.case_rows is 'Case numbers with the codes each counts in, a line each; goes when a person of them is erased [internal]';

create function enrolments.size_of(agreement uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from enrolments.enrolment e where e.agreement_id = agreement and agreements.party(agreement)
$$;
comment on function enrolments.size_of(uuid) is 'How many runs an agreement has had, without persons';
grant execute on function enrolments.size_of(uuid) to grobund_app;

create function referrals.size_of(agreement uuid) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from referrals.referral r where r.agreement_id = agreement and agreements.party(agreement)
$$;
comment on function referrals.size_of(uuid) is 'How many referrals an agreement has had, without persons';
grant execute on function referrals.size_of(uuid) to grobund_app;
