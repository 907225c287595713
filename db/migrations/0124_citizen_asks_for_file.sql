-- The citizen asks to see their file by themself: what it covers, in which language, as a file or on paper. They see their own requests, and the file
-- that was handed out. While one that they asked for is open at an authority, there is no second.
alter table journal.access_request
  add column by_citizen boolean not null default false,
  add column words text constraint access_request_words check (length(words) between 1 and 1000),
  add column lang text constraint access_request_lang check (lang in ('da', 'en')),
  add column delivery text constraint access_request_delivery check (delivery in ('electronic', 'paper'));
comment on column journal.access_request.by_citizen is 'True when the citizen asked on their own page, false when staff wrote it in [internal]';
comment on column journal.access_request.words is 'What of the case it covers, in the citizen''s words; empty for the whole [personal]';
comment on column journal.access_request.lang is 'Language the file is wanted in; empty when staff wrote the request in [internal]';
comment on column journal.access_request.delivery is 'As a file or on paper; empty when staff wrote the request in [internal]';
create unique index access_request_one_open on journal.access_request (case_id, organisation_id) where by_citizen and answered_at is null;
create index access_request_of_person on journal.access_request (person_id);

create policy own on journal.access_request for select to grobund_app using (person_id = platform.person_id());
create policy asked on journal.access_request for insert to grobund_app
  with check (person_id = platform.person_id() and by_citizen and answered_at is null);
-- What was not handed out stands in the file's own index; the rows are the authority's.
drop policy seen on journal.withheld;
create policy seen on journal.withheld to grobund_app
  using (exists (select from journal.access_request r where r.id = withheld.request_id and r.organisation_id = platform.organisation_id()))
  with check (exists (select from journal.access_request r where r.id = withheld.request_id and r.organisation_id = platform.organisation_id()));
