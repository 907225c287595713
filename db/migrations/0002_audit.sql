-- Who did and who saw what, when. Append only: the program may add a line and read it, never change one. A line holds ids
-- and codes, never names or free text, so that erasing a person leaves it whole. A job seals lines in hash-chained batches.

create schema audit;
comment on schema audit is 'Who did and who saw what, when';
grant usage on schema audit to grobund_app;

create table audit.line (
  id               bigint generated always as identity primary key,
  at               timestamptz not null,
  kind             text not null constraint line_kind check (kind in ('change', 'read', 'denied', 'sign_in')),
  account_id       uuid,
  organisation_id  uuid,
  job              text,
  action           text not null constraint line_action check (length(action) between 1 and 100),
  noun             text constraint line_noun check (length(noun) <= 60),
  noun_id          text constraint line_noun_id check (length(noun_id) <= 60),
  person_id        uuid,
  codes            jsonb not null default '{}'
);
create index line_about_person on audit.line (person_id, at) where person_id is not null;
create index line_by_time on audit.line (at);
comment on table audit.line is 'One act, reading or refusal; append only [personal]';
comment on column audit.line.id is 'Identity and order [internal]';
comment on column audit.line.at is 'When, by the programme''s clock [internal]';
comment on column audit.line.kind is 'Change, read, denied attempt or sign-in [internal]';
comment on column audit.line.account_id is 'Account that acted; empty for a job or nobody [personal]';
comment on column audit.line.organisation_id is 'Organisation it acted for [internal]';
comment on column audit.line.job is 'Job that acted, when no account did [internal]';
comment on column audit.line.action is 'Name of the action or page [internal]';
comment on column audit.line.noun is 'What kind of thing it was about [internal]';
comment on column audit.line.noun_id is 'Identity of that thing [internal]';
comment on column audit.line.person_id is 'The citizen it was about, if one [personal]';
comment on column audit.line.codes is 'Codes and figures of the act, no free text [internal]';

create table audit.seal (
  id          bigint generated always as identity primary key,
  first_line  bigint not null,
  last_line   bigint not null,
  sealed_at   timestamptz not null,
  hash        text not null,
  constraint seal_in_order check (first_line <= last_line)
);
comment on table audit.seal is 'A sealed batch of lines; each hash covers the batch and the hash before [internal]';
comment on column audit.seal.id is 'Identity and order [internal]';
comment on column audit.seal.first_line is 'First line of the batch [internal]';
comment on column audit.seal.last_line is 'Last line of the batch [internal]';
comment on column audit.seal.sealed_at is 'When it was sealed [internal]';
comment on column audit.seal.hash is 'SHA-256 over the previous hash and the lines [internal]';

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append only' using constraint = 'audit_append_only';
end $$;
comment on function audit.refuse_change() is 'Refuses every change of the log, also by its owner';
create trigger line_append_only before update or delete on audit.line for each row execute function audit.refuse_change();
create trigger line_no_truncate before truncate on audit.line for each statement execute function audit.refuse_change();
create trigger seal_append_only before update or delete on audit.seal for each row execute function audit.refuse_change();

alter table audit.line enable row level security;
-- Anyone may add a line of what they did; reading is for the organisation that acted, the citizen it is about, and the
-- data protection officer through audit.about_person.
create policy line_add on audit.line for insert to grobund_app with check (true);
create policy line_see on audit.line for select to grobund_app
  using (organisation_id = platform.organisation_id() or person_id = platform.person_id() or account_id = platform.account_id());
grant select, insert on audit.line to grobund_app;
grant select on audit.seal to grobund_app;

create function audit.seal_lines(sealed timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  previous audit.seal;
  upto bigint;
  digest text;
  counted int;
begin
  perform pg_advisory_xact_lock(hashtext('audit.seal'));
  select * into previous from audit.seal order by id desc limit 1;
  select max(id), count(*),
         encode(sha256(convert_to(coalesce(previous.hash, '') || coalesce(string_agg(l::text, E'\n' order by id), ''), 'UTF8')), 'hex')
    into upto, counted, digest
    from audit.line l where id > coalesce(previous.last_line, 0);
  if counted > 0 then
    insert into audit.seal (first_line, last_line, sealed_at, hash) values (coalesce(previous.last_line, 0) + 1, upto, sealed, digest);
  end if;
  return counted;
end $$;
comment on function audit.seal_lines(timestamptz) is 'Seals all lines since the last seal; answers how many';
revoke all on function audit.seal_lines(timestamptz) from public;
grant execute on function audit.seal_lines(timestamptz) to grobund_app;
