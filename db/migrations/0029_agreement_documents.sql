-- The signed copies of an agreement, each version as it was signed: what was agreed is a document, the rows are how it is kept.

create table agreements.document (
  id            uuid primary key,
  agreement_id  uuid not null references agreements.agreement,
  version       int not null check (version >= 1),
  kind          text not null constraint agreement_document_kind check (kind in ('agreement', 'extension', 'change', 'termination')),
  signed_on     date not null,
  name          text not null constraint agreement_document_name check (length(name) between 1 and 200),
  sha256        text not null references platform.file,
  recorded_at   timestamptz not null,
  account_id    uuid not null,
  request_id    uuid not null constraint agreement_document_sent_once unique,
  constraint agreement_document_version_once unique (agreement_id, version)
);
create index agreement_document_content on agreements.document (sha256);
comment on table agreements.document is 'Signed copies of an agreement and of what was added to it; never changed [internal]';
comment on column agreements.document.id is 'Identity [internal]';
comment on column agreements.document.agreement_id is 'The agreement [public]';
comment on column agreements.document.version is 'Number, from 1 [internal]';
comment on column agreements.document.kind is 'agreement, extension, change or termination [internal]';
comment on column agreements.document.signed_on is 'Day it was signed [internal]';
comment on column agreements.document.name is 'Name of the file [internal]';
comment on column agreements.document.sha256 is 'Its content, in platform.file [internal]';
comment on column agreements.document.recorded_at is 'When it was kept [internal]';
comment on column agreements.document.account_id is 'Account that kept it [internal]';
comment on column agreements.document.request_id is 'Made with the form, so that a button pressed twice is one document [internal]';
alter table agreements.document enable row level security;
create policy seen on agreements.document for all to grobund_app using (agreements.party(agreement_id));
create policy content_of_agreement on platform.file for select to grobund_app
  using (exists (select from agreements.document d where d.sha256 = file.sha256));
grant select, insert on agreements.document to grobund_app;
