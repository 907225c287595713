-- The duty to note (offentlighedsloven § 13): facts of importance are written down as dated notes, shared by the parties or kept to the
-- organisation that wrote them. A note is corrected by a new version that says why, never overwritten. And the duty to file (§ 15): each
-- organisation notes where in its own case system a happening of the case was filed, when and by whom.

create schema journal;
comment on schema journal is 'Notes of fact on a case, and where its happenings were filed';
grant usage on schema journal to grobund_app;

create table journal.note (
  id               uuid primary key,
  person_id        uuid not null,
  case_id          uuid,
  kind             text not null constraint note_kind check (kind in ('conversation', 'phone_call', 'information', 'professional_view', 'arrangement',
                     'attempt_to_reach', 'other')),
  organisation_id  uuid not null,
  shared           boolean not null,
  written_at       timestamptz not null
);
create index note_of_person on journal.note (person_id, written_at);
comment on table journal.note is 'A note of fact about a person, in one or more versions [personal]';
comment on column journal.note.id is 'Identity [internal]';
comment on column journal.note.person_id is 'The person [internal]';
comment on column journal.note.case_id is 'The case (referral) it belongs to; empty when it is about the person [internal]';
comment on column journal.note.kind is 'What kind of note (code) [personal]';
comment on column journal.note.organisation_id is 'Organisation that wrote it [internal]';
comment on column journal.note.shared is 'True when every party and the citizen see it, false for its own organisation only [internal]';
comment on column journal.note.written_at is 'When the first version was written [internal]';

create table journal.note_version (
  note_id     uuid not null references journal.note,
  number      int not null constraint note_version_from_one check (number >= 1),
  on_day      date not null,
  words       text not null constraint note_words check (length(btrim(words)) between 1 and 8000),
  why         text constraint note_why check (length(btrim(why)) between 1 and 500),
  written_at  timestamptz not null,
  account_id  uuid not null,
  request_id  uuid not null constraint note_version_once unique,
  primary key (note_id, number),
  constraint note_correction_says_why check ((number = 1) = (why is null))
);
comment on table journal.note_version is 'A version of a note; never changed, deleted at erasure [sensitive]';
comment on column journal.note_version.note_id is 'The note [internal]';
comment on column journal.note_version.number is 'Which version, from 1 [internal]';
comment on column journal.note_version.on_day is 'Day of what is noted [personal]';
comment on column journal.note_version.words is 'What is noted [sensitive]';
comment on column journal.note_version.why is 'Why the version before was corrected; empty for the first [sensitive]';
comment on column journal.note_version.written_at is 'When it was written [internal]';
comment on column journal.note_version.account_id is 'Sign-in that wrote it [internal]';
comment on column journal.note_version.request_id is 'The request that wrote it; a form sent twice writes once [internal]';

create table journal.filing (
  id               uuid primary key,
  person_id        uuid not null,
  case_id          uuid not null,
  event_key        text not null constraint filing_event_form check (event_key ~ '^[0-9a-z-]{1,60}$'),
  organisation_id  uuid not null,
  filed_at_system  text not null constraint filing_system check (length(btrim(filed_at_system)) between 1 and 100),
  filed_as         text not null constraint filing_as check (length(btrim(filed_as)) between 1 and 100),
  filed_on         date not null,
  recorded_at      timestamptz not null,
  account_id       uuid not null
);
create index filing_of_case on journal.filing (case_id, event_key);
comment on table journal.filing is 'Where a happening of a case was filed in an authority''s own case system; deleted at erasure [personal]';
comment on column journal.filing.id is 'Identity, made with the form, so that a button pressed twice files once [internal]';
comment on column journal.filing.person_id is 'The person [internal]';
comment on column journal.filing.case_id is 'The case (referral) [internal]';
comment on column journal.filing.event_key is 'Which happening of the case''s timeline [internal]';
comment on column journal.filing.organisation_id is 'Organisation that filed it; only it sees the row [internal]';
comment on column journal.filing.filed_at_system is 'The case system, in words [internal]';
comment on column journal.filing.filed_as is 'Number of the case or document there [personal]';
comment on column journal.filing.filed_on is 'Day it was filed [internal]';
comment on column journal.filing.recorded_at is 'When that was noted here [internal]';
comment on column journal.filing.account_id is 'Sign-in that noted it [internal]';

create function journal.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'A note is corrected by a new version' using constraint = 'note_version_never_changed';
end $$;
comment on function journal.refuse_change() is 'Refuses to overwrite a note, also by the owner; erasure deletes';
revoke all on function journal.refuse_change() from public;
grant execute on function journal.refuse_change() to grobund_app;
create trigger note_version_never_changed before update on journal.note_version for each row execute function journal.refuse_change();

create function journal.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Notes are erased with their person' using constraint = 'notes_of_erased_person';
  end if;
  delete from journal.note_version v using journal.note n where n.id = v.note_id and n.person_id = the_person;
  delete from journal.filing f where f.person_id = the_person;
end $$;
comment on function journal.erase_person is 'Deletes the words of an erased person''s notes, and where they were filed; kinds and days of writing stay';
grant execute on function journal.erase_person to grobund_app;

alter table journal.note enable row level security;
alter table journal.note_version enable row level security;
alter table journal.filing enable row level security;
create policy seen on journal.note to grobund_app
  using (people.document_seen(person_id, shared, organisation_id))
  with check (people.visible(person_id) and organisation_id = platform.organisation_id());
create policy seen on journal.note_version for select to grobund_app
  using (exists (select from journal.note n where n.id = note_version.note_id));
create policy written on journal.note_version for insert to grobund_app
  with check (exists (select from journal.note n where n.id = note_version.note_id and n.organisation_id = platform.organisation_id()));
create policy seen on journal.filing to grobund_app
  using (people.visible(person_id) and organisation_id = platform.organisation_id())
  with check (people.visible(person_id) and organisation_id = platform.organisation_id());
grant select, insert on journal.note to grobund_app;
grant select, insert on journal.note_version to grobund_app;
grant select, insert on journal.filing to grobund_app;
