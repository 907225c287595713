-- A rate entered by a button pressed twice was entered twice. The form's request now makes it one deed. What came with the program, and
-- what was entered before this, has no request.

alter table loans.reference_rate
  add column request_id uuid constraint reference_rate_once unique,
  add constraint reference_rate_asked check (request_id is null or organisation_id is not null);
comment on column loans.reference_rate.request_id is 'Made with the form, so that a button pressed twice is one entry; empty for older entries and for what came with the program [internal]';
