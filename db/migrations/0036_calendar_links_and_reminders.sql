-- Calendar feeds by a secret link that can be revoked; only its hash is kept. And reminders: a day on which one falls due, beside
-- each participant, so that nothing depends on when a job runs, and a moved session is reminded of anew.

create table activities.calendar_link (
  id               uuid primary key,
  kind             text not null constraint calendar_link_kind check (kind in ('coach', 'class', 'citizen')),
  subject_id       uuid not null,
  account_id       uuid not null,
  organisation_id  uuid,
  person_id        uuid,
  lang             text not null constraint calendar_link_lang check (lang in ('da', 'en')),
  secret_hash      text not null constraint calendar_link_secret unique,
  made_at          timestamptz not null,
  revoked_at       timestamptz,
  constraint calendar_link_holder check ((kind = 'citizen') = (person_id is not null) and (kind = 'citizen') = (organisation_id is null))
);
create unique index calendar_link_live on activities.calendar_link (account_id, kind, subject_id) where revoked_at is null;
comment on table activities.calendar_link is 'A secret link to a calendar feed; one live one per holder and calendar [internal]';
comment on column activities.calendar_link.id is 'Identity [internal]';
comment on column activities.calendar_link.kind is 'Whose calendar: what a coach teaches, a class, what a citizen takes part in [internal]';
comment on column activities.calendar_link.subject_id is 'The account, class or person whose calendar it is [internal]';
comment on column activities.calendar_link.account_id is 'Account that made it and may revoke it [internal]';
comment on column activities.calendar_link.organisation_id is 'Organisation in which a member of staff made it [internal]';
comment on column activities.calendar_link.person_id is 'The citizen, for a citizen''s own [personal]';
comment on column activities.calendar_link.lang is 'Language of the titles [internal]';
comment on column activities.calendar_link.secret_hash is 'SHA-256 of the secret in the link; the secret itself is kept nowhere [internal]';
comment on column activities.calendar_link.made_at is 'When it was made [internal]';
comment on column activities.calendar_link.revoked_at is 'When it was revoked; empty while it works [internal]';

alter table activities.calendar_link enable row level security;
create policy calendar_link_own on activities.calendar_link to grobund_app
  using (account_id = platform.account_id()) with check (account_id = platform.account_id());
grant select, insert on activities.calendar_link to grobund_app;
grant update (revoked_at) on activities.calendar_link to grobund_app;

-- Whoever knows the secret is not signed in: this tells in whose name the feed is read, and row-level security does the rest.
create function activities.calendar_of(hash text)
returns table (id uuid, kind text, subject_id uuid, account_id uuid, organisation_id uuid, person_id uuid, lang text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.kind, l.subject_id, l.account_id, l.organisation_id, l.person_id, l.lang
  from activities.calendar_link l where l.secret_hash = hash and l.revoked_at is null
$$;
comment on function activities.calendar_of(text) is 'The live calendar link with this hash: in whose name its feed is read';
revoke all on function activities.calendar_of(text) from public;
grant execute on function activities.calendar_of(text) to grobund_app;

alter table activities.participant add column remind_on date;
alter table activities.participant add column reminded_at timestamptz;
update activities.participant p set remind_on = s.held_on - 1 from activities.session s where s.id = p.session_id;
alter table activities.participant alter column remind_on set not null;
create index participant_to_remind on activities.participant (remind_on) where reminded_at is null;
comment on column activities.participant.remind_on is 'Day on which the reminder falls due [internal]';
comment on column activities.participant.reminded_at is 'When the citizen was reminded; empty before, and again when the session is moved [internal]';
