-- One human is stored once, by CPR number, however many organisations work with them; what an organisation sees of a
-- person follows from a part of its own (people.part). Names and contact lie in rows that can be erased without touching
-- the events. The program never reads people.contact or a CPR number directly: people.person_shown decides once what a
-- protected person's name, address and phone look like to the account that asks, so no page can forget the mask.

create extension if not exists btree_gist;
create schema people;
comment on schema people is 'Persons: identity, contact, support basis over time, consent, parts, erasure';
grant usage on schema people to grobund_app;

create table people.person (
  id              uuid primary key,
  cpr             text constraint person_cpr_once unique constraint person_cpr_form check (cpr ~ '^[0-9]{10}$'),
  birth_on        date,
  registered_at   timestamptz not null,
  registered_by   uuid not null,
  registered_in   uuid not null,
  erased_at       timestamptz,
  constraint person_erased_without_cpr check (erased_at is null or (cpr is null and birth_on is null)),
  constraint person_known_by_cpr check (erased_at is not null or cpr is not null)
);
comment on table people.person is 'A human the programme works with, once for all organisations [personal]';
comment on column people.person.id is 'Identity that every other module refers to; survives erasure [internal]';
comment on column people.person.cpr is 'CPR number, ten digits; emptied at erasure; read through people.reveal_cpr only [sensitive]';
comment on column people.person.birth_on is 'Birthday read from the CPR number; emptied at erasure [personal]';
comment on column people.person.registered_at is 'When the person was registered [internal]';
comment on column people.person.registered_by is 'Account that registered the person [internal]';
comment on column people.person.registered_in is 'Organisation that registered the person [internal]';
comment on column people.person.erased_at is 'When identity and contact were erased; empty while they stand [internal]';

create table people.contact (
  person_id          uuid primary key references people.person,
  name               text not null constraint contact_name_given check (length(btrim(name)) between 1 and 200),
  address            text check (length(address) <= 500),
  phone              text check (length(phone) <= 40),
  email              text check (length(email) <= 254),
  lang               text not null default 'da' check (lang in ('da', 'en')),
  interpreter        text check (length(interpreter) <= 100),
  protected_address  boolean not null default false,
  changed_at         timestamptz not null
);
comment on table people.contact is 'Name and contact of a person; the row is deleted at erasure [personal]';
comment on column people.contact.person_id is 'The person [internal]';
comment on column people.contact.name is 'Full name; masked for a protected person [personal]';
comment on column people.contact.address is 'Postal address, lines separated by newline; masked for a protected person [personal]';
comment on column people.contact.phone is 'Phone number as typed; masked for a protected person [personal]';
comment on column people.contact.email is 'E-mail address; masked for a protected person [personal]';
comment on column people.contact.lang is 'Language of letters to the person [personal]';
comment on column people.contact.interpreter is 'Language an interpreter is needed for, in words; empty when none [personal]';
comment on column people.contact.protected_address is 'Name and address protection: masked except for trusted accounts [personal]';
comment on column people.contact.changed_at is 'When the row was last changed [internal]';

create table people.part (
  id               bigint generated always as identity primary key,
  person_id        uuid not null references people.person,
  organisation_id  uuid not null references access.organisation,
  why              text not null constraint part_why_code check (why ~ '^[a-z_]{1,40}$'),
  from_on          date not null,
  until_on         date,
  constraint part_in_order check (until_on is null or until_on >= from_on),
  constraint part_once_at_a_time exclude using gist
    (person_id with =, organisation_id with =, why with =, daterange(from_on, until_on, '[]') with &&)
);
create index part_live on people.part (organisation_id, person_id);
comment on table people.part is 'The part an organisation has in a person''s case; all row-level policies read this [personal]';
comment on column people.part.id is 'Identity [internal]';
comment on column people.part.person_id is 'The person [internal]';
comment on column people.part.organisation_id is 'The organisation that may see the person [internal]';
comment on column people.part.why is 'What gave the part: registration, referral, enrolment … (code) [internal]';
comment on column people.part.from_on is 'First day of the part [internal]';
comment on column people.part.until_on is 'Last day of the part; empty while it is live [internal]';

