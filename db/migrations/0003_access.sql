-- Organisations, staff, roles, sign-in, sessions. Sign-in comes before any organisation is known, so these tables are not
-- walled by organisation; the one that ties an account to a citizen is, and secrets are stored as hashes only.

create schema access;
comment on schema access is 'Organisations, staff, roles, sign-in and sessions';
grant usage on schema access to grobund_app;

create table access.organisation (
  id                 uuid primary key,
  key                text not null constraint organisation_key_once unique,
  name               text not null,
  short_name         text not null,
  letter             text not null constraint organisation_letter check (length(letter) = 1),
  municipality_code  text not null constraint organisation_code check (municipality_code ~ '^[0-9]{4}$')
);
comment on table access.organisation is 'A municipality or a part of one that takes part in a programme [public]';
comment on column access.organisation.id is 'Identity [public]';
comment on column access.organisation.key is 'Stable key used in pilot files [public]';
comment on column access.organisation.name is 'Full name [public]';
comment on column access.organisation.short_name is 'Name in lists [public]';
comment on column access.organisation.letter is 'One letter for the mark of who has the ball [public]';
comment on column access.organisation.municipality_code is 'Four-digit municipality code [public]';

create table access.human (
  id  uuid primary key
);
comment on table access.human is 'A natural person behind accounts: what "two people" is judged by [internal]';
comment on column access.human.id is 'Identity [internal]';

create table access.account (
  id             uuid primary key,
  human_id       uuid not null references access.human,
  email          text not null constraint account_email check (email = lower(email) and length(email) between 3 and 254),
  name           text not null constraint account_name check (length(btrim(name)) between 1 and 200),
  password_hash  text,
  disabled_at    timestamptz,
  constraint account_email_once unique (email)
);
comment on table access.account is 'A sign-in [personal]';
comment on column access.account.id is 'Identity [internal]';
comment on column access.account.human_id is 'The natural person behind it [internal]';
comment on column access.account.email is 'E-mail address, in lower case; the name at sign-in [personal]';
comment on column access.account.name is 'Name shown to others [personal]';
comment on column access.account.password_hash is 'Argon2id hash; empty until the invitation is used [sensitive]';
comment on column access.account.disabled_at is 'When sign-in was closed [internal]';

create table access.membership (
  account_id       uuid not null references access.account,
  organisation_id  uuid not null references access.organisation,
  role             text not null constraint membership_role check (role in ('caseworker', 'job_centre_lead', 'programme_manager',
    'coach', 'financial_adviser', 'approver', 'finance_clerk', 'business_director', 'committee_member', 'committee_secretary',
    'data_protection_officer', 'administrator')),
  since            timestamptz not null,
  ended_at         timestamptz,
  primary key (account_id, organisation_id, role)
);
comment on table access.membership is 'A role held in an organisation [internal]';
comment on column access.membership.account_id is 'The account [internal]';
comment on column access.membership.organisation_id is 'The organisation [internal]';
comment on column access.membership.role is 'The role [internal]';
comment on column access.membership.since is 'When it was given [internal]';
comment on column access.membership.ended_at is 'When it was taken back; empty while it lasts [internal]';

create table access.citizen (
  account_id  uuid primary key references access.account,
  person_id   uuid not null constraint citizen_one_account unique
);
comment on table access.citizen is 'Which account is which citizen [personal]';
comment on column access.citizen.account_id is 'The account [internal]';
comment on column access.citizen.person_id is 'The person in the case [personal]';
alter table access.citizen enable row level security;
create policy citizen_self on access.citizen for select to grobund_app
  using (account_id = platform.account_id() or person_id = platform.person_id());
create policy citizen_add on access.citizen for insert to grobund_app with check (platform.organisation_id() is not null);

create table access.invitation (
  token_hash  text primary key,
  account_id  uuid not null references access.account,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz
);
comment on table access.invitation is 'A one-time link by which a person sets a password [internal]';
comment on column access.invitation.token_hash is 'SHA-256 of the link''s secret [sensitive]';
comment on column access.invitation.account_id is 'Whom it invites [internal]';
comment on column access.invitation.made_at is 'When it was made, real time [internal]';
comment on column access.invitation.expires_at is 'When it ceases to work, real time [internal]';
comment on column access.invitation.used_at is 'When it was used [internal]';

create table access.session (
  token_hash       text primary key,
  account_id       uuid not null references access.account,
  organisation_id  uuid references access.organisation,
  made_at          timestamptz not null,
  expires_at       timestamptz not null,
  ended_at         timestamptz
);
create index session_of_account on access.session (account_id);
comment on table access.session is 'A sign-in that lasts; ended on the server [internal]';
comment on column access.session.token_hash is 'SHA-256 of the cookie''s secret [sensitive]';
comment on column access.session.account_id is 'Who [internal]';
comment on column access.session.organisation_id is 'The organisation acted for; empty for a citizen [internal]';
comment on column access.session.made_at is 'When, real time [internal]';
comment on column access.session.expires_at is 'When it ends by itself [internal]';
comment on column access.session.ended_at is 'When it was ended by sign-out or by an administrator [internal]';

create table access.attempt (
  id           bigint generated always as identity primary key,
  email_hash   text not null,
  address      text not null,
  at           timestamptz not null,
  succeeded    boolean not null
);
create index attempt_by_email on access.attempt (email_hash, at);
create index attempt_by_address on access.attempt (address, at);
comment on table access.attempt is 'Attempts to sign in, for throttling; old ones are deleted [personal]';
comment on column access.attempt.id is 'Identity [internal]';
comment on column access.attempt.email_hash is 'SHA-256 of the address typed [internal]';
comment on column access.attempt.address is 'Network address it came from [personal]';
comment on column access.attempt.at is 'When, real time [internal]';
comment on column access.attempt.succeeded is 'Whether it succeeded [internal]';

grant select, insert on access.organisation, access.human to grobund_app;
grant select, insert, update on access.account, access.membership, access.invitation, access.session to grobund_app;
grant select, insert on access.citizen to grobund_app;
grant select, insert, delete on access.attempt to grobund_app;

create function access.session_holder(hash text, at timestamptz)
returns table (account_id uuid, human_id uuid, name text, organisation_id uuid, roles text[], person_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.human_id, a.name, s.organisation_id,
         coalesce((select array_agg(m.role order by m.role) from access.membership m
                   where m.account_id = a.id and m.organisation_id = s.organisation_id and m.ended_at is null), '{}'),
         (select c.person_id from access.citizen c where c.account_id = a.id)
  from access.session s join access.account a on a.id = s.account_id
  where s.token_hash = hash and s.ended_at is null and s.expires_at > at and a.disabled_at is null
$$;
comment on function access.session_holder(text, timestamptz) is 'Who holds a session: asked before anything else is known of the request';

create function access.account_of_person(person uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.account_id from access.citizen c where c.person_id = person
$$;
comment on function access.account_of_person(uuid) is 'The account a citizen signs in with, if one';
revoke all on function access.session_holder(text, timestamptz), access.account_of_person(uuid) from public;
grant execute on function access.session_holder(text, timestamptz), access.account_of_person(uuid) to grobund_app;
