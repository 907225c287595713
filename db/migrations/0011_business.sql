-- The milestones of a citizen's business: dated, recorded once and never changed. Where the business stands is a column written
-- with each milestone; the words of evidence lie beside the event, so that erasing a person leaves the dates standing.

create schema business;
comment on schema business is 'Milestones of businesses, from idea to self-supporting';
grant usage on schema business to grobund_app;

create table business.business (
  enrolment_id  uuid primary key,
  person_id     uuid not null,
  agreement_id  uuid not null,
  case_number   text not null,
  state         text not null constraint business_state check (state in ('none', 'idea', 'tested', 'plan_approved', 'registered', 'trading',
                  'self_supporting', 'ceased')),
  changed_at    timestamptz not null
);
create index business_of_person on business.business (person_id);
create index business_of_agreement on business.business (agreement_id);
comment on table business.business is 'The business a citizen builds in a run, and where it stands [personal]';
comment on column business.business.enrolment_id is 'The run it is built in [internal]';
comment on column business.business.person_id is 'The citizen [personal]';
comment on column business.business.agreement_id is 'The agreement of that run [internal]';
comment on column business.business.case_number is 'Case number of the run [internal]';
comment on column business.business.state is 'The last milestone, written with it [personal]';
comment on column business.business.changed_at is 'When a milestone was last recorded [internal]';

create table business.event (
  id               bigint generated always as identity primary key,
  request_id       uuid not null,
  enrolment_id     uuid not null references business.business,
  name             text not null constraint event_name check (name in ('idea', 'tested', 'plan_approved', 'registered', 'trading',
                     'self_supporting', 'ceased')),
  effective_on     date not null,
  recorded_at      timestamptz not null,
  account_id       uuid not null,
  organisation_id  uuid not null,
  reason           text constraint event_reason check (reason ~ '^[a-z_]{1,60}$'),
  payload          jsonb not null default '{}',
  constraint event_once unique (enrolment_id, request_id),
  constraint event_not_ahead check (effective_on <= (recorded_at at time zone 'Europe/Copenhagen')::date),
  -- A registered business has its number and its answer about VAT; nothing else carries them.
  constraint event_registration check (
    case when name = 'registered'
      then coalesce(payload ->> 'cvr' ~ '^[1-9][0-9]{7}$', false) and coalesce(jsonb_typeof(payload -> 'vat') = 'boolean', false)
      else payload = '{}'
    end)
);
create index event_of_business on business.event (enrolment_id, id);
comment on table business.event is 'Milestones; never changed [personal]';
comment on column business.event.id is 'Order of entry [internal]';
comment on column business.event.request_id is 'The request that made it; a repeated request is the same milestone [internal]';
comment on column business.event.enrolment_id is 'The run [internal]';
comment on column business.event.name is 'The milestone (code) [personal]';
comment on column business.event.effective_on is 'Day it was reached [personal]';
comment on column business.event.recorded_at is 'When it was recorded [internal]';
comment on column business.event.account_id is 'Sign-in that recorded it [internal]';
comment on column business.event.organisation_id is 'Organisation it was recorded in [internal]';
comment on column business.event.reason is 'Reason (code) [personal]';
comment on column business.event.payload is 'CVR number and whether it is registered for VAT [personal]';

create table business.evidence (
  event_id      bigint primary key references business.event,
  enrolment_id  uuid not null references business.business,
  words         text not null constraint evidence_words check (length(btrim(words)) between 1 and 2000)
);
create index evidence_of_business on business.evidence (enrolment_id);
comment on table business.evidence is 'What shows that a milestone was reached; deleted at erasure [personal]';
comment on column business.evidence.event_id is 'The milestone [internal]';
comment on column business.evidence.enrolment_id is 'The run [internal]';
comment on column business.evidence.words is 'The evidence in words [personal]';

create function business.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'A milestone is never changed' using constraint = 'business_event_append_only';
end $$;
comment on function business.refuse_change() is 'Refuses update and delete of milestones, also by the owner';
revoke all on function business.refuse_change() from public;
grant execute on function business.refuse_change() to grobund_app;
create trigger event_append_only before update or delete on business.event for each row execute function business.refuse_change();
create trigger event_no_truncate before truncate on business.event for each statement execute function business.refuse_change();

alter table business.business enable row level security;
alter table business.event enable row level security;
alter table business.evidence enable row level security;
create policy business_visible on business.business to grobund_app
  using (people.visible(person_id)) with check (people.visible(person_id));
create policy event_visible on business.event to grobund_app
  using (exists (select from business.business b where b.enrolment_id = event.enrolment_id))
  with check (exists (select from business.business b where b.enrolment_id = event.enrolment_id));
create policy evidence_visible on business.evidence to grobund_app
  using (exists (select from business.business b where b.enrolment_id = evidence.enrolment_id))
  with check (exists (select from business.business b where b.enrolment_id = evidence.enrolment_id));
grant select, insert, update on business.business to grobund_app;
grant select, insert on business.event to grobund_app;
grant select, insert, delete on business.evidence to grobund_app;

-- For the evaluation: the milestones under an agreement as they were known at a moment; no person, no number, no words.
create function business.milestones(agreement uuid, known_at timestamptz)
returns table (case_number text, name text, effective_on date, vat boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.case_number, e.name, e.effective_on, (e.payload ->> 'vat')::boolean
  from business.business b join business.event e on e.enrolment_id = b.enrolment_id
  where b.agreement_id = agreement and e.recorded_at <= known_at
    and agreements.party(agreement) and platform.person_id() is null
  order by b.case_number, e.id
$$;
comment on function business.milestones(uuid, timestamptz) is 'Milestones by case number as known at a moment, without persons';
revoke all on function business.milestones(uuid, timestamptz) from public;
grant execute on function business.milestones(uuid, timestamptz) to grobund_app;