create table people.trusted (
  person_id   uuid not null references people.person,
  account_id  uuid not null,
  since       timestamptz not null,
  primary key (person_id, account_id)
);
comment on table people.trusted is 'Accounts that see a protected person unmasked because they work with the person [personal]';
comment on column people.trusted.person_id is 'The person [internal]';
comment on column people.trusted.account_id is 'The account that is trusted [internal]';
comment on column people.trusted.since is 'When the account was trusted [internal]';

create table people.support_basis_code (
  code          text not null constraint support_basis_code_form check (code ~ '^[a-z_]{1,60}$'),
  valid         daterange not null constraint support_basis_code_valid_sometime check (not isempty(valid)),
  name_da       text not null,
  name_en       text not null,
  legal_source  text not null,
  readiness     text[] not null constraint support_basis_code_readiness
    check (readiness <@ array['job_ready', 'activity_ready', 'education_ready', 'not_applicable'] and cardinality(readiness) > 0),
  sort          int not null,
  constraint support_basis_code_once exclude using gist (code with =, valid with &&)
);
comment on table people.support_basis_code is 'What a person may live on, as dated reference data: benefits come and go with the law [public]';
comment on column people.support_basis_code.code is 'Code, stable over time [public]';
comment on column people.support_basis_code.valid is 'Days on which the code may be recorded for a new fact [public]';
comment on column people.support_basis_code.name_da is 'Danish name in that time [public]';
comment on column people.support_basis_code.name_en is 'English name [public]';
comment on column people.support_basis_code.legal_source is 'Act it rests on; to be confirmed at retsinformation.dk before use in a decision [public]';
comment on column people.support_basis_code.readiness is 'Readiness groups that can be stated with it [public]';
comment on column people.support_basis_code.sort is 'Order in lists [public]';

create table people.support_basis (
  id               bigint generated always as identity primary key,
  person_id        uuid not null references people.person,
  code             text not null,
  readiness        text check (readiness in ('job_ready', 'activity_ready', 'education_ready', 'not_applicable')),
  during           daterange not null constraint support_basis_some_day check (not isempty(during) and not lower_inf(during)),
  source           text not null constraint support_basis_source check (source in ('citizen', 'benefit_office', 'register', 'other_authority')),
  recorded_at      timestamptz not null,
  account_id       uuid,
  organisation_id  uuid,
  superseded_at    timestamptz,
  constraint support_basis_one_at_a_time exclude using gist (person_id with =, during with &&) where (superseded_at is null)
);
create index support_basis_of_person on people.support_basis (person_id);
comment on table people.support_basis is 'What a person lived on, day by day, and when we knew it; rows are superseded, never changed [sensitive]';
comment on column people.support_basis.id is 'Identity [internal]';
comment on column people.support_basis.person_id is 'The person [internal]';
comment on column people.support_basis.code is 'Code of people.support_basis_code [sensitive]';
comment on column people.support_basis.readiness is 'Readiness group, when known [sensitive]';
comment on column people.support_basis.during is 'Days it covers; no upper end while it lasts [sensitive]';
comment on column people.support_basis.source is 'Who told us (code) [internal]';
comment on column people.support_basis.recorded_at is 'When it was recorded [internal]';
comment on column people.support_basis.account_id is 'Account that recorded it [internal]';
comment on column people.support_basis.organisation_id is 'Organisation it was recorded in [internal]';
comment on column people.support_basis.superseded_at is 'When a later record took its place; empty while it stands [internal]';

create table people.consent (
  id               bigint generated always as identity primary key,
  person_id        uuid not null references people.person,
  item             text not null constraint consent_item_code check (item ~ '^[a-z_]{1,60}$'),
  organisation_id  uuid not null references access.organisation,
  given            boolean not null,
  on_day           date not null,
  recorded_at      timestamptz not null,
  account_id       uuid,
  recorded_in      uuid
);
create index consent_of_person on people.consent (person_id);
comment on table people.consent is 'A person''s yes or no to sharing one item with one organisation; the last word counts [personal]';
comment on column people.consent.id is 'Identity and order [internal]';
comment on column people.consent.person_id is 'The person [internal]';
comment on column people.consent.item is 'What may be shared (code) [personal]';
comment on column people.consent.organisation_id is 'With whom [internal]';
comment on column people.consent.given is 'True when given, false when withdrawn [personal]';
comment on column people.consent.on_day is 'Day it was given or withdrawn [personal]';
comment on column people.consent.recorded_at is 'When it was recorded [internal]';
comment on column people.consent.account_id is 'Account that recorded it [internal]';
comment on column people.consent.recorded_in is 'Organisation it was recorded in; empty when the citizen did it [internal]';

