-- The ground every other migration stands on: which migrations ran, who acts in this transaction, and the one way to queue
-- work. The program logs in as grobund_app, which owns nothing; nothing is open to it unless a migration says so, functions
-- included, which PostgreSQL would otherwise open to everyone. So each migration grants what its module needs, by name.

alter default privileges revoke execute on functions from public;

create schema platform;
comment on schema platform is 'What all modules stand on: migrations, the acting account, queued work';
grant usage on schema platform to grobund_app, grobund_worker;

create table platform.migration (
  number      int primary key check (number >= 1),
  name        text not null check (name ~ '^[a-z0-9_-]{1,100}$'),
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  applied_at  timestamptz not null default now()
);
comment on table platform.migration is 'Migrations applied to this database, in order [internal]';
comment on column platform.migration.number is 'Number at the head of the file name [internal]';
comment on column platform.migration.name is 'Rest of the file name [internal]';
comment on column platform.migration.sha256 is 'Hash of the file as it was applied; a file changed later is refused [internal]';
comment on column platform.migration.applied_at is 'When it was applied, by the server''s clock [internal]';
grant select on platform.migration to grobund_app;

create table platform.initial_count (
  relation  text primary key,
  rows      bigint not null check (rows > 0)
);
comment on table platform.initial_count is 'Tables that the first migration run left with rows; a restore takes a database for empty when it holds just these [internal]';
comment on column platform.initial_count.relation is 'Schema and table [internal]';
comment on column platform.initial_count.rows is 'Rows in it [internal]';

create function platform.account_id() returns uuid
  language sql stable parallel safe
  set search_path = ''
  return nullif(pg_catalog.current_setting('grobund.account_id', true), '')::pg_catalog.uuid;
comment on function platform.account_id() is 'The account that acts in this transaction; null when nobody is signed in';

create function platform.organisation_id() returns uuid
  language sql stable parallel safe
  return nullif(pg_catalog.current_setting('grobund.organisation_id', true), '')::pg_catalog.uuid;
comment on function platform.organisation_id() is 'The organisation on whose behalf the account acts; null for a citizen and for nobody';

create function platform.person_id() returns uuid
  language sql stable parallel safe
  return nullif(pg_catalog.current_setting('grobund.person_id', true), '')::pg_catalog.uuid;
comment on function platform.person_id() is 'The citizen who acts on their own case; null for staff and for nobody';

create function platform.today() returns date
  language sql stable parallel safe
  return nullif(pg_catalog.current_setting('grobund.today', true), '')::pg_catalog.date;
comment on function platform.today() is 'The day by the program''s clock; null outside of the program';

grant execute on function platform.account_id(), platform.organisation_id(), platform.person_id(), platform.today()
  to grobund_app, grobund_worker;

-- The queue's tables belong to grobund_worker, of which the owner of this function is a member; the app itself sees none of them.
create function platform.enqueue(task text, payload jsonb, run_at timestamptz default null, job_key text default null) returns void
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  perform graphile_worker.add_job(
    identifier => enqueue.task,
    payload => enqueue.payload::json,
    run_at => enqueue.run_at,
    job_key => enqueue.job_key
  );
end
$$;
comment on function platform.enqueue(text, jsonb, timestamptz, text) is
  'Queues a job in the same transaction as the fact it follows; a job_key replaces a job of the same key that has not run';
grant execute on function platform.enqueue(text, jsonb, timestamptz, text) to grobund_app, grobund_worker;
