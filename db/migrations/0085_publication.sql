-- Publishing a report over a hundred thousand cases freezes a row for each of them, which is no time for a request either. The secretary's
-- request is kept here, and the worker that reckons the figures freezes the report.

create table evaluation.publication (
  report_id  uuid primary key references evaluation.report (id),
  asked_by   uuid not null,
  asked_at   timestamptz not null,
  attempts   smallint not null default 0 constraint publication_attempts check (attempts between 0 and 3),
  beat_at    timestamptz
);
alter table evaluation.publication enable row level security;
create policy of_party on evaluation.publication for all to grobund_app
  using (evaluation.of_party(report_id)) with check (evaluation.of_party(report_id));
grant select, insert, delete, update (attempts, beat_at) on evaluation.publication to grobund_app;
comment on table evaluation.publication is 'Large reports that are being published; a row goes when its report is frozen [internal]';
comment on column evaluation.publication.report_id is 'The report [internal]';
comment on column evaluation.publication.asked_by is 'Account that publishes it [internal]';
comment on column evaluation.publication.asked_at is 'When it was asked for; the report is published as of then [internal]';
comment on column evaluation.publication.attempts is 'How often a worker has begun it; after three it waits to be asked for again [internal]';
comment on column evaluation.publication.beat_at is 'When its worker began; one at it for longer than ten minutes has died [internal]';
