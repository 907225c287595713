-- Documents of a person: what the citizen or an organisation adds, in versions, shared by the parties or kept to the organisation that
-- added it. Nothing is overwritten; what came in by mistake is removed with a reason, and from then on nobody opens it. Titles and file
-- names are personal, so they lie with the versions, which erasure deletes; document and removal keep codes and days.

create table people.document (
  id               uuid primary key,
  person_id        uuid not null references people.person,
  case_id          uuid,
  about_noun       text constraint document_about_code check (about_noun ~ '^[a-z_]{1,40}$'),
  about_id         uuid,
  kind             text not null constraint document_kind check (kind in ('letter', 'identification', 'plan_or_budget', 'offer_or_contract',
                     'account_statement', 'register_or_tax', 'course_certificate', 'minutes', 'health', 'other')),
  organisation_id  uuid,
  shared           boolean not null,
  added_at         timestamptz not null,
  constraint document_about_both check ((about_noun is null) = (about_id is null)),
  -- The citizen acts for no organisation, and has none to keep a document to.
  constraint document_of_citizen_shared check (organisation_id is not null or shared)
);
create index document_of_person on people.document (person_id, added_at);
create index document_about on people.document (about_noun, about_id) where about_id is not null;
comment on table people.document is 'A document about a person, in one or more versions [personal]';
comment on column people.document.id is 'Identity [internal]';
comment on column people.document.person_id is 'The person [internal]';
comment on column people.document.case_id is 'The case (referral) it belongs to; empty when it is about the person [internal]';
comment on column people.document.about_noun is 'What kind of thing it belongs to besides, such as loan (code) [internal]';
comment on column people.document.about_id is 'Identity of that thing [internal]';
comment on column people.document.kind is 'What kind of document (code) [personal]';
comment on column people.document.organisation_id is 'Organisation that added it; empty when the citizen did [internal]';
comment on column people.document.shared is 'True when every party and the citizen see it, false for its own organisation only [internal]';
comment on column people.document.added_at is 'When the first version was added [internal]';

create table people.document_version (
  document_id      uuid not null references people.document,
  number           int not null constraint document_version_from_one check (number >= 1),
  title            text not null constraint document_title_given check (length(btrim(title)) between 1 and 200),
  file_name        text not null constraint document_file_name check (length(file_name) between 1 and 130),
  sha256           text not null references platform.file,
  added_at         timestamptz not null,
  account_id       uuid not null,
  organisation_id  uuid,
  request_id       uuid not null constraint document_version_once unique,
  primary key (document_id, number)
);
create index document_version_of_file on people.document_version (sha256);
comment on table people.document_version is 'A version of a document; never changed, deleted at erasure [personal]';
comment on column people.document_version.document_id is 'The document [internal]';
comment on column people.document_version.number is 'Which version, from 1 [internal]';
comment on column people.document_version.title is 'What it is called [personal]';
comment on column people.document_version.file_name is 'Name of the file, with the ending of what it is [personal]';
comment on column people.document_version.sha256 is 'Its content, in platform.file [internal]';
comment on column people.document_version.added_at is 'When it was added [internal]';
comment on column people.document_version.account_id is 'Sign-in that added it [internal]';
comment on column people.document_version.organisation_id is 'Organisation it was added in; empty for the citizen [internal]';
comment on column people.document_version.request_id is 'The request that added it; a form sent twice adds once [internal]';

create table people.document_removal (
  document_id      uuid primary key references people.document,
  reason           text not null constraint document_removal_reason check (reason in ('wrong_person', 'wrong_file', 'sent_twice', 'citizen_took_back')),
  removed_at       timestamptz not null,
  account_id       uuid not null,
  organisation_id  uuid
);
comment on table people.document_removal is 'That a document was removed, and why; from then on nobody opens it [personal]';
comment on column people.document_removal.document_id is 'The document [internal]';
comment on column people.document_removal.reason is 'Why (code) [internal]';
comment on column people.document_removal.removed_at is 'When [internal]';
comment on column people.document_removal.account_id is 'Sign-in that removed it [internal]';
comment on column people.document_removal.organisation_id is 'Organisation it was removed in; empty for the citizen [internal]';

create function people.document_seen(the_person uuid, is_shared boolean, the_organisation uuid) returns boolean
language plpgsql stable parallel safe set search_path = pg_catalog as $$
begin
  return people.visible(the_person) and (is_shared or the_organisation = platform.organisation_id());
end $$;
comment on function people.document_seen is 'True when the session sees what is shared by the parties, or kept to its own organisation, of a person it sees';
grant execute on function people.document_seen to grobund_app;

alter table people.document enable row level security;
alter table people.document_version enable row level security;
alter table people.document_removal enable row level security;
create policy seen on people.document to grobund_app
  using (people.document_seen(person_id, shared, organisation_id))
  with check (people.document_seen(person_id, shared, organisation_id) and organisation_id is not distinct from platform.organisation_id());
create policy seen on people.document_version to grobund_app
  using (exists (select from people.document d where d.id = document_version.document_id))
  with check (exists (select from people.document d where d.id = document_version.document_id));
create policy seen on people.document_removal to grobund_app
  using (exists (select from people.document d where d.id = document_removal.document_id))
  with check (exists (select from people.document d where d.id = document_removal.document_id));
grant select, insert on people.document to grobund_app;
grant select, insert on people.document_version to grobund_app;
grant select, insert on people.document_removal to grobund_app;

create policy content_of_document on platform.file for select to grobund_app
  using (exists (select from people.document_version v where v.sha256 = file.sha256
                 and not exists (select from people.document_removal r where r.document_id = v.document_id)));

-- What lies under a removed or erased document goes, unless the same content is used elsewhere.
create function people.forget_files(hashes text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  the_hash text;
begin
  foreach the_hash in array hashes loop
    begin
      delete from platform.file f where f.sha256 = the_hash;
    exception when foreign_key_violation then null;
    end;
  end loop;
end $$;
comment on function people.forget_files is 'Deletes contents that no row refers to any more';

create function people.erase_documents(the_person uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  hashes text[];
begin
  if not exists (select from people.person p where p.id = the_person and p.erased_at is not null) then
    raise exception 'Documents are erased with their person' using constraint = 'documents_of_erased_person';
  end if;
  select coalesce(array_agg(distinct v.sha256), '{}') into hashes
  from people.document_version v join people.document d on d.id = v.document_id where d.person_id = the_person;
  delete from people.document_version v using people.document d where d.id = v.document_id and d.person_id = the_person;
  perform people.forget_files(hashes);
  return cardinality(hashes);
end $$;
comment on function people.erase_documents is 'Deletes titles and contents of an erased person''s documents; kinds and days stay';

create function people.drop_wrong_document(the_document uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  hashes text[];
begin
  if not exists (select from people.document_removal r join people.document d on d.id = r.document_id
                 where r.document_id = the_document and r.reason = 'wrong_person' and people.document_seen(d.person_id, d.shared, d.organisation_id)) then
    raise exception 'Only what was removed from the wrong person is deleted' using constraint = 'document_of_wrong_person';
  end if;
  select coalesce(array_agg(distinct v.sha256), '{}') into hashes from people.document_version v where v.document_id = the_document;
  delete from people.document_version v where v.document_id = the_document;
  perform people.forget_files(hashes);
end $$;
comment on function people.drop_wrong_document is 'Deletes title and content of a document that was removed because it was about someone else';
grant execute on function people.erase_documents, people.drop_wrong_document to grobund_app;
