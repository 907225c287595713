-- Some citizens cannot sign in. Staff may then answer an offer, propose a change or apply for a loan in the citizen's name, but only while the citizen
-- agrees to it (forvaltningsloven § 8; databeskyttelsesforordningen article 7: it must be possible to show that consent was given, and as easy to take it
-- back). So the consent is a row of its own, and every deed done on it is a row that names it.

create table people.acting_consent (
  id               uuid primary key,
  person_id        uuid not null references people.person,
  organisation_id  uuid not null references access.organisation,
  covers           text[] not null constraint acting_consent_covers
                   check (cardinality(covers) > 0 and covers <@ '{place,proposals,loan}'::text[]),
  given_how        text not null constraint acting_consent_given_how check (given_how in ('meeting', 'phone', 'writing', 'representative', 'own_page')),
  given_on         date not null,
  recorded_at      timestamptz not null,
  account_id       uuid not null,
  withdrawn_at     timestamptz,
  withdrawn_by     uuid,
  constraint acting_consent_of_person unique (id, person_id),
  constraint acting_consent_not_ahead check (given_on <= (recorded_at at time zone 'Europe/Copenhagen')::date),
  constraint acting_consent_withdrawn_by_somebody check ((withdrawn_at is null) = (withdrawn_by is null)),
  constraint acting_consent_withdrawn_after check (withdrawn_at >= recorded_at)
);
create unique index acting_consent_one_live on people.acting_consent (person_id, organisation_id) where withdrawn_at is null;
comment on table people.acting_consent is 'A citizen''s consent that staff of an organisation act in their name; withdrawn, never changed [personal]';
comment on column people.acting_consent.id is 'Identity, made with the form, so that a button pressed twice records once [internal]';
comment on column people.acting_consent.person_id is 'The citizen [internal]';
comment on column people.acting_consent.organisation_id is 'Organisation whose staff may act [internal]';
comment on column people.acting_consent.covers is 'What it covers: place, proposals, loan [personal]';
comment on column people.acting_consent.given_how is 'How it was given (code) [personal]';
comment on column people.acting_consent.given_on is 'Day it was given [personal]';
comment on column people.acting_consent.recorded_at is 'When it was recorded [internal]';
comment on column people.acting_consent.account_id is 'Sign-in that recorded it; the citizen''s own when given on their page [internal]';
comment on column people.acting_consent.withdrawn_at is 'When it was withdrawn; empty while it stands [personal]';
comment on column people.acting_consent.withdrawn_by is 'Sign-in that withdrew it [internal]';

create table people.acted_for (
  id          bigint generated always as identity primary key,
  consent_id  uuid not null,
  person_id   uuid not null,
  cover       text not null,
  deed        text not null constraint acted_for_deed check (deed ~ '^[a-z_]{1,40}\.[a-z_]{1,60}$'),
  subject_id  uuid not null,
  acted_at    timestamptz not null,
  account_id  uuid not null,
  constraint acted_for_on_consent foreign key (consent_id, person_id) references people.acting_consent (id, person_id)
);
create index acted_for_of_person on people.acted_for (person_id, id);
comment on table people.acted_for is 'What staff did in a citizen''s name, and on which consent; never changed [personal]';
comment on column people.acted_for.id is 'Identity and order [internal]';
comment on column people.acted_for.consent_id is 'The consent it was done on [internal]';
comment on column people.acted_for.person_id is 'The citizen [internal]';
comment on column people.acted_for.cover is 'Part of the consent it needed [internal]';
comment on column people.acted_for.deed is 'What was done: the name of the action [internal]';
comment on column people.acted_for.subject_id is 'The run, proposal or loan it was done to [internal]';
comment on column people.acted_for.acted_at is 'When [internal]';
comment on column people.acted_for.account_id is 'Sign-in that did it [internal]';

-- Nobody acts on a consent that is withdrawn, or does not cover the deed. The share lock makes a withdrawal at the same instant wait.
create function people.check_acted_for() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from people.acting_consent c where c.id = new.consent_id and c.withdrawn_at is null and new.cover = any (c.covers) for share;
  if not found then
    raise exception 'No standing consent covers this' using errcode = 'check_violation', constraint = 'acted_for_standing_consent';
  end if;
  return new;
end $$;
comment on function people.check_acted_for is 'Refuses a deed in a citizen''s name without a standing consent that covers it';
create trigger acted_for_standing_consent before insert on people.acted_for for each row execute function people.check_acted_for();

alter table people.acting_consent enable row level security;
alter table people.acted_for enable row level security;
create policy seen on people.acting_consent to grobund_app using (people.visible(person_id))
  with check (people.visible(person_id)
    and (organisation_id = platform.organisation_id() or person_id = platform.person_id()));
create policy seen on people.acted_for to grobund_app using (people.visible(person_id)) with check (people.visible(person_id));
grant select, insert, update (withdrawn_at, withdrawn_by) on people.acting_consent to grobund_app;
grant select, insert on people.acted_for to grobund_app;
