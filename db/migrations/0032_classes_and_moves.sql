-- Classes: sessions generated over real dates from one template; and what is moved or cancelled, with who asked and why. A moved
-- session keeps its identity, so that its participants, its register and whoever has it in a calendar stay with it.

create table activities.class (
  id            uuid primary key,
  agreement_id  uuid not null,
  phase         text not null constraint class_phase check (phase in ('qualifying', 'main')),
  activity      text not null constraint class_activity check (activity ~ '^[a-z_]{1,60}$'),
  label         text not null constraint class_label check (length(btrim(label)) between 1 and 60),
  from_on       date not null,
  weekdays      int[] not null constraint class_weekdays check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) between 1 and 7),
  every_weeks   int not null constraint class_every_weeks check (every_weeks between 1 and 8),
  made_by       uuid not null,
  made_at       timestamptz not null
);
create index class_of_agreement on activities.class (agreement_id);
comment on table activities.class is 'A class: sessions generated from one template [internal]';
comment on column activities.class.id is 'Identity: the request that made it [internal]';
comment on column activities.class.agreement_id is 'The agreement it is held under [internal]';
comment on column activities.class.phase is 'Phase it counts in [internal]';
comment on column activities.class.activity is 'Activity of the programme (code) [internal]';
comment on column activities.class.label is 'What staff call it [internal]';
comment on column activities.class.from_on is 'Template: first day looked at [internal]';
comment on column activities.class.weekdays is 'Template: days of the week, 1 is Monday [internal]';
comment on column activities.class.every_weeks is 'Template: every how many weeks [internal]';
comment on column activities.class.made_by is 'Account that made it [internal]';
comment on column activities.class.made_at is 'When it was made [internal]';

alter table activities.session add column class_id uuid references activities.class;
alter table activities.session add column class_no int constraint session_class_no check (class_no between 1 and 200);
alter table activities.session add column cancelled_at timestamptz;
alter table activities.session add constraint session_class_whole check ((class_id is null) = (class_no is null));
alter table activities.session add constraint session_cancelled_or_held check (cancelled_at is null or took_place is null);
create index session_of_class on activities.session (class_id, class_no);
create index session_of_day on activities.session (held_on);
comment on column activities.session.class_id is 'The class it is one of; empty for an appointment [internal]';
comment on column activities.session.class_no is 'Its number in the class [internal]';
comment on column activities.session.cancelled_at is 'When it was cancelled beforehand; empty unless it was [internal]';

create table activities.session_change (
  request_id   uuid not null,
  session_id   uuid not null references activities.session,
  kind         text not null constraint session_change_kind check (kind in ('moved', 'cancelled')),
  asked_by     text not null constraint session_change_asked_by check (asked_by in ('citizen', 'teacher', 'programme', 'venue')),
  reason       text not null constraint session_change_reason check (reason in ('illness', 'work', 'holiday', 'room', 'too_few', 'other')),
  from_on      date not null,
  from_time    time not null,
  from_place   text not null,
  to_on        date,
  to_time      time,
  to_place     text,
  changed_by   uuid not null,
  changed_at   timestamptz not null,
  primary key (request_id, session_id),
  constraint session_change_whole check ((kind = 'moved') = (to_on is not null and to_time is not null and to_place is not null))
);
create index session_change_of_session on activities.session_change (session_id);
comment on table activities.session_change is 'A session moved or cancelled: from what to what, who asked, why [internal]';
comment on column activities.session_change.request_id is 'The request that changed it, one for a whole series [internal]';
comment on column activities.session_change.session_id is 'The session [internal]';
comment on column activities.session_change.kind is 'Moved or cancelled [internal]';
comment on column activities.session_change.asked_by is 'Who asked (code) [internal]';
comment on column activities.session_change.reason is 'Why (code) [internal]';
comment on column activities.session_change.from_on is 'Day before [internal]';
comment on column activities.session_change.from_time is 'Time before [internal]';
comment on column activities.session_change.from_place is 'Place before [internal]';
comment on column activities.session_change.to_on is 'Day after; empty when cancelled [internal]';
comment on column activities.session_change.to_time is 'Time after; empty when cancelled [internal]';
comment on column activities.session_change.to_place is 'Place after; empty when cancelled [internal]';
comment on column activities.session_change.changed_by is 'Account that changed it [internal]';
comment on column activities.session_change.changed_at is 'When it was changed [internal]';

alter table activities.class enable row level security;
alter table activities.session_change enable row level security;
create policy class_of_party on activities.class to grobund_app
  using (agreements.party(agreement_id)) with check (agreements.party(agreement_id));
create policy session_change_of_party on activities.session_change to grobund_app
  using (exists (select 1 from activities.session s where s.id = session_id))
  with check (exists (select 1 from activities.session s where s.id = session_id and agreements.party(s.agreement_id)));
grant select, insert on activities.class, activities.session_change to grobund_app;
