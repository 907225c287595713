-- The page of the day tells what changed since one was there last. When that was is a row of each account's own; what has changed is
-- answered for persons one sees already, by the log's index, and says only that something happened and when, never who did what.

create table caseload.visit (
  account_id  uuid primary key,
  last_at     timestamptz not null,
  since       timestamptz,
  constraint visit_since_before check (since <= last_at)
);
comment on table caseload.visit is 'When a member of staff last opened the page of the day [personal]';
comment on column caseload.visit.account_id is 'Whose day [internal]';
comment on column caseload.visit.last_at is 'When it was last opened, by the programme''s clock [internal]';
comment on column caseload.visit.since is 'When the visit before this one was; openings within half an hour are one visit [internal]';

alter table caseload.visit enable row level security;
create policy visit_own on caseload.visit for all to grobund_app
  using (account_id = platform.account_id()) with check (account_id = platform.account_id());
grant select, insert, update on caseload.visit to grobund_app;

create function people.changed_since(persons uuid[], since timestamptz) returns table (person_id uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, (select max(l.at) from audit.line l
                where l.person_id = p.id and l.at > since and l.kind = 'change' and l.account_id is distinct from platform.account_id())
  from unnest(persons) p (id) where people.visible(p.id)
$$;
comment on function people.changed_since is 'Of persons the session sees: when something was last changed by others after a moment, null when nothing was';
grant execute on function people.changed_since to grobund_app;

create index session_of_teacher on activities.session (teacher_id, held_on);
comment on index activities.session_of_teacher is 'The day of a teacher';
