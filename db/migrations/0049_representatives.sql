-- Somebody may act for a citizen: a guardian (værgemålsloven), a holder of a power of attorney, or a representative or companion
-- (forvaltningsloven § 8). It is recorded on what basis, for what and for which days; who is to have copies of letters is told where letters leave the
-- house. Rows are ended, never changed; the name goes at erasure.

create table people.representative (
  id           uuid primary key,
  person_id    uuid not null references people.person,
  name         text not null constraint representative_name check (length(btrim(name)) between 1 and 200),
  address      text constraint representative_address check (length(address) <= 500),
  phone        text constraint representative_phone check (length(phone) <= 40),
  basis        text not null constraint representative_basis check (basis in ('guardianship', 'power_of_attorney', 'party_representative', 'companion')),
  scope        text not null constraint representative_scope check (scope in ('everything', 'economy', 'meetings')),
  during       daterange not null constraint representative_some_day check (not isempty(during) and not lower_inf(during)),
  copies       boolean not null,
  recorded_at  timestamptz not null,
  account_id   uuid not null,
  constraint representative_reachable check (not copies or length(btrim(address)) > 0)
);
create index representative_of_person on people.representative (person_id);
comment on table people.representative is 'Who acts for a person, on what basis, for what and when; deleted at erasure [personal]';
comment on column people.representative.id is 'Identity, made with the form, so that a button pressed twice records once [internal]';
comment on column people.representative.person_id is 'The person acted for [internal]';
comment on column people.representative.name is 'Who acts [personal]';
comment on column people.representative.address is 'Postal address; needed for copies of letters [personal]';
comment on column people.representative.phone is 'Phone number [personal]';
comment on column people.representative.basis is 'On what basis (code) [personal]';
comment on column people.representative.scope is 'For what (code) [personal]';
comment on column people.representative.during is 'Days it holds; no upper end while it lasts [personal]';
comment on column people.representative.copies is 'True when copies of letters go to them [internal]';
comment on column people.representative.recorded_at is 'When it was recorded [internal]';
comment on column people.representative.account_id is 'Sign-in that recorded it [internal]';

-- A masked person's kin would tell who they are, so representatives are seen with the name or not at all.
create function people.name_seen(the_person uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog as $$
begin
  return people.visible(the_person)
    and people.unmasked(the_person, coalesce((select c.protected_address from people.contact c where c.person_id = the_person), false));
end $$;
comment on function people.name_seen is 'True when the session sees the person, and their name unmasked';

create function people.erase_representatives(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Representatives are erased with their person' using constraint = 'representatives_of_erased_person';
  end if;
  delete from people.representative r where r.person_id = the_person;
end $$;
comment on function people.erase_representatives is 'Deletes who acted for an erased person';
grant execute on function people.name_seen, people.erase_representatives to grobund_app;

alter table people.representative enable row level security;
create policy seen on people.representative to grobund_app using (people.name_seen(person_id)) with check (people.name_seen(person_id));
grant select, insert, update (during) on people.representative to grobund_app;
