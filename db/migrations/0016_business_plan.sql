-- The business plan of a run in versions, section by section as a Danish bank asks. A version is written together, submitted,
-- and returned or approved by a named person; what was decided upon stays as it was. Words lie in rows that can be erased, the
-- steps beside them in events that are never changed.

create table business.plan (
  id            uuid primary key,
  enrolment_id  uuid not null references business.business,
  number        int not null constraint plan_number_from_one check (number > 0),
  state         text not null constraint plan_state check (state in ('draft', 'submitted', 'returned', 'approved')),
  opened_at     timestamptz not null,
  constraint plan_numbered_once unique (enrolment_id, number)
);
create unique index plan_one_in_work on business.plan (enrolment_id) where state in ('draft', 'submitted');
comment on table business.plan is 'A version of a run''s business plan [personal]';
comment on column business.plan.id is 'Identity [internal]';
comment on column business.plan.enrolment_id is 'The run [internal]';
comment on column business.plan.number is 'Which version, from 1 [internal]';
comment on column business.plan.state is 'Written with its event; at most one version is in work [personal]';
comment on column business.plan.opened_at is 'When the version was begun [internal]';

create table business.plan_event (
  id               bigint generated always as identity primary key,
  request_id       uuid not null,
  plan_id          uuid not null references business.plan,
  name             text not null constraint plan_event_name check (name in ('open', 'submit', 'take_back', 'return', 'approve')),
  recorded_at      timestamptz not null,
  account_id       uuid not null,
  organisation_id  uuid,
  constraint plan_event_once unique (plan_id, request_id),
  -- Only an organisation returns or approves a plan; the citizen acts for none.
  constraint plan_event_decided_by_staff check (name not in ('return', 'approve') or organisation_id is not null)
);
create index plan_event_of_plan on business.plan_event (plan_id, id);
comment on table business.plan_event is 'What happened to a version of a plan; never changed [personal]';
comment on column business.plan_event.id is 'Order of entry [internal]';
comment on column business.plan_event.request_id is 'The request that made it; a repeated request is the same step [internal]';
comment on column business.plan_event.plan_id is 'The version [internal]';
comment on column business.plan_event.name is 'The step (code) [internal]';
comment on column business.plan_event.recorded_at is 'When it was taken [internal]';
comment on column business.plan_event.account_id is 'Sign-in that took it [internal]';
comment on column business.plan_event.organisation_id is 'Organisation it was taken in; empty for the citizen [internal]';

create table business.plan_section (
  plan_id     uuid not null references business.plan,
  section     text not null constraint plan_section_name check (section in ('idea', 'product', 'market', 'customers', 'marketing',
                'organisation', 'practicalities', 'economy')),
  words       text not null constraint plan_section_words check (length(words) <= 8000),
  revision    int not null,
  written_at  timestamptz not null,
  account_id  uuid not null,
  primary key (plan_id, section)
);
comment on table business.plan_section is 'A section of a version in words; deleted at erasure [personal]';
comment on column business.plan_section.plan_id is 'The version [internal]';
comment on column business.plan_section.section is 'Which section (code) [internal]';
comment on column business.plan_section.words is 'What is written [personal]';
comment on column business.plan_section.revision is 'Counts each saving, so that two writers do not overwrite each other [internal]';
comment on column business.plan_section.written_at is 'When it was last written [internal]';
comment on column business.plan_section.account_id is 'Sign-in that wrote it last [internal]';

create table business.plan_comment (
  id               uuid primary key,
  plan_id          uuid not null references business.plan,
  section          text constraint plan_comment_section check (section in ('idea', 'product', 'market', 'customers', 'marketing',
                     'organisation', 'practicalities', 'economy')),
  words            text not null constraint plan_comment_words check (length(btrim(words)) between 1 and 2000),
  commented_at     timestamptz not null,
  account_id       uuid not null,
  organisation_id  uuid
);
create index plan_comment_of_plan on business.plan_comment (plan_id, commented_at);
comment on table business.plan_comment is 'A comment on a section, or on the whole version when it was decided; deleted at erasure [personal]';
comment on column business.plan_comment.id is 'Identity, made with the form, so that a button pressed twice comments once [internal]';
comment on column business.plan_comment.plan_id is 'The version [internal]';
comment on column business.plan_comment.section is 'Which section (code); empty for the whole [internal]';
comment on column business.plan_comment.words is 'The comment [personal]';
comment on column business.plan_comment.commented_at is 'When it was written [internal]';
comment on column business.plan_comment.account_id is 'Sign-in that wrote it [internal]';
comment on column business.plan_comment.organisation_id is 'Organisation it was written in; empty for the citizen [internal]';

create trigger plan_event_append_only before update or delete on business.plan_event
  for each row execute function business.refuse_change();
create trigger plan_event_no_truncate before truncate on business.plan_event
  for each statement execute function business.refuse_change();

-- What has been submitted or decided upon is not rewritten; erasure deletes it.
create function business.refuse_closed_section() returns trigger language plpgsql as $$
begin
  if not exists (select from business.plan p where p.id = new.plan_id and p.state = 'draft') then
    raise exception 'A plan is written only while it is a draft' using constraint = 'plan_section_of_draft';
  end if;
  return new;
end $$;
comment on function business.refuse_closed_section() is 'Refuses to write a section of a version that is no draft';
revoke all on function business.refuse_closed_section() from public;
grant execute on function business.refuse_closed_section() to grobund_app;
create trigger plan_section_of_draft before insert or update on business.plan_section
  for each row execute function business.refuse_closed_section();

alter table business.plan enable row level security;
alter table business.plan_event enable row level security;
alter table business.plan_section enable row level security;
alter table business.plan_comment enable row level security;
create policy plan_visible on business.plan to grobund_app
  using (exists (select from business.business b where b.enrolment_id = plan.enrolment_id))
  with check (exists (select from business.business b where b.enrolment_id = plan.enrolment_id));
create policy plan_event_visible on business.plan_event to grobund_app
  using (exists (select from business.plan p where p.id = plan_event.plan_id))
  with check (exists (select from business.plan p where p.id = plan_event.plan_id));
create policy plan_section_visible on business.plan_section to grobund_app
  using (exists (select from business.plan p where p.id = plan_section.plan_id))
  with check (exists (select from business.plan p where p.id = plan_section.plan_id));
create policy plan_comment_visible on business.plan_comment to grobund_app
  using (exists (select from business.plan p where p.id = plan_comment.plan_id))
  with check (exists (select from business.plan p where p.id = plan_comment.plan_id));
grant select, insert, update on business.plan to grobund_app;
grant select, insert on business.plan_event to grobund_app;
grant select, insert, update, delete on business.plan_section to grobund_app;
grant select, insert, delete on business.plan_comment to grobund_app;
