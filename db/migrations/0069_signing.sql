-- Signing the note with MitID: one row for each time a borrower was sent to sign, with the hash of the very document that was sent. The
-- offer is accepted only by a signature on that document, by the borrower.

create table loans.signing (
  id              uuid primary key,
  loan_id         uuid not null references loans.loan,
  transaction_id  text not null constraint signing_transaction_once unique,
  sign_url        text not null,
  note_sha256     text not null constraint signing_note_sha256 check (note_sha256 ~ '^[0-9a-f]{64}$'),
  begun_at        timestamptz not null,
  account_id      uuid not null,
  outcome         text constraint signing_outcome check (outcome in ('signed', 'declined', 'expired', 'refused')),
  ended_at        timestamptz,
  constraint signing_ended_whole check ((outcome is null) = (ended_at is null))
);
create index signing_of_loan on loans.signing (loan_id);
create unique index signing_signed_once on loans.signing (loan_id) where outcome = 'signed';
comment on table loans.signing is 'Each time a borrower was sent to sign a note with MitID [personal]';
comment on column loans.signing.id is 'Identity: the request that began it [internal]';
comment on column loans.signing.loan_id is 'The loan [internal]';
comment on column loans.signing.transaction_id is 'What the signing service calls it [internal]';
comment on column loans.signing.sign_url is 'Where the borrower signs [internal]';
comment on column loans.signing.note_sha256 is 'Hash of the note that was sent [internal]';
comment on column loans.signing.begun_at is 'When it began [internal]';
comment on column loans.signing.account_id is 'Sign-in that began it [internal]';
comment on column loans.signing.outcome is 'What became of it; empty while it is open [personal]';
comment on column loans.signing.ended_at is 'When that was known [internal]';
alter table loans.signing enable row level security;
create policy signing_visible on loans.signing to grobund_app
  using (exists (select 1 from loans.loan l where l.id = loan_id)) with check (exists (select 1 from loans.loan l where l.id = loan_id));
grant select, insert, update on loans.signing to grobund_app;
