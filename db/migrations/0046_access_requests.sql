-- Somebody asks to see the file: a party (forvaltningsloven § 9, answered within 7 working days) or the person their own data (GDPR
-- article 15, within a month). The request has its clock from the day it came. Each note and document that an organisation kept to itself
-- is given or withheld one by one, with a reason, and what was handed out is kept as it was, byte for byte.

alter table platform.file drop constraint file_size;
alter table platform.file add constraint file_size check (octet_length(content) between 1 and 268435456);

create table journal.access_request (
  id               uuid primary key,
  person_id        uuid not null,
  case_id          uuid not null,
  kind             text not null constraint access_request_kind check (kind in ('party', 'own_data')),
  organisation_id  uuid not null,
  received_on      date not null,
  due_on           date not null,
  registered_at    timestamptz not null,
  account_id       uuid not null,
  answered_at      timestamptz,
  answered_by      uuid,
  bundle_sha256    text references platform.file,
  constraint access_request_in_order check (due_on > received_on),
  constraint access_request_answered_whole check (num_nonnulls(answered_at, answered_by, bundle_sha256) in (0, 3))
);
create index access_request_open on journal.access_request (organisation_id, due_on) where answered_at is null;
create index access_request_of_case on journal.access_request (case_id);
create index access_request_of_file on journal.access_request (bundle_sha256);
comment on table journal.access_request is 'A request to see the file of a person, with its clock and its answer [personal]';
comment on column journal.access_request.id is 'Identity, made with the form, so that a button pressed twice registers once [internal]';
comment on column journal.access_request.person_id is 'The person [internal]';
comment on column journal.access_request.case_id is 'The case (referral) [internal]';
comment on column journal.access_request.kind is 'As a party, or for their own data [personal]';
comment on column journal.access_request.organisation_id is 'Organisation that was asked and answers [internal]';
comment on column journal.access_request.received_on is 'Day it came [personal]';
comment on column journal.access_request.due_on is 'Last day to answer [internal]';
comment on column journal.access_request.registered_at is 'When it was written in [internal]';
comment on column journal.access_request.account_id is 'Sign-in that wrote it in [internal]';
comment on column journal.access_request.answered_at is 'When it was answered; empty while it is open [internal]';
comment on column journal.access_request.answered_by is 'Sign-in that answered [internal]';
comment on column journal.access_request.bundle_sha256 is 'What was handed out, in platform.file; emptied with the whole row at erasure [internal]';

create table journal.withheld (
  request_id  uuid not null references journal.access_request,
  noun        text not null constraint withheld_noun check (noun in ('note', 'document')),
  noun_id     uuid not null,
  reason      text not null constraint withheld_reason check (reason in ('internal_work', 'concern_for_others', 'not_about_person')),
  primary key (request_id, noun, noun_id)
);
comment on table journal.withheld is 'What was not handed out, and why; also as the letter of refusal needs it [personal]';
comment on column journal.withheld.request_id is 'The request [internal]';
comment on column journal.withheld.noun is 'A note or a document [internal]';
comment on column journal.withheld.noun_id is 'Which one [internal]';
comment on column journal.withheld.reason is 'Why (code) [internal]';

create or replace function journal.erase_person(the_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  hashes text[];
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Notes are erased with their person' using constraint = 'notes_of_erased_person';
  end if;
  delete from journal.note_version v using journal.note n where n.id = v.note_id and n.person_id = the_person;
  delete from journal.filing f where f.person_id = the_person;
  select coalesce(array_agg(r.bundle_sha256) filter (where r.bundle_sha256 is not null), '{}') into hashes
  from journal.access_request r where r.person_id = the_person;
  delete from journal.withheld w using journal.access_request r where r.id = w.request_id and r.person_id = the_person;
  delete from journal.access_request r where r.person_id = the_person;
  perform people.forget_files(hashes);
end $$;
comment on function journal.erase_person is 'Deletes an erased person''s notes, filings, requests and what was handed out; that a note of a kind was written on a day stays';

alter table journal.access_request enable row level security;
alter table journal.withheld enable row level security;
create policy seen on journal.access_request to grobund_app
  using (people.visible(person_id) and organisation_id = platform.organisation_id())
  with check (people.visible(person_id) and organisation_id = platform.organisation_id());
create policy seen on journal.withheld to grobund_app
  using (exists (select from journal.access_request r where r.id = withheld.request_id))
  with check (exists (select from journal.access_request r where r.id = withheld.request_id));
grant select, insert, update (answered_at, answered_by, bundle_sha256) on journal.access_request to grobund_app;
grant select, insert on journal.withheld to grobund_app;
create policy content_of_bundle on platform.file for select to grobund_app
  using (exists (select from journal.access_request r where r.bundle_sha256 = file.sha256));
