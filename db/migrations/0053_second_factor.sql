-- A password alone is one mail away from anyone. Whoever wishes adds a one-time code from their phone: its secret is sealed with a
-- key the database does not know, its recovery codes are kept as hashes, and between password and code lies a step of ten minutes.
-- Each account sees its own only: the sign-in acts as the account once its password was right.

create table access.second_factor (
  account_id     uuid primary key references access.account,
  sealed_secret  text not null,
  made_at        timestamptz not null,
  confirmed_at   timestamptz,
  last_step      bigint,
  constraint second_factor_confirmed check ((confirmed_at is null) = (last_step is null))
);
comment on table access.second_factor is 'One-time codes as a second factor of an account (RFC 6238) [internal]';
comment on column access.second_factor.account_id is 'Whose [internal]';
comment on column access.second_factor.sealed_secret is 'The shared secret, sealed by AES-256-GCM with a key outside the database [sensitive]';
comment on column access.second_factor.made_at is 'When it was made, real time [internal]';
comment on column access.second_factor.confirmed_at is 'When a first code proved that the phone has it; empty until then, and not asked for at sign-in [internal]';
comment on column access.second_factor.last_step is 'The half minute of the newest code used: no code works twice [internal]';

create table access.recovery_code (
  account_id  uuid not null references access.second_factor on delete cascade,
  code_hash   text not null,
  used_at     timestamptz,
  primary key (account_id, code_hash)
);
comment on table access.recovery_code is 'Codes for one use each, when the phone is lost [internal]';
comment on column access.recovery_code.account_id is 'Whose [internal]';
comment on column access.recovery_code.code_hash is 'SHA-256 of the code, which has some 78 random bits [sensitive]';
comment on column access.recovery_code.used_at is 'When it was used, real time; empty while it works [internal]';

create table access.sign_in_step (
  token_hash  text primary key,
  account_id  uuid not null references access.account,
  expires_at  timestamptz not null,
  used_at     timestamptz
);
create index sign_in_step_of_account on access.sign_in_step (account_id);
comment on table access.sign_in_step is 'A sign-in whose password was right and whose code is awaited; old ones are deleted [internal]';
comment on column access.sign_in_step.token_hash is 'SHA-256 of the cookie''s secret [sensitive]';
comment on column access.sign_in_step.account_id is 'Who [internal]';
comment on column access.sign_in_step.expires_at is 'When it ceases to work, real time [internal]';
comment on column access.sign_in_step.used_at is 'When it led to a session [internal]';

alter table access.second_factor enable row level security;
alter table access.recovery_code enable row level security;
alter table access.sign_in_step enable row level security;
create policy own_factor on access.second_factor to grobund_app
  using (account_id = platform.account_id()) with check (account_id = platform.account_id());
create policy own_codes on access.recovery_code to grobund_app
  using (account_id = platform.account_id()) with check (account_id = platform.account_id());
create policy own_step on access.sign_in_step to grobund_app
  using (account_id = platform.account_id()) with check (account_id = platform.account_id());
grant select, insert, update, delete on access.second_factor, access.recovery_code, access.sign_in_step to grobund_app;

create function access.step_holder(hash text, at timestamptz) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.account_id from access.sign_in_step s join access.account a on a.id = s.account_id
  where s.token_hash = hash and s.used_at is null and s.expires_at > at and a.disabled_at is null
$$;
comment on function access.step_holder(text, timestamptz) is 'Whose sign-in awaits its code: asked before the account may act';
revoke all on function access.step_holder(text, timestamptz) from public;
grant execute on function access.step_holder(text, timestamptz) to grobund_app;

-- An erased person's second factor goes with their sign-in.
create function access.forget_second_factor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.second_factor where account_id = new.id;
  delete from access.sign_in_step where account_id = new.id;
  return new;
end $$;
comment on function access.forget_second_factor() is 'A closed account keeps no second factor';
revoke all on function access.forget_second_factor() from public;
create trigger forget_second_factor after update of disabled_at on access.account
  for each row when (new.disabled_at is not null and old.disabled_at is null) execute function access.forget_second_factor();