create table people.event (
  id               bigint generated always as identity primary key,
  person_id        uuid not null references people.person,
  name             text not null,
  effective_on     date not null,
  recorded_at      timestamptz not null,
  account_id       uuid,
  organisation_id  uuid,
  reason           text,
  payload          jsonb not null default '{}'
);
create index event_of_person on people.event (person_id);
comment on table people.event is 'What happened to a person''s record; codes and days only, never changed [personal]';
comment on column people.event.id is 'Identity and order [internal]';
comment on column people.event.person_id is 'The person [internal]';
comment on column people.event.name is 'registered, contact_changed, protection_changed, erased [internal]';
comment on column people.event.effective_on is 'Day it counts from [internal]';
comment on column people.event.recorded_at is 'When it was recorded [internal]';
comment on column people.event.account_id is 'Account that did it [internal]';
comment on column people.event.organisation_id is 'Organisation it was done in [internal]';
comment on column people.event.reason is 'Reason code [internal]';
comment on column people.event.payload is 'Codes and flags, no names and no free text [internal]';

-- Row-level policies of every module call this for each row, so it is plpgsql: its plan is kept, also before PostgreSQL 18.
create function people.visible(the_person uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  if platform.person_id() = the_person then return true; end if;
  return exists (
    select from people.part p
    where p.person_id = the_person and p.organisation_id = platform.organisation_id()
      and p.from_on <= platform.today() and (p.until_on is null or p.until_on >= platform.today()));
end $$;
comment on function people.visible is 'True when the session''s organisation has a live part in the person, or the session is the person''s own';

create function people.unmasked(the_person uuid, is_protected boolean) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return not is_protected or platform.person_id() is not distinct from the_person
    or exists (select from people.trusted t where t.person_id = the_person and t.account_id = platform.account_id());
end $$;
comment on function people.unmasked is 'True when the session''s account may see this person''s name and contact';

-- The view runs with its owner's rights: the program has no select on people.contact nor on CPR numbers, only on this.
create view people.person_shown with (security_barrier = true) as
select p.id,
       -- the CPR number tells the birthday, and with it too much of a protected person
       case when people.unmasked(p.id, coalesce(c.protected_address, false)) then p.birth_on end as birth_on,
       case when people.unmasked(p.id, coalesce(c.protected_address, false)) then substr(p.cpr, 1, 6) || '-xxxx' end as cpr_masked,
       case when people.unmasked(p.id, c.protected_address) then c.name end as name,
       case when people.unmasked(p.id, c.protected_address) then c.address end as address,
       case when people.unmasked(p.id, c.protected_address) then c.phone end as phone,
       case when people.unmasked(p.id, c.protected_address) then c.email end as email,
       c.lang,
       c.interpreter,
       coalesce(c.protected_address, false) as protected,
       not people.unmasked(p.id, coalesce(c.protected_address, false)) as restricted,
       p.erased_at
from people.person p
left join people.contact c on c.person_id = p.id
where people.visible(p.id);
comment on view people.person_shown is 'Persons as the session''s account may see them: visible ones only, protected ones masked [personal]';

-- Finds or makes the person behind a CPR number. It answers with an identity and whether it was known, and shows nothing
-- of a person another organisation registered; the part it opens is what the caller's audit line is about.
create function people.register_person(new_id uuid, the_cpr text, the_birth date, at timestamptz)
returns table (person_id uuid, existed boolean)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  found_id uuid;
begin
  if platform.organisation_id() is null or platform.account_id() is null then
    raise exception using errcode = '42501', message = 'a person is registered by an account in an organisation';
  end if;
  insert into people.person (id, cpr, birth_on, registered_at, registered_by, registered_in)
  values (new_id, the_cpr, the_birth, at, platform.account_id(), platform.organisation_id())
  on conflict (cpr) do nothing returning id into found_id;
  existed := found_id is null;
  if existed then select p.id into found_id from people.person p where p.cpr = the_cpr; end if;
  perform pg_advisory_xact_lock(hashtextextended(found_id::text, 4)); -- two of one organisation at the same instant open one part
  if not exists (select from people.part p where p.person_id = found_id and p.organisation_id = platform.organisation_id() and p.until_on is null) then
    update people.part p set until_on = null
    where p.person_id = found_id and p.organisation_id = platform.organisation_id() and p.why = 'registration' and p.until_on >= platform.today();
    if not found then
      insert into people.part (person_id, organisation_id, why, from_on)
      values (found_id, platform.organisation_id(), 'registration', platform.today());
    end if;
  end if;
  person_id := found_id;
  return next;
end $$;
comment on function people.register_person is 'Identity of the person with this CPR number, made when new; opens the session organisation''s part';

create function people.reveal_cpr(the_person uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select p.cpr from people.person p left join people.contact c on c.person_id = p.id
  where p.id = the_person and people.visible(p.id) and people.unmasked(p.id, coalesce(c.protected_address, false))
$$;
comment on function people.reveal_cpr is 'The whole CPR number, to a session that may see the person unmasked; the caller logs it';

create function people.find_by_cpr(the_cpr text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select p.id from people.person p left join people.contact c on c.person_id = p.id
  where p.cpr = the_cpr and people.visible(p.id) and people.unmasked(p.id, coalesce(c.protected_address, false))
$$;
comment on function people.find_by_cpr is 'Identity of a person the session may see unmasked, by exact CPR number';

-- A letter carries the name and address of its addressee also when the account that sends it may not see them.
create function people.addressee(the_person uuid) returns table (name text, address text, lang text, protected boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select c.name, c.address, c.lang, c.protected_address from people.contact c
  where c.person_id = the_person and people.visible(the_person)
$$;
comment on function people.addressee is 'Name and address to print on a letter to the person; never for a page';

-- Deletes who the person was; ids and events stay. Refuses while any organisation still has a live part.
create function people.erase_person(the_person uuid, the_reason text, at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from people.person p where p.id = the_person for update;
  if not found then return 'no_such_person'; end if;
  if exists (select from people.person p where p.id = the_person and p.erased_at is not null) then return 'already_erased'; end if;
  if exists (select from people.part p where p.person_id = the_person and (p.until_on is null or p.until_on >= platform.today())) then
    return 'case_open';
  end if;
  delete from people.contact where person_id = the_person;
  delete from people.trusted where person_id = the_person;
  update people.person set cpr = null, birth_on = null, erased_at = at where id = the_person;
  insert into people.event (person_id, name, effective_on, recorded_at, account_id, organisation_id, reason)
  values (the_person, 'erased', platform.today(), at, platform.account_id(), platform.organisation_id(), the_reason);
  return 'erased';
end $$;
comment on function people.erase_person is 'Erases name, contact and CPR number; answers erased, no_such_person, already_erased or case_open';

grant execute on function people.visible, people.unmasked, people.register_person, people.reveal_cpr, people.find_by_cpr, people.addressee, people.erase_person to grobund_app;

-- What the support basis was on a day, as it was known at a moment: for the evaluation, without anything of the person but the id.
create function people.support_basis_known(known_at timestamptz, on_day date) returns table (person_id uuid, code text)
language sql stable security definer set search_path = pg_catalog as $$
  select b.person_id, b.code from people.support_basis b
  where b.during @> on_day and b.recorded_at <= known_at and (b.superseded_at is null or b.superseded_at > known_at)
    and people.visible(b.person_id)
$$;
comment on function people.support_basis_known is 'Support basis of the visible persons on a day as known at a moment';
grant execute on function people.support_basis_known to grobund_app;

alter table people.person enable row level security;
alter table people.contact enable row level security;
alter table people.part enable row level security;
alter table people.trusted enable row level security;
alter table people.support_basis enable row level security;
alter table people.consent enable row level security;
alter table people.event enable row level security;
create policy seen on people.person for all to grobund_app using (people.visible(id)) with check (false);
create policy seen on people.contact for all to grobund_app using (people.visible(person_id));
create policy seen on people.part for all to grobund_app using (people.visible(person_id));
create policy seen on people.trusted for all to grobund_app using (people.visible(person_id));
create policy seen on people.support_basis for all to grobund_app using (people.visible(person_id));
create policy seen on people.consent for all to grobund_app using (people.visible(person_id));
create policy seen on people.event for all to grobund_app using (people.visible(person_id));

grant select (id, registered_at, erased_at) on people.person to grobund_app;
grant select (person_id), insert, update on people.contact to grobund_app;
grant select, insert, update (until_on) on people.part to grobund_app;
grant select, insert, delete on people.trusted to grobund_app;
grant select on people.support_basis_code to grobund_app;
grant select, insert, update (superseded_at) on people.support_basis to grobund_app;
grant select, insert on people.consent to grobund_app;
grant select, insert on people.event to grobund_app;
grant select on people.person_shown to grobund_app;

-- Names of the acts from general knowledge of Danish law; days where they are known to matter. A new year's law is a new row.
insert into people.support_basis_code (code, valid, name_da, name_en, legal_source, readiness, sort) values
  ('unemployment_benefit', '[1970-04-01,)', 'Dagpenge', 'Unemployment benefit', 'Lov om arbejdsløshedsforsikring m.v.', '{job_ready}', 1),
  ('social_assistance', '[1998-07-01,)', 'Kontanthjælp', 'Social assistance', 'Lov om aktiv socialpolitik § 11', '{job_ready,activity_ready}', 2),
  ('education_assistance', '[2014-01-01,)', 'Uddannelseshjælp', 'Education assistance', 'Lov om aktiv socialpolitik § 23', '{education_ready,activity_ready}', 3),
  ('transition_benefit', '[2015-09-01,2020-01-01)', 'Integrationsydelse', 'Integration benefit', 'Lov om aktiv socialpolitik § 22', '{job_ready,activity_ready,education_ready}', 4),
  ('transition_benefit', '[2020-01-01,)', 'Selvforsørgelses- og hjemrejseydelse eller overgangsydelse', 'Self-support and return benefit or transitional benefit', 'Lov om aktiv socialpolitik § 22', '{job_ready,activity_ready,education_ready}', 4),
  ('sickness_benefit', '[2006-07-01,)', 'Sygedagpenge', 'Sickness benefit', 'Lov om sygedagpenge', '{not_applicable}', 5),
  ('job_clarification_benefit', '[2014-07-01,)', 'Ressourceforløbsydelse i jobafklaringsforløb', 'Benefit during job clarification', 'Lov om aktiv socialpolitik § 69 j', '{not_applicable}', 6),
  ('resource_course_benefit', '[2013-01-01,2026-07-01)', 'Ressourceforløbsydelse i ressourceforløb', 'Benefit during a resource course', 'Lov om aktiv socialpolitik § 68', '{not_applicable}', 7),
  ('rehabilitation_benefit', '[1998-07-01,2026-07-01)', 'Revalideringsydelse', 'Rehabilitation benefit', 'Lov om aktiv socialpolitik kapitel 6', '{not_applicable}', 8),
  ('unemployment_allowance_flex', '[2001-07-01,)', 'Ledighedsydelse', 'Unemployment allowance (flex job)', 'Lov om aktiv socialpolitik § 74', '{not_applicable}', 9),
  ('flex_wage_subsidy', '[2013-01-01,)', 'Fleksløntilskud', 'Flex wage subsidy', 'Lov om en aktiv beskæftigelsesindsats', '{not_applicable}', 10),
  ('disability_pension', '[2003-01-01,)', 'Førtidspension', 'Disability pension', 'Lov om social pension', '{not_applicable}', 11),
  ('senior_pension', '[2020-01-01,)', 'Seniorpension', 'Senior pension', 'Lov om social pension', '{not_applicable}', 12),
  ('self_supporting', '[1900-01-01,)', 'Selvforsørgende', 'Self-supporting', 'Ingen ydelse', '{not_applicable}', 13),
  ('student_grant', '[1970-07-01,)', 'SU', 'Student grant', 'Lov om statens uddannelsesstøtte', '{not_applicable}', 14),
  ('other', '[1900-01-01,)', 'Andet', 'Other', 'Angives i sagen', '{not_applicable}', 15);
