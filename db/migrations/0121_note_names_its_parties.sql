-- A promissory note named its debtor without address and CPR number and its creditor by name alone: now it says who both are. What is known of
-- an organisation is filled in by its pilot file. The note holds a CPR number, so it is a kind of document of its own, which those
-- who need not know the number do not open. Notes that were accepted before stand as they were, kind and bytes.
alter table access.organisation
  add column cvr text constraint organisation_cvr check (cvr ~ '^[1-9][0-9]{7}$'),
  add column address text constraint organisation_address check (length(address) between 1 and 300);
comment on column access.organisation.cvr is 'CVR number, where it is known [public]';
comment on column access.organisation.address is 'Postal address in one line, where it is known [public]';
grant update (cvr, address) on access.organisation to grobund_app;

alter table people.document drop constraint document_kind;
alter table people.document add constraint document_kind
  check (kind in ('letter', 'identification', 'plan_or_budget', 'offer_or_contract', 'promissory_note',
                  'account_statement', 'register_or_tax', 'course_certificate', 'minutes', 'health', 'other'));

comment on function people.cpr_to_pay is 'The CPR number for a payment file or the note of a debt, never for a page; the caller logs it';
