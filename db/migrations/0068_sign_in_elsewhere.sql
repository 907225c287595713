-- Staff may sign in by their municipality's own provider and citizens by MitID (OpenID Connect). Staff are known by the subject that
-- was linked to their account, at an invitation or by an administrator, never by an e-mail address, which a provider need not have
-- verified; citizens by the CPR number of a proof at the level demanded. An organisation may demand a second factor of its staff.

alter table access.organisation add column demands_second_factor boolean not null default false;
comment on column access.organisation.demands_second_factor is 'Whether its staff must prove two factors to sign in [public]';
create function access.demand_second_factor(demanded boolean) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.membership m where m.account_id = platform.account_id() and m.organisation_id = platform.organisation_id()
                   and m.role = 'administrator' and m.ended_at is null) then
    raise exception 'Only an administrator says what staff must prove' using constraint = 'demand_by_administrator';
  end if;
  update access.organisation set demands_second_factor = demanded where id = platform.organisation_id();
end $$;
comment on function access.demand_second_factor(boolean) is 'Demands a second factor of the acting administrator''s own organisation, or no longer';

create table access.outside_identity (
  issuer        text not null constraint outside_issuer check (length(issuer) between 1 and 500),
  subject       text not null constraint outside_subject check (length(subject) between 1 and 255),
  account_id    uuid not null references access.account,
  linked_at     timestamptz not null,
  linked_by     uuid not null references access.account,
  last_used_at  timestamptz,
  last_level    text,
  primary key (issuer, subject)
);
create index outside_identity_of_account on access.outside_identity (account_id);
comment on table access.outside_identity is 'Who an account is to an outside provider of sign-in [personal]';
comment on column access.outside_identity.issuer is 'The provider, by its issuer address [internal]';
comment on column access.outside_identity.subject is 'The provider''s own unchanging name for the person [personal]';
comment on column access.outside_identity.account_id is 'The account it opens [internal]';
comment on column access.outside_identity.linked_at is 'When it was linked, real time [internal]';
comment on column access.outside_identity.linked_by is 'Who linked it: oneself by an invitation, or an administrator [internal]';
comment on column access.outside_identity.last_used_at is 'When somebody last signed in by it, real time [personal]';
comment on column access.outside_identity.last_level is 'The assurance level proved then [internal]';
alter table access.outside_identity enable row level security;
create policy own_identity on access.outside_identity to grobund_app
  using (account_id = platform.account_id()) with check (account_id = platform.account_id());
grant select, insert, update, delete on access.outside_identity to grobund_app;

create function access.outside_holder(the_issuer text, the_subject text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.account_id from access.outside_identity i join access.account a on a.id = i.account_id
  where i.issuer = the_issuer and i.subject = the_subject and a.disabled_at is null
$$;
comment on function access.outside_holder(text, text) is 'Whose account an outside identity opens: asked before the account may act';

create function access.link_colleague(the_account uuid, the_issuer text, the_subject text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare linked int;
begin
  if not exists (select from access.membership m where m.account_id = platform.account_id() and m.organisation_id = platform.organisation_id()
                   and m.role = 'administrator' and m.ended_at is null)
     or not exists (select from access.membership m where m.account_id = the_account and m.organisation_id = platform.organisation_id()
                      and m.ended_at is null)
     or exists (select from access.membership m where m.account_id = the_account and m.organisation_id <> platform.organisation_id()
                  and m.ended_at is null) then
    raise exception 'An administrator links colleagues of their own organisation only' using constraint = 'link_by_administrator';
  end if;
  insert into access.outside_identity (issuer, subject, account_id, linked_at, linked_by)
  values (the_issuer, the_subject, the_account, at, platform.account_id()) on conflict (issuer, subject) do nothing;
  get diagnostics linked = row_count;
  return linked = 1;
end $$;
comment on function access.link_colleague(uuid, text, text, timestamptz) is 'Links a colleague''s outside identity; false when it is linked already';

create table access.outside_step (
  step_hash        text primary key,
  provider         text not null,
  state            text not null,
  nonce            text not null,
  verifier         text not null,
  invitation_hash  text references access.invitation,
  next             text not null,
  expires_at       timestamptz not null
);
comment on table access.outside_step is 'A sign-in that is on its way through an outside provider; deleted when it comes back, old ones by the next [internal]';
comment on column access.outside_step.step_hash is 'SHA-256 of the cookie''s secret: it comes back to the browser that left [internal]';
comment on column access.outside_step.provider is 'Which provider, by the key of the settings [internal]';
comment on column access.outside_step.state is 'The state that the answer must carry [internal]';
comment on column access.outside_step.nonce is 'The nonce that the proof must carry [internal]';
comment on column access.outside_step.verifier is 'The secret behind the code challenge (PKCE) [internal]';
comment on column access.outside_step.invitation_hash is 'The invitation it answers; empty at a plain sign-in [internal]';
comment on column access.outside_step.next is 'The page asked for [internal]';
comment on column access.outside_step.expires_at is 'When it ceases to work, real time [internal]';
grant select, insert, delete on access.outside_step to grobund_app;

alter table access.session add column provider text, add column level text, add column sealed_proof text;
comment on column access.session.provider is 'The outside provider it came through, by the key of the settings; empty else [internal]';
comment on column access.session.level is 'The assurance level the provider proved [internal]';
comment on column access.session.sealed_proof is 'The provider''s proof, sealed, kept until sign-out, which shows it to the provider [sensitive]';
create function access.forget_proof() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.sealed_proof := null;
  return new;
end $$;
comment on function access.forget_proof() is 'An ended session keeps no proof';
create trigger forget_proof before update of ended_at on access.session
  for each row when (new.ended_at is not null) execute function access.forget_proof();

create function people.account_of_cpr(the_cpr text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id from people.person p join access.citizen c on c.person_id = p.id join access.account a on a.id = c.account_id
  where p.cpr = the_cpr and p.erased_at is null and a.disabled_at is null
$$;
comment on function people.account_of_cpr(text) is
  'The account of the citizen of a CPR number that an outside provider has proved; only an invited citizen has one. Tells nothing else';
revoke all on function access.demand_second_factor(boolean), access.outside_holder(text, text), access.forget_proof(),
  access.link_colleague(uuid, text, text, timestamptz), people.account_of_cpr(text) from public;
grant execute on function access.demand_second_factor(boolean), access.outside_holder(text, text),
  access.link_colleague(uuid, text, text, timestamptz), people.account_of_cpr(text) to grobund_app;

-- A closed account, an erased person's among them, keeps no outside identity either.
create or replace function access.forget_second_factor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.second_factor where account_id = new.id;
  delete from access.sign_in_step where account_id = new.id;
  delete from access.passkey where account_id = new.id;
  delete from access.passkey_challenge where account_id = new.id;
  delete from access.outside_identity where account_id = new.id;
  return new;
end $$;
