-- A passkey proves in one move that somebody has the device and opened it with finger, face or PIN, and no other website can ask
-- for it. An account may have several, each by a name of its own. Only public keys are kept. Each ceremony answers a challenge that
-- is made here, works once and lasts five minutes; a copied key is known by a counter that runs backwards, and is halted.

create table access.passkey (
  id             uuid primary key,
  account_id     uuid not null references access.account,
  credential_id  text not null constraint passkey_once unique,
  public_key     text not null,
  sign_count     bigint not null constraint passkey_count check (sign_count >= 0),
  transports     text[] not null,
  name           text not null constraint passkey_name check (length(btrim(name)) between 1 and 60),
  made_at        timestamptz not null,
  last_used_at   timestamptz,
  halted_at      timestamptz
);
create index passkey_of_account on access.passkey (account_id);
comment on table access.passkey is 'A passkey (WebAuthn) that an account signs in with [personal]';
comment on column access.passkey.id is 'Identity [internal]';
comment on column access.passkey.account_id is 'Whose [internal]';
comment on column access.passkey.credential_id is 'The name the device knows it by, in base64url [internal]';
comment on column access.passkey.public_key is 'The public key (COSE), in base64url [internal]';
comment on column access.passkey.sign_count is 'How often the device says it was used; 0 where it does not count [internal]';
comment on column access.passkey.transports is 'How the browser reaches the device [internal]';
comment on column access.passkey.name is 'What its owner calls it, such as the name of a phone [personal]';
comment on column access.passkey.made_at is 'When it was made, real time [internal]';
comment on column access.passkey.last_used_at is 'When somebody last signed in by it, real time [personal]';
comment on column access.passkey.halted_at is 'When its counter ran backwards, as a copy''s does; it lets nobody in any more [internal]';

create table access.passkey_challenge (
  challenge_hash  text primary key,
  account_id      uuid references access.account,
  address         text not null,
  expires_at      timestamptz not null
);
create index passkey_challenge_by_address on access.passkey_challenge (address, expires_at);
create index passkey_challenge_by_end on access.passkey_challenge (expires_at);
comment on table access.passkey_challenge is 'A ceremony that awaits the device''s answer; deleted by the answer, old ones by the next [internal]';
comment on column access.passkey_challenge.challenge_hash is 'SHA-256 of the challenge [internal]';
comment on column access.passkey_challenge.account_id is 'Whose new key it is for; empty when somebody signs in [internal]';
comment on column access.passkey_challenge.address is 'Network address that asked, for throttling [personal]';
comment on column access.passkey_challenge.expires_at is 'When it ceases to work, real time [internal]';

alter table access.passkey enable row level security;
alter table access.passkey_challenge enable row level security;
create policy own_passkey on access.passkey to grobund_app
  using (account_id = platform.account_id()) with check (account_id = platform.account_id());
-- Before anybody is signed in there is no account, and a challenge to sign in belongs to none.
create policy own_challenge on access.passkey_challenge to grobund_app
  using (account_id is not distinct from platform.account_id()) with check (account_id is not distinct from platform.account_id());
grant select, insert, update, delete on access.passkey to grobund_app;
grant select, insert, delete on access.passkey_challenge to grobund_app;

create function access.passkey_holder(credential text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.account_id from access.passkey k join access.account a on a.id = k.account_id
  where k.credential_id = credential and a.disabled_at is null
$$;
comment on function access.passkey_holder(text) is 'Whose passkey this is: asked before the account may act';

create function access.forget_old_challenges(at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.passkey_challenge c where c.expires_at < at
$$;
comment on function access.forget_old_challenges(timestamptz) is 'Deletes the challenges of ceremonies that were never finished, whosoever';

create function access.challenges_of_address(the_address text, at timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from access.passkey_challenge c where c.address = the_address and c.expires_at > at
$$;
comment on function access.challenges_of_address(text, timestamptz) is 'How many unfinished ceremonies a network address has begun, for throttling';
revoke all on function access.passkey_holder(text), access.forget_old_challenges(timestamptz),
  access.challenges_of_address(text, timestamptz) from public;
grant execute on function access.passkey_holder(text), access.forget_old_challenges(timestamptz),
  access.challenges_of_address(text, timestamptz) to grobund_app;

-- A closed account, an erased person's among them, keeps no passkey either.
create or replace function access.forget_second_factor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.second_factor where account_id = new.id;
  delete from access.sign_in_step where account_id = new.id;
  delete from access.passkey where account_id = new.id;
  delete from access.passkey_challenge where account_id = new.id;
  return new;
end $$;
