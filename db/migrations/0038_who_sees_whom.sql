-- Three rules about who sees whom. Whoever has declared a conflict of interest in a person (forvaltningsloven § 3) sees nothing of them,
-- whatever the organisation's part is: people.visible says so, and with it every list, page and policy of every module. A person being
-- erased is seen once more, by the transaction that erases and by nobody else, so that each module can delete its words under its own
-- policies. And a data protection officer finds whom to erase without seeing who they are.

create table people.conflict (
  id           bigint generated always as identity primary key,
  person_id    uuid not null references people.person,
  human_id     uuid not null,
  account_id   uuid not null,
  declared_at  timestamptz not null,
  declared_by  uuid not null,
  lifted_at    timestamptz,
  lifted_by    uuid,
  constraint conflict_lifted_by_someone check ((lifted_at is null) = (lifted_by is null)),
  -- One does not let oneself back in.
  constraint conflict_lifted_by_another check (lifted_by is null or lifted_by <> account_id)
);
create unique index conflict_once on people.conflict (person_id, human_id) where lifted_at is null;
comment on table people.conflict is 'That a member of staff has a conflict of interest in a person and sees nothing of them [personal]';
comment on column people.conflict.id is 'Identity [internal]';
comment on column people.conflict.person_id is 'The person [internal]';
comment on column people.conflict.human_id is 'The human behind the account: all their accounts are shut out [personal]';
comment on column people.conflict.account_id is 'Account it was declared for [personal]';
comment on column people.conflict.declared_at is 'When it was declared [internal]';
comment on column people.conflict.declared_by is 'Account that declared it [internal]';
comment on column people.conflict.lifted_at is 'When it was lifted; empty while it stands [internal]';
comment on column people.conflict.lifted_by is 'Account that lifted it [internal]';

alter table people.contact add column digital_post_exempt boolean not null default false;
comment on column people.contact.digital_post_exempt is 'Exempt from Digital Post: letters go on paper [personal]';

create or replace function people.visible(the_person uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  if platform.person_id() = the_person then return true; end if;
  if exists (
    select from people.part p
    where p.person_id = the_person and p.organisation_id = platform.organisation_id()
      and p.from_on <= platform.today() and (p.until_on is null or p.until_on >= platform.today())) then
    return not exists (
      select from people.conflict c join access.account a on a.human_id = c.human_id
      where c.person_id = the_person and c.lifted_at is null and a.id = platform.account_id());
  end if;
  return current_setting('grobund.erasing', true) = the_person::text
    and exists (select from people.person p where p.id = the_person and p.erased_at is not null);
end $$;
comment on function people.visible is 'True when the session''s organisation has a live part in the person and its account no conflict of interest, or the session is the person''s own, or erases them';

create or replace view people.person_shown with (security_barrier = true) as
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
       p.erased_at,
       coalesce(c.digital_post_exempt, false) as digital_post_exempt
from people.person p
left join people.contact c on c.person_id = p.id
where people.visible(p.id);

create or replace function people.erase_person(the_person uuid, the_reason text, at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from people.person p where p.id = the_person for update;
  if not found then return 'no_such_person'; end if;
  -- An organisation erases those it has had a part in.
  if not exists (select from people.part p where p.person_id = the_person and p.organisation_id = platform.organisation_id()) then
    return 'no_such_person';
  end if;
  if exists (select from people.person p where p.id = the_person and p.erased_at is not null) then return 'already_erased'; end if;
  if exists (select from people.part p where p.person_id = the_person and (p.until_on is null or p.until_on >= platform.today())) then
    return 'case_open';
  end if;
  delete from people.contact where person_id = the_person;
  delete from people.trusted where person_id = the_person;
  delete from people.conflict where person_id = the_person;
  update people.person set cpr = null, birth_on = null, erased_at = at where id = the_person;
  insert into people.event (person_id, name, effective_on, recorded_at, account_id, organisation_id, reason)
  values (the_person, 'erased', platform.today(), at, platform.account_id(), platform.organisation_id(), the_reason);
  perform set_config('grobund.erasing', the_person::text, true); -- until the transaction ends
  return 'erased';
end $$;

create function people.to_erase() returns table (id uuid, last_on date)
language sql stable security definer set search_path = pg_catalog as $$
  select p.person_id, max(p.until_on) from people.part p join people.person e on e.id = p.person_id and e.erased_at is null
  group by p.person_id
  having bool_and(p.until_on < platform.today()) and bool_or(p.organisation_id = platform.organisation_id())
$$;
comment on function people.to_erase is 'Persons no organisation works with any more, of those the session''s organisation has had a part in; identities and days only';

create function people.to_erase_by_cpr(the_cpr text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select e.id from people.to_erase() e join people.person p on p.id = e.id where p.cpr = the_cpr
$$;
comment on function people.to_erase_by_cpr is 'The one of them with this CPR number, for somebody who asks to be erased';
grant execute on function people.to_erase, people.to_erase_by_cpr to grobund_app;

alter table people.conflict enable row level security;
create policy seen on people.conflict to grobund_app using (people.visible(person_id)) with check (people.visible(person_id));
grant select, insert, update (lifted_at, lifted_by) on people.conflict to grobund_app;

-- The letters, their mails and the sign-in of an erased person go too; the loan keeps its figures and loses its words.
create function notices.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Letters are erased with their person' using constraint = 'letters_of_erased_person';
  end if;
  delete from notices.letter l where l.person_id = the_person;
end $$;
comment on function notices.erase_person is 'Deletes the letters of an erased person';
grant execute on function notices.erase_person to grobund_app;

create function loans.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Words of loans are erased with their person' using constraint = 'loans_of_erased_person';
  end if;
  delete from loans.words w using loans.loan l where l.id = w.loan_id and l.person_id = the_person;
  delete from loans.event_words w using loans.event e, loans.loan l where e.id = w.event_id and l.id = e.loan_id and l.person_id = the_person;
end $$;
comment on function loans.erase_person is 'Deletes the words of an erased person''s loans; amounts and days stay, as bookkeeping demands';
grant execute on function loans.erase_person to grobund_app;

create function access.erase_citizen(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'A citizen''s sign-in is erased with their person' using constraint = 'sign_in_of_erased_person';
  end if;
  update access.account a set email = a.id || '@erased.invalid', name = '–', password_hash = null, disabled_at = now()
  from access.citizen c where c.account_id = a.id and c.person_id = the_person;
  update access.session s set ended_at = now() from access.citizen c
  where c.account_id = s.account_id and c.person_id = the_person and s.ended_at is null;
end $$;
comment on function access.erase_citizen is 'Takes name, address and password from an erased person''s sign-in, and closes it';
grant execute on function access.erase_citizen to grobund_app;
